//! The names of a register, folded once: type word, and name without it.

use std::ops::Range;

use super::fold::{Folded, Marks};

/// The words for sorts of units, each with the ways in which people write it. The first is the
/// word of the tables. The most frequent stand first, since every name is looked at.
const TYPE_WORDS: [&[&str]; 9] = [
    &["Xã", "x"],
    &["Phường", "p", "f"],
    &["Thị trấn", "t t", "tt"],
    &["Huyện", "h"],
    &["Thành phố", "t p", "tp"],
    &["Thị xã", "t x", "tx"],
    &["Quận", "q"],
    &["Tỉnh", "t"],
    &["Đặc khu", "đ k", "đk"],
];

/// What people write instead of a whole name.
const SHORT_NAMES: [(&str, &str); 4] = [
    ("tphcm", "thành phố hồ chí minh"),
    ("hcm", "hồ chí minh"),
    ("tphn", "thành phố hà nội"),
    ("hn", "hà nội"),
];

/// Where the name of one unit stands in the folded text.
#[derive(Debug, Clone)]
struct Name {
    /// Row of [`TYPE_WORDS`].
    type_word: Option<usize>,
    /// Without the type word.
    bare: Range<usize>,
}

/// The names of all units, in their order.
#[derive(Debug)]
pub(super) struct Names {
    text: Folded,
    units: Vec<Name>,
    /// Each spelling of each type word.
    type_words: Vec<Vec<Folded>>,
}

/// How a name was reached in a query: where the rest begins, and how well it answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reached {
    pub(super) next: usize,
    pub(super) marks: Marks,
    /// Whether the query ended inside the name.
    pub(super) cut: bool,
}

impl Names {
    /// Folds names.
    pub(super) fn new<'a>(all: impl Iterator<Item = &'a str>) -> Self {
        let fold = |words: &&[&str]| words.iter().map(|word| Folded::new(word)).collect();
        let type_words: Vec<Vec<Folded>> = TYPE_WORDS.iter().map(fold).collect();
        let mut text = Folded::default();
        let units = all
            .map(|name| {
                let start = text.len();
                if let Some((row, bare)) = written_as_in_tables(name) {
                    text.push(bare);
                    return Name { type_word: Some(row), bare: start..text.len() };
                }
                text.push(name);
                let whole = start..text.len();
                let first = type_words.iter().position(|words| {
                    words[0].len() < whole.len() && begins(&words[0], &text, start)
                });
                let word_len = first.map_or(0, |row| type_words[row][0].len());
                Name { type_word: first, bare: start + word_len..whole.end }
            })
            .collect();
        Self { text, units, type_words }
    }

    /// All the ways in which the name of a unit, with or without its type word, stands in a
    /// query at a place.
    pub(super) fn reach(
        &self,
        query: &Folded,
        from: usize,
        unit: usize,
    ) -> impl Iterator<Item = Reached> {
        let name = &self.units[unit];
        let words = name.type_word.map_or(&[][..], |row| &self.type_words[row]);
        let after_word = words.iter().filter_map(move |word| after_type_word(query, from, word));
        std::iter::once(from)
            .chain(after_word)
            .filter_map(move |at| self.bare(query, at, &name.bare))
    }

    fn bare(&self, query: &Folded, from: usize, bare: &Range<usize>) -> Option<Reached> {
        let mut marks = Marks::Same;
        for (at, place) in bare.clone().enumerate() {
            let typed = from + at;
            if typed == query.len() {
                return (at > 0).then_some(Reached { next: typed, marks, cut: true });
            }
            match query.same(typed, &self.text, place) {
                Some(here) => marks = marks.max(here),
                None if typed + 1 == query.len() => {
                    let here = query.begins(typed, &self.text, place)?;
                    return Some(Reached { next: typed + 1, marks: marks.max(here), cut: true });
                }
                None => return None,
            }
        }
        Some(Reached { next: from + bare.len(), marks, cut: false })
    }

    /// The letters of a name without its type word.
    pub(super) fn bare_letters(&self, unit: usize) -> impl Iterator<Item = char> {
        self.text.bases(self.units[unit].bare.clone())
    }

    /// The letters of a query without a type word at its beginning, if it has one.
    pub(super) fn query_letters(&self, query: &Folded) -> Vec<char> {
        let mut words = self.type_words.iter().flatten();
        let next = words.find_map(|word| after_type_word(query, 0, word)).unwrap_or(0);
        query.bases(next..query.len()).collect()
    }
}

/// The type word of a name and the rest, where nothing needs folding to see it. The word in the
/// name, not the kind of the table: it is what people read.
fn written_as_in_tables(name: &str) -> Option<(usize, &str)> {
    let mut words = TYPE_WORDS.iter().enumerate();
    words.find_map(|(row, words)| Some((row, name.strip_prefix(words[0])?.strip_prefix(' ')?)))
}

/// Folds what a person typed, short names written out.
pub(super) fn fold_query(text: &str) -> Folded {
    let mut folded = Folded::default();
    for word in text.split(|c: char| !c.is_alphanumeric() && !is_inside(c)) {
        let short = SHORT_NAMES.iter().find(|(short, _)| word.eq_ignore_ascii_case(short));
        folded.push(short.map_or(word, |(_, whole)| whole));
    }
    folded
}

/// Where a name may begin after a type word. Marks left out of the word say nothing of the name:
/// nobody types them in "p." or "tp".
fn after_type_word(query: &Folded, from: usize, word: &Folded) -> Option<usize> {
    let next = from + word.len();
    let typed =
        next < query.len() && (0..word.len()).all(|at| query.same(from + at, word, at).is_some());
    typed.then_some(next)
}

/// Combining marks and apostrophes do not end a word.
fn is_inside(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

fn begins(word: &Folded, text: &Folded, start: usize) -> bool {
    (0..word.len()).all(|at| word.same(at, text, start + at) == Some(Marks::Same))
}
