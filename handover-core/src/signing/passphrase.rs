//! A passphrase as bytes, the same on every keyboard.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The passphrase in NFC, in memory that is wiped.
///
/// `ế` may arrive as one code point or as three, by keyboard and system, and
/// a key locked on one machine must open on the other.
pub(super) fn normalised(typed: &str) -> Zeroizing<String> {
    // NFC is at most three times as long in UTF-8; a buffer that never grows
    // leaves no copies behind.
    let mut passphrase = Zeroizing::new(String::with_capacity(typed.len().saturating_mul(3)));
    passphrase.extend(typed.nfc());
    passphrase
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_one_word_are_one_passphrase() {
        let (nfc, nfd) = ("Mật khẩu của tôi: kế", "Mật khẩu của tôi: kế".nfd().collect::<String>());
        assert_ne!(nfc, nfd);
        assert_eq!(normalised(nfc), normalised(&nfd));
        assert_eq!(normalised(nfc).as_str(), nfc);
    }
}
