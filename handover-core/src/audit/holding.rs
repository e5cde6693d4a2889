//! The dossiers of an inventory, each with what of its files is missing.

use std::iter::Peekable;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::run::Titles;
use crate::custody::DossierRef;
use crate::description::Carrier;
use crate::description::secrecy::Clearances;
use crate::error::{Error, Result};
use crate::finding::{Code, Collector, Finding, Location};
use crate::inventory::{
    FileItem, Reconciler, Row, Table, TableReader, Tables, check_secrets, path_of,
};
use crate::limits::Limits;
use crate::observe::{self, Observer, Phase, Work};
use crate::sorted::{Sorted, Sorter};
use crate::survey::{Folder, Source};
use crate::walk::{Names, Step};

/// A dossier, or a document that no dossier row speaks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Item {
    /// Whether it is a row of `documents.csv`.
    pub(super) document: bool,
    pub(super) row: u64,
    pub(super) dossier: DossierRef,
    /// Only where titles are wanted and nothing in the row is under suspicion.
    pub(super) title: Option<String>,
    /// Whether a word of secrecy stands in the row: then no code is told either.
    pub(super) hidden: bool,
    /// Rows that speak of files, and those whose files are not there.
    pub(super) listed: u64,
    pub(super) missing: u64,
}

impl Item {
    /// Its place in the order of an audit; its own.
    pub(super) fn number(&self) -> u64 {
        self.row | u64::from(self.document) << 63
    }

    pub(super) fn location(&self) -> Location {
        let table = if self.document { Table::Documents } else { Table::Dossiers };
        Location::row(table.code(), self.row)
    }
}

/// Rows whose files are not there, of each table in order.
#[derive(Default)]
pub(super) struct Missing {
    dossiers: Option<Peekable<Sorted>>,
    documents: Option<Peekable<Sorted>>,
}

impl Missing {
    fn has(&mut self, table: Table, row: u64) -> Result<bool> {
        let rows = if table == Table::Documents { &mut self.documents } else { &mut self.dossiers };
        let Some(rows) = rows else { return Ok(false) };
        let row = row.to_be_bytes();
        let mut found = false;
        while let Some(next) =
            rows.next_if(|next| next.as_ref().map_or(true, |(key, _)| key.as_slice() <= &row[..]))
        {
            found |= next?.0 == row;
        }
        Ok(found)
    }
}

/// Holds the rows against the files in `folder`, and tells which rows lack
/// theirs, and how many files no row speaks of.
pub(super) fn missing(
    tables: &dyn Tables,
    folder: &Path,
    (limits, temporary): (&Limits, &Path),
    observer: &dyn Observer,
) -> Result<(Missing, u64)> {
    let mut rows = Reconciler::new(limits.sort_bytes / 2, temporary);
    let (mut dossiers, mut documents) = (
        Sorter::new(limits.sort_bytes / 8, temporary),
        Sorter::new(limits.sort_bytes / 8, temporary),
    );
    let mut failed = Ok(());
    let mut take = |finding: Finding| {
        let Location::Row { table, row, .. } = finding.location else { return };
        if finding.code != Code::RowWithoutFile {
            return;
        }
        let sorter = match table.parse() {
            Ok(Table::Dossiers) => &mut dossiers,
            Ok(Table::Documents) => &mut documents,
            _ => return,
        };
        if let Err(error) = sorter.push(row.to_be_bytes().to_vec(), Vec::new()) {
            failed = Err(error);
        }
    };
    for table in tables.list(&mut |_| ())? {
        each_row(tables, table, limits, &mut |_| (), &mut |row| {
            rows.row(row, path_of(row), &mut take)
        })?;
    }
    let source = Folder::open(folder)?;
    observer.begin(Phase::Count, None);
    let files = source.entries(Names::Refuse, limits)?.filter_map(|step| item(step, observer));
    let counted = rows.finish(files, &mut take)?;
    observer.end(Phase::Count);
    failed?;
    let missing = Missing {
        dossiers: Some(dossiers.finish()?.peekable()),
        documents: Some(documents.finish()?.peekable()),
    };
    Ok((missing, counted.unlisted_files))
}

fn item(step: Step, observer: &dyn Observer) -> Option<Result<FileItem>> {
    if let Err(error) = observe::check(observer) {
        return Some(Err(error));
    }
    match step {
        Step::File(entry) => {
            observer.advance(Phase::Count, Work { entries: 1, bytes: entry.size });
            let (size, location) = (Some(entry.size), Location::Whole);
            Some(Ok(FileItem { path: entry.path, size, location }))
        }
        // A folder that cannot be read would make its files look gone.
        Step::Unreadable(_, error) => Some(Err(error)),
        _ => None,
    }
}

