//! One bundle, or one volume: its tables, and the digests of its files.

use std::path::Path;

use super::taker::Taker;
use crate::bundle::layout::{ACT_IN_WORDS, BLAKE3_LIST, FILES, INVENTORY, PAYLOAD};
use crate::bundle::{Bundle, list};
use crate::digest::Digest;
use crate::error::{Error, ErrorKind, Result};
use crate::finding::{Collector, Finding, Group, Severities};
use crate::holdings::{BLAKE3, VOLUME};
use crate::inventory::{Row, Table, TableReader};
use crate::limits::Limits;
use crate::merge::cells::Cells;
use crate::merge::gathered::At;
use crate::observe;
use crate::verify::{Opened, Trust, open};

/// Rows between two questions whether to stop.
const ASKED: u64 = 4096;

pub(super) fn take(taker: &mut Taker<'_>) -> Result<()> {
    let limits = taker.options.limits;
    let bundle = Bundle::open(taker.path, &limits)?;
    let opened = reopen(&bundle, taker.bundle.digest, &limits)?;
    for table in Table::ALL.iter().filter(|table| **table != Table::Files) {
        rows(taker, &opened, *table, |taker, number, cells| {
            taker.row(*table, At::Row(number), cells)
        })?;
    }
    files(taker, &opened, None)
}

/// Opens what was verified before. Whose key it is was settled then; that these
/// are the same bytes is settled here, and by each table at its end.
pub(super) fn reopen<'b>(
    bundle: &'b Bundle,
    wanted: Digest,
    limits: &Limits,
) -> Result<Opened<'b>> {
    let ignore = |_: &Finding| {};
    let mut found = Collector::new(Severities::default(), 0, &ignore);
    let opened = open(bundle, &Trust::Nobody, limits, &mut found)?;
    if opened.digest != Some(wanted) || found.report().blocks_in(Group::Envelope) > 0 {
        return Err(changed(bundle.path()));
    }
    Ok(opened)
}

pub(super) fn changed(path: &Path) -> Error {
    ErrorKind::Changed { path: path.to_path_buf() }.into()
}

/// Gives every row of a table to `give`, with its number and its cells.
pub(super) fn rows(
    taker: &mut Taker<'_>,
    opened: &Opened<'_>,
    table: Table,
    mut give: impl FnMut(&mut Taker<'_>, u64, Cells<'_>) -> Result<()>,
) -> Result<()> {
    let path = format!("{INVENTORY}{}", table.file_name());
    let Some(mut reader) = reader(opened, table, &path, &taker.options.limits)? else {
        return Ok(());
    };
    let columns = columns(taker, &reader)?;
    while let Some(row) = next(&mut reader, opened)? {
        let cells = cells(&row, &columns);
        if row.number().is_multiple_of(ASKED) {
            observe::check(taker.observer)?;
        }
        give(taker, row.number(), cells)?;
    }
    Ok(())
}

type Reader<'b> = TableReader<Box<dyn std::io::Read + Send + 'b>>;

fn reader<'b>(
    opened: &Opened<'b>,
    table: Table,
    path: &str,
    limits: &Limits,
) -> Result<Option<Reader<'b>>> {
    let Some(input) = opened.tag(path)? else { return Ok(None) };
    let mut sound = true;
    let reader = TableReader::new(input, table, path, limits, &mut |_| sound = false)?;
    if sound { Ok(Some(reader)) } else { Err(malformed(opened)) }
}

/// The next row. A bundle with one that cannot be read is not valid.
fn next<'r>(reader: &'r mut Reader<'_>, opened: &Opened<'_>) -> Result<Option<Row<'r>>> {
    match reader.read_one()? {
        None => Ok(None),
        Some(Ok(())) => Ok(Some(reader.row())),
        Some(Err(_)) => Err(malformed(opened)),
    }
}

fn malformed(opened: &Opened<'_>) -> Error {
    Error::malformed(opened.bundle.path(), None, "bundle.lists", "a table cannot be read")
}

/// The numbers of a table's columns, in the order of its header.
fn columns(taker: &mut Taker<'_>, reader: &Reader<'_>) -> Result<Vec<u32>> {
    let header = reader.header();
    let schema = header.table().schema();
    header.names().map(|name| taker.column(name, schema.column(name).is_some())).collect()
}

fn cells<'r>(row: &Row<'r>, columns: &[u32]) -> Cells<'r> {
    let mut cells = Cells::default();
    for ((_, _, text), number) in row.cells().zip(columns) {
        cells.add(*number, text);
    }
    cells
}

/// Takes the rows of `files.csv`, each with its digest from the list.
pub(super) fn files(taker: &mut Taker<'_>, opened: &Opened<'_>, volume: Option<u32>) -> Result<()> {
    let disagree = || {
        let problem = "the lists of the bundle disagree";
        Error::malformed(opened.bundle.path(), None, "bundle.lists", problem)
    };
    let list = opened.list(BLAKE3_LIST)?.ok_or_else(disagree)?;
    let reader = reader(opened, Table::Files, FILES, &taker.options.limits)?;
    let mut reader = reader.ok_or_else(disagree)?;
    let columns = columns(taker, &reader)?;
    let (blake3, volume_column) = (taker.ours(BLAKE3)?, taker.ours(VOLUME)?);
    let mut lines = list;
    let mut digest_of = |path: &str| loop {
        match lines.next() {
            Some(Ok(list::Item::Line(line))) if line.path == path => return Ok(Some(line.digest)),
            // The act in plain words stands in for files, and is none.
            Some(Ok(list::Item::Line(line))) if line.path == ACT_IN_WORDS => {}
            Some(Ok(_)) => return Err(disagree()),
            Some(Err(error)) => return Err(opened.bundle.read_error(BLAKE3_LIST, error)),
            None => return Ok(None),
        }
    };
    while let Some(row) = next(&mut reader, opened)? {
        let mut cells = cells(&row, &columns);
        let path = row.get("path");
        if row.get("kind") == "file" {
            let whole = [PAYLOAD, path].concat();
            let digest = digest_of(&whole)?.ok_or_else(disagree)?;
            cells.put(blake3, digest.to_string());
            taker.bundle.files += 1;
            let size: u64 = row.get("size").parse().unwrap_or(0);
            taker.bundle.bytes = taker.bundle.bytes.saturating_add(size);
        }
        if let Some(volume) = volume {
            cells.put(volume_column, volume.to_string());
        }
        if row.number().is_multiple_of(ASKED) {
            observe::check(taker.observer)?;
        }
        taker.row(Table::Files, At::Path(path), cells)?;
    }
    // No path of a payload is empty: what is left is one without a row.
    digest_of("").map(|_| ())
}
