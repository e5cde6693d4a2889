//! The answer of a verify, as everybody looks for it first.

use super::{Paint, Role};
use crate::locale::{Locale, key_of};

/// The words of a verdict by its stable name: `valid`,
/// `intact-signer-unknown`, `incomplete` or `not-valid`.
pub(crate) fn verdict(name: &str, locale: &Locale, paint: Paint) -> String {
    let role = match name {
        "valid" => Role::Good,
        "intact-signer-unknown" => Role::Caution,
        _ => Role::Bad,
    };
    paint.text(role, &locale.text(&key_of("verdict", name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn the_words_are_the_agreed_ones() {
        let words = [
            ("valid", "ĐẦY ĐỦ, NGUYÊN VẸN, ĐÚNG NGƯỜI KÝ"),
            ("intact-signer-unknown", "NGUYÊN VẸN, CHƯA XÁC NHẬN NGƯỜI KÝ"),
            ("incomplete", "CHƯA ĐỦ"),
            ("not-valid", "KHÔNG ĐẠT"),
        ];
        let locale = Locale::new(Lang::Vi);
        for (name, text) in words {
            assert_eq!(verdict(name, &locale, Paint::Plain), text);
        }
    }
}
