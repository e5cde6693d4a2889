//! Sheets that no disk holds.

use std::ops::ControlFlow;

use super::{Cell, Merge, RowSink, Workbook};
use crate::error::Result;

/// Rows from lines whose cells `|` separates; a blank line is no row.
pub(in crate::exchange) fn rows(text: &str) -> Vec<(u64, Vec<Cell>)> {
    let cells = |line: &str| line.split('|').map(Cell::text).collect();
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty());
    lines.map(|(number, line)| (number, cells(line))).collect()
}

/// `row: cell|cell` of a sheet; a cell that cannot be read is its reason.
pub(in crate::exchange) fn told(book: &mut dyn Workbook, sheet: usize) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    book.rows(sheet, &mut |number, cells| {
        let texts = cells.iter().map(|cell| match cell.fault {
            Some(fault) => format!("!{fault}"),
            None => cell.text.clone(),
        });
        lines.push(format!("{number}: {}", texts.collect::<Vec<_>>().join("|")));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(lines)
}

/// A file of sheets, each a name and its lines.
pub(in crate::exchange) struct Sheets {
    names: Vec<String>,
    sheets: Vec<Vec<(u64, Vec<Cell>)>>,
}

impl Sheets {
    pub(in crate::exchange) fn of(sheets: &[(&str, &str)]) -> Self {
        Sheets {
            names: sheets.iter().map(|(name, _)| (*name).to_owned()).collect(),
            sheets: sheets.iter().map(|(_, text)| rows(text)).collect(),
        }
    }
}

impl Workbook for Sheets {
    fn sheets(&self) -> &[String] {
        &self.names
    }

    fn merges(&mut self, _: usize) -> Result<Vec<Merge>> {
        Ok(Vec::new())
    }

    fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<()> {
        for (number, mut cells) in self.sheets[sheet].clone() {
            if sink(number, &mut cells)? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }
}
