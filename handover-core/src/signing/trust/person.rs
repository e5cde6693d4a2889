//! Who is one person.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most bytes of a name or a title.
const LONGEST: usize = 400;

/// A person within an agency, as thresholds count people.
///
/// Names that differ only in case, spaces or diacritics (`Hòa`, `Hoà`) are held
/// to be one person: counting too few asks for one more signature, counting too
/// many would forge one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Person(String);

impl Person {
    pub(super) fn named(name: &str) -> Self {
        let letters = name.nfkd().filter(|c| !is_combining_mark(*c));
        let plain: String = letters.flat_map(char::to_lowercase).map(undotted).collect();
        Person(plain.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// `đ` does not come apart in Unicode, as the other letters do.
const fn undotted(c: char) -> char {
    if c == 'đ' { 'd' } else { c }
}

/// Whether a name or title is one that a list may carry and a terminal show.
pub(super) fn is_sound(text: &str) -> bool {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    // A name without a letter would be nobody's.
    text.len() <= LONGEST
        && text == text.trim()
        && text.chars().any(char::is_alphanumeric)
        && !text.chars().any(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_by_any_spelling() {
        let one = Person::named("Đỗ Thị Hòa");
        for same in ["đỗ thị hòa", "ĐỖ  THỊ HOÀ", "Đỗ Thi\u{323} Hoa", "Do Thi Hoa"]
        {
            assert_eq!(Person::named(same), one, "{same}");
        }
        assert_ne!(Person::named("Đỗ Thị Hương"), one);
    }

    #[test]
    fn what_cannot_be_shown_is_no_name() {
        assert!(is_sound("Nguyễn Văn A") && is_sound("Chủ tịch (2021–2026)"));
        for wrong in ["", " A", "A ", "---", "A\nB", "A\u{202e}B", "A\u{200b}", &"a".repeat(401)] {
            assert!(!is_sound(wrong), "{wrong:?}");
        }
    }
}
