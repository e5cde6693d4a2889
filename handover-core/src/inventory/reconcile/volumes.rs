//! The inventory of a whole transfer, put together from that of its volumes.
//!
//! A row stands in every volume that has something below it, and counts once.
//! Two rows that are equal hang on the same files, so they stand together
//! wherever they stand: of equal rows there are as many as one volume has.

use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;

use super::counts::Counted;
use super::cover::FileItem;
use super::rows::{Reconciler, path_of};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Header, PartyAndState, Row, Sink, Table};
use crate::path::{Twins, sort_key};
use crate::sorted::{Sorted, Sorter};

/// Takes rows and files volume by volume, and judges them all together.
#[derive(Debug)]
pub struct Volumes {
    rows: Sorter,
    files: Sorter,
    budget: usize,
}

/// Whether every volume of the set was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Present {
    /// All of them.
    All,
    /// Some are missing: what their rows and files would say is not known.
    Some,
}

impl Volumes {
    /// One that sorts within `budget` bytes and spills into `temporary`.
    pub fn new(budget: usize, temporary: &Path) -> Self {
        let sorter = || Sorter::new(budget / 4, temporary);
        Volumes { rows: sorter(), files: sorter(), budget }
    }

    /// Takes a row of volume `volume` (from 1).
    ///
    /// # Errors
    /// If the temporary folder cannot be written.
    pub fn row(&mut self, volume: u32, row: &Row<'_>) -> Result<()> {
        if matches!(row.table(), Table::Files | Table::Secrets | Table::Events) {
            return Ok(());
        }
        let place = Table::ALL.iter().position(|table| *table == row.table());
        let mut key = vec![u8::try_from(place.unwrap_or_default()).unwrap_or_default()];
        for column in row.table().schema().columns {
            let cell = row.get(column.name);
            // A record is bounded far below this.
            key.extend_from_slice(&u32::try_from(cell.len()).unwrap_or(u32::MAX).to_be_bytes());
            key.extend_from_slice(cell.as_bytes());
        }
        let mut value = volume.to_be_bytes().to_vec();
        value.extend_from_slice(&row.number().to_be_bytes());
        self.rows.push(key, value)
    }

    /// Takes a file or empty folder of volume `volume`.
    ///
    /// # Errors
    /// If the temporary folder cannot be written.
    pub fn file(&mut self, volume: u32, item: &FileItem) -> Result<()> {
        let mut value = volume.to_be_bytes().to_vec();
        value.push(u8::from(item.size.is_some()));
        value.extend_from_slice(&item.size.unwrap_or_default().to_be_bytes());
        value.extend(serde_json::to_vec(&item.location).map_err(|_| damaged())?);
        self.files.push(sort_key(&item.path), value)
    }

    /// Judges rows against files, names against each other, and whether Party
    /// and State fonds meet; tells what all of it comes to. Findings name the
    /// volume.
    ///
    /// # Errors
    /// Those of the temporary folder.
    pub fn finish(
        self,
        present: Present,
        temporary: &Path,
        report: &mut Sink<'_>,
    ) -> Result<Counted> {
        let Volumes { rows, files, budget } = self;
        let mut reconciler = Reconciler::new(budget / 2, temporary);
        if present == Present::Some {
            reconciler = reconciler.of_volume();
        }
        let mut blocks = PartyAndState::default();
        each_row(rows.finish()?, |volume, row| {
            let mut placed = |finding| report(of_volume(finding, volume));
            blocks.row(row, &mut placed);
            reconciler.row_of(volume, row, path_of(row), report)
        })?;
        let mut clashes = Vec::new();
        let files = Files::new(files.finish()?, &mut clashes);
        let counted = reconciler.finish(files, report)?;
        clashes.into_iter().for_each(report);
        Ok(counted)
    }
}

fn of_volume(finding: Finding, volume: u32) -> Finding {
    finding.with("volume", u64::from(volume))
}

