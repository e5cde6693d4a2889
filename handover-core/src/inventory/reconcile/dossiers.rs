//! Dossiers and documents held together by the dossier's code.

use super::cover::RowPath;
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Sink, Table};
use crate::path::sort_key;
use crate::sorted::{Sorted, Sorter};

const DESCRIBED: u8 = 0;
const DOCUMENT: u8 = 1;

/// A dossier's row; `needs_file` if it is digital and names no path itself.
pub(super) fn described(row: u64, needs_file: bool, lot: Option<u32>) -> Vec<u8> {
    let mut bytes = head(DESCRIBED, row);
    bytes.push(u8::from(needs_file));
    bytes.extend_from_slice(&lot.unwrap_or_default().to_be_bytes());
    bytes
}

/// A document's row and its path, which may be empty.
pub(super) fn document(row: u64, path: &str) -> Vec<u8> {
    let mut bytes = head(DOCUMENT, row);
    bytes.extend_from_slice(path.as_bytes());
    bytes
}

fn head(kind: u8, row: u64) -> Vec<u8> {
    let mut bytes = vec![kind];
    bytes.extend_from_slice(&row.to_be_bytes());
    bytes
}

enum Row {
    Described { row: u64, needs_file: bool, lot: Option<u32> },
    Document { row: u64, path: String },
}

fn read(value: &[u8]) -> Option<Row> {
    let (kind, rest) = value.split_first()?;
    let (row, rest) = rest.split_at_checked(8)?;
    let row = u64::from_be_bytes(row.try_into().ok()?);
    if *kind == DOCUMENT {
        return Some(Row::Document { row, path: String::from_utf8(rest.to_vec()).ok()? });
    }
    let (needs_file, lot) = rest.split_first()?;
    let lot = u32::from_be_bytes(lot.try_into().ok()?);
    Some(Row::Described { row, needs_file: *needs_file == 1, lot: (lot > 0).then_some(lot) })
}

/// Tells digital dossiers without any file and documents of no dossier, and
/// gives each document's path the lot of its dossier. Within a code the
/// dossiers come first.
pub(super) fn check(rows: Sorted, paths: &mut Sorter, report: &mut Sink<'_>) -> Result<()> {
    let mut code: Option<Vec<u8>> = None;
    let mut dossier: Option<(Option<u32>, Option<u64>)> = None;
    let mut files = false;
    for row in rows {
        let (key, value) = row?;
        if code.as_ref() != Some(&key) {
            tell(dossier, files, report);
            (code, dossier, files) = (Some(key), None, false);
        }
        match read(&value) {
            Some(Row::Described { row, needs_file, lot }) => {
                dossier = Some((lot, needs_file.then_some(row)));
            }
            Some(Row::Document { row, path }) => {
                if dossier.is_none() {
                    let location = Location::row(Table::Documents.code(), row);
                    report(Finding::new(Code::DocumentWithoutDossier, location));
                }
                if !path.is_empty() {
                    files = true;
                    let lot = dossier.and_then(|(lot, _)| lot);
                    let value = RowPath { table: Table::Documents, row, lot }.to_bytes();
                    paths.push(sort_key(&path), value)?;
                }
            }
            None => {}
        }
    }
    tell(dossier, files, report);
    Ok(())
}

fn tell(dossier: Option<(Option<u32>, Option<u64>)>, files: bool, report: &mut Sink<'_>) {
    if let Some((_, Some(row))) = dossier.filter(|_| !files) {
        let location = Location::row(Table::Dossiers.code(), row);
        report(Finding::new(Code::RowWithoutFile, location));
    }
}
