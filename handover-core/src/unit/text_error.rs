//! Why a text is not a reference.

use thiserror::Error;

/// A text that is no unit or agency reference. Says which part is wrong; never repeats it, so
/// that it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum ParseRefError {
    /// No country before a colon, or not 2 or 3 lower-case letters.
    #[error(
        "a reference begins with a country of 2 or 3 lower-case letters and a colon, as in vn:27169@2024"
    )]
    Country,
    /// The code is not 1 to 12 digits.
    #[error("the code of a unit is 1 to 12 digits, as in vn:27169@2024")]
    Code,
    /// No edition stands after the code.
    #[error("the edition is missing: a code means something only within one, as in vn:27169@2024")]
    EditionMissing,
    /// The edition is not lower-case letters and digits with single hyphens, at most 16.
    #[error(
        "the edition is not of the form 2024 (lower-case letters, digits, single hyphens; at most 16)"
    )]
    Edition,
    /// The agency is not lower-case letters and digits with single hyphens, at most 40.
    #[error(
        "the agency is not of the form ubnd or van-phong (lower-case letters, digits, single hyphens; at most 40)"
    )]
    Slug,
}

impl ParseRefError {
    /// The stable code of this error.
    pub fn code(self) -> &'static str {
        match self {
            Self::Country => "unit-ref-country",
            Self::Code => "unit-ref-code",
            Self::EditionMissing => "unit-ref-edition-missing",
            Self::Edition => "unit-ref-edition",
            Self::Slug => "unit-ref-agency",
        }
    }
}