/// Gives each row once, though it stands in several volumes, table by table.
fn each_row(rows: Sorted, mut give: impl FnMut(u32, &Row<'_>) -> Result<()>) -> Result<()> {
    let mut header: Option<Arc<Header>> = None;
    let mut group: Option<Vec<u8>> = None;
    // Rows of this text: how many in this volume, and how many were given.
    let (mut volume, mut here, mut given) = (0, 0_u64, 0);
    for entry in rows {
        let (key, value) = entry?;
        let (at, number) = read_place(&value).ok_or_else(damaged)?;
        if group.as_ref() != Some(&key) {
            (volume, here, given) = (at, 0, 0);
        } else if at != volume {
            (volume, here) = (at, 0);
        }
        here += 1;
        if here > given {
            given = here;
            let (table, record) = read_row(&key).ok_or_else(damaged)?;
            let header = match &header {
                Some(header) if header.table() == table => header,
                _ => header.insert(Arc::new(Header::of_schema(table))),
            };
            give(at, &Row { header, record: &record, number })?;
        }
        group = Some(key);
    }
    Ok(())
}

fn read_place(value: &[u8]) -> Option<(u32, u64)> {
    let (volume, row) = value.split_first_chunk()?;
    Some((u32::from_be_bytes(*volume), u64::from_be_bytes(row.try_into().ok()?)))
}

fn read_row(key: &[u8]) -> Option<(Table, StringRecord)> {
    let (table, mut rest) = key.split_first()?;
    let mut record = StringRecord::new();
    while let Some((len, cells)) = rest.split_first_chunk() {
        let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
        let (cell, cells) = cells.split_at_checked(len)?;
        record.push_field(std::str::from_utf8(cell).ok()?);
        rest = cells;
    }
    Some((*Table::ALL.get(usize::from(*table))?, record))
}

/// The files of all volumes in path order; what two volumes cannot both hold is
/// kept for the end.
struct Files<'c> {
    sorted: Sorted,
    twins: Twins,
    last: Option<Vec<u8>>,
    clashes: &'c mut Vec<Finding>,
}

/// Clashes that are kept; more of them say nothing new.
const CLASHES: usize = 1000;

impl<'c> Files<'c> {
    fn new(sorted: Sorted, clashes: &'c mut Vec<Finding>) -> Self {
        Files { sorted, twins: Twins::default(), last: None, clashes }
    }

    fn read(&mut self) -> Result<Option<FileItem>> {
        let Some(entry) = self.sorted.next() else { return Ok(None) };
        let (key, value) = entry?;
        let (volume, item) = read_file(&key, &value).ok_or_else(damaged)?;
        let twice = self.last.as_ref() == Some(&key);
        let code = if twice {
            Some(Code::ListTwice)
        } else {
            self.twins.collides(&item.path).then_some(Code::NameCollision)
        };
        if let Some(code) = code.filter(|_| self.clashes.len() < CLASHES) {
            self.clashes.push(of_volume(Finding::new(code, item.location.clone()), volume));
        }
        self.last = Some(key);
        Ok(Some(item))
    }
}

impl Iterator for Files<'_> {
    type Item = Result<FileItem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

fn read_file(key: &[u8], value: &[u8]) -> Option<(u32, FileItem)> {
    let path = key.iter().map(|byte| if *byte == 0 { b'/' } else { *byte }).collect();
    let (volume, rest) = value.split_first_chunk()?;
    let (is_file, rest) = rest.split_first()?;
    let (size, location) = rest.split_first_chunk()?;
    let location: Location = serde_json::from_slice(location).ok()?;
    let size = (*is_file == 1).then_some(u64::from_be_bytes(*size));
    let item = FileItem { path: String::from_utf8(path).ok()?, size, location };
    Some((u32::from_be_bytes(*volume), item))
}

