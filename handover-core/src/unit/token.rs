//! The three parts of a unit reference: country, code, edition.

use std::fmt;
use std::str::FromStr;

use super::ParseRefError;
use super::short::Short;
use super::typed::serde_as_text;

/// A country, as a prefix of unit references: 2 or 3 lower-case letters, such as `vn`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(Short<3>);

/// The code of a unit within one edition: 1 to 12 digits, kept as text, since leading zeros count.
///
/// In Vietnam 2 digits for a province, 3 for a district, 5 for a commune
/// (Decision 124/2004/QĐ-TTg art. 1; Decision 19/2025/QĐ-TTg art. 2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitCode(Short<12>);

/// The name of one edition of a country's list of units, such as `2024`.
///
/// Lower-case letters and digits with single hyphens between, at most 16 characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionId(Short<16>);

/// Lower-case letters and digits, with single hyphens between them.
pub(super) fn is_slug(text: &str) -> bool {
    text.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

macro_rules! token {
    ($name:ident, $error:ident, $check:expr) => {
        impl $name {
            /// The text form.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl FromStr for $name {
            type Err = ParseRefError;

            fn from_str(text: &str) -> Result<Self, ParseRefError> {
                let check: fn(&str) -> bool = $check;
                Some(text)
                    .filter(|text| check(text))
                    .and_then(Short::new)
                    .map(Self)
                    .ok_or(ParseRefError::$error)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.as_str())
            }
        }

        serde_as_text!($name);
    };
}

token!(Country, Country, |text| text.len() >= 2 && text.bytes().all(|b| b.is_ascii_lowercase()));
token!(UnitCode, Code, |text| text.bytes().all(|b| b.is_ascii_digit()));
token!(EditionId, Edition, is_slug);

#[cfg(feature = "register")]
impl Country {
    /// A country known when the program is compiled; for `const` only.
    pub(super) const fn literal(text: &'static str) -> Self {
        Self(Short::literal(text))
    }
}

#[cfg(feature = "register")]
impl EditionId {
    /// An edition known when the program is compiled; for `const` only.
    pub(super) const fn literal(text: &'static str) -> Self {
        Self(Short::literal(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_text() {
        let code: UnitCode = "00004".parse().unwrap();
        assert_eq!(code.to_string(), "00004");
        assert_ne!(code, "4".parse().unwrap());
        for bad in ["", "4a", "+4", "1234567890123", "４"] {
            assert_eq!(bad.parse::<UnitCode>(), Err(ParseRefError::Code), "{bad:?}");
        }
    }

    #[test]
    fn editions_and_countries_are_strict() {
        for good in ["2024", "2025-07-01", "a"] {
            assert_eq!(good.parse::<EditionId>().unwrap().as_str(), good);
        }
        for bad in ["", "-", "2024-", "2024--1", "Ed", "2024 ", "12345678901234567"] {
            assert_eq!(bad.parse::<EditionId>(), Err(ParseRefError::Edition), "{bad:?}");
        }
        for bad in ["", "v", "VN", "v1", "viet"] {
            assert_eq!(bad.parse::<Country>(), Err(ParseRefError::Country), "{bad:?}");
        }
    }
}
