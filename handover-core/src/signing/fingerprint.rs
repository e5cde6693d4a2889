//! A key id as it stands on paper and comes back through a keyboard.

use std::fmt;
use std::str::FromStr;

use super::key_id::KeyId;

/// Digits of a whole fingerprint.
const DIGITS: usize = 64;

/// A key id in 16 groups of four digits, `0f12 9ac0 …`.
///
/// Minutes on paper carry this form, and comparing it with the key in hand is
/// what binds a key to an agency. All 64 digits are wanted: a shortened
/// fingerprint can be forged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(KeyId);

impl Fingerprint {
    pub(super) const fn of(id: KeyId) -> Self {
        Self(id)
    }

    /// The key id this fingerprint stands for.
    pub const fn key_id(self) -> KeyId {
        self.0
    }

    /// Reads what a person typed: case and any white space are ignored,
    /// nothing else is.
    ///
    /// # Errors
    /// [`FingerprintError::Character`] for anything that is neither hex digit
    /// nor white space, else [`FingerprintError::Digits`] if there are not
    /// exactly 64.
    pub fn parse(text: &str) -> Result<Self, FingerprintError> {
        let mut digest = [0_u8; DIGITS / 2];
        let mut found = 0;
        for (index, character) in text.chars().enumerate() {
            if character.is_whitespace() {
                continue;
            }
            let Some(value) = character.to_digit(16).and_then(|value| u8::try_from(value).ok())
            else {
                return Err(FingerprintError::Character { found: character, position: index + 1 });
            };
            if let Some(byte) = digest.get_mut(found / 2) {
                *byte = (*byte << 4) | value;
            }
            found += 1;
        }
        if found == DIGITS {
            Ok(Self(KeyId::from_digest(digest)))
        } else {
            Err(FingerprintError::Digits { found })
        }
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, [high, low]) in self.0.as_bytes().as_chunks::<2>().0.iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            write!(f, "{gap}{high:02x}{low:02x}")?;
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        Self::parse(text)
    }
}

/// Text that is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FingerprintError {
    /// Digits were left out, or typed twice.
    #[error("a fingerprint has 64 hex digits, this one has {found}")]
    Digits {
        /// How many hex digits were found.
        found: usize,
    },
    /// Something that is no hex digit, such as the letter `O` for a zero.
    #[error("character {position} of the fingerprint, {found:?}, is no hex digit")]
    Character {
        /// The first such character.
        found: char,
        /// Where it stands, counted in characters from 1, white space included.
        position: usize,
    },
}

impl FingerprintError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Digits { .. } => "fingerprint.digits",
            Self::Character { .. } => "fingerprint.character",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sixteen_groups_of_four() {
        let id: KeyId = "0123456789abcdef".repeat(4).parse().unwrap();
        let text = id.fingerprint().to_string();
        assert_eq!(text, ["0123 4567 89ab cdef"; 4].join(" "));
        assert_eq!(text.split(' ').count(), 16);
    }

    #[test]
    fn an_error_says_how_many_digits_were_found() {
        let digits = |text: &str| Fingerprint::parse(text).unwrap_err();
        assert_eq!(digits(""), FingerprintError::Digits { found: 0 });
        assert_eq!(digits(&"ab ".repeat(31)), FingerprintError::Digits { found: 62 });
        assert_eq!(digits(&"a".repeat(65)), FingerprintError::Digits { found: 65 });
        assert_eq!(digits("12").code(), "fingerprint.digits");
        assert_eq!(
            digits("0f O1"),
            FingerprintError::Character { found: 'O', position: 4 },
            "a letter O is no zero"
        );
        for separator in ['-', ':', '\u{200b}', '１'] {
            let typed = format!("00{separator}{}", "0".repeat(62));
            assert_eq!(digits(&typed).code(), "fingerprint.character");
        }
    }

    proptest! {
        #[test]
        fn case_and_white_space_do_not_matter(
            digest: [u8; 32],
            upper: [bool; 64],
            gaps in prop::collection::vec("[ \t\r\n\u{a0}\u{3000}]{0,3}", 65),
        ) {
            let id = KeyId::from_digest(digest);
            let mut typed = String::new();
            for ((digit, upper), gap) in id.to_string().chars().zip(upper).zip(&gaps) {
                typed.push_str(gap);
                typed.push(if upper { digit.to_ascii_uppercase() } else { digit });
            }
            typed.push_str(&gaps[64]);
            prop_assert_eq!(KeyId::from_fingerprint(&typed), Ok(id));
            prop_assert_eq!(id.fingerprint().to_string().parse(), Ok(id.fingerprint()));
        }
    }
}
