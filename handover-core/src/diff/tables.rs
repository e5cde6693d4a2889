//! Where the dossiers of a side are read from.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use super::dossiers::Dossiers;
use super::side::disagree;
use crate::bundle::layout::INVENTORY;
use crate::description::secrecy::Clearances;
use crate::digest::Digest;
use crate::error::{Error, IoContext, Result};
use crate::holdings::Holdings;
use crate::inventory::{FolderTables, MAP_FILE, METADATA_FILE, Row, Table, TableReader, Tables};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::verify::Opened;

/// Rows between two questions whether to stop.
const ASKED: u64 = 4096;

/// Whether a folder is an inventory: a table of dossiers, and nothing beside it
/// that is not of an inventory. One that holds anything else is an archive in
/// which a table lies.
pub(super) fn is_inventory(folder: &Path) -> Result<bool> {
    if !folder.join(Table::Dossiers.file_name()).is_file() {
        return Ok(false);
    }
    for entry in fs::read_dir(folder).reading(folder)? {
        let entry = entry.reading(folder)?;
        let name = entry.file_name();
        let is_one = name.to_str().is_some_and(|name| {
            let is_table = Table::ALL.iter().any(|table| table.file_name() == name);
            is_table || [METADATA_FILE, MAP_FILE].contains(&name)
        });
        if !is_one || !entry.file_type().reading(folder)?.is_file() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes the dossiers of a folder of tables.
///
/// # Errors
/// `Read`, `Interrupted`; `Malformed` for a row that cannot be read: it could
/// be any dossier.
pub(super) fn inventory(
    folder: &Path,
    limits: &Limits,
    dossiers: &mut Dossiers,
    observer: &dyn Observer,
) -> Result<()> {
    let tables = FolderTables::new(folder);
    let open = |table: Table| {
        let path = tables.path(table);
        if !path.is_file() {
            return Ok(None);
        }
        let unreadable = {
            let path = path.clone();
            move |line| Error::malformed(&path, line, "table.row", "not a CSV record")
        };
        SoundRows::new(tables.open(table)?, table, &path, limits, unreadable)
    };
    rows(open, 0, &Clearances::default(), dossiers, observer)
}

/// Takes the dossiers of a bundle, or of volume `number` of a set.
///
/// # Errors
/// `Read`, `Interrupted`; `Malformed` if its tables are not sound.
pub(super) fn bundle(
    opened: &Opened<'_>,
    number: u32,
    cleared: &Clearances,
    limits: &Limits,
    dossiers: &mut Dossiers,
    observer: &dyn Observer,
) -> Result<()> {
    let open = |table: Table| {
        let path = format!("{INVENTORY}{}", table.file_name());
        let Some(input) = opened.tag(&path)? else { return Ok(None) };
        let unreadable = |_| disagree(opened.bundle.path());
        SoundRows::new(input, table, Path::new(&path), limits, unreadable)
    };
    rows(open, number, cleared, dossiers, observer)
}

/// Takes the dossiers of all bundles of holdings.
///
/// # Errors
/// `Read`, `Malformed`, `Interrupted`.
pub(super) fn holdings(
    holdings: &Holdings,
    limits: &Limits,
    dossiers: &mut Dossiers,
    observer: &dyn Observer,
) -> Result<()> {
    // Of each bundle, its only fonds.
    let mut only: BTreeMap<Digest, Option<String>> = BTreeMap::new();
    if let Some(mut fonds) = holdings.table(Table::Fonds, limits)? {
        while let Some((bundle, row)) = fonds.read()? {
            let code = Some(row.get("code").to_owned());
            only.entry(bundle).and_modify(|only| *only = None).or_insert(code);
        }
    }
    let cleared = holdings.clearances();
    let Some(mut rows) = holdings.table(Table::Dossiers, limits)? else { return Ok(()) };
    dossiers.header(rows.header(), &cleared);
    while let Some((bundle, row)) = rows.read()? {
        let only = only.get(&bundle).and_then(Option::as_deref);
        dossiers.push(&row, only, 0, &cleared)?;
        ask(&row, observer)?;
    }
    Ok(())
}

/// Takes the dossiers of one inventory, whose tables `open` opens.
fn rows<R: Read, E: Fn(Option<u64>) -> Error>(
    open: impl Fn(Table) -> Result<Option<SoundRows<R, E>>>,
    volume: u32,
    cleared: &Clearances,
    dossiers: &mut Dossiers,
    observer: &dyn Observer,
) -> Result<()> {
    let (mut only, mut fonds) = (None, 0_u64);
    if let Some(mut rows) = open(Table::Fonds)? {
        while let Some(row) = rows.next()? {
            fonds += 1;
            only = (fonds == 1).then(|| row.get("code").to_owned());
        }
    }
    let Some(mut rows) = open(Table::Dossiers)? else { return Ok(()) };
    dossiers.header(rows.reader.header(), cleared);
    while let Some(row) = rows.next()? {
        dossiers.push(&row, only.as_deref(), volume, cleared)?;
        ask(&row, observer)?;
    }
    Ok(())
}

fn ask(row: &Row<'_>, observer: &dyn Observer) -> Result<()> {
    if row.number().is_multiple_of(ASKED) { observe::check(observer) } else { Ok(()) }
}

/// The rows of a table of which every one can be read.
struct SoundRows<R, E> {
    reader: TableReader<R>,
    unreadable: E,
}

impl<R: Read, E: Fn(Option<u64>) -> Error> SoundRows<R, E> {
    fn new(
        input: R,
        table: Table,
        path: &Path,
        limits: &Limits,
        unreadable: E,
    ) -> Result<Option<Self>> {
        let mut is_sound = true;
        let reader = TableReader::new(input, table, path, limits, &mut |_| is_sound = false)?;
        if is_sound { Ok(Some(SoundRows { reader, unreadable })) } else { Err(unreadable(None)) }
    }

    fn next(&mut self) -> Result<Option<Row<'_>>> {
        match self.reader.read_one()? {
            None => Ok(None),
            Some(Ok(())) => Ok(Some(self.reader.row())),
            Some(Err(_)) => Err((self.unreadable)(Some(self.reader.row().number() + 1))),
        }
    }
}
