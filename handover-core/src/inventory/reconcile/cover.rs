//! Paths of rows and paths of files, passed by each other once.

use std::iter::Peekable;

use super::at::At;
use super::counts::Counted;
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Sink, Table};
use crate::path::sort_key;
use crate::sorted::{Record, Sorted};

/// A file or empty folder of the payload, in path order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileItem {
    /// Path below `data/`.
    pub path: String,
    /// Bytes; `None` for an empty folder.
    pub size: Option<u64>,
    /// How a finding may name it.
    pub location: Location,
}

/// What is kept of a row for its path.
pub(super) struct RowPath {
    pub(super) table: Table,
    pub(super) at: At,
    pub(super) lot: Option<u32>,
    /// Whether it has to have a file: not if it stands in a volume for the sake
    /// of what is below it.
    pub(super) needs_file: bool,
}

impl RowPath {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let place = Table::ALL.iter().position(|table| *table == self.table).unwrap_or_default();
        let mut bytes = vec![u8::try_from(place).unwrap_or_default()];
        bytes.extend_from_slice(&self.at.to_bytes());
        bytes.extend_from_slice(&self.lot.unwrap_or_default().to_be_bytes());
        bytes.push(u8::from(self.needs_file));
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (table, rest) = bytes.split_first()?;
        let (at, rest) = At::split(rest)?;
        let (lot, needs_file) = rest.split_at_checked(4)?;
        let lot = u32::from_be_bytes(lot.try_into().ok()?);
        Some(RowPath {
            table: *Table::ALL.get(usize::from(*table))?,
            at,
            lot: (lot > 0).then_some(lot),
            needs_file: needs_file == [1],
        })
    }
}

/// A row above the file that is looked at.
struct Above {
    /// Path as a sort key.
    key: Vec<u8>,
    lot: Option<u32>,
    /// Whether the row speaks of every file below: a dossier that no finer row
    /// describes.
    speaks: bool,
}

/// Holds files against the paths of rows; both come in path order.
pub(super) fn cover(
    files: impl Iterator<Item = Result<FileItem>>,
    rows: Sorted,
    counted: &mut Counted,
    report: &mut Sink<'_>,
) -> Result<()> {
    let mut rows = rows.peekable();
    let mut above: Vec<Above> = Vec::new();
    for file in files {
        let file = file?;
        let key = sort_key(&file.path);
        take_rows(&mut rows, Some(&key), &mut above, report)?;
        while above.last().is_some_and(|row| !is_at_or_below(&key, &row.key)) {
            above.pop();
        }
        let Some(size) = file.size else { continue };
        counted.all.add_file(size);
        let listed = above.iter().any(|row| row.speaks || row.key == key);
        let lot = above.iter().rev().find_map(|row| row.lot);
        if !listed {
            counted.unlisted_files += 1;
            report(Finding::new(Code::FileWithoutRow, file.location));
        } else if let Some(count) = counted.lot(lot) {
            count.add_file(size);
        }
    }
    take_rows(&mut rows, None, &mut above, report)
}

/// Takes the rows whose path is not behind the file; those that are no path to
/// it have no file at all.
fn take_rows(
    rows: &mut Peekable<Sorted>,
    file: Option<&[u8]>,
    above: &mut Vec<Above>,
    report: &mut Sink<'_>,
) -> Result<()> {
    while let Some((key, row)) = next_row(rows, file)? {
        let leads_there = file.is_some_and(|file| is_at_or_below(file, &key));
        let mut all = Above { key, lot: None, speaks: false };
        take_row(row, leads_there, &mut all, report);
        // Several rows may name one path: they are one step.
        while rows.peek().is_some_and(|row| row.as_ref().is_ok_and(|(key, _)| *key == all.key)) {
            let Some((_, row)) = next_row(rows, None)? else { break };
            take_row(row, leads_there, &mut all, report);
        }
        if !leads_there {
            continue;
        }
        while above.last().is_some_and(|last| !is_at_or_below(&all.key, &last.key)) {
            above.pop();
        }
        let next = rows.peek().and_then(|row| row.as_ref().ok());
        all.speaks &= !next.is_some_and(|(next, _)| is_at_or_below(next, &all.key));
        above.push(all);
    }
    Ok(())
}

