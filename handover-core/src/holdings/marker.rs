//! `holdings.json`: what the folder is, whose, and what its tables were when
//! they were written.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::layout::MARKER;
use crate::digest::Digest;
use crate::durable::write_synced;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::inventory::Table;
use crate::unit::AgencyRef;

const SCHEMA: &str = "handover/holdings/1";
const SCHEMAS: &str = "handover/holdings/";

/// What a folder of holdings says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Marker {
    schema: String,
    /// Whose holdings they are.
    pub custodian: AgencyRef,
    /// The tables, in their order.
    pub tables: Vec<TableSum>,
}

/// What a table was when it was written: one that was changed or cut short
/// since is not merged as if it were whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TableSum {
    /// The table.
    pub table: Table,
    /// Its rows, without the header.
    pub rows: u64,
    /// Its bytes.
    pub sha256: Digest,
}

impl TableSum {
    /// What was written of `table`.
    pub fn new(table: Table, rows: u64, sha256: Digest) -> Self {
        TableSum { table, rows, sha256 }
    }
}

#[derive(Deserialize)]
struct Version {
    schema: String,
}

impl Marker {
    /// The marker of `custodian`'s holdings.
    pub fn new(custodian: AgencyRef, tables: Vec<TableSum>) -> Self {
        Marker { schema: SCHEMA.to_owned(), custodian, tables }
    }

    /// Reads the marker in `folder`, at most `limit` bytes.
    ///
    /// # Errors
    /// `Read`, `Limit`; `Malformed` if it is none, or of a newer version.
    pub fn read(folder: &Path, limit: u64) -> Result<Self> {
        let path = folder.join(MARKER);
        let mut text = String::new();
        let file = File::open(&path).reading(&path)?;
        file.take(limit.saturating_add(1)).read_to_string(&mut text).reading(&path)?;
        if text.len() as u64 > limit {
            return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
        }
        let none = || Error::malformed(&path, None, "holdings.marker", "no marker of holdings");
        let version: Version = serde_json::from_str(&text).map_err(|_| none())?;
        if version.schema != SCHEMA && version.schema.starts_with(SCHEMAS) {
            return Err(Error::malformed(&path, None, "holdings.newer", "of another version"));
        }
        let marker: Marker = serde_json::from_str(&text).map_err(|_| none())?;
        let twice = marker.tables.windows(2).any(|pair| pair[0].table >= pair[1].table);
        if marker.schema != SCHEMA || twice {
            return Err(none());
        }
        Ok(marker)
    }

    /// Writes it into `folder`.
    ///
    /// # Errors
    /// `Write`, `DiskFull`.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(MARKER);
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Error::write(&path, std::io::Error::other(error)))?;
        write_synced(&path, (text + "\n").as_bytes())
    }
}
