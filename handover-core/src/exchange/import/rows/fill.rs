//! Cells of a sheet into cells of tables.

use super::super::super::heading::Part;
use super::super::super::legacy::TextEncoding;
use super::super::super::sheet::{Cell, column_letters};
use super::super::output::Output;
use super::super::plan::Fill;
use super::super::{cells, dates};
use super::Rows;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Column, Table};

impl Rows<'_, '_> {
    /// Fills the rows of the tables from the cells.
    pub(super) fn fill(&mut self, number: u64, row: &[Cell]) {
        let reset = |cells: &mut Vec<String>, table: Table, output: &Output| {
            let width = output.columns(table).map_or(0, |columns| columns.names().len());
            cells.iter_mut().for_each(String::clear);
            cells.resize_with(width, String::new);
        };
        reset(&mut self.own, self.plan.table, self.output);
        reset(&mut self.dossier, Table::Dossiers, self.output);
        let mut parts: Vec<(Fill, [String; 3])> = Vec::new();
        for (at, (fill, cell)) in self.plan.fills.iter().zip(row).enumerate() {
            let Some(fill) = *fill else { continue };
            if self.plan.exact {
                self.own[fill.place].push_str(&cell.text);
                continue;
            }
            if cell.text.is_empty() {
                continue;
            }
            let column = self.column(fill);
            let encoding = fill.encoding(&cell.text);
            if encoding != fill.text {
                self.tell_encoding(
                    encoding,
                    Location::cell(self.label, number, column_letters(at)),
                );
            }
            let text = cells::text(&cell.text, encoding, column);
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

    /// Tells once a sheet that cells were typed in another encoding than their
    /// column, and were converted.
    fn tell_encoding(&mut self, encoding: TextEncoding, place: Location) {
        if encoding != TextEncoding::Unicode && !self.told.contains(&encoding) {
            self.told.push(encoding);
            let finding = Finding::new(Code::SheetConverted, place);
            self.findings.add(finding.with("encoding", encoding.code()));
        }
    }

    pub(super) fn column(&self, fill: Fill) -> Option<&'static Column> {
        let columns = self.output.columns(fill.table)?;
        fill.table.schema().column(columns.names().nth(fill.place)?)
    }

    fn slot(&mut self, table: Table, place: usize) -> &mut String {
        let is_own = table == self.plan.table;
        if is_own { &mut self.own[place] } else { &mut self.dossier[place] }
    }
}
