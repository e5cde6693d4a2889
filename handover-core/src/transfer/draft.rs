//! What only a person can know, left marked in a draft.

use toml::de::{DeTable, DeValue};

/// How a value begins that somebody still has to fill in.
pub const OPEN_MARK: &str = "???";

/// A member of a draft that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenMark {
    /// The member, dotted: `lots[1].title`.
    pub field: String,
    /// Its line in the file, from 1.
    pub line: Option<u64>,
}

/// The open marks of a draft with the byte where each stands, in that order.
pub(super) fn open_marks(draft: &DeTable<'_>) -> Vec<(String, usize)> {
    let mut marks = Vec::new();
    in_table(draft, "", &mut marks);
    marks.sort_by_key(|(_, start)| *start);
    marks
}

fn in_table(table: &DeTable<'_>, at: &str, marks: &mut Vec<(String, usize)>) {
    for (name, member) in table {
        let name = name.get_ref();
        let place = if at.is_empty() { name.to_string() } else { format!("{at}.{name}") };
        in_value(member.get_ref(), member.span().start, &place, marks);
    }
}

fn in_value(value: &DeValue<'_>, start: usize, at: &str, marks: &mut Vec<(String, usize)>) {
    match value {
        DeValue::String(text) if text.trim_start().starts_with(OPEN_MARK) => {
            marks.push((at.to_owned(), start));
        }
        DeValue::Array(items) => {
            for (index, item) in (1..).zip(items) {
                in_value(item.get_ref(), item.span().start, &format!("{at}[{index}]"), marks);
            }
        }
        DeValue::Table(members) => in_table(members, at, marks),
        _ => {}
    }
}
