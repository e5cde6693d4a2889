//! Tables and their rows, in words and for programs.

use handover_core::inventory::Table;
use serde::Serialize;

use crate::locale::{Locale, grouped};

/// A table and how many rows it has, as programs read it.
#[derive(Serialize)]
pub(super) struct TableRows {
    table: &'static str,
    rows: u64,
}

impl TableRows {
    pub(super) fn of(tables: &[(Table, u64)]) -> Vec<Self> {
        tables.iter().map(|(table, rows)| TableRows { table: table.code(), rows: *rows }).collect()
    }
}

/// `dossiers.csv: 41`, a line a table.
pub(super) fn rows_of(tables: &[(Table, u64)], locale: &Locale) -> String {
    let line = |(table, rows): &(Table, u64)| {
        format!("{}: {}", table.file_name(), grouped(*rows, locale.lang()))
    };
    tables.iter().map(line).collect::<Vec<_>>().join("\n")
}
