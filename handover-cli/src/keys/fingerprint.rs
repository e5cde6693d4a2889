//! A fingerprint as somebody typed it from the signed paper.

use handover_core::signing::{FingerprintError, KeyId};

use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, key_of};

/// The key that `--fingerprint` means; anything but all 64 digits is a wrong
/// call, and never a match by a part.
pub(crate) fn typed(text: &str) -> Result<KeyId, Failure> {
    KeyId::from_fingerprint(text).map_err(|error| {
        let arguments = match error {
            FingerprintError::Digits { found } => Arguments::new().number("found", found as u64),
            FingerprintError::Character { found, position } => {
                let found = found.to_string();
                Arguments::new().data("found", found).number("position", position as u64)
            }
            _ => Arguments::new(),
        };
        Refusal::new(key_of("signing", error.code()), exit::USAGE).with(arguments).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lang, Locale};

    #[test]
    fn only_all_digits_count() {
        let digits = "0123 4567 89AB cdef ".repeat(4);
        assert!(typed(&digits).is_ok());
        for wrong in [&digits[..60], "", "O123"] {
            let failure = typed(wrong).unwrap_err();
            assert_eq!(failure.exit(), exit::USAGE);
            let told = failure.told(&Locale::new(Lang::Vi)).unwrap();
            assert!(!told.wrong.contains(['{', '–']), "{}", told.wrong);
        }
    }
}
