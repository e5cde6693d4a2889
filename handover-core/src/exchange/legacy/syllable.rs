//! What a Vietnamese syllable can look like.

use unicode_normalization::UnicodeNormalization;

const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// The rest of a syllable, without its tone.
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm",
    "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em",
    "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "i", "ia",
    "ich", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "im", "in", "inh", "ip", "it", "iu",
    "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oat", "oay", "oăc",
    "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc",
    "oong", "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn",
    "ơp", "ơt", "u", "ua", "uân", "uât", "uây", "uc", "uê", "uêch", "uênh", "ui", "um", "un",
    "ung", "uô", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "up", "ut", "uy", "uya", "uych",
    "uyên", "uyêt", "uynh", "uyt", "uyu", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu",
    "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y", "ych", "yêm", "yên", "yêt",
    "yêu", "ynh", "yt", "yêng",
];

/// Whether the word can be a Vietnamese syllable. A capital behind a small
/// letter is none: TCVN3 reads the "à" of Unicode so.
pub(super) fn is_syllable(word: &str) -> bool {
    // The longest has seven letters, and marks beside them.
    if word.chars().nth(14).is_some() {
        return false;
    }
    let small_first = |(before, c): (char, char)| before.is_lowercase() && c.is_uppercase();
    if word.chars().zip(word.chars().skip(1)).any(small_first) {
        return false;
    }
    let mut tone = None;
    let mut letters = String::new();
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                if tone.replace(c).is_some() {
                    return false;
                }
            }
            c => letters.push(c),
        }
    }
    let letters: String = letters.nfc().collect();
    let rhymes = ONSETS.iter().filter_map(|onset| letters.strip_prefix(onset));
    let fits = |rhyme: &str| {
        let stopped = ["c", "ch", "p", "t"].iter().any(|coda| rhyme.ends_with(coda));
        let tone_fits = !stopped || matches!(tone, None | Some('\u{301}' | '\u{323}'));
        tone_fits && RHYMES.contains(&rhyme)
    };
    // "gì" is g and i.
    rhymes.into_iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_and_what_is_none() {
        for word in ["quyết", "ĐỊNH", "nghiệp", "gì", "giấy", "Hòa", "hoà", "ươm", "yến", "khuỷu"]
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in
            ["Hå", "s¬", "viÖc", "quyeát", "khieáu", "mạd", "hồc", "été", "bcd", "ngặx", "lỔ"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
