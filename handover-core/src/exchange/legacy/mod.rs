//! Vietnamese text of the years before Unicode: letters that only a font of
//! the time shows as Vietnamese.
//!
//! Excel keeps such text as the Western characters of the same bytes, so that
//! "Hồ sơ" in the font .VnTime is "Hå s¬".

mod cell;
mod syllable;
mod tcvn3;
mod viqr;
mod vni;

use std::borrow::Cow;

pub(super) use cell::{of_cell, of_stated};

use crate::description::code_list::code_list;
use cell::is_only_unicode;

code_list! {
    /// What the text of a column is written in.
    TextEncoding {
        Unicode = "unicode", "Unicode";
        Tcvn3 = "tcvn3", "TCVN3 (ABC), phông .VnTime";
        Vni = "vni", "VNI, phông VNI-Times";
        Viqr = "viqr", "VIQR, dấu gõ bằng ký hiệu sau chữ";
        Unknown = "unknown", "bảng mã không nhận ra";
    }
}

impl TextEncoding {
    /// `text` in Unicode.
    pub(super) fn decode(self, text: &str) -> Cow<'_, str> {
        if text.is_ascii() && self != TextEncoding::Viqr {
            return Cow::Borrowed(text);
        }
        match self {
            TextEncoding::Unicode | TextEncoding::Unknown => Cow::Borrowed(text),
            TextEncoding::Tcvn3 => Cow::Owned(by_word(text, tcvn3::decode)),
            TextEncoding::Vni => Cow::Owned(by_word(text, vni::decode)),
            TextEncoding::Viqr => Cow::Owned(viqr::decode(text)),
        }
    }
}

/// Words that tell one encoding from another, as each reads them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    words: i64,
    unicode: i64,
    tcvn3: i64,
    vni: i64,
    /// Each text as the encoding reads it that reads it best.
    best: i64,
    /// Words with signs of VIQR, and those that it makes Vietnamese.
    marked: i64,
    viqr: i64,
}

/// Words of VIQR that are no accident of punctuation.
const FEW: i64 = 3;
/// Words beyond which a text that no encoding makes Vietnamese is told.
const MANY: i64 = 8;

impl Evidence {
    /// Takes a text into account.
    pub(super) fn add(&mut self, text: &str) {
        let (marked, viqr) = viqr::marked_words(text);
        self.marked += marked;
        self.viqr += viqr;
        if text.is_ascii() {
            return;
        }
        self.words += count(words(text));
        let unicode = score(text, text);
        // Words that only Unicode has speak for no other encoding.
        let old = only_old(text);
        let tcvn3 = score(&old, &tcvn3::decode(&old));
        let vni = score(&old, &vni::decode(&old));
        self.unicode += unicode;
        self.tcvn3 += tcvn3;
        self.vni += vni;
        self.best += unicode.max(tcvn3).max(vni);
    }

    /// How well an encoding reads.
    fn of(&self, encoding: TextEncoding) -> i64 {
        match encoding {
            TextEncoding::Unicode | TextEncoding::Unknown => self.unicode,
            TextEncoding::Tcvn3 => self.tcvn3,
            TextEncoding::Vni => self.vni,
            TextEncoding::Viqr => self.viqr,
        }
    }

    /// Takes what another one has seen.
    pub(super) fn and(self, other: Evidence) -> Evidence {
        Evidence {
            words: self.words + other.words,
            unicode: self.unicode + other.unicode,
            tcvn3: self.tcvn3 + other.tcvn3,
            vni: self.vni + other.vni,
            best: self.best + other.best,
            marked: self.marked + other.marked,
            viqr: self.viqr + other.viqr,
        }
    }

