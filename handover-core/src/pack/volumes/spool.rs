//! Tables spooled for tests, and volumes as they were written.

use std::fs;
use std::path::{Path, PathBuf};

use super::model::{Bundle, Entry, Row};
use super::source::Source;
use super::{Cost, Planning, VolumeSize, Volumes};
use crate::bundle::layout::{BLAKE3_LIST, FILES, INVENTORY, MANIFEST, METADATA, TAG_MANIFEST};
use crate::description::FileEntry;
use crate::description::secrecy::Clearances;
use crate::finding::Finding;
use crate::inventory::{Columns, METADATA_FILE, Table, TableReader, TableWriter, metadata};
use crate::limits::Limits;
use crate::pack::tables::Spooled;

pub(super) const TOP: &str = "gói-001";
/// What a volume holds beside payload, inventory and lists.
const FIXED: [(&str, u64); 3] =
    [("bag-info.txt", 200), ("bagit.txt", 54), ("handover/transfer.json", 300)];
const SIGNATURE: (&str, u64) = ("signatures/k.sig", 64);
const ACT: (&str, u64) = ("act.txt", 30);
const END_BYTES: u64 = 22;

/// Spooled tables in a folder of their own.
pub(super) struct Spool {
    dir: tempfile::TempDir,
    table: PathBuf,
    spooled: Vec<Spooled>,
}

impl Spool {
    pub(super) fn new(entries: &[Entry], rows: &[Row]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let table = dir.path().join("files.csv");
        let mut writer = TableWriter::new(Vec::new(), Columns::all(Table::Files), &table);
        for entry in entries {
            let row = match entry.size {
                Some(size) => FileEntry::file(&entry.path, size),
                None => FileEntry::empty_folder(&entry.path),
            };
            writer.write_record(&row).unwrap();
        }
        fs::write(&table, writer.finish().unwrap()).unwrap();
        let (mut spooled, mut columns) = (Vec::new(), vec![Columns::all(Table::Files)]);
        for table in Table::ALL {
            let names = Columns::all(*table);
            let own: Vec<_> = rows.iter().filter(|row| row.table == *table).collect();
            if own.is_empty() {
                continue;
            }
            let mut csv = csv::WriterBuilder::new().from_writer(Vec::new());
            csv.write_record(names.names()).unwrap();
            for row in own {
                csv.write_record(names.names().map(|name| row.get(name))).unwrap();
            }
            let place = dir.path().join(table.file_name());
            fs::write(&place, csv.into_inner().unwrap()).unwrap();
            spooled.push((format!("{INVENTORY}{}", table.file_name()), place));
            columns.push(names);
        }
        columns.sort_by_key(Columns::table);
        let place = dir.path().join(METADATA_FILE);
        fs::write(&place, metadata(&columns)).unwrap();
        spooled.push((METADATA.to_owned(), place));
        Spool { dir, table, spooled }
    }

    fn planning<'a>(
        &'a self,
        size: VolumeSize,
        cleared: &'a Clearances,
        limits: &'a Limits,
    ) -> Planning<'a> {
        let ruler = Planning::ruler(size, TOP.len());
        let mut fixed = Cost { bytes: END_BYTES, entries: 0 };
        for (path, size) in FIXED {
            fixed = fixed.plus(ruler.tag_file(path, size));
        }
        for path in [MANIFEST, BLAKE3_LIST] {
            fixed = fixed.plus(ruler.tag_file_around(path));
        }
        fixed = fixed.plus(ruler.entry(SIGNATURE.0, SIGNATURE.1));
        fixed = fixed.plus(ruler.entry(TAG_MANIFEST, 0)).plus(ruler.payload(ACT.0, ACT.1));
        Planning {
            table: &self.table,
            spooled: &self.spooled,
            size,
            fixed,
            top_name_bytes: TOP.len(),
            cleared,
            limits,
            work: self.dir.path(),
            observer: &(),
        }
    }

    /// Bytes of a volume without files, and without rows but those of fonds.
    pub(super) fn base(&self) -> u64 {
        let (cleared, limits) = (Clearances::default(), Limits::default());
        let planning = self.planning(VolumeSize::Fat32, &cleared, &limits);
        let sources = Source::all(&self.spooled, &limits).unwrap();
        let frame = planning.frame(&sources).unwrap();
        frame.entries.plus(frame.always).bytes
    }

    /// Bytes that every volume reserves and this one does not need: tables and
    /// fonds that it is without, and the act in words beside files.
    pub(super) fn unused(&self, volume: &Written) -> u64 {
        let ruler = Planning::ruler(VolumeSize::Fat32, TOP.len());
        let len = |place: &Path| fs::metadata(place).unwrap().len();
        let mut unused = if volume.files > 0 { ruler.payload(ACT.0, ACT.1).bytes } else { 0 };
        for source in Source::all(&self.spooled, &Limits::default()).unwrap() {
            let own = volume.tables.iter().find(|(path, _)| *path == source.path);
            let own = own.map_or(0, |(_, text)| text.len() as u64);
            if own == 0 {
                unused += ruler.tag_file_around(&source.path).bytes + source.header;
            }
            if source.table == Table::Fonds {
                unused += source.rows_len() - own.saturating_sub(source.header);
            }
        }
        let whole = self.spooled.iter().find(|(path, _)| path == METADATA).unwrap();
        let own = volume.tables.iter().find(|(path, _)| path == METADATA).unwrap();
        unused + len(&whole.1) - own.1.len() as u64
    }

    pub(super) fn plan(
        &self,
        size: VolumeSize,
        sort_bytes: usize,
    ) -> Result<Vec<Written>, Vec<Finding>> {
        let (cleared, limits) = (Clearances::default(), Limits { sort_bytes, ..Limits::default() });
        let mut found = Vec::new();
        let planning = self.planning(size, &cleared, &limits);
        let volumes = planning.run(&mut |finding| found.push(finding)).unwrap();
        match volumes {
            Some(volumes) => {
                assert!(found.is_empty(), "{found:?}");
                Ok(written(volumes))
            }
            None => Err(found),
        }
    }
}

