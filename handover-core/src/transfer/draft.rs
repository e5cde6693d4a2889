//! What only a person can know, left marked in a draft.

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

/// The open marks below `value`, in order.
pub(super) fn open_marks(value: &toml::Value, at: &str, marks: &mut Vec<String>) {
    match value {
        toml::Value::String(text) if text.trim_start().starts_with(OPEN_MARK) => {
            marks.push(at.to_owned());
        }
        toml::Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                open_marks(item, &format!("{at}[{}]", index + 1), marks);
            }
        }
        toml::Value::Table(members) => {
            for (name, member) in members {
                let place = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                open_marks(member, &place, marks);
            }
        }
        _ => {}
    }
}