fn each_row(
    tables: &dyn Tables,
    table: Table,
    limits: &Limits,
    report: &mut dyn FnMut(Finding),
    take: &mut dyn FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let input = tables.open(table)?;
    let mut reader = TableReader::new(input, table, tables.path(table), limits, report)?;
    while let Some(row) = reader.read(report)? {
        take(&row)?;
    }
    Ok(())
}

// Within a code, documents come before the dossiers that they are counted for.
const DOCUMENT: u8 = 0;
const DOSSIER: u8 = 1;

/// The dossiers by their codes, with their documents.
pub(super) fn by_code(
    tables: &dyn Tables,
    missing: &mut Missing,
    titles: Titles,
    (limits, temporary): (&Limits, &Path),
    found: &mut Collector<'_>,
) -> Result<Sorted> {
    let mut sorter = Sorter::new(limits.sort_bytes / 2, temporary);
    for table in tables.list(&mut |_| ())? {
        let (code, title, kind) = match table {
            Table::Dossiers => ("fileCode", "title", DOSSIER),
            Table::Documents => ("dossier", "subject", DOCUMENT),
            _ => continue,
        };
        let mut report = |finding| found.add(finding);
        each_row(tables, table, limits, &mut report, &mut |row| {
            let gone = missing.has(table, row.number())?;
            let hidden = is_suspected(row);
            let digital = row.get("carrier").parse() == Ok(Carrier::Digital);
            let listed = !path_of(row).is_empty() || gone || (digital && kind == DOCUMENT);
            let cell = |name: &str| row.get(name).to_owned();
            let dossier = if kind == DOSSIER {
                DossierRef { fonds: cell("fonds"), container: cell("container"), code: cell(code) }
            } else {
                DossierRef { code: cell(code), ..DossierRef::default() }
            };
            let shown = titles == Titles::Shown && !hidden;
            let item = Item {
                document: kind == DOCUMENT,
                row: row.number(),
                dossier,
                title: shown.then(|| cell(title)),
                hidden,
                listed: u64::from(listed),
                missing: u64::from(gone),
            };
            let mut value = vec![kind];
            serde_json::to_writer(&mut value, &item).map_err(unserialisable)?;
            sorter.push(row.get(code).as_bytes().to_vec(), value)
        })?;
    }
    sorter.finish()
}

/// Whether anything in a row is under suspicion of secrecy.
fn is_suspected(row: &Row<'_>) -> bool {
    let mut suspected = false;
    check_secrets(row, &Clearances::default(), &mut |_| suspected = true);
    suspected
}

/// Gives each dossier with the counts of its documents, and each code of
/// documents that has no dossier once, by its first row that lacks a file.
pub(super) fn dossiers(rows: Sorted, mut give: impl FnMut(Item) -> Result<()>) -> Result<()> {
    let mut code: Option<Vec<u8>> = None;
    let (mut documents, mut described): (Option<Item>, bool) = (None, false);
    for row in rows {
        let (key, value) = row?;
        let item = read(&value)?;
        if code.as_ref() != Some(&key) {
            if let Some(orphans) = documents.take().filter(|_| !described) {
                give(orphans)?;
            }
            (code, described) = (Some(key), false);
        }
        if item.document {
            documents = Some(match documents.take() {
                None => item,
                Some(first) => {
                    let (listed, missing) =
                        (first.listed + item.listed, first.missing + item.missing);
                    let hidden = first.hidden || item.hidden;
                    let told = if first.missing == 0 { item } else { first };
                    Item { hidden, listed, missing, ..told }
                }
            });
        } else {
            described = true;
            let counted = documents.as_ref().map_or((0, 0), |all| (all.listed, all.missing));
            let (listed, missing) = (item.listed + counted.0, item.missing + counted.1);
            give(Item { listed, missing, ..item })?;
        }
    }
    documents.filter(|_| !described).map_or(Ok(()), give)
}

/// Reads what was sorted: the kind stands before it, where there is one.
fn read(value: &[u8]) -> Result<Item> {
    serde_json::from_slice(value.get(1..).unwrap_or_default()).map_err(unserialisable)
}

pub(super) fn unserialisable(error: serde_json::Error) -> Error {
    Error::write("sort", std::io::Error::other(error))
}
