//! `receipt.toml`: what the receiver's people count and see on the spot.

use std::path::Path;

use serde::Deserialize;

use super::arrival::declared;
use crate::custody::{Counts, ReceiptForm};
use crate::description::Metres;
use crate::error::Result;
use crate::toml_source::TomlSource;
use crate::transfer::Act;
pub use crate::transfer::Language;

const VIETNAMESE: &str = include_str!("form/vi.toml");
const ENGLISH: &str = include_str!("form/en.toml");

/// A form that was filled in; what nobody wrote is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilledForm {
    /// The receiver's own counts.
    #[serde(default)]
    pub counted: Counts,
    /// What was seen.
    #[serde(default)]
    pub form: ReceiptForm,
}

impl FilledForm {
    /// Reads the text of a `receipt.toml`; `path` is for messages only.
    ///
    /// # Errors
    /// `Malformed` with the line, and never a value of the file.
    pub fn from_toml(text: &str, path: &Path) -> Result<Self> {
        TomlSource::new(text, path).read("receipt.form")
    }
}

/// The text of a form to be filled in for a bundle of `act`. The act's totals
/// stand in comments: whoever counts writes his own.
pub fn draft_form(act: &Act, language: Language) -> String {
    let template = match language {
        Language::Vietnamese => VIETNAMESE,
        Language::English => ENGLISH,
    };
    let said = declared(act);
    let number = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let metres = |metres: Option<Metres>| metres.map_or_else(|| "–".to_owned(), |m| m.to_string());
    [
        ("{{containers}}", number(said.paper.containers)),
        ("{{paper_dossiers}}", number(said.paper.dossiers)),
        ("{{metres}}", metres(said.paper.metres)),
        ("{{electronic_dossiers}}", number(said.electronic.dossiers)),
        ("{{files}}", number(said.electronic.files)),
        ("{{bytes}}", number(said.electronic.bytes)),
    ]
    .iter()
    .fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act() -> Act {
        let day = "2025-07-01".parse().unwrap();
        let (giver, receiver): (crate::unit::AgencyRef, crate::unit::AgencyRef) =
            ("vn:27169@2024".parse().unwrap(), "vn:27163@2025".parse().unwrap());
        let mut act = Act::builder(giver, receiver, day, day).build();
        let paper = crate::transfer::DeclaredPaper { containers: Some(12), ..Default::default() };
        act.paper = Some(paper);
        act
    }

    #[test]
    fn a_draft_is_a_form_in_which_nothing_is_counted_yet() {
        for language in [Language::Vietnamese, Language::English] {
            let text = draft_form(&act(), language);
            assert!(text.contains("12") && !text.contains("{{"), "{text}");
            let form = FilledForm::from_toml(&text, Path::new("f")).unwrap();
            assert_eq!(form, FilledForm::default());
            // Every line that is offered can be taken.
            let offered = text.lines().filter_map(|line| line.strip_prefix("#= "));
            let taken: Vec<_> =
                text.lines().map(|line| line.strip_prefix("#= ").unwrap_or(line)).collect();
            assert_eq!(offered.count(), 14);
            let form = FilledForm::from_toml(&taken.join("\n"), Path::new("f")).unwrap();
            assert!(form.counted.paper.metres.is_some() && form.counted.electronic.bytes.is_some());
            assert_eq!((form.form.seals.len(), form.form.signatories.len()), (2, 1));
            assert_eq!(form.form.receivers().count(), 1);
        }
    }

    #[test]
    fn what_is_wrong_is_told_by_line_without_values() {
        let error = FilledForm::from_toml("[form]\ncondition = \"Kín\\n\"\n", Path::new("f.toml"));
        let told = error.unwrap_err().to_string();
        assert!(told.starts_with("f.toml:2: ") && !told.contains("Kín"), "{told}");
        assert!(FilledForm::from_toml("[counted.paper]\nboxes = 1\n", Path::new("f")).is_err());
    }
}
