//! The rows of a sheet, one by one.

use std::ops::ControlFlow;

use super::super::heading::{Part, fold};
use super::super::problem::EntryProblem;
use super::super::sheet::{Cell, Filled, Merge, column_letters};
use super::cells;
use super::dates;
use super::dossiers::Dossiers;
use super::output::{Output, is_barred};
use super::plan::{Fill, Plan};
use crate::description::secrecy::{Clearances, judge};
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location};
use crate::inventory::{Column, Table};

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

/// Texts that close a list: its total, its signatures.
const CLOSING: &[&str] = &[
    "muc luc nay gom",
    "tong cong",
    "tong so",
    "cong",
    "viet bang chu",
    "bang chu",
    "nguoi lap",
    "nguoi giao",
    "nguoi nhan",
    "nguoi kiem tra",
    "ky ho ten",
    "ky ten",
    "thu truong",
    "xac nhan",
    "ghi chu",
];

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
            None => self.count.taken += 1,
            Some(_) if self.is_aside(row) => self.aside(number, row),
            Some(finding) => {
                self.count.not_taken += 1;
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
        self.fill(row);
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

    /// Fills the rows of the tables from the cells.
    fn fill(&mut self, row: &[Cell]) {
        let reset = |cells: &mut Vec<String>, table: Table, output: &Output| {
            let width = output.columns(table).map_or(0, |columns| columns.names().len());
            cells.iter_mut().for_each(String::clear);
            cells.resize_with(width, String::new);
        };
        reset(&mut self.own, self.plan.table, self.output);
        reset(&mut self.dossier, Table::Dossiers, self.output);
        let mut parts: Vec<(Fill, [String; 3])> = Vec::new();
        for (fill, cell) in self.plan.fills.iter().zip(row) {
            let Some(fill) = *fill else { continue };
            if self.plan.exact {
                self.own[fill.place].push_str(&cell.text);
                continue;
            }
            if cell.text.is_empty() {
                continue;
            }
            let column = self.column(fill);
            let text = cells::text(&cell.text, fill, column);
            match fill.part {
                None => *self.slot(fill.table, fill.place) = text,
                Some(Part::Range) => {
                    let (first, last) = dates::range(&text);
                    let (first, last) = (first.to_owned(), last.to_owned());
                    *self.slot(fill.table, fill.place) = first;
                    if let Some(end) = self.places.end.filter(|_| !last.is_empty()) {
                        *self.slot(Table::Dossiers, end) = last;
                    }
                }
                Some(part) => {
                    let same = |known: &(Fill, [String; 3])| {
                        (known.0.table, known.0.place) == (fill.table, fill.place)
                    };
                    let at = match part {
                        Part::Day => 0,
                        Part::Month => 1,
                        _ => 2,
                    };
                    let known = parts.iter().position(same);
                    let known = known.unwrap_or_else(|| {
                        parts.push((fill, Default::default()));
                        parts.len() - 1
                    });
                    parts[known].1[at] = text;
                }
            }
        }
        for (fill, [day, month, year]) in parts {
            *self.slot(fill.table, fill.place) = dates::joined([&day, &month, &year]);
        }
    }

    fn column(&self, fill: Fill) -> Option<&'static Column> {
        let columns = self.output.columns(fill.table)?;
        fill.table.schema().column(columns.names().nth(fill.place)?)
    }

    fn slot(&mut self, table: Table, place: usize) -> &mut String {
        let is_own = table == self.plan.table;
        if is_own { &mut self.own[place] } else { &mut self.dossier[place] }
    }

    fn cell(cells: &[String], place: Option<usize>) -> &str {
        place.and_then(|place| cells.get(place)).map_or("", String::as_str)
    }

    fn set(cells: &mut [String], place: Option<usize>, text: &str) {
        if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
            text.clone_into(cell);
        }
    }

    /// Judges a row of a list of dossiers.
    fn dossier(&mut self) -> Option<EntryProblem> {
        if Self::cell(&self.own, self.places.code).is_empty() {
            return Some(EntryProblem::NoCode);
        }
        if Self::cell(&self.own, self.places.title).is_empty() {
            return Some(EntryProblem::NoTitle);
        }
        if let Some(fonds) = self.fonds
            && Self::cell(&self.own, self.places.fonds).is_empty()
        {
            Self::set(&mut self.own, self.places.fonds, fonds);
        }
        None
    }

    /// Judges a row of a list of documents, and finds its dossier.
    fn document(&mut self) -> Option<EntryProblem> {
        let stated = Self::cell(&self.own, self.places.dossier);
        let code =
            if stated.is_empty() { Self::cell(&self.dossier, self.places.code) } else { stated };
        let mut code = code.to_owned();
        let title = Self::cell(&self.dossier, self.places.title);
        if code.is_empty() {
            if !title.is_empty() {
                return Some(EntryProblem::NoCode);
            }
            code = match Self::cell(&self.own, self.places.path).rsplit_once('/') {
                Some((folder, _)) if self.plan.by_folders => {
                    let folder = folder.to_owned();
                    let name = folder.rsplit('/').next().unwrap_or(&folder);
                    Self::set(&mut self.dossier, self.places.title, name);
                    Self::set(&mut self.dossier, self.places.folder, &folder);
                    folder
                }
                _ if !self.current.is_empty() => self.current.clone(),
                _ => return Some(EntryProblem::NoDossier),
            };
        } else if title.is_empty() && self.plan.describes_dossiers && code != self.current {
            return Some(EntryProblem::NoTitle);
        }
        Self::set(&mut self.dossier, self.places.code, &code);
        if let Some(fonds) = self.fonds
            && Self::cell(&self.dossier, self.places.fonds).is_empty()
        {
            Self::set(&mut self.dossier, self.places.fonds, fonds);
        }
        if self.has_document() {
            if Self::cell(&self.own, self.places.subject).is_empty() {
                return Some(EntryProblem::NoSubject);
            }
            Self::set(&mut self.own, self.places.dossier, &code);
        }
        if self.plan.describes_dossiers {
            self.current = code;
        }
        None
    }

    /// Whether the row says anything of a document.
    fn has_document(&self) -> bool {
        let Some(columns) = self.output.columns(Table::Documents) else { return false };
        let schema = Table::Documents.schema();
        let mut cells = columns.names().zip(&self.own);
        cells.any(|(name, cell)| !cell.is_empty() && schema.position(name).is_some())
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

    /// Whether a row that cannot be taken is a line beside the list: a title
    /// between dossiers, a total, a signature.
    fn is_aside(&mut self, row: &[Cell]) -> bool {
        if self.plan.exact || row.iter().any(|cell| cell.fault.is_some()) {
            return false;
        }
        let filled: Vec<(usize, String)> = row
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(at, cell)| (at, self.folded(at, cell)))
            .collect();
        let closes = |(_, text): &(usize, String)| {
            CLOSING.iter().any(|start| text == start || text.starts_with(&format!("{start} ")))
        };
        self.closing |= filled.len() <= 3 && filled.iter().any(closes);
        let is_text = |at: usize| {
            let fill = self.plan.fills.get(at).copied().flatten();
            let place = fill.map(|fill| (fill.table, Some(fill.place)));
            place == Some((Table::Dossiers, self.places.title))
                || place == Some((Table::Documents, self.places.subject))
        };
        // A word in the column of codes is a code without a dossier.
        let is_code = |(at, text): &(usize, String)| {
            let fill = self.plan.fills.get(*at).copied().flatten();
            let place = fill.map(|fill| (fill.table, Some(fill.place)));
            place == Some((Table::Dossiers, self.places.code)) && !text.contains(' ')
        };
        let is_title = filled.len() == 1 && !is_text(filled[0].0) && !is_code(&filled[0]);
        self.closing || is_title
    }

    fn folded(&self, column: usize, cell: &Cell) -> String {
        let fill = self.plan.fills.get(column).copied().flatten();
        fold(&fill.map_or(cell.text.as_str().into(), |fill| fill.text.decode(&cell.text)))
    }

    /// A row that is not of the list is told, and looked at for secrets.
    fn aside(&mut self, number: u64, row: &[Cell]) {
        let place = Location::row(self.label, number);
        self.findings.at(Code::SheetAside, place.clone());
        let none = Clearances::default();
        for cell in row {
            let secret = judge(&cell.text, place.clone(), &none);
            self.tell(secret);
        }
    }

    fn is_header_again(&self, row: &[Cell]) -> bool {
        let filled = row.iter().filter(|cell| !cell.is_blank()).count();
        filled >= 2
            && row.iter().enumerate().all(|(at, cell)| {
                let heading = self.header.get(at).map_or("", String::as_str);
                cell.is_blank() || fold(&cell.text) == heading
            })
    }
}

/// The row `(1) (2) (3)` under the headings of official forms.
fn is_numbering(row: &[Cell]) -> bool {
    let mut next = 1;
    for cell in row.iter().filter(|cell| !cell.is_blank()) {
        let text = cell.text.trim().trim_start_matches('(').trim_end_matches(')');
        if text.parse() != Ok(next) {
            return false;
        }
        next += 1;
    }
    next > 3
}
