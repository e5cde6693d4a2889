//! The spooled tables that volumes are cut from.

use std::path::{Path, PathBuf};

use super::extents::Extents;
use crate::bundle::layout::INVENTORY;
use crate::error::{IoContext, Result};
use crate::inventory::{Columns, Table};
use crate::limits::Limits;
use crate::pack::tables::Spooled;

/// A table that was spooled.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) table: Table,
    /// Path in the bundle.
    pub(super) path: String,
    /// Place on the disk.
    pub(super) place: PathBuf,
    pub(super) columns: Columns,
    /// Bytes of the header's line.
    pub(super) header: u64,
    /// Bytes in all.
    pub(super) len: u64,
}

impl Source {
    pub(super) fn open(table: Table, place: &Path, limits: &Limits) -> Result<Self> {
        let rows = Extents::open(place, table, limits)?;
        Ok(Source {
            table,
            path: format!("{INVENTORY}{}", table.file_name()),
            place: place.to_path_buf(),
            columns: rows.columns(),
            header: rows.end(),
            len: place.metadata().reading(place)?.len(),
        })
    }

    /// The tables among what was spooled, in their order.
    pub(super) fn all(spooled: &[Spooled], limits: &Limits) -> Result<Vec<Self>> {
        let mut sources = Vec::new();
        for (path, place) in spooled {
            if let Some(table) = table_of(path) {
                sources.push(Source::open(table, place, limits)?);
            }
        }
        sources.sort_by_key(|source| source.table);
        Ok(sources)
    }

    /// Bytes of the rows.
    pub(super) fn rows_len(&self) -> u64 {
        self.len.saturating_sub(self.header)
    }
}

fn table_of(path: &str) -> Option<Table> {
    path.strip_prefix(INVENTORY)?.strip_suffix(".csv")?.parse().ok()
}
