//! Names as people type them: folded to letters with their marks apart.
//!
//! A typed mark must be there; one that is not typed may be. So "hoa hung", "Hòa Hưng" and
//! "hoà hưng" all find "Hòa Hưng", and "Hoả Hưng" does not. The tone is held for the syllable,
//! not for a letter, which makes the old and the new placement ("hoà", "hòa") equal.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A base letter with the mark that makes it another letter: â, ă, ơ, đ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letter {
    base: char,
    quality: Option<char>,
}

/// One syllable or number of a text, as a range of its letters.
#[derive(Debug, Clone, Copy)]
struct Syllable {
    start: usize,
    end: usize,
    tone: Option<char>,
    is_number: bool,
}

/// How well one text answers another. Better is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Marks {
    /// With the same marks.
    Same,
    /// With marks that were not typed.
    Untyped,
}

/// A text as syllables; many names may share one.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    letters: Vec<Letter>,
    syllables: Vec<Syllable>,
}

impl Folded {
    /// Folds one text.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self::default();
        folded.push(text);
        folded
    }

    /// How many syllables there are.
    pub(super) fn len(&self) -> usize {
        self.syllables.len()
    }

    /// Adds the syllables of a text. They end at anything that is no letter, digit or
    /// apostrophe, and between letters and digits: "P.14" and "p14" are both two.
    pub(super) fn push(&mut self, text: &str) {
        let first = self.syllables.len();
        let mut open = false;
        for c in text.chars() {
            // Apostrophes stand inside names of the Central Highlands: H'Drai, M’Gar.
            if matches!(c, '\'' | '’' | 'ʼ' | '‘') {
                continue;
            }
            // Most of every text, and far quicker.
            if c.is_ascii() {
                open = self.base(c, open);
                continue;
            }
            decompose_canonical(c, |part| match part {
                '\u{300}'..='\u{36f}' => self.mark(part, open),
                part if part.is_ascii() => open = self.base(part, open),
                part if is_combining_mark(part) => {}
                // Lower-casing gives several letters for one at times; the first tells enough.
                part => open = self.base(part.to_lowercase().next().unwrap_or(part), open),
            });
        }
        self.trim_zeros(first);
    }

    /// Takes a character without marks; says whether a syllable is open after it.
    fn base(&mut self, c: char, open: bool) -> bool {
        let is_part = c.is_alphanumeric();
        if is_part {
            self.letter(c.to_ascii_lowercase(), open);
        }
        is_part
    }

    fn letter(&mut self, c: char, open: bool) {
        let (base, quality) = match c {
            // Đ has no decomposition; Ð (eth) is what some keyboards give for it.
            'đ' | 'ð' => ('d', Some('đ')),
            c => (c, None),
        };
        let is_number = base.is_numeric();
        let end = self.letters.len() + 1;
        self.letters.push(Letter { base, quality });
        match self.syllables.last_mut().filter(|last| open && last.is_number == is_number) {
            Some(last) => last.end = end,
            None => {
                self.syllables.push(Syllable { start: end - 1, end, tone: None, is_number });
            }
        }
    }

    fn mark(&mut self, mark: char, open: bool) {
        let (Some(syllable), true) = (self.syllables.last_mut(), open) else { return };
        match mark {
            // Grave, acute, hook, tilde, dot below: huyền, sắc, hỏi, ngã, nặng.
            '\u{300}' | '\u{301}' | '\u{309}' | '\u{303}' | '\u{323}' => syllable.tone = Some(mark),
            // Circumflex, breve, horn.
            '\u{302}' | '\u{306}' | '\u{31b}' => {
                if let Some(letter) = self.letters.last_mut() {
                    letter.quality = Some(mark);
                }
            }
            // No mark of Vietnamese: does not tell names apart.
            _ => {}
        }
    }

    /// "Phường 01" is Phường 1.
    fn trim_zeros(&mut self, first: usize) {
        for number in self.syllables[first..].iter_mut().filter(|syllable| syllable.is_number) {
            while number.end - number.start > 1 && self.letters[number.start].base == '0' {
                number.start += 1;
            }
        }
    }

    /// Whether anything was typed with a mark. If not, marks cannot choose between names.
    pub(super) fn has_marks(&self) -> bool {
        self.syllables.iter().any(|syllable| syllable.tone.is_some())
            || self.letters.iter().any(|letter| letter.quality.is_some())
    }

    /// The same text without its marks.
    pub(super) fn without_marks(mut self) -> Self {
        self.letters.iter_mut().for_each(|letter| letter.quality = None);
        self.syllables.iter_mut().for_each(|syllable| syllable.tone = None);
        self
    }

    /// How a typed syllable answers one of a name.
    pub(super) fn same(&self, typed: usize, name: &Self, at: usize) -> Option<Marks> {
        let (letters, name_letters) = (self.letters(typed), name.letters(at));
        if letters.len() != name_letters.len() {
            return None;
        }
        let tone = agrees(self.syllables[typed].tone, name.syllables[at].tone)?;
        Some(tone.max(letters_agree(letters, name_letters)?))
    }

    /// Whether a typed syllable begins one of a name. Numbers do not begin numbers.
    pub(super) fn begins(&self, typed: usize, name: &Self, at: usize) -> Option<Marks> {
        let (letters, name_letters) = (self.letters(typed), name.letters(at));
        if self.syllables[typed].is_number || letters.len() > name_letters.len() {
            return None;
        }
        // Of a syllable not yet finished, the tone may still come.
        let tone = self.syllables[typed].tone;
        if tone.is_some() && tone != name.syllables[at].tone {
            return None;
        }
        letters_agree(letters, &name_letters[..letters.len()])
    }

    /// Base letters of some syllables without anything between, for counting typing errors.
    pub(super) fn bases(&self, syllables: std::ops::Range<usize>) -> impl Iterator<Item = char> {
        syllables.flat_map(|at| self.letters(at)).map(|letter| letter.base)
    }

    fn letters(&self, at: usize) -> &[Letter] {
        let syllable = self.syllables[at];
        &self.letters[syllable.start..syllable.end]
    }
}