    /// The encoding that makes most words Vietnamese; nothing where nothing
    /// speaks for any.
    pub(super) fn judge(&self) -> Option<TextEncoding> {
        let best = self.unicode.max(self.tcvn3).max(self.vni);
        let is_viqr = self.viqr >= FEW && self.viqr * 4 >= self.marked * 3;
        if is_viqr && self.viqr > self.words {
            Some(TextEncoding::Viqr)
        } else if self.words == 0 {
            None
        } else if self.best * 2 < self.words {
            // Less than three words of four, each text in its best reading.
            (self.words >= MANY).then_some(TextEncoding::Unknown)
        } else if self.unicode == best {
            Some(TextEncoding::Unicode)
        } else if self.tcvn3 == best {
            Some(TextEncoding::Tcvn3)
        } else {
            Some(TextEncoding::Vni)
        }
    }
}

/// Whether `first` is better Vietnamese than every reading of `second`.
pub(super) fn reads_better(first: &str, second: &str) -> bool {
    let mut evidence = Evidence::default();
    evidence.add(second);
    score(first, first) > evidence.unicode.max(evidence.tcvn3).max(evidence.vni)
}

/// The text decoded, but for words with a letter that only Unicode has: nobody
/// typed these in the old encoding.
fn by_word(text: &str, decode: impl Fn(&str) -> String) -> String {
    let word = |word: &str| {
        if word.chars().any(is_only_unicode) { word.to_owned() } else { decode(word) }
    };
    text.split_inclusive(ends_word).map(word).collect()
}

/// Words that an old encoding may have made.
fn old_words(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| !word.chars().any(is_only_unicode))
}

/// The text without words that are ASCII or only Unicode.
fn only_old(text: &str) -> String {
    old_words(text).flat_map(|word| [word, " "]).collect()
}

fn ends_word(c: char) -> bool {
    (c.is_ascii() && !c.is_ascii_alphabetic()) || ('\u{2000}'..='\u{206f}').contains(&c)
}

/// Words of a text in which a letter beyond ASCII stands.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(ends_word).filter(|word| !word.is_ascii())
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

/// Words of `read` that are Vietnamese, less those that are not, of those that
/// had letters beyond ASCII in the text as it is stored.
fn score(stored: &str, read: &str) -> i64 {
    let wanted = count(words(stored));
    let good = count(words(read).filter(|word| syllable::is_syllable(word)));
    let bad = count(words(read)) - good;
    // Words that a reading makes plain ASCII neither speak for it nor against.
    good - bad.max(0) - (wanted - good - bad).max(0) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> Option<TextEncoding> {
        let mut evidence = Evidence::default();
        evidence.add(text);
        evidence.judge()
    }

    #[test]
    fn the_encoding_is_recognised() {
        assert_eq!(judged("Hồ sơ về việc giải quyết khiếu nại"), Some(TextEncoding::Unicode));
        assert_eq!(judged("Hå s¬ vÒ viÖc gi¶i quyÕt khiÕu n¹i"), Some(TextEncoding::Tcvn3));
        assert_eq!(judged("Hoà sô veà vieäc giaûi quyeát khieáu naïi"), Some(TextEncoding::Vni));
        assert_eq!(judged("Ho^` so+ ve^` vie^.c gia?i quye^'t"), Some(TextEncoding::Viqr));
        assert_eq!(judged("Is it so? No. Ho so. Tai lieu (ban sao)."), None);
        assert_eq!(
            judged("Ho\u{302}\u{300} so\u{31b} ve\u{302}\u{300}"),
            Some(TextEncoding::Unicode)
        );
        assert_eq!(judged("01/QD-UBND"), None);
        assert_eq!(judged("Hòa giải ở cơ sở, hoà bình"), Some(TextEncoding::Unicode));
    }

    #[test]
    fn what_no_table_makes_vietnamese_is_told() {
        let strange = "ß÷ ÿ¿ ¶¿¥ þ¢½ ÷ÿß ÐÐÐ ¿¿¶ ßþß ÿþÿ";
        assert_eq!(judged(strange), Some(TextEncoding::Unknown));
    }

    #[test]
    fn text_is_decoded() {
        assert_eq!(TextEncoding::Tcvn3.decode("Hå s¬ sè 01/Q§-UBND"), "Hồ sơ số 01/QĐ-UBND");
        assert_eq!(TextEncoding::Vni.decode("Hoà sô soá 01/QÑ-UBND"), "Hồ sơ số 01/QĐ-UBND");
    }
}