fn damaged() -> Error {
    Error::malformed("sort", None, "sort.damaged", "a spilled record is damaged")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::TableReader;
    use crate::limits::Limits;

    fn put(volumes: &mut Volumes, number: u32, table: Table, text: &str) {
        let mut none = |finding: Finding| panic!("{finding:?}");
        let limits = Limits::default();
        let mut reader =
            TableReader::new(text.as_bytes(), table, table.file_name(), &limits, &mut none)
                .unwrap();
        while let Some(row) = reader.read(&mut none).unwrap() {
            volumes.row(number, &row).unwrap();
        }
    }

    fn file(volumes: &mut Volumes, number: u32, path: &str) {
        let item = FileItem { path: path.into(), size: Some(2), location: Location::file(path) };
        volumes.file(number, &item).unwrap();
    }

    fn finish(volumes: Volumes, present: Present) -> (Counted, Vec<String>) {
        let dir = tempfile::tempdir().unwrap();
        let mut told = Vec::new();
        let mut report = |finding: Finding| {
            let volume = finding.details.get("volume").cloned();
            told.push(format!("{} {} {volume:?}", finding.code, finding.location));
        };
        let counted = volumes.finish(present, dir.path(), &mut report).unwrap();
        (counted, told)
    }

    const BOX: &str = "code,metres\nH1,0.5\nH1,0.5\nH2,1\n";

    /// With a small budget everything is spilled.
    fn volumes(dir: &tempfile::TempDir) -> Volumes {
        Volumes::new(64, dir.path())
    }

    #[test]
    fn a_row_counts_once_and_its_twin_too() {
        let dir = tempfile::tempdir().unwrap();
        let mut all = volumes(&dir);
        put(&mut all, 1, Table::Containers, BOX);
        put(&mut all, 2, Table::Containers, BOX);
        put(&mut all, 3, Table::Containers, "code,metres\nH2,1\nH3,\n");
        let (counted, told) = finish(all, Present::All);
        assert_eq!((counted.all.containers, counted.all.metres.to_string()), (4, "2".to_owned()));
        assert!(told.is_empty(), "{told:?}");
    }

    #[test]
    fn what_stands_in_another_volume_is_no_file_that_is_missing() {
        let dossiers = "fileCode,title,carrier,path\n1,a,digital,a\n2,b,digital,\n3,c,,c\n";
        let first = "dossier,docOrdinal,subject,path\n1,1,x,z/1\n";
        let second = "dossier,docOrdinal,subject,path\n2,1,x,b/1\n9,1,x,b/2\n";
        for (present, wanted) in [
            (Present::All, vec!["inventory.row-without-file dossiers[3] Some(Number(1))"]),
            (Present::Some, vec!["inventory.row-without-file dossiers[3] Some(Number(1))"]),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let mut all = volumes(&dir);
            put(&mut all, 1, Table::Dossiers, dossiers);
            put(&mut all, 1, Table::Documents, first);
            put(&mut all, 2, Table::Documents, second);
            for (number, path) in [(1, "z/1"), (2, "a/0"), (2, "b/1"), (2, "b/2")] {
                file(&mut all, number, path);
            }
            let (counted, mut told) = finish(all, present);
            let orphan = "inventory.document-without-dossier documents[2] Some(Number(2))";
            assert!(told.iter().any(|text| text == orphan), "{told:?}");
            told.retain(|text| text != orphan);
            assert_eq!(told, wanted, "{present:?}");
            assert_eq!((counted.all.files, counted.all.electronic_dossiers), (4, 3));
        }
    }

    #[test]
    fn without_a_volume_a_dossier_may_have_its_files_there() {
        for (present, wanted) in [(Present::All, 1), (Present::Some, 0)] {
            let dir = tempfile::tempdir().unwrap();
            let mut all = volumes(&dir);
            put(&mut all, 1, Table::Dossiers, "fileCode,title,path\n1,a,a\n");
            put(&mut all, 1, Table::Documents, "dossier,docOrdinal,subject,path\n1,1,x,z/1\n");
            file(&mut all, 1, "z/1");
            assert_eq!(finish(all, present).1.len(), wanted);
        }
    }

    #[test]
    fn two_volumes_cannot_hold_one_path() {
        let dir = tempfile::tempdir().unwrap();
        let mut all = volumes(&dir);
        for (number, path) in [(1, "a"), (2, "a"), (2, "B"), (3, "b"), (1, "c"), (2, "c/d")] {
            file(&mut all, number, path);
        }
        let (_, mut told) = finish(all, Present::All);
        told.retain(|text| !text.starts_with("inventory.file-without-row"));
        let wanted = [
            "list.listed-twice a Some(Number(2))",
            "name.collision b Some(Number(3))",
            "name.collision c/d Some(Number(2))",
        ];
        assert_eq!(told, wanted);
    }
}