fn letters_agree(typed: &[Letter], name: &[Letter]) -> Option<Marks> {
    typed.iter().zip(name).try_fold(Marks::Same, |marks, (typed, name)| {
        let quality = (typed.base == name.base).then(|| agrees(typed.quality, name.quality))??;
        Some(marks.max(quality))
    })
}

fn agrees(typed: Option<char>, name: Option<char>) -> Option<Marks> {
    match (typed, name) {
        (typed, name) if typed == name => Some(Marks::Same),
        (None, _) => Some(Marks::Untyped),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(typed: &str, name: &str) -> Option<Marks> {
        let (typed, name) = (Folded::new(typed), Folded::new(name));
        if typed.len() != name.len() {
            return None;
        }
        (0..typed.len())
            .try_fold(Marks::Same, |marks, at| Some(marks.max(typed.same(at, &name, at)?)))
    }

    #[test]
    fn a_typed_mark_must_be_there_and_an_untyped_one_may_be() {
        assert_eq!(answers("Hòa Hưng", "Hòa Hưng"), Some(Marks::Same));
        assert_eq!(answers("HOÀ HƯNG", "Hòa Hưng"), Some(Marks::Same));
        assert_eq!(answers("hoa hung", "Hòa Hưng"), Some(Marks::Untyped));
        assert_eq!(answers("Hòa Hung", "Hòa Hưng"), Some(Marks::Untyped));
        assert_eq!(answers("Hoả Hưng", "Hòa Hưng"), None);
        assert_eq!(answers("Ba Dinh", "Ba Đình"), Some(Marks::Untyped));
        assert_eq!(answers("Ða Nẵng", "Đà Nẵng"), Some(Marks::Untyped));
        assert_eq!(answers("Thuý", "Thúy"), Some(Marks::Same));
    }

    #[test]
    fn composed_or_not_is_the_same() {
        assert_eq!(answers("Ho\u{300}a Hu\u{31b}ng", "Hòa Hưng"), Some(Marks::Same));
        assert_eq!(answers("\u{323}\u{300}", ""), Some(Marks::Same));
    }

    #[test]
    fn numbers_apostrophes_and_hyphens() {
        assert_eq!(answers("p.014", "P 14"), Some(Marks::Same));
        assert_eq!(answers("p14q10", "P 14 Q 10"), Some(Marks::Same));
        assert_eq!(answers("Ia H’Drai", "Ia H'Drai"), Some(Marks::Same));
        assert_eq!(answers("ba ria vung tau", "Bà Rịa - Vũng Tàu"), Some(Marks::Untyped));
        let (one, ten) = (Folded::new("1"), Folded::new("10"));
        assert_eq!(one.begins(0, &ten, 0), None);
    }
}
