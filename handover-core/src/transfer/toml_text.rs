//! `transfer.toml`: the act as people write it.

use std::path::Path;

use super::act::Act;
use super::draft::{OpenMark, open_marks};
use crate::error::Result;
use crate::toml_source::TomlSource;

const SYNTAX: &str = "act.syntax";

/// An act as it was found in a file.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Draft {
    /// Nothing is open any more.
    Complete(Box<Act>),
    /// Somebody still has to fill these in.
    Open(Vec<OpenMark>),
}

/// Reads the text of a `transfer.toml`; `path` is for messages only.
///
/// # Errors
/// `Malformed` with the line, and never a value of the file.
pub fn read_toml(text: &str, path: &Path) -> Result<Draft> {
    let source = TomlSource::new(text, path);
    let draft = source.table(SYNTAX)?;
    let marks = open_marks(draft.get_ref());
    if !marks.is_empty() {
        let marks = marks.into_iter();
        let marks = marks.map(|(field, start)| OpenMark { field, line: Some(source.line(start)) });
        return Ok(Draft::Open(marks.collect()));
    }
    Ok(Draft::Complete(Box::new(source.read(SYNTAX)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = r#"
giver = "vn:27169@2024"
receiver = "vn:27163@2025/ubnd"
legal_basis = ["Nghị quyết 1685/NQ-UBTVQH15"]
sealed_on = "2025-06-30"
effective_on = "2025-07-01"
"#;

    #[test]
    fn the_least_act() {
        let Draft::Complete(act) = read_toml(LEAST, Path::new("t")).unwrap() else { panic!() };
        assert_eq!(act.giver.to_string(), "vn:27169@2024/ubnd");
        assert_eq!(act.issue, 1);
    }

    #[test]
    fn every_open_mark_is_named_with_its_line() {
        let text = LEAST.replace("\"Nghị quyết 1685/NQ-UBTVQH15\"", "\"??? số, ngày\"")
            + "title = \"??? tên khối\"\n";
        let Draft::Open(marks) = read_toml(&text, Path::new("t")).unwrap() else { panic!() };
        let found: Vec<_> = marks.iter().map(|mark| (mark.field.as_str(), mark.line)).collect();
        assert_eq!(found, [("legal_basis[1]", Some(4)), ("title", Some(7))]);
    }

    #[test]
    fn what_is_wrong_is_told_by_line_without_values() {
        let error = read_toml(&LEAST.replace("2025-06-30", "30.06.2025"), Path::new("t.toml"));
        let text = error.unwrap_err().to_string();
        assert!(text.starts_with("t.toml:5: "), "{text}");
        assert!(read_toml(&format!("{LEAST}unheard = 1\n"), Path::new("t")).is_err());
    }
}
