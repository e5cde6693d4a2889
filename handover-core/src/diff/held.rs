//! Holdings as a side: the files of all their bundles, in path order.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::side::{Row, name, unserialisable};
use crate::description::secrecy::PathSieve;
use crate::description::{EntryKind, Timestamp};
use crate::digest::Digest;
use crate::error::{Error, IoContext, Result};
use crate::holdings::{BLAKE3, Holdings};
use crate::inventory::Table;
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::path::sort_key;
use crate::sorted::Sorter;

type Held = (String, String, Option<String>, Option<(u64, Digest)>, Option<i64>);

/// Writes the files of `holdings` into a file in `work`, by path and, where
/// bundles have one path, by digest.
///
/// # Errors
/// `Read`, `Malformed`, `Interrupted`.
pub(super) fn spool(
    holdings: &Holdings,
    work: &Path,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<PathBuf> {
    let mut sorter = Sorter::new(limits.sort_bytes, work);
    if let Some(mut rows) = holdings.table(Table::Files, limits)? {
        while let Some((_, row)) = rows.read()? {
            let text = |name| Some(row.get(name)).filter(|text| !text.is_empty());
            let damaged = || {
                let (folder, line) = (holdings.folder(), Some(row.number() + 1));
                Error::malformed(folder, line, "holdings.table", "no row of a file")
            };
            let file = match row.get("kind").parse().map_err(|_| damaged())? {
                EntryKind::File => {
                    let size = row.get("size").parse().map_err(|_| damaged())?;
                    Some((size, row.get(BLAKE3).parse().map_err(|_| damaged())?))
                }
                EntryKind::EmptyFolder => None,
            };
            let modified = text("modified").and_then(|text| text.parse().ok()).map(Timestamp::unix);
            let path = row.get("path").to_owned();
            let original = text("original").map(ToOwned::to_owned);
            let key = sort_key(&path);
            // Of two with one path the values decide, which begin with the content.
            let held: Held = (content_key(file), path, original, file, modified);
            sorter.push(key, serde_json::to_vec(&held).map_err(unserialisable)?)?;
            if row.number().is_multiple_of(4096) {
                observe::check(observer)?;
            }
        }
    }
    let place = work.join("holdings.entries");
    let mut writer = BufWriter::new(File::create_new(&place).writing(&place)?);
    let cleared = holdings.clearances();
    let mut sieve = PathSieve::new(&cleared);
    for record in sorter.finish()? {
        let held = serde_json::from_slice(&record?.1).map_err(unserialisable)?;
        let (_, path, original, file, modified): Held = held;
        let row: Row = (name(&mut sieve, path, original.as_deref()), file, modified);
        serde_json::to_writer(&mut writer, &row).map_err(unserialisable)?;
        writer.write_all(b"\n").writing(&place)?;
    }
    writer.flush().writing(&place)?;
    Ok(place)
}

/// An empty folder before any file, files by digest.
fn content_key(file: Option<(u64, Digest)>) -> String {
    file.map_or_else(String::new, |(_, digest)| digest.to_string())
}
