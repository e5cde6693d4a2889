//! Fields that another field makes wanted (TT 05/2025 Annex III).

use super::Sink;
use super::check::finding;
use super::problem::CellProblem;
use super::row::Row;
use super::schema::Table;
use crate::date::PartialDate;
use crate::description::{Confidence, Flag};

pub(super) fn check_conditions(row: &Row<'_>, report: &mut Sink<'_>) {
    let confidence = row.get("confidenceLevel").parse::<Confidence>().ok();
    let mut wanted = |holds: bool, column: &'static str, because: &'static str| {
        if holds && row.get(column).is_empty() {
            report(finding(row, column, CellProblem::Wanted).with("because", because));
        }
    };
    match row.table() {
        Table::Dossiers => {
            let digitised = confidence == Some(Confidence::Digitised);
            wanted(digitised, "paperFileCode", "confidenceLevel");
        }
        Table::Documents => {
            let born = matches!(confidence, Some(Confidence::BornDigital | Confidence::Mixed));
            wanted(born, "process", "confidenceLevel");
        }
        _ => return,
    }
    let backed_up = row.get("riskRecovery").parse() == Ok(Flag::Yes);
    wanted(backed_up, "riskRecoveryStatus", "riskRecovery");

    // Partial dates are out of order only where no reading puts them in order.
    let date = |column| row.get(column).parse::<PartialDate>().ok();
    if let (Some(start), Some(end)) = (date("startDate"), date("endDate"))
        && start.earliest() > end.latest()
    {
        report(finding(row, "endDate", CellProblem::BeforeStart));
    }
}
