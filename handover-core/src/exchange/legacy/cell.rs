//! One cell, read by its own words. Lists were typed over decades and on several
//! computers, so a cell may be written otherwise than its column. But it has few
//! words, and Western languages have all the letters that the old encodings use:
//! only what no language writes is taken for an old encoding.

use std::collections::BTreeSet;

use super::{Evidence, TextEncoding, count, old_words, only_old, syllable};

/// What a cell is written in: as its column, unless its own words say clearly
/// otherwise. One with a letter that only Unicode has was typed in Unicode, or
/// went on in it.
pub(in super::super) fn of_cell(column: TextEncoding, text: &str) -> TextEncoding {
    let column = if text.chars().any(is_only_unicode) { TextEncoding::Unicode } else { column };
    if text.is_ascii() || column == TextEncoding::Unknown {
        return column;
    }
    let mut evidence = Evidence::default();
    evidence.add(&only_old(text));
    let own = evidence.judge().unwrap_or(column);
    let is_typed = match own {
        TextEncoding::Tcvn3 => count(gained(own, text).filter(|word| is_odd(word))) > 0,
        TextEncoding::Vni => {
            let fits = |word: &str| syllable::is_syllable(&own.decode(word));
            let gained: BTreeSet<_> = gained(own, text).collect();
            let is_enough = gained.len() >= FEW || gained.iter().any(|word| is_paired(word));
            is_enough && old_words(text).all(fits)
        }
        TextEncoding::Unicode | TextEncoding::Viqr => true,
        TextEncoding::Unknown => false,
    };
    if is_typed && evidence.of(own) >= evidence.of(column) + CLEARLY { own } else { column }
}

/// The same of a column of which a person said so: another old encoding is not
/// looked for.
pub(in super::super) fn of_stated(column: TextEncoding, text: &str) -> TextEncoding {
    let is_mixed = text.chars().any(is_only_unicode);
    if is_mixed && of_cell(column, text) != column { TextEncoding::Unicode } else { column }
}

/// A letter or mark of Vietnamese that no code page of the West has.
pub(super) fn is_only_unicode(c: char) -> bool {
    let marks = "\u{300}\u{301}\u{302}\u{303}\u{306}\u{309}\u{31b}\u{323}";
    let letters = "ĂăĐđĨĩŨũƠơƯư";
    matches!(c, '\u{1ea0}'..='\u{1ef9}') || marks.contains(c) || letters.contains(c)
}

/// By so much a reading must be better than that of the column: a word that it
/// makes Vietnamese, and the column does not.
const CLEARLY: i64 = 2;
/// Words of VNI, which has letters only, that are no accident of a language.
const FEW: usize = 2;

/// Words that are Vietnamese in an encoding, and not as they stand.
fn gained(encoding: TextEncoding, text: &str) -> impl Iterator<Item = &str> {
    old_words(text).filter(move |word| {
        !syllable::is_syllable(word) && syllable::is_syllable(&encoding.decode(word))
    })
}

/// Whether no language writes so: a sign within a word, or a capital behind a
/// small letter.
fn is_odd(word: &str) -> bool {
    let next = word.chars().skip(1).map(Some).chain([None]);
    let pairs = word.chars().zip(word.chars().skip(1)).zip(next.skip(1));
    pairs.into_iter().any(|((before, c), after)| {
        let is_within = after.is_some_and(|after| after.is_ascii_alphabetic());
        match c {
            _ if c.is_ascii() || !before.is_ascii_alphabetic() => false,
            // Measures: "m×n".
            '×' => false,
            // Signs behind words: "m²", "No.º", "Excel®".
            '²' | '³' | '¹' | '°' | 'º' | 'ª' | '®' | '©' | '·' | '«' | '»' => is_within,
            'µ' | '\u{3bc}' => true,
            c if c.is_alphabetic() => c.is_uppercase() && before.is_ascii_lowercase(),
            _ => true,
        }
    })
}

/// Whether a vowel stands before a mark of VNI that no language has behind it.
fn is_paired(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().zip(word.chars().skip(1)).any(|(vowel, mark)| match vowel {
        'a' => "âàáåãäêèéüë".contains(mark),
        'e' | 'o' => "âàáåãä".contains(mark),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_another_hand_is_read_by_itself() {
        let read =
            |column: TextEncoding, text: &str| of_cell(column, text).decode(text).into_owned();
        let (unicode, old) = (TextEncoding::Unicode, TextEncoding::Tcvn3);
        let cases = [
            (unicode, "Hå s¬ vÒ viÖc gi¶i quyÕt", "Hồ sơ về việc giải quyết"),
            (unicode, "Hoà sô veà vieäc", "Hồ sơ về việc"),
            (unicode, "Kh¸c", "Khác"),
            (unicode, "C«ng an", "Công an"),
            (unicode, "20 naêm", "20 năm"),
            (unicode, "Hà Nam, là án", "Hà Nam, là án"),
            (unicode, "BÁO CÁO", "BÁO CÁO"),
            (old, "Bà là Tám", "Bà là Tám"),
            (old, "Hồ sơ là của Hà Nội", "Hồ sơ là của Hà Nội"),
            (old, "So\u{31b} la\u{300}", "So\u{31b} la\u{300}"),
            (old, "Hå s¬ 01/QD", "Hồ sơ 01/QD"),
            (old, "Sæ ®¨ng ký hé tÞch cña Ủy ban", "Sổ đăng ký hộ tịch của Ủy ban"),
            (unicode, "Hồ sơ ở đình, l©u dµi", "Hồ sơ ở đình, lâu dài"),
            (old, "Hà Nội", "Hà Nội"),
            (old, "01/QD-UBND", "01/QD-UBND"),
        ];
        for (column, stored, text) in cases {
            assert_eq!(read(column, stored), text, "{column}");
        }
    }

    #[test]
    fn other_languages_and_signs_stay_as_they_are() {
        let cells = [
            "café, Müller, © 2001",
            "Tør på å lagre",
            "Namn på rad",
            "Questa chiave non può",
            "thé, né, où",
            "aún no, più, Gaël",
            "khổ 10×13, 6×9",
            "10×13",
            "A4×3×2",
            "120 m² và 80 m²",
            "45°C ±2",
            "«thông tin»",
            "Giấy A4 ½",
            "Société Générale",
        ];
        for cell in cells {
            assert_eq!(of_cell(TextEncoding::Unicode, cell), TextEncoding::Unicode, "{cell}");
        }
    }
}
