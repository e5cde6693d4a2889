//! Dates held against the fonds that they stand in.

use std::path::Path;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::years::{Years, years};
use crate::date::PartialDate;
use crate::description::Day;
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Row, Sink, Table};
use crate::sorted::Sorter;

/// Looks for fonds that nobody lists, and for dates that do not fit theirs.
#[derive(Debug)]
pub(super) struct FondsDates {
    members: Sorter,
    /// Whether fonds are listed at all.
    listed: bool,
}

#[derive(Serialize, Deserialize)]
enum Member {
    Fonds { closed: Option<Day>, years: Option<Years> },
    Dated { table: Table, row: u64, column: String, date: PartialDate },
    Named { table: Table, row: u64 },
}

impl FondsDates {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        FondsDates { members: Sorter::new(budget, folder), listed: false }
    }

    /// Takes a row of any table but `documents`, whose fonds is its dossier's.
    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<()> {
        let (table, number) = (row.table(), row.number());
        match table {
            Table::Fonds => {
                self.listed = true;
                let closed = row.get("closedOn").parse().ok();
                let years = years(row.get("dateRange"));
                self.push(row.get("code"), 0, &Member::Fonds { closed, years })
            }
            Table::Containers | Table::Dossiers | Table::Events | Table::Secrets => {
                let code = row.get("fonds");
                self.push(code, 1, &Member::Named { table, row: number })?;
                for column in ["startDate", "endDate"].iter().filter(|_| table == Table::Dossiers) {
                    self.dated(code, table, number, column, row.get(column).parse().ok())?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Takes the date of a row in the fonds `code`.
    pub(super) fn dated(
        &mut self,
        code: &str,
        table: Table,
        row: u64,
        column: &str,
        date: Option<PartialDate>,
    ) -> Result<()> {
        let Some(date) = date else { return Ok(()) };
        self.push(code, 1, &Member::Dated { table, row, column: column.to_owned(), date })
    }

    fn push(&mut self, code: &str, order: u8, member: &Member) -> Result<()> {
        if code.is_empty() {
            return Ok(());
        }
        let mut value = vec![order];
        value.extend(serde_json::to_vec(member).unwrap_or_default());
        self.members.push(code.as_bytes().to_vec(), value)
    }

    pub(super) fn finish(self, report: &mut Sink<'_>) -> Result<()> {
        type Fonds = (Vec<u8>, Option<Day>, Option<Years>);
        let mut fonds: Option<Fonds> = None;
        for record in self.members.finish()? {
            let (code, value) = record?;
            let member = value.get(1..).and_then(|json| serde_json::from_slice(json).ok());
            let known = fonds.as_ref().filter(|(known, ..)| *known == code);
            match member {
                // Of two rows of one fonds, which is told elsewhere, the first counts.
                Some(Member::Fonds { closed, years }) if known.is_none() => {
                    fonds = Some((code, closed, years));
                }
                Some(Member::Named { table, row }) if self.listed && known.is_none() => {
                    let location = Location::cell(table.code(), row, "fonds");
                    report(Finding::new(Code::FondsUnknown, location));
                }
                Some(Member::Dated { table, row, column, date }) => {
                    let Some((_, closed, years)) = known else { continue };
                    if let Some(code) = judge(date, *closed, *years) {
                        report(Finding::new(code, Location::cell(table.code(), row, column)));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// A partial date is wrong only where no reading of it is right.
fn judge(date: PartialDate, closed: Option<Day>, years: Option<Years>) -> Option<Code> {
    if closed.is_some_and(|closed| date.earliest() > closed.0) {
        return Some(Code::DateAfterClosing);
    }
    let (first, last) = years?;
    let outside =
        date.latest().year() < first || last.is_some_and(|last| date.earliest().year() > last);
    outside.then_some(Code::DateOutsideFonds)
}
