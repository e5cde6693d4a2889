//! The fixed texts of the paper, and data as it is printed.

use std::borrow::Cow;

use crate::description::secrecy::{Clearances, find_level, mark};
use crate::exchange::fixed_text;
use crate::legible;

/// `key = text`, a line each; `{name}` stands for a value.
const VIETNAMESE: &str = include_str!("texts/vi.txt");

/// Left for the pen.
pub(super) const BLANK: &str = "………………………………";
pub(super) const SHORT_BLANK: &str = "………";

/// Characters of one text that are printed; the rest is told by its length.
const LONGEST: usize = 4000;

/// The fixed text of `key`.
pub(super) fn say(key: &str) -> &'static str {
    fixed_text::find(VIETNAMESE, key)
}

/// The same with values, which are not looked into for further names.
pub(super) fn fill(key: &str, values: &[(&str, &str)]) -> String {
    fixed_text::fill(say(key), values)
}

/// What people wrote, on its way to the paper.
#[derive(Debug)]
pub(super) struct Printer {
    cleared: Clearances,
    /// What stands in place of a text that is not printed.
    withheld: &'static str,
}

impl Printer {
    pub(super) fn new(cleared: Clearances) -> Self {
        Printer { cleared, withheld: say("withheld") }
    }

    /// For a receipt, which does not say what its act cleared.
    pub(super) fn of_receipt() -> Self {
        Printer { cleared: Clearances::default(), withheld: say("withheld-receipt") }
    }

    /// The text as it may be printed: nothing under suspicion of secrecy that
    /// nobody cleared, nothing that is not what it looks like, not more than a
    /// page.
    pub(super) fn text(&self, text: &str) -> String {
        let may = find_level(text)
            .is_none_or(|suspicion| !suspicion.whole && self.cleared.clears(mark(text)));
        if !may {
            return self.withheld.to_owned();
        }
        plain(text)
    }

    /// The text, or room for the pen.
    pub(super) fn or_blank(&self, text: Option<&str>) -> String {
        match text.map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => self.text(text),
            None => BLANK.to_owned(),
        }
    }
}

/// A text that is known to name nothing secret: nothing that is not what it
/// looks like, not more than a page.
pub(super) fn plain(text: &str) -> String {
    let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let lines: Vec<_> = text[..cut].lines().map(legible::escaped).collect();
    let shown = lines.join("\n");
    if cut == text.len() {
        return shown;
    }
    let rest = grouped(text[cut..].chars().count() as u64);
    format!("{shown} {}", fill("cut", &[("n", &rest)]))
}

/// `1234567` as Vietnamese has it: `1.234.567`.
pub(super) fn grouped(number: u64) -> String {
    legible::grouped(number, '.')
}

/// 64 hex digits in groups of four, which people can compare.
pub(super) fn in_groups(hex: &str) -> String {
    let groups: Vec<Cow<'_, str>> = hex.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    let lines: Vec<String> = groups.chunks(8).map(|line| line.join(" ")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_text_is_there_and_is_used() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exchange/minutes");
        let mut sources = String::new();
        let inside = std::fs::read_dir(folder.join("receipt")).unwrap();
        for entry in std::fs::read_dir(&folder).unwrap().chain(inside) {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "rs") {
                sources += &std::fs::read_to_string(path).unwrap();
            }
        }
        let lines = VIETNAMESE.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut keys = BTreeSet::new();
        for line in lines {
            let (key, text) = line.split_once(" = ").expect(line);
            assert!(keys.insert(key), "{key} stands twice");
            assert!(!text.trim().is_empty(), "{key}");
            assert!(sources.contains(&format!("\"{key}\"")), "{key} is not used");
        }
        for start in ["say(\"", "fill(\""] {
            for (at, _) in sources.match_indices(start) {
                let rest = &sources[at + start.len()..];
                let key = &rest[..rest.find('"').unwrap()];
                assert!(keys.contains(key) || key.is_empty() || key == "\\", "{key} has no text");
            }
        }
    }

    #[test]
    fn a_value_never_brings_another_value_in() {
        let text = fill("cut", &[("n", "{n}")]);
        assert_eq!(text.matches("{n}").count(), 1, "{text}");
    }

    #[test]
    fn what_is_under_suspicion_stays_off_the_paper() {
        let printer = Printer::new([mark("Mật ong rừng"), mark("TỐI MẬT")].into_iter().collect());
        assert_eq!(printer.text("Mật ong rừng"), "Mật ong rừng");
        for text in ["Vụ án mật", "TỐI MẬT"] {
            assert_eq!(printer.text(text), say("withheld"), "{text}");
        }
    }

    #[test]
    fn a_text_is_what_it_looks_like_and_ends() {
        let printer = Printer::new(Clearances::default());
        assert_eq!(printer.text("a\u{202e}b\u{0}\u{ffff}\nc"), "a\\u{202e}b\\u{0}\\u{ffff}\nc");
        let long = printer.text(&"ế".repeat(10_000_000 / 3));
        assert!(long.chars().count() < LONGEST + 100, "{}", long.len());
        assert!(
            long.ends_with(&fill("cut", &[("n", "3.329.333")])),
            "{}",
            &long[long.len() - 80..]
        );
        assert_eq!(printer.or_blank(Some(" ")), BLANK);
    }

    #[test]
    fn digits_stand_in_groups() {
        assert_eq!(grouped(1_234_567), "1.234.567");
        let print = in_groups(&"0123456789abcdef".repeat(4));
        assert_eq!(print.lines().count(), 2);
        assert!(print.starts_with("0123 4567 89ab cdef 0123"), "{print}");
    }
}
