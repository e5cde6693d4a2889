use std::borrow::Cow;

use crate::description::Retention;
use crate::inventory::Row;

/// The seven cells that the official list has for a dossier.
pub(in crate::exchange) fn line<'r>(ordinal: u64, row: &Row<'r>) -> [Cow<'r, str>; 7] {
    let time = match (row.get("startDate"), row.get("endDate")) {
        (start, "") => start.into(),
        (start, end) if start == end => start.into(),
        ("", end) => format!("- {end}").into(),
        (start, end) => format!("{start} - {end}").into(),
    };
    let sheets = match (row.get("numberOfPaper"), row.get("numberOfPage")) {
        ("", pages) => pages,
        (sheets, _) => sheets,
    };
    [
        ordinal.to_string().into(),
        row.get("fileCode").into(),
        row.get("title").into(),
        time,
        retention(row.get("maintenance")).into(),
        sheets.into(),
        row.get("description").into(),
    ]
}

/// A code of the circular in its words; anything else as it stands.
fn retention(text: &str) -> &str {
    match text.parse::<Retention>() {
        Ok(retention) => retention.label(),
        Err(_) => text,
    }
}
