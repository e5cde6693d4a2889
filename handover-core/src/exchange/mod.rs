//! Inventories from and to the spreadsheets that offices keep them in, the
//! minutes that both sides sign, and a page that people look at.
//!
//! [`import`] takes .xlsx, .xls, .ods and CSV of many shapes, finds out what
//! their columns hold, and writes tables and the mapping that it chose;
//! [`skeleton`] makes rows for files that nobody has listed; [`export`] writes
//! the official list for printing, and tables for spreadsheets; [`write_figures`]
//! brings figures of plans there. [`minutes`] draws up the minutes of a bundle
//! or set, or of the answer to it, [`report`] the page that shows how far the work is and what checks said.

mod export;
mod figures;
mod fixed_text;
mod heading;
mod import;
mod legacy;
mod mapping;
mod minutes;
mod problem;
mod report;
mod sheet;
mod skeleton;
mod spread;

pub use export::{Exported, Form, Letterhead, export};
pub use figures::{Figure, FigureTable, write_figures};
pub use heading::Part;
pub use import::{ImportOptions, Imported, import};
pub use legacy::TextEncoding;
pub use mapping::{ColumnMapping, Mapping, SheetMapping};
pub use minutes::{
    Describe, Minutes, MinutesForm, MinutesOf, MinutesOptions, PaperKind, Titles, minutes,
};
pub use problem::{EntryProblem, SheetProblem};
pub use report::{ReportOptions, ReportSources, Reported, Wording, report};
pub use sheet::Fault;
pub use skeleton::{Skeleton, SkeletonOptions, skeleton};
pub use spread::SpreadsheetTables;

use sheet::tables_folder;

/// Whether a spreadsheet would take the text of a CSV cell for a formula.
fn is_formula_like(text: &str) -> bool {
    text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}
