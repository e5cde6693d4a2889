//! The rows of a sheet, one by one.

mod aside;
mod fill;
mod judge;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

pub(super) use aside::is_numbering;

use super::super::heading::fold;
use super::super::legacy::TextEncoding;
use super::super::problem::EntryProblem;
use super::super::sheet::{Cell, Filled, Merge, column_letters};
use super::dossiers::Dossiers;
use super::output::{Output, is_barred};
use super::plan::Plan;
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location};
use crate::inventory::Table;

/// How many rows were taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) taken: u64,
    pub(super) not_taken: u64,
}

/// Takes the rows of one sheet.
pub(super) struct Rows<'a, 'c> {
    pub(super) plan: &'a Plan,
    /// What findings call the sheet.
    pub(super) label: &'a str,
    pub(super) fonds: Option<&'a str>,
    pub(super) output: &'a mut Output,
    pub(super) dossiers: &'a mut Dossiers,
    pub(super) findings: &'a mut Collector<'c>,
    count: Count,
    filled: Filled,
    /// The last row of the header, which some lists repeat on every page.
    header: Vec<String>,
    /// Rows of dossiers and of the table that the rows are, being filled.
    dossier: Vec<String>,
    own: Vec<String>,
    places: Places,
    /// The dossier of the row before.
    current: String,
    /// Whether the closing lines of the form have begun.
    closing: bool,
    /// Encodings of single cells that were told.
    told: Vec<TextEncoding>,
}

/// Where the columns that rows are judged by stand.
#[derive(Default)]
struct Places {
    code: Option<usize>,
    title: Option<usize>,
    end: Option<usize>,
    fonds: Option<usize>,
    folder: Option<usize>,
    dossier: Option<usize>,
    subject: Option<usize>,
    path: Option<usize>,
}

impl<'a, 'c> Rows<'a, 'c> {
    pub(super) fn new(
        plan: &'a Plan,
        label: &'a str,
        fonds: Option<&'a str>,
        merges: &[Merge],
        (output, dossiers): (&'a mut Output, &'a mut Dossiers),
        findings: &'a mut Collector<'c>,
    ) -> Self {
        let place = |table: Table, name: &str| {
            output
                .columns(table)
                .and_then(|columns| columns.names().position(|known| known == name))
        };
        let places = Places {
            code: place(Table::Dossiers, "fileCode"),
            title: place(Table::Dossiers, "title"),
            end: place(Table::Dossiers, "endDate"),
            fonds: place(Table::Dossiers, "fonds"),
            folder: place(Table::Dossiers, "path"),
            dossier: place(Table::Documents, "dossier"),
            subject: place(Table::Documents, "subject"),
            path: place(Table::Documents, "path"),
        };
        let filled = Filled::new(if plan.exact { &[] } else { merges });
        Rows {
            plan,
            label,
            fonds,
            output,
            dossiers,
            findings,
            count: Count::default(),
            filled,
            header: Vec::new(),
            dossier: Vec::new(),
            own: Vec::new(),
            places,
            current: String::new(),
            closing: false,
            told: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Count {
        self.count
    }

    /// Takes the next row.
    pub(super) fn take(&mut self, number: u64, row: &mut Vec<Cell>) -> Result<ControlFlow<()>> {
        const NEXT: Result<ControlFlow<()>> = Ok(ControlFlow::Continue(()));
        let blank = row.iter().all(Cell::is_blank);
        self.filled.fill(number, row);
        if blank {
            return NEXT;
        }
        if number <= self.plan.header[1] {
            if number == self.plan.header[1] {
                self.header = row.iter().map(|cell| fold(&cell.text)).collect();
            } else if number < self.plan.header[0] {
                self.aside(number, row);
            }
            return NEXT;
        }
        if !self.plan.exact && (is_numbering(row) || self.is_header_again(row)) {
            return NEXT;
        }
        match self.problem(number, row)? {
            None => {
                self.count.taken += 1;
                // It was a total between two parts, and the list goes on.
                self.closing = false;
            }
            Some(_) if self.is_aside(row) => self.aside(number, row),
            Some(finding) => {
                self.count.not_taken += 1;
                if finding.code == Code::SheetRow {
                    self.secrets(number, row);
                }
                self.findings.add(finding);
            }
        }
        NEXT
    }

    /// Writes the row, or says why it cannot be taken.
    fn problem(&mut self, number: u64, row: &[Cell]) -> Result<Option<Finding>> {
        let fault = |column: usize, problem: &str| {
            let location = Location::cell(self.label, number, column_letters(column));
            Some(Finding::new(Code::SheetRow, location).with("problem", problem))
        };
        for (column, cell) in row.iter().enumerate() {
            if cell.is_blank() {
                continue;
            }
            match (self.plan.fills.get(column), cell.fault) {
                (None, _) => return Ok(fault(column, EntryProblem::BeyondHeader.code())),
                (Some(Some(_)), Some(problem)) => return Ok(fault(column, problem.code())),
                _ => {}
            }
        }
        self.fill(number, row);
        let problem = match self.plan.table {
            _ if self.plan.exact => None,
            Table::Documents => self.document(),
            Table::Dossiers => self.dossier(),
            _ => None,
        };
        if let Some(problem) = problem {
            let location = Location::row(self.label, number);
            return Ok(Some(
                Finding::new(Code::SheetRow, location).with("problem", problem.code()),
            ));
        }
        self.write(number)
    }

    fn cell(cells: &[String], place: Option<usize>) -> &str {
        place.and_then(|place| cells.get(place)).map_or("", String::as_str)
    }

    fn set(cells: &mut [String], place: Option<usize>, text: &str) {
        if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
            text.clone_into(cell);
        }
    }

    fn write(&mut self, number: u64) -> Result<Option<Finding>> {
        let place = Location::row(self.label, number);
        let is_document = self.plan.table == Table::Documents && !self.plan.exact;
        let has_own = !is_document || self.has_document();
        let mut found = Vec::new();
        if has_own {
            found = self.output.secrecy(self.plan.table, &self.own, &place);
        }
        let titled = !Self::cell(&self.dossier, self.places.title).is_empty();
        let mut barred = is_barred(&found);
        if is_document && titled {
            let dossier = self.output.secrecy(Table::Dossiers, &self.dossier, &place);
            barred |= is_barred(&dossier);
            // Suspicions of a dossier are told once, when it is written.
            found.extend(dossier.into_iter().filter(|finding| finding.code == Code::SecretLevel));
        }
        if barred {
            // What is secret is not copied.
            let last = found.pop();
            self.tell(found);
            return Ok(last);
        }
        self.tell(found);
        if is_document && titled {
            self.dossiers.add(&self.dossier, self.label, number)?;
        }
        if has_own {
            self.output.write(self.plan.table, &self.own)?;
        }
        Ok(None)
    }

    fn tell(&mut self, found: impl IntoIterator<Item = Finding>) {
        for finding in found {
            self.findings.add(finding);
        }
    }
}
