//! Lines that stand beside a list: its titles, totals and signatures, and its
//! header where a page repeats it.

use std::borrow::Cow;

use super::super::super::heading::fold;
use super::super::super::sheet::Cell;
use super::Rows;
use crate::description::secrecy::{Clearances, judge};
use crate::finding::{Code, Location};
use crate::inventory::Table;

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

impl Rows<'_, '_> {
    /// Whether a row that cannot be taken is a line beside the list: a title
    /// between dossiers, a total, a signature.
    pub(super) fn is_aside(&mut self, row: &[Cell]) -> bool {
        if self.plan.exact || row.iter().any(|cell| cell.fault.is_some()) {
            return false;
        }
        let filled: Vec<(usize, String)> = row
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(at, cell)| (at, fold(&self.decoded(at, cell))))
            .collect();
        let closes = |(_, text): &(usize, String)| {
            CLOSING.iter().any(|start| text == start || text.starts_with(&format!("{start} ")))
        };
        self.closing |= filled.len() <= 3 && filled.iter().any(closes);
        self.closing || matches!(&filled[..], [(at, _)] if self.is_title(*at, &row[*at]))
    }

    /// Whether the only cell of a row is a title between dossiers: words, at
    /// the beginning of a line or where the codes stand. A number or a date
    /// that lost its row is none.
    fn is_title(&self, column: usize, cell: &Cell) -> bool {
        let fill = |at: usize| self.plan.fills.get(at).copied().flatten();
        let place = fill(column).map(|fill| (fill.table, fill.place));
        let stands = |table: Table, column: Option<usize>| {
            column.is_some_and(|column| place == Some((table, column)))
        };
        if stands(Table::Dossiers, self.places.title)
            || stands(Table::Documents, self.places.subject)
        {
            return false;
        }
        let begins = (0..column).all(|at| fill(at).is_none());
        // "I. Năm 2001", and not "01/QĐ-UBND" or "2001 - 2003".
        let text = self.decoded(column, cell);
        let text = text.trim();
        let is_words = text.contains(char::is_whitespace) && text.contains(char::is_alphabetic);
        let is_code = stands(Table::Dossiers, self.places.code);
        let is_kept = fill(column).is_none_or(|fill| self.column(fill).is_none());
        (is_words && (begins || is_code)) || (begins && is_kept)
    }

    fn decoded<'c>(&self, column: usize, cell: &'c Cell) -> Cow<'c, str> {
        let fill = self.plan.fills.get(column).copied().flatten();
        fill.map_or(cell.text.as_str().into(), |fill| fill.encoding(&cell.text).decode(&cell.text))
    }

    /// A row that is not of the list is told, and looked at for secrets.
    pub(super) fn aside(&mut self, number: u64, row: &[Cell]) {
        self.findings.at(Code::SheetAside, Location::row(self.label, number));
        self.secrets(number, row);
    }

    /// Looks for secrets in a row that goes into no table.
    pub(super) fn secrets(&mut self, number: u64, row: &[Cell]) {
        let place = Location::row(self.label, number);
        let none = Clearances::default();
        for (at, cell) in row.iter().enumerate() {
            let secret = judge(&self.decoded(at, cell), place.clone(), &none);
            self.tell(secret);
        }
    }

    pub(super) fn is_header_again(&self, row: &[Cell]) -> bool {
        let filled = row.iter().filter(|cell| !cell.is_blank()).count();
        filled >= 2
            && row.iter().enumerate().all(|(at, cell)| {
                let heading = self.header.get(at).map_or("", String::as_str);
                cell.is_blank() || fold(&cell.text) == heading
            })
    }
}

/// The row `(1) (2) (3)` under the headings of official forms.
pub(in crate::exchange::import) fn is_numbering(row: &[Cell]) -> bool {
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
