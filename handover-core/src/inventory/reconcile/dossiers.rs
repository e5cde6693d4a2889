//! Dossiers and documents held together by the dossier's code.

use super::at::At;
use super::cover::RowPath;
use crate::error::Result;
use crate::finding::Code;
use crate::inventory::{Sink, Table};
use crate::path::sort_key;
use crate::sorted::{Sorted, Sorter};

// Within a code: that it has documents, its dossiers, its documents.
const HAS_DOCUMENT: u8 = 0;
const DESCRIBED: u8 = 1;
const DOCUMENT: u8 = 2;

/// That a document names the dossier: in a volume, its row is then there for
/// the document's sake, and its own files may lie in another volume.
pub(super) fn has_document() -> Vec<u8> {
    vec![HAS_DOCUMENT]
}

/// A dossier's row and its path, which may be empty; `digital` if it must have
/// a file.
pub(super) fn described(at: At, digital: bool, lot: Option<u32>, path: &str) -> Vec<u8> {
    let mut bytes = head(DESCRIBED, at);
    bytes.push(u8::from(digital));
    bytes.extend_from_slice(&lot.unwrap_or_default().to_be_bytes());
    bytes.extend_from_slice(path.as_bytes());
    bytes
}

/// A document's row and its path, which may be empty.
pub(super) fn document(at: At, path: &str) -> Vec<u8> {
    let mut bytes = head(DOCUMENT, at);
    bytes.extend_from_slice(path.as_bytes());
    bytes
}

fn head(kind: u8, at: At) -> Vec<u8> {
    let mut bytes = vec![kind];
    bytes.extend_from_slice(&at.to_bytes());
    bytes
}

enum Row {
    HasDocument,
    Described { at: At, digital: bool, lot: Option<u32>, path: String },
    Document { at: At, path: String },
}

fn read(value: &[u8]) -> Option<Row> {
    let (kind, rest) = value.split_first()?;
    if *kind == HAS_DOCUMENT {
        return Some(Row::HasDocument);
    }
    let (at, rest) = At::split(rest)?;
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
    if *kind == DOCUMENT {
        return Some(Row::Document { at, path: text(rest)? });
    }
    let (digital, rest) = rest.split_first()?;
    let (lot, path) = rest.split_first_chunk()?;
    let lot = u32::from_be_bytes(*lot);
    let lot = (lot > 0).then_some(lot);
    Some(Row::Described { at, digital: *digital == 1, lot, path: text(path)? })
}

/// What is known of a code so far.
#[derive(Default)]
struct Group {
    /// In a volume: whether a document stands there.
    has_document: bool,
    /// Whether a row describes it, and the lot of that row.
    described: bool,
    lot: Option<u32>,
    /// A digital dossier that names no path.
    wants_file: Option<At>,
    /// Whether a document names a path.
    files: bool,
}

impl Group {
    fn end(&self, report: &mut Sink<'_>) {
        if let Some(at) = self.wants_file.filter(|_| !self.files) {
            report(at.finding(Code::RowWithoutFile, Table::Dossiers));
        }
    }
}

/// Tells digital dossiers without any file and documents of no dossier, and
/// gives each path of a row to `paths`, a document's with the lot of its
/// dossier.
pub(super) fn check(rows: Sorted, paths: &mut Sorter, report: &mut Sink<'_>) -> Result<()> {
    let mut code: Option<Vec<u8>> = None;
    let mut group = Group::default();
    for row in rows {
        let (key, value) = row?;
        if code.as_ref() != Some(&key) {
            group.end(report);
            (code, group) = (Some(key), Group::default());
        }
        match read(&value) {
            Some(Row::HasDocument) => group.has_document = true,
            Some(Row::Described { at, digital, lot, path }) => {
                (group.described, group.lot) = (true, lot);
                let needs_file = !group.has_document;
                if path.is_empty() {
                    group.wants_file = (digital && needs_file).then_some(at);
                } else {
                    let value = RowPath { table: Table::Dossiers, at, lot, needs_file }.to_bytes();
                    paths.push(sort_key(&path), value)?;
                }
            }
            Some(Row::Document { at, path }) => {
                if !group.described {
                    report(at.finding(Code::DocumentWithoutDossier, Table::Documents));
                }
                if !path.is_empty() {
                    group.files = true;
                    let (table, lot) = (Table::Documents, group.lot);
                    let value = RowPath { table, at, lot, needs_file: true }.to_bytes();
                    paths.push(sort_key(&path), value)?;
                }
            }
            None => {}
        }
    }
    group.end(report);
    Ok(())
}
