//! An act to be completed by people: the draft that `read_toml` reads back.
//!
//! The texts are resources by language. `{{NAME}}` stands for a value; a line
//! whose value nobody knows becomes a comment. `#@if NAME`, `#@each lot` and
//! `#@end` stand on lines of their own.

mod facts;
mod fill;

pub use facts::{DraftFacts, DraftLot, Language, Party};

use fill::Values;

const VIETNAMESE: &str = include_str!("vi.toml");
const ENGLISH: &str = include_str!("en.toml");

/// The text of a `transfer.toml` with all that is known filled in, a comment
/// on every field, and an [`OPEN_MARK`](super::OPEN_MARK) wherever only a
/// person knows.
pub fn write_draft(facts: &DraftFacts, language: Language) -> String {
    let template = match language {
        Language::Vietnamese => VIETNAMESE,
        Language::English => ENGLISH,
    };
    let values = facts.values();
    let lots: Vec<Values> = facts.lots.iter().map(DraftLot::values).collect();
    fill::fill(template, &values, &lots)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::transfer::{DeclaredElectronic, DeclaredPaper, Draft, read_toml};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts() -> DraftFacts {
        let party = |text: &str, from, until| Party {
            agency: text.parse().unwrap(),
            name: Some("Ủy ban nhân dân\nPhường".to_owned()),
            first_day: from,
            last_day: until,
        };
        let giver = party("vn:27169@2024", None, Some(day("2025-06-30")));
        let receiver = party("vn:27163@2025", Some(day("2025-07-01")), None);
        let id = Uuid::from_u128(0x1234_5678_1234_4234_8234_1234_5678_1234);
        DraftFacts::new(id, giver, receiver)
    }

    fn marks(text: &str) -> Vec<String> {
        match read_toml(text, Path::new("t")).unwrap() {
            Draft::Open(marks) => {
                for mark in &marks {
                    let line = usize::try_from(mark.line.unwrap()).unwrap();
                    assert!(text.lines().nth(line - 1).unwrap().contains("???"), "{mark:?}");
                }
                marks.into_iter().map(|mark| mark.field).collect()
            }
            complete => panic!("{complete:?}"),
        }
    }

    /// What a person would write in place of every mark.
    fn completed(text: &str) -> String {
        let mut lines = Vec::new();
        for line in text.lines() {
            let Some(at) = line.find("\"???") else {
                lines.push(line.to_owned());
                continue;
            };
            let day = line.starts_with("sealed_on") || line.starts_with("effective_on");
            let value = if day { "\"2025-07-01\"" } else { "\"a\"" };
            let rest = line[at + 1..].find('"').unwrap() + at + 2;
            lines.push(format!("{}{value}{}", &line[..at], &line[rest..]));
        }
        lines.join("\n")
    }

    fn act(text: &str) -> crate::transfer::Act {
        match read_toml(&completed(text), Path::new("t")).unwrap() {
            Draft::Complete(act) => *act,
            open => panic!("{open:?}"),
        }
    }

    #[test]
    fn the_least_is_open_only_where_people_must_write() {
        for language in [Language::Vietnamese, Language::English] {
            let text = write_draft(&facts(), language);
            assert!(!text.contains("#@") && !text.contains("{{"), "{text}");
            let giver = text.lines().position(|line| line.starts_with("giver = ")).unwrap();
            assert!(text.lines().nth(giver - 2).unwrap().contains('@'), "{text}");
            let expected = [
                "title",
                "legal_basis[1]",
                "sealed_on",
                "effective_on",
                "lots[1].title",
                "signatories[1].name",
                "signatories[1].title",
                "signatories[2].name",
                "signatories[2].title",
            ];
            assert_eq!(marks(&text), expected);
            let act = act(&text);
            assert_eq!(act.lots.len(), 1);
            assert_eq!((act.paper, act.electronic), (None, None));
            assert!(act.id.is_some() && act.issue == 1);
        }
    }

    #[test]
    fn what_was_counted_is_filled_in() {
        let mut facts = facts();
        facts.sealed_on = Some(day("2025-06-30"));
        facts.effective_on = Some(day("2025-07-01"));
        facts.paper = DeclaredPaper { containers: Some(10), ..DeclaredPaper::default() };
        facts.electronic =
            DeclaredElectronic { files: Some(35), bytes: Some(7), ..DeclaredElectronic::default() };
        for number in 1..=2 {
            let mut lot = DraftLot::new(number);
            lot.paper.metres = "1.250".parse().ok();
            facts.lots.push(lot);
        }
        for language in [Language::Vietnamese, Language::English] {
            let text = write_draft(&facts, language);
            let act = act(&text);
            assert_eq!(act.paper, Some(facts.paper));
            assert_eq!(act.electronic, Some(facts.electronic));
            assert_eq!(act.lots.len(), 2);
            assert_eq!(act.lots[1].paper.unwrap().metres, "1.250".parse().ok());
            assert_eq!(act.sealed_on.to_string(), "2025-06-30");
            assert!(!marks(&text).iter().any(|mark| mark.ends_with("_on")));
        }
    }

    #[test]
    fn an_agency_of_its_own_slug_wants_its_name() {
        let mut facts = facts();
        facts.giver.agency = "vn:27169@2024/hop-tac-xa".parse().unwrap();
        let marks = marks(&write_draft(&facts, Language::Vietnamese));
        assert!(marks.contains(&"agencies[1].name".to_owned()), "{marks:?}");
    }
}
