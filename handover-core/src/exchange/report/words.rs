//! Fixed texts of the page, and data on its way to it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::options::{Codes, ReportOptions, Wording};
use crate::description::Metres;
use crate::description::secrecy::find_level;
use crate::exchange::{Titles, fixed_text};
use crate::finding::{Code, Location, Value};
use crate::legible::{escaped, grouped};
use crate::transfer::Language;
use crate::unit::{Register, UnitRef};

/// `key = text`, a line each; `{name}` stands for a value.
const VIETNAMESE: &str = include_str!("texts/vi.txt");
const ENGLISH: &str = include_str!("texts/en.txt");

/// Characters of one text of the data that are shown.
const LONGEST: usize = 600;

/// The language of a page, and what may be said.
pub(super) struct Words<'a> {
    pub(super) language: Language,
    pub(super) register: &'a Register,
    pub(super) codes: &'a dyn Wording,
    titles: Titles,
}

impl<'a> Words<'a> {
    pub(super) fn new(options: &ReportOptions<'a>, register: &'a Register) -> Self {
        Words {
            language: options.language,
            register,
            codes: options.words.unwrap_or(&Codes),
            titles: options.titles,
        }
    }

    /// The two letters of the language.
    pub(super) fn code(&self) -> &'static str {
        match self.language {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }

    /// The fixed text of `key`.
    pub(super) fn say(&self, key: &str) -> &'static str {
        let text = match self.language {
            Language::Vietnamese => VIETNAMESE,
            Language::English => ENGLISH,
        };
        fixed_text::find(text, key)
    }

    /// Several, as the headings of a table.
    pub(super) fn headings(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.say(key).to_owned()).collect()
    }

    /// A fixed text with values, which are not looked into for further names.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fixed_text::fill(self.say(key), values)
    }

    /// The word for a code of a closed list.
    pub(super) fn word(&self, list: &str, code: &str) -> String {
        self.codes.word(list, code)
    }

    /// Text of the data: nothing under suspicion of secrecy, nothing that is not what it looks
    /// like, no more than a few lines.
    pub(super) fn data(&self, text: &str) -> String {
        if find_level(text).is_some() {
            return self.say("withheld").to_owned();
        }
        let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let shown = escaped(&text[..cut]).into_owned();
        if cut == text.len() { shown } else { shown + "…" }
    }

    /// A finding in words; what it tells of the data is data.
    pub(super) fn finding(&self, code: Code, mut details: BTreeMap<String, Value>) -> String {
        for value in details.values_mut() {
            if let Value::Text(text) = value {
                *text = self.data(text);
            }
        }
        self.codes.finding(code, &details)
    }

    /// A title, if titles are asked for.
    pub(super) fn title(&self, text: &str) -> Option<String> {
        (self.titles == Titles::Printed).then(|| self.data(text))
    }

    /// Where something stands.
    pub(super) fn place(&self, place: &Location) -> String {
        let shown = self.codes.place(place);
        // A code of ours and a number speak of nothing; a path or a column may.
        match place {
            Location::Whole | Location::Folder { .. } | Location::Entry { .. } => shown,
            _ => self.data(&shown),
        }
    }

    /// A unit's own name.
    pub(super) fn unit(&self, unit: &UnitRef) -> String {
        self.register.get(unit).map_or_else(|| unit.to_string(), |known| known.name().to_owned())
    }

    /// `1,234,567`, `1.234.567`.
    pub(super) fn number(&self, number: u64) -> String {
        let separator = match self.language {
            Language::Vietnamese => '.',
            Language::English => ',',
        };
        grouped(number, separator)
    }

    /// Shelf metres without their unit: `1,234.5`, `1.234,5`.
    pub(super) fn metres(&self, metres: Metres) -> String {
        let whole = self.number(metres.millimetres() / 1000);
        let all = metres.to_string();
        let point = match self.language {
            Language::Vietnamese => ',',
            Language::English => '.',
        };
        match all.split_once('.') {
            Some((_, fraction)) => format!("{whole}{point}{fraction}"),
            None => whole,
        }
    }

    /// `30/06/2025` in Vietnamese, `2025-06-30` in English.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        match self.language {
            Language::Vietnamese => day.format("%d/%m/%Y").to_string(),
            Language::English => day.to_string(),
        }
    }

    /// The same, or a dash.
    pub(super) fn day_or_none(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| "–".to_owned(), |day| self.day(day))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn keys(text: &str) -> BTreeSet<&str> {
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut keys = BTreeSet::new();
        for line in lines {
            let (key, text) = line.split_once(" = ").expect(line);
            assert!(keys.insert(key), "{key} stands twice");
            assert!(!text.trim().is_empty(), "{key}");
        }
        keys
    }

    fn values(text: &str, key: &str) -> BTreeSet<String> {
        let line = text.lines().find(|line| line.starts_with(&format!("{key} = "))).unwrap();
        let parts = line.split('{').skip(1);
        parts.map(|part| part.split('}').next().unwrap().to_owned()).collect()
    }

    fn sources(folder: &Path) -> String {
        let mut text = String::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                text += &sources(&path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text += &std::fs::read_to_string(path).unwrap();
            }
        }
        text
    }

    #[test]
    fn both_languages_say_everything_that_is_used() {
        let (vi, en) = (keys(VIETNAMESE), keys(ENGLISH));
        assert_eq!(vi, en);
        let code = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exchange/report"));
        for key in &vi {
            assert_eq!(values(VIETNAMESE, key), values(ENGLISH, key), "{key}");
            assert!(code.contains(&format!("\"{key}\"")), "{key} is not used");
        }
        for start in ["say(\"", "fill(\""] {
            for (at, _) in code.match_indices(start) {
                let rest = &code[at + start.len()..];
                let key = &rest[..rest.find('"').unwrap()];
                let text = key.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                assert!(vi.contains(key) || !text || key.is_empty(), "{key} has no text");
            }
        }
        for word in ["hợp lệ", "gói tin", "con dấu"] {
            assert!(!VIETNAMESE.to_lowercase().contains(word), "{word}");
        }
    }

    #[test]
    fn data_is_what_it_looks_like_and_speaks_of_no_secrets() {
        let options = ReportOptions::default();
        let register = Register::vietnam();
        let words = Words::new(&options, register);
        assert_eq!(words.data("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(words.data("Vụ án mật"), words.say("withheld"));
        assert_eq!(words.place(&Location::file("TỐI MẬT/1.pdf")), words.say("withheld"));
        assert_eq!(words.data(&"ế".repeat(1_000_000)).chars().count(), LONGEST + 1);
        assert_eq!(words.title("Hồ sơ 1"), None);
        assert_eq!(words.metres(Metres::from_millimetres(1_234_500)), "1.234,5");
    }
}
