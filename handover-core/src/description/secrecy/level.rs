use unicode_normalization::UnicodeNormalization;

use crate::description::code_list::code_list;

code_list! {
    /// A level of state secrecy, the highest last.
    Level {
        Secret = "mat", "Mật";
        TopSecret = "toi-mat", "Tối mật";
        Absolute = "tuyet-mat", "Tuyệt mật";
    }
}

/// A level of secrecy that a text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Suspicion {
    /// The level; the highest where there are several.
    pub level: Level,
    /// Whether the text is the level and nothing else: then a field holds a
    /// level, which is no mere suspicion.
    pub whole: bool,
}

/// The level that `text` speaks of: whole words, in Unicode form C, any case,
/// with their diacritics. Words end at anything that is no letter.
///
/// "Mật" is also honey, a person, and half of "bảo mật": this is a suspicion,
/// which a person has to clear.
///
/// ```
/// use handover_core::description::secrecy::{Level, find_level};
///
/// assert_eq!(find_level("Hồ sơ TỐI MẬT").map(|s| s.level), Some(Level::TopSecret));
/// assert_eq!(find_level("mat"), None);
/// ```
pub fn find_level(text: &str) -> Option<Suspicion> {
    // Called for every name of millions: most are done with after this line.
    if !may_speak(text.as_bytes()) {
        return None;
    }
    let text: String = text.nfc().flat_map(char::to_lowercase).collect();
    let mut words = 0_usize;
    let mut before = "";
    let mut found = None;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if word == "mật" {
            found = found.max(Some(match before {
                "tuyệt" => Level::Absolute,
                "tối" => Level::TopSecret,
                _ => Level::Secret,
            }));
        }
        before = word;
    }
    let level = found?;
    let wanted = if level == Level::Secret { 1 } else { 2 };
    let whole = words == wanted && !text.chars().any(char::is_numeric);
    Some(Suspicion { level, whole })
}

/// The level that `text` is, but for blanks and punctuation around it.
pub fn is_level_itself(text: &str) -> Option<Level> {
    find_level(text).filter(|suspicion| suspicion.whole).map(|suspicion| suspicion.level)
}

/// Whether the bytes hold the start of "mậ" in some spelling: composed (E1 BA
/// AC/AD), half composed (â or ạ and a mark), or a letter and a mark. Combining
/// marks of form D that matter begin with CC.
fn may_speak(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().any(|(at, byte)| {
        matches!(byte, b'm' | b'M')
            && matches!(
                &bytes[at + 1..],
                [0xe1, 0xba, 0xac | 0xad, ..]
                    | [0xe1, 0xba, 0xa0 | 0xa1, 0xcc, ..]
                    | [0xc3, 0x82 | 0xa2, 0xcc, ..]
                    | [b'a' | b'A', 0xcc, ..]
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn level(text: &str) -> Option<Level> {
        find_level(text).map(|suspicion| suspicion.level)
    }

    #[test]
    fn whole_words_in_any_case_with_their_diacritics() {
        for text in ["MẬT", "bảo mật", "Mật_ong", "Mật.pdf", "01-mật-2001", "(Mật)", "mật2"]
        {
            assert_eq!(level(text), Some(Level::Secret), "{text}");
        }
        for text in ["Hồ sơ TỐI MẬT", "tối_mật", "Tối  mật 03"] {
            assert_eq!(level(text), Some(Level::TopSecret), "{text}");
        }
        for text in ["Tuyệt mật", "Mật, TUYỆT-MẬT, tối mật"] {
            assert_eq!(level(text), Some(Level::Absolute), "{text}");
        }
        for text in ["", "mat", "mất", "mặt trận", "mạnh", "mậtx", "xmật", "MAT", "toi mat", "mâu"]
        {
            assert_eq!(level(text), None, "{text}");
        }
    }

    #[test]
    fn every_spelling_of_the_word() {
        let spellings = [
            "m\u{1ead}t",
            "M\u{1eac}T",
            "ma\u{323}\u{302}t",
            "ma\u{302}\u{323}t",
            "m\u{e2}\u{323}t",
            "m\u{1ea1}\u{302}t",
            "M\u{1ea0}\u{302}T",
        ];
        for text in spellings {
            assert_eq!(level(text), Some(Level::Secret), "{text:?}");
        }
        assert_eq!(level("tuye\u{302}\u{323}t ma\u{323}\u{302}t"), Some(Level::Absolute));
        assert_eq!(level("TO\u{302}\u{301}I M\u{c2}\u{323}T"), Some(Level::TopSecret));
    }

    #[test]
    fn a_field_that_is_a_level() {
        assert_eq!(is_level_itself(" Tối mật. "), Some(Level::TopSecret));
        assert_eq!(is_level_itself("MẬT"), Some(Level::Secret));
        for text in ["Mật ong", "Mật 1", "Tối mật, mật", "", "bảo mật"] {
            assert_eq!(is_level_itself(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_quick_look_misses_nothing(
            text in "[mM\u{1ead}\u{1eac}\u{e2}\u{c2}\u{1ea1}\u{1ea0}aA\u{323}\u{302}tT x]{0,10}",
        ) {
            let plain: String = text.nfc().flat_map(char::to_lowercase).collect();
            let naive = plain.split(|c: char| !c.is_alphabetic()).any(|word| word == "mật");
            prop_assert_eq!(find_level(&text).is_some(), naive);
        }
    }
}
