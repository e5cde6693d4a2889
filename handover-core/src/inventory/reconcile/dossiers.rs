//! Dossiers and documents held together by the dossier's code.

use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Sink, Table};
use crate::sorted::Sorted;

const DESCRIBED: u8 = 0;
const DOCUMENT: u8 = 1;

/// A dossier's row; `needs_file` if it is digital and names no path itself.
pub(super) fn described(row: u64, needs_file: bool) -> Vec<u8> {
    value(DESCRIBED, row, needs_file)
}

/// A document's row.
pub(super) fn document(row: u64, has_file: bool) -> Vec<u8> {
    value(DOCUMENT, row, has_file)
}

fn value(kind: u8, row: u64, flag: bool) -> Vec<u8> {
    let mut bytes = vec![kind];
    bytes.extend_from_slice(&row.to_be_bytes());
    bytes.push(u8::from(flag));
    bytes
}

fn read(value: &[u8]) -> Option<(u8, u64, bool)> {
    let (kind, rest) = value.split_first()?;
    let (row, flag) = rest.split_at_checked(8)?;
    Some((*kind, u64::from_be_bytes(row.try_into().ok()?), flag == [1]))
}

/// Tells digital dossiers without any file, and documents of no dossier.
/// Within a code the dossiers come first.
pub(super) fn check(rows: Sorted, report: &mut Sink<'_>) -> Result<()> {
    let mut code: Option<Vec<u8>> = None;
    let (mut any_dossier, mut without, mut files) = (false, None, false);
    for row in rows {
        let (key, value) = row?;
        if code.as_ref() != Some(&key) {
            tell(&mut without, files, report);
            (code, any_dossier, files) = (Some(key), false, false);
        }
        match read(&value) {
            Some((DESCRIBED, row, needs_file)) => {
                any_dossier = true;
                if needs_file {
                    without = Some(row);
                }
            }
            Some((_, row, has_file)) => {
                files |= has_file;
                if !any_dossier {
                    let location = Location::row(Table::Documents.code(), row);
                    report(Finding::new(Code::DocumentWithoutDossier, location));
                }
            }
            None => {}
        }
    }
    tell(&mut without, files, report);
    Ok(())
}

fn tell(without: &mut Option<u64>, files: bool, report: &mut Sink<'_>) {
    if let Some(row) = without.take().filter(|_| !files) {
        let location = Location::row(Table::Dossiers.code(), row);
        report(Finding::new(Code::RowWithoutFile, location));
    }
}