/// A volume's tables as they were written: path in the bundle, text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) files: u64,
    pub(super) tables: Vec<(String, String)>,
}

fn written(volumes: Volumes) -> Vec<Written> {
    let (tallies, total) = (volumes.tallies().to_vec(), volumes.total());
    assert_eq!(tallies.iter().map(|tally| tally.files).sum::<u64>(), total.files);
    assert_eq!(tallies.iter().map(|tally| tally.bytes).sum::<u64>(), total.bytes);
    let mut all = Vec::new();
    let mut before: Option<PathBuf> = None;
    for (at, volume) in volumes.enumerate() {
        let volume = volume.unwrap();
        assert_eq!((volume.number as usize, volume.tally), (at + 1, tallies[at]));
        let text = |place: &Path| fs::read_to_string(place).unwrap();
        let mut tables = vec![(FILES.to_owned(), text(&volume.table))];
        tables.extend(volume.spooled.iter().map(|(path, place)| (path.clone(), text(place))));
        let places = volume.table.parent().unwrap();
        if let Some(before) = &before {
            assert_eq!(before, places, "each in the place of the one before");
            let count = fs::read_dir(places).unwrap().count();
            assert_eq!(count, tables.len(), "nothing is left of the one before");
        }
        before = Some(places.to_path_buf());
        all.push(Written { files: volume.tally.files, tables });
    }
    all
}

impl Written {
    /// The cells of one column of a table.
    pub(super) fn column(&self, table: Table, name: &str) -> Vec<String> {
        let path = format!("{INVENTORY}{}", table.file_name());
        let text = self.tables.iter().find(|(known, _)| *known == path);
        let text = text.map_or("", |(_, text)| text);
        let limits = Limits::default();
        let mut reader =
            TableReader::new(text.as_bytes(), table, "t", &limits, &mut |_| {}).unwrap();
        let mut cells = Vec::new();
        while let Some(row) = reader.read(&mut |finding| panic!("{finding:?}")).unwrap() {
            cells.push(row.get(name).to_owned());
        }
        cells
    }

    /// Bytes and entries of the whole ZIP.
    pub(super) fn zip(&self, entries: &[Entry]) -> (u64, u64) {
        let mut bundle = Bundle::default();
        for path in self.column(Table::Files, "path") {
            let entry = entries.iter().find(|entry| entry.path == path).unwrap();
            bundle.payload.extend(entry.size.map(|size| (format!("data/{path}"), size)));
        }
        if bundle.payload.is_empty() {
            bundle.payload.push((format!("data/{}", ACT.0), ACT.1));
        }
        for (path, text) in &self.tables {
            let header = Columns::all(Table::Files).names().map(|name| name.len() + 1).sum();
            let size = if text.is_empty() { header } else { text.len() };
            bundle.add_table(path, size as u64);
        }
        bundle.fixed = FIXED.iter().map(|(path, size)| ((*path).to_owned(), *size)).collect();
        bundle.fixed.push((SIGNATURE.0.to_owned(), SIGNATURE.1));
        bundle.zip(TOP)
    }
}
