//! Codes that are built from others (TT 05/2025 Annex III).

use crate::date::PartialDate;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Row, Sink, Table};

/// Digits of a document's ordinal in its archive code.
const ORDINAL_DIGITS: usize = 7;

/// Tells a document's code that is not its dossier's with seven digits, and a
/// dossier's code whose year is none of the dossier's years.
pub(super) fn check_structure(row: &Row<'_>, report: &mut Sink<'_>) {
    let (column, fits) = match row.table() {
        Table::Documents => ("docCode", document(row)),
        Table::Dossiers => ("fileCode", dossier(row)),
        _ => return,
    };
    if !fits {
        let location = Location::cell(row.table().code(), row.number(), column);
        report(Finding::new(Code::CodeStructure, location));
    }
}

fn document(row: &Row<'_>) -> bool {
    let (code, dossier) = (row.get("docCode"), row.get("dossier"));
    if code.is_empty() || dossier.is_empty() {
        return true;
    }
    let Some(rest) = code.strip_prefix(dossier) else { return false };
    let digits = rest.strip_prefix('.').unwrap_or(rest);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let ordinal = row.get("docOrdinal").trim().parse::<u32>().ok();
    plain
        && digits.len() == ORDINAL_DIGITS
        && ordinal.is_none_or(|ordinal| digits.parse() == Ok(ordinal))
}

/// A code that names no year, as many older ones, says nothing wrong.
fn dossier(row: &Row<'_>) -> bool {
    use chrono::Datelike;
    let date = |column| row.get(column).parse::<PartialDate>().ok();
    let (start, end) = (date("startDate"), date("endDate"));
    let parts = row.get("fileCode").split('.');
    let years = parts.filter(|part| part.len() == 4).filter_map(|part| part.parse::<i32>().ok());
    let mut years = years.filter(|year| (1800..=2999).contains(year)).peekable();
    let fits = |year: &i32| {
        start.is_none_or(|start| *year >= start.earliest().year())
            && end.is_none_or(|end| *year <= end.latest().year())
    };
    years.peek().is_none() || years.any(|year| fits(&year))
}
