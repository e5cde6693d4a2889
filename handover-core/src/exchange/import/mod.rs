//! Sheets into tables.

mod beside;
mod cells;
mod dates;
mod dossiers;
mod look;
mod output;
mod plan;
mod rows;
mod run;

pub use run::{ImportOptions, Imported, import};

pub(super) use output::Output;
