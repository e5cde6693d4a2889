//! Who signs, gives and receives: an agency of a unit.

use std::fmt;
use std::str::FromStr;

use super::short::Short;
use super::token::is_slug;
use super::typed::serde_as_text;
use super::{KnownAgency, ParseRefError, UnitRef};

/// The short name of an agency within its unit: `ubnd`, `van-phong`.
///
/// Lower-case letters and digits with single hyphens between, at most 40 characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencySlug(Short<40>);

impl AgencySlug {
    /// A slug known when the program is compiled; for `const` only, where a bad one is an error.
    pub(super) const fn literal(text: &'static str) -> Self {
        Self(Short::literal(text))
    }

    /// The text form.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for AgencySlug {
    type Err = ParseRefError;

    fn from_str(text: &str) -> Result<Self, ParseRefError> {
        let text = Some(text).filter(|text| is_slug(text));
        text.and_then(Short::new).map(Self).ok_or(ParseRefError::Slug)
    }
}

impl fmt::Display for AgencySlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for AgencySlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AgencySlug({self})")
    }
}

serde_as_text!(AgencySlug);

/// An agency of a unit: `vn:27169@2024/ubnd`.
///
/// Read without a slug, it is the People's Committee; written, the slug always stands there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyRef {
    unit: UnitRef,
    slug: AgencySlug,
}

impl AgencyRef {
    /// An agency of a unit.
    pub fn new(unit: UnitRef, slug: AgencySlug) -> Self {
        Self { unit, slug }
    }

    /// The unit that it is an agency of.
    pub fn unit(&self) -> UnitRef {
        self.unit
    }

    /// Its short name within the unit.
    pub fn slug(&self) -> AgencySlug {
        self.slug
    }

    /// Which known agency it is; `None` when the slug is somebody's own.
    pub fn known(&self) -> Option<KnownAgency> {
        KnownAgency::from_slug(&self.slug)
    }
}

impl From<UnitRef> for AgencyRef {
    /// The People's Committee of the unit.
    fn from(unit: UnitRef) -> Self {
        Self::new(unit, KnownAgency::PeoplesCommittee.slug())
    }
}

impl FromStr for AgencyRef {
    type Err = ParseRefError;

    fn from_str(text: &str) -> Result<Self, ParseRefError> {
        match text.split_once('/') {
            None => text.parse::<UnitRef>().map(Self::from),
            Some((unit, slug)) => Ok(Self { unit: unit.parse()?, slug: slug.parse()? }),
        }
    }
}

impl fmt::Display for AgencyRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.unit, self.slug)
    }
}

impl fmt::Debug for AgencyRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AgencyRef({self})")
    }
}

serde_as_text!(AgencyRef);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_peoples_committee_is_meant_when_nothing_stands_there() {
        let short: AgencyRef = "vn:27169@2024".parse().unwrap();
        assert_eq!(short.to_string(), "vn:27169@2024/ubnd");
        assert_eq!(short, "vn:27169@2024/ubnd".parse().unwrap());
        assert_eq!(short.known(), Some(KnownAgency::PeoplesCommittee));
        assert_eq!(serde_json::to_string(&short).unwrap(), "\"vn:27169@2024/ubnd\"");
        assert_eq!(serde_json::from_str::<AgencyRef>("\"vn:27169@2024\"").unwrap(), short);
    }

    #[test]
    fn known_slugs_mean_the_same_everywhere() {
        for known in KnownAgency::ALL {
            let slug = known.slug();
            assert_eq!(slug.as_str().parse(), Ok(slug));
            assert_eq!(KnownAgency::from_slug(&slug), Some(known));
        }
    }

    #[test]
    fn own_slugs_are_strict() {
        let own: AgencyRef = "vn:79@2025/so-noi-vu".parse().unwrap();
        assert_eq!(own.known(), None);
        let long = "a".repeat(40);
        assert!(format!("vn:79@2025/{long}").parse::<AgencyRef>().is_ok());
        for bad in ["", "-a", "a-", "a--b", "UBND", "ủy", "a/b", "a_b", &format!("{long}a")] {
            let text = format!("vn:79@2025/{bad}");
            assert_eq!(text.parse::<AgencyRef>(), Err(ParseRefError::Slug), "{bad:?}");
        }
        assert_eq!("/ubnd".parse::<AgencyRef>(), Err(ParseRefError::Country));
    }

    proptest! {
        #[test]
        fn survives_a_round_trip(
            text in "[a-z]{2,3}:[0-9]{1,12}@[a-z0-9]{1,16}/[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,2}"
        ) {
            let agency: AgencyRef = text.parse().unwrap();
            prop_assert_eq!(agency.to_string(), text);
        }
    }
}
