use super::Sink;
use super::row::Row;
use super::schema::Table;
use crate::custody::CustodyEvent;
use crate::description::Record;
use crate::finding::{Code, Finding};

/// Tells a destruction in `events.csv` that lacks its decision or one of both
/// minutes (TT 06/2025 chap. III); rows of other tables pass.
pub fn check_papers(row: &Row<'_>, report: &mut Sink<'_>) {
    if row.table() != Table::Events {
        return;
    }
    let missing = CustodyEvent::from_cells(|name| row.get(name)).missing_papers();
    if !missing.is_empty() {
        let finding = Finding::new(Code::LawDestructionPapers, row.location());
        report(finding.with("missing", missing.join(", ")));
    }
}
