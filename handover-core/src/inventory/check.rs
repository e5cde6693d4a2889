use super::Sink;
use super::conditions::check_conditions;
use super::problem::CellProblem;
use super::row::Row;
use super::rules::{Allows, Rules};
use super::schema::Kind;
use crate::date::PartialDate;
use crate::description::{Day, Gaps, Languages, Metres, Record, Timestamp};
use crate::finding::{Code, Finding, Location};
use crate::path::{BundlePath, nfc};

/// Tells each cell of a known column that is not what its column allows, and
/// each field that another one makes wanted. A cell is told once, by its first
/// problem, and never its text. What TT 05/2025 asks for is asked for.
pub fn check_row(row: &Row<'_>, report: &mut Sink<'_>) {
    check_row_by(Rules::usual(), row, report);
}

/// The same by the rules of a profile; what it leaves out is not told, and
/// each finding weighs what the profile says.
pub(super) fn check_row_by(rules: &Rules, row: &Row<'_>, report: &mut Sink<'_>) {
    let allows = rules.of(row.table());
    for ((column, place), allows) in row.header().known().zip(&allows.columns) {
        if let Some(problem) = cell_problem(*allows, row.at(place))
            && let Some(severity) = rules.cell_weight(problem)
        {
            let mut finding = finding(row, column.name, problem);
            finding.severity = severity;
            report(finding);
        }
    }
    check_conditions(rules, row, report);
}

/// A struct from a row.
pub trait FromRow: Record {
    /// The row as a struct; what its columns do not allow goes to `report`,
    /// and stays in the struct as text.
    fn from_row(row: &Row<'_>, report: &mut Sink<'_>) -> Self {
        check_row(row, report);
        Self::from_cells(|name| row.get(name))
    }
}

impl<T: Record> FromRow for T {}

pub(super) fn finding(row: &Row<'_>, column: &'static str, problem: CellProblem) -> Finding {
    let location = Location::cell(row.table().code(), row.number(), column);
    Finding::new(Code::TableCell, location).with("column", column).with("problem", problem.code())
}

fn cell_problem(allows: Allows, text: &str) -> Option<CellProblem> {
    if text.is_empty() {
        return allows.required.then_some(CellProblem::Required);
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Some(CellProblem::ControlCharacter);
    }
    // Bytes are never fewer than scalars: most cells need no closer look.
    let fits = |max| text.len() <= max || nfc(text).chars().count() <= max;
    if !allows.max.is_none_or(fits) {
        return Some(CellProblem::TooLong);
    }
    let (holds, problem) = match allows.kind {
        Kind::Text => (true, CellProblem::NotInList),
        Kind::Code(codes) => (codes.contains(&text), CellProblem::NotInList),
        Kind::Codes(codes) => {
            let mut each = text.split(Languages::SEPARATOR);
            (each.all(|code| codes.contains(&code.trim())), CellProblem::NotInList)
        }
        Kind::Date => (text.parse::<PartialDate>().is_ok(), CellProblem::NotADate),
        Kind::Day => (text.parse::<Day>().is_ok(), CellProblem::NotADay),
        Kind::Time => (text.parse::<Timestamp>().is_ok(), CellProblem::NotATime),
        Kind::Number => (is_number(text), CellProblem::NotANumber),
        Kind::Metres => (text.parse::<Metres>().is_ok(), CellProblem::NotMetres),
        Kind::Agency => (is_agency(text), CellProblem::NotAnAgency),
        Kind::Path => (is_path(text), CellProblem::NotAPath),
        Kind::Hex => (is_hex(text), CellProblem::NotHex),
        Kind::Gaps => (text.parse::<Gaps>().is_ok(), CellProblem::NotGaps),
    };
    (!holds).then_some(problem)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u64>().is_ok()
}

fn is_hex(text: &str) -> bool {
    data_encoding::HEXLOWER.decode(text.as_bytes()).is_ok()
}

/// Paths of tables are relative to `data/`, which counts for their length.
fn is_path(text: &str) -> bool {
    BundlePath::new(format!("data/{}", nfc(text))).is_ok()
}

/// The shape `vn:27169@2024/ubnd` only; whether there is such an agency is for
/// those who hold the register.
fn is_agency(text: &str) -> bool {
    let plain = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
        !part.is_empty() && part.bytes().all(fits)
    };
    let (unit, body) = text.split_once('/').unwrap_or((text, "ubnd"));
    let parts = unit.split_once(':').and_then(|(country, rest)| {
        rest.split_once('@').map(|(code, edition)| [country, code, edition])
    });
    plain(body) && parts.is_some_and(|parts| parts.into_iter().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::Table;

    fn problem(table: Table, name: &str, text: &str) -> Option<CellProblem> {
        cell_problem(Allows::of(table.schema().column(name).unwrap()), text)
    }

    #[test]
    fn cells_are_what_their_column_allows() {
        use CellProblem as P;
        let cases = [
            ("fileCode", "", Some(P::Required)),
            ("keyword", "", None),
            ("title", "a\u{0}b", Some(P::ControlCharacter)),
            ("title", "dòng 1\ndòng 2", None),
            ("maintenance", "Lâu dài", Some(P::NotInList)),
            ("maintenance", "01", None),
            ("language", "01; 09", None),
            ("language", "Việt", Some(P::NotInList)),
            ("startDate", "03/2001", None),
            ("startDate", "xuân 2001", Some(P::NotADate)),
            ("totalDoc", "007", None),
            ("totalDoc", "+7", Some(P::NotANumber)),
            ("totalDoc", "12345678901", Some(P::TooLong)),
            ("continuedBy", "vn:27169@2025", None),
            ("continuedBy", "vn:79@2025/luu-tru-lich-su", None),
            ("continuedBy", "Phường Sài Gòn", Some(P::NotAnAgency)),
            ("path", "2001/Hồ sơ 1", None),
            ("path", "../x", Some(P::NotAPath)),
            ("path", "/x", Some(P::NotAPath)),
            ("gaps", "03-05, 09", None),
            ("gaps", "thiếu", Some(P::NotGaps)),
        ];
        for (name, text, wanted) in cases {
            assert_eq!(problem(Table::Dossiers, name, text), wanted, "{name}: {text:?}");
        }
        assert_eq!(problem(Table::Files, "originalHex", "ff0"), Some(P::NotHex));
        assert_eq!(problem(Table::Events, "on", "2025-7-1"), Some(P::NotADay));
    }

    #[test]
    fn lengths_are_scalars_in_form_c() {
        let composed = "ế".repeat(25);
        let decomposed = "e\u{302}\u{301}".repeat(25);
        assert_eq!(problem(Table::Documents, "docId", &composed), None);
        assert_eq!(problem(Table::Documents, "docId", &decomposed), None);
        let long = "ế".repeat(26);
        assert_eq!(problem(Table::Documents, "docId", &long), Some(CellProblem::TooLong));
    }
}
