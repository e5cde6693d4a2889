//! Sheets of other programs as rows of text: CSV, .xlsx, .xls and .ods.
//!
//! Rows come one by one in the order of the sheet; nothing here knows what a
//! column means.

mod cell;
mod csv_text;
mod decode;
mod display;
mod folder;
mod merges;
mod metered;
mod ods;
mod open;
#[cfg(test)]
mod test_sheets;
mod xls;
mod xlsx;
mod xml;

use std::ops::ControlFlow;

pub use cell::Fault;
pub(super) use cell::{Cell, column_letters, column_number};
pub(super) use decode::{Transcoded, recognised};
pub(super) use folder::tables_folder;
pub(super) use merges::{Filled, Merge};
pub(super) use open::open;
#[cfg(test)]
pub(super) use test_sheets::{Sheets, rows, told};

use crate::error::Result;

/// Takes a row: its number as the program shows it, from 1, and its cells from
/// the first column on.
pub(super) type RowSink<'a> = dyn FnMut(u64, &mut Vec<Cell>) -> Result<ControlFlow<()>> + 'a;

/// Rows of a sheet, in every program that writes one.
const ROWS: u64 = 1 << 20;

/// A file of sheets.
pub(super) trait Workbook {
    /// The names of the sheets, in their order.
    fn sheets(&self) -> &[String];

    /// The cells of a sheet that were made one.
    fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>>;

    /// Gives the rows of a sheet, until the sink has enough. Rows without any
    /// cell may be left out.
    fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<()>;
}
