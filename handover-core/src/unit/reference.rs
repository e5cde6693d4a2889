//! A unit, named so that it means the same for ever.

use std::fmt;
use std::str::FromStr;

use super::typed::serde_as_text;
use super::{Country, EditionId, ParseRefError, UnitCode};

/// A unit, by code within an edition: `vn:27169@2024`.
///
/// Says nothing of whether such a unit exists; ask a [`Register`](super::Register).
/// Ordered by country, code, edition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitRef {
    country: Country,
    code: UnitCode,
    edition: EditionId,
}

impl UnitRef {
    /// Puts a reference together.
    pub fn new(country: Country, code: UnitCode, edition: EditionId) -> Self {
        Self { country, code, edition }
    }

    /// The country whose list it is.
    pub fn country(&self) -> Country {
        self.country
    }

    /// The code, which means something only together with the edition.
    pub fn code(&self) -> UnitCode {
        self.code
    }

    /// The edition that the code belongs to.
    pub fn edition(&self) -> EditionId {
        self.edition
    }
}

impl FromStr for UnitRef {
    type Err = ParseRefError;

    fn from_str(text: &str) -> Result<Self, ParseRefError> {
        let (country, rest) = text.split_once(':').ok_or(ParseRefError::Country)?;
        let country = country.parse()?;
        let Some((code, edition)) = rest.split_once('@') else {
            rest.parse::<UnitCode>()?;
            return Err(ParseRefError::EditionMissing);
        };
        Ok(Self { country, code: code.parse()?, edition: edition.parse()? })
    }
}

impl fmt::Display for UnitRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}@{}", self.country, self.code, self.edition)
    }
}

impl fmt::Debug for UnitRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnitRef({self})")
    }
}

serde_as_text!(UnitRef);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_and_writes_its_text_form() {
        let unit: UnitRef = "vn:00004@2024".parse().unwrap();
        assert_eq!(unit.country().as_str(), "vn");
        assert_eq!(unit.code().as_str(), "00004");
        assert_eq!(unit.edition().as_str(), "2024");
        assert_eq!(unit.to_string(), "vn:00004@2024");
        assert_ne!(unit, "vn:00004@2025".parse().unwrap());
    }

    #[test]
    fn says_which_part_is_wrong() {
        for (text, error) in [
            ("", ParseRefError::Country),
            ("27169@2024", ParseRefError::Country),
            ("VN:27169@2024", ParseRefError::Country),
            (" vn:27169@2024", ParseRefError::Country),
            ("vn:27169", ParseRefError::EditionMissing),
            ("vn:@2024", ParseRefError::Code),
            ("vn:x", ParseRefError::Code),
            ("vn:271 69@2024", ParseRefError::Code),
            ("vn:27169@", ParseRefError::Edition),
            ("vn:27169@2024 ", ParseRefError::Edition),
            ("vn:27169@2024@2025", ParseRefError::Edition),
            ("vn:27169@2024/ubnd", ParseRefError::Edition),
        ] {
            assert_eq!(text.parse::<UnitRef>(), Err(error), "{text:?}");
        }
        assert_eq!(ParseRefError::EditionMissing.code(), "unit-ref-edition-missing");
    }

    #[test]
    fn its_serde_form_is_the_text() {
        let unit: UnitRef = "vn:01@2025".parse().unwrap();
        let json = serde_json::to_string(&unit).unwrap();
        assert_eq!(json, "\"vn:01@2025\"");
        assert_eq!(serde_json::from_str::<UnitRef>(&json).unwrap(), unit);
        assert!(serde_json::from_str::<UnitRef>("\"01\"").is_err());
    }

    proptest! {
        #[test]
        fn survives_a_round_trip(text in "[a-z]{2,3}:[0-9]{1,12}@[a-z0-9]{1,7}(-[a-z0-9]{1,8})?") {
            let unit: UnitRef = text.parse().unwrap();
            prop_assert_eq!(unit.to_string(), text);
        }

        #[test]
        fn what_it_accepts_it_writes_again(text in "[a-zA-Z:@/0-9 .-]{0,24}") {
            if let Ok(unit) = text.parse::<UnitRef>() {
                prop_assert_eq!(unit.to_string(), text);
            }
        }
    }
}
