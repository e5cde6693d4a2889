//! Rows of all bundles, on their way to one order.

use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::cells::{Cells, damaged};
use super::columns::Names;
use crate::digest::Digest;
use crate::error::Result;
use crate::inventory::Table;
use crate::limits::Limits;
use crate::path::sort_key;
use crate::sorted::{Record, Sorter};

/// Takes rows in any order.
pub(super) struct Gathered {
    pub(super) names: Names,
    rows: Sorter,
}

/// Where a row stands among those of its bundle.
#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    /// By its number there: the giver's order is kept.
    Row(u64),
    /// A file by its path.
    Path(&'a str),
    /// An event that the merge itself makes, after all others, by its fonds.
    Made(&'a str),
}

/// A row on its way out: its table, its bundle, its cells as bytes.
pub(super) type Gone = (Table, Digest, Vec<u8>);

impl Gathered {
    /// Holds about `budget` bytes and spills into `folder`.
    pub(super) fn new(budget: usize, folder: &Path, limits: &Limits) -> Self {
        Gathered { names: Names::new(limits), rows: Sorter::new(budget, folder) }
    }

    /// Takes a row of the bundle that stands at `order`.
    pub(super) fn put(
        &mut self,
        table: Table,
        order: (NaiveDate, Digest),
        at: At<'_>,
        cells: &Cells<'_>,
    ) -> Result<()> {
        for (number, _) in cells.iter() {
            self.names.uses(table, number);
        }
        let (day, digest) = order;
        // Days before the year 0 come first, too.
        let day = day.num_days_from_ce() ^ i32::MIN;
        let mut key = vec![place(table)];
        key.extend_from_slice(&day.to_be_bytes());
        key.extend_from_slice(digest.as_bytes());
        match at {
            At::Row(number) => key.extend_from_slice(&number.to_be_bytes()),
            At::Path(path) => key.extend(sort_key(path)),
            At::Made(fonds) => {
                key.extend_from_slice(&u64::MAX.to_be_bytes());
                key.extend_from_slice(fonds.as_bytes());
            }
        }
        self.rows.push(key, cells.to_bytes())
    }

    /// The rows, table by table, in the order of bundles.
    pub(super) fn finish(self) -> Result<(Names, impl Iterator<Item = Result<Gone>>)> {
        let rows = self.rows.finish()?.map(|record| record.and_then(read));
        Ok((self.names, rows))
    }
}

/// The place of a table in the order of tables.
pub(super) fn place(table: Table) -> u8 {
    // There are eight.
    u8::try_from(Table::ALL.iter().position(|known| *known == table).unwrap_or(0)).unwrap_or(0)
}

/// The table at a place.
pub(super) fn table_at(place: u8) -> Result<Table> {
    Table::ALL.get(usize::from(place)).copied().ok_or_else(damaged)
}

fn read((key, value): Record) -> Result<Gone> {
    let table = table_at(*key.first().ok_or_else(damaged)?)?;
    let digest = key.get(5..37).and_then(|bytes| bytes.try_into().ok()).ok_or_else(damaged)?;
    Ok((table, Digest::new(digest), value))
}