fn take_row(row: Option<RowPath>, leads_there: bool, all: &mut Above, report: &mut Sink<'_>) {
    let Some(row) = row else { return };
    if !leads_there && row.needs_file {
        report(row.at.finding(Code::RowWithoutFile, row.table));
    }
    all.lot = all.lot.or(row.lot);
    all.speaks |= row.table != Table::Documents;
}

type Next = Option<(Vec<u8>, Option<RowPath>)>;

fn next_row(rows: &mut Peekable<Sorted>, file: Option<&[u8]>) -> Result<Next> {
    let due = |row: &Result<Record>| match (row, file) {
        (Ok((key, _)), Some(file)) => key.as_slice() <= file,
        _ => true,
    };
    let Some(row) = rows.next_if(due) else { return Ok(None) };
    let (key, value) = row?;
    Ok(Some((key, RowPath::read(&value))))
}

/// Whether a path, as a sort key, is the other or lies below it.
fn is_at_or_below(key: &[u8], folder: &[u8]) -> bool {
    key.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest[0] == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sorted::Sorter;

    fn run(rows: &[(&str, Table, u32)], files: &[&str]) -> (Counted, Vec<String>) {
        let dir = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(1 << 20, dir.path());
        for (number, (path, table, lot)) in (1..).zip(rows) {
            let (at, lot) = (At { volume: 0, row: number }, (*lot > 0).then_some(*lot));
            let row = RowPath { table: *table, at, lot, needs_file: true };
            sorter.push(sort_key(path), row.to_bytes()).unwrap();
        }
        let files = files.iter().map(|path| {
            let location = Location::file(*path);
            Ok(FileItem { path: (*path).to_owned(), size: Some(1), location })
        });
        let mut counted = Counted::default();
        let mut found = Vec::new();
        let mut report =
            |finding: Finding| found.push(format!("{} {}", finding.code, finding.location));
        cover(files, sorter.finish().unwrap(), &mut counted, &mut report).unwrap();
        (counted, found)
    }

    #[test]
    fn a_dossier_speaks_of_its_folder_unless_documents_do() {
        use Table::{Documents, Dossiers};
        let rows = [
            ("a", Dossiers, 1),
            ("b", Dossiers, 2),
            ("b/1.pdf", Documents, 0),
            ("c.pdf", Dossiers, 1),
        ];
        let (counted, found) = run(&rows, &["a/x", "a/y/z", "b/1.pdf", "b/2.pdf", "c.pdf", "d"]);
        assert_eq!(found, ["inventory.file-without-row b/2.pdf", "inventory.file-without-row d"]);
        assert_eq!((counted.lots[&1].files, counted.lots[&2].files), (3, 1));
        assert_eq!((counted.all.files, counted.unlisted_files), (6, 2));
    }

    #[test]
    fn twin_dossiers_with_finer_rows_do_not_speak_for_the_rest() {
        use Table::{Documents, Dossiers};
        let rows = [("b", Dossiers, 1), ("b", Dossiers, 1), ("b/2.pdf", Documents, 0)];
        let (_, found) = run(&rows, &["b/1.pdf", "b/2.pdf"]);
        assert_eq!(found, ["inventory.file-without-row b/1.pdf"]);
    }

    #[test]
    fn a_row_without_its_file_is_told_wherever_it_stands() {
        use Table::Documents;
        let rows = [("a", Documents, 0), ("b/2", Documents, 0), ("z", Documents, 0)];
        let (_, found) = run(&rows, &["a-b", "b/2", "b/20"]);
        let wanted = [
            "inventory.row-without-file documents[1]",
            "inventory.file-without-row a-b",
            "inventory.file-without-row b/20",
            "inventory.row-without-file documents[3]",
        ];
        assert_eq!(found, wanted);
    }
}
