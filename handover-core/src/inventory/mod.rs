//! Tables of an inventory on disk: reading, checking and writing them.
//!
//! `docs/tables.md` is the contract. Reading is streaming and bounded: a table
//! of a stranger costs one record of memory, whatever it holds.

mod check;
mod columns;
mod conditions;
mod discover;
mod extent;
mod guard;
mod header;
mod matching;
mod metadata;
mod papers;
mod party;
mod problem;
mod reader;
mod reconcile;
mod review;
mod row;
mod rules;
mod schema;
mod secrets;
mod supply;
mod tables;
#[cfg(test)]
mod test_tables;
mod totals;
mod writer;

pub use check::{FromRow, check_row};
pub use columns::Columns;
pub use discover::{MAP_FILE, METADATA_FILE, Source, discover};
pub use extent::{
    Amount, ByArrangement, ByCarrier, ByDepth, ByRetention, ByWork, Extent, FondsAmount, OfBlock,
    OfFonds, OfYear, extent,
};
#[cfg(feature = "exchange")]
pub(crate) use guard::Guard;
pub use header::Header;
pub use matching::{Fixed, Fixes, Matched, MatchedBy, fix_paths};
pub use metadata::metadata;
pub use papers::check_papers;
pub use party::PartyAndState;
pub use problem::{CellProblem, HeaderProblem, RowProblem, TableProblem};
pub use reader::TableReader;
pub use reconcile::{Counted, FileItem, LotCount, Present, Reconciler, Volumes, path_of};
pub use review::{Checked, Options as CheckOptions, check};
pub use row::Row;
pub use schema::{Column, Kind, Schema, Table};
pub use secrets::{check_header_secrets, check_secrets};
pub use supply::{FolderTables, NoTables, RowTables, Tables};
pub use totals::judge_totals;
pub use writer::TableWriter;

/// Where findings go.
pub type Sink<'a> = dyn FnMut(crate::finding::Finding) + 'a;
