//! VNI for Windows: a letter, and behind it a character that shows its marks.
//!
//! The table is what two public sources agree on: xvnkb's `vni.h`, and the
//! table "Unicode & Vietnamese Legacy Character Encodings". A test of another
//! hand (`tests/judges/encodings.py`) holds all letters against them.

use unicode_normalization::UnicodeNormalization;

/// Characters that are letters by themselves.
const LETTERS: &[(char, char)] = &[
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('æ', 'ỉ'),
    ('Æ', 'Ỉ'),
    ('ó', 'ĩ'),
    ('Ó', 'Ĩ'),
    ('ò', 'ị'),
    ('Ò', 'Ị'),
    ('î', 'ỵ'),
    ('Î', 'Ỵ'),
];

/// Marks of any vowel, small and capital, and what they are.
const TONES: &[(&str, &str)] = &[
    ("øØ", "\u{300}"),
    ("ùÙ", "\u{301}"),
    ("ûÛ", "\u{309}"),
    ("õÕ", "\u{303}"),
    ("ïÏ", "\u{323}"),
];

/// Marks of a, e and o: a circumflex, and the tone with it.
const CIRCUMFLEX: &[(&str, &str)] = &[
    ("âÂ", "\u{302}"),
    ("àÀ", "\u{302}\u{300}"),
    ("áÁ", "\u{302}\u{301}"),
    ("åÅ", "\u{302}\u{309}"),
    ("ãÃ", "\u{302}\u{303}"),
    ("äÄ", "\u{302}\u{323}"),
];

/// Marks of a: a breve, and the tone with it.
const BREVE: &[(&str, &str)] = &[
    ("êÊ", "\u{306}"),
    ("èÈ", "\u{306}\u{300}"),
    ("éÉ", "\u{306}\u{301}"),
    ("úÚ", "\u{306}\u{309}"),
    ("üÜ", "\u{306}\u{303}"),
    ("ëË", "\u{306}\u{323}"),
];

/// The text in Unicode form C.
pub(super) fn decode(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // The letter that a mark may follow.
    let mut base = None;
    for c in text.nfc() {
        let marks = base.and_then(|base| marks(base, c));
        if let Some(marks) = marks {
            plain.push_str(marks);
            base = None;
            continue;
        }
        let letter =
            LETTERS.iter().find(|(stored, _)| *stored == c).map_or(c, |(_, letter)| *letter);
        plain.push(letter);
        base = Some(letter);
    }
    plain.nfc().collect()
}

fn marks(base: char, mark: char) -> Option<&'static str> {
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(shown, _)| shown.contains(mark)).map(|(_, marks)| *marks)
    };
    let may = |letters: &str| letters.contains(base);
    may("aAeEoOuUyYơƠưƯiI")
        .then(|| find(TONES))
        .flatten()
        .or_else(|| may("aAeEoO").then(|| find(CIRCUMFLEX)).flatten())
        .or_else(|| may("aA").then(|| find(BREVE)).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_belongs_to_the_letter_before_it() {
        let cases = [
            ("UÛy ban nhaân daân phöôøng", "Ủy ban nhân dân phường"),
            ("Quyeát ñònh veà vieäc", "Quyết định về việc"),
            ("TRÍCH YEÁU NOÄI DUNG", "TRÍCH YẾU NỘI DUNG"),
            ("naêm, baèng, taëng", "năm, bằng, tặng"),
        ];
        for (stored, text) in cases {
            assert_eq!(decode(stored), text);
        }
    }

    #[test]
    fn a_mark_without_its_letter_stays() {
        for text in ["â", "xâ", " ø", "aaa", "01/QD-UBND"] {
            assert_eq!(decode(text), text);
        }
    }
}
