//! The tables on the disk.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::cells::Cells;
use super::columns::{Layout, Names};
use crate::digest::{Algorithms, Digest, Hasher};
use crate::durable::write_synced;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::holdings::{INVENTORY, README, TableSum};
use crate::inventory::{Columns, METADATA_FILE, Table, TableWriter, metadata};
use crate::limits::Limits;

/// What the folder is, for people, in both languages.
const README_TEXT: &str = include_str!("texts/README.txt");

/// Writes the tables one after the other, rows in their order.
pub(super) struct Tables<'n> {
    folder: PathBuf,
    names: &'n Names,
    record_bytes: usize,
    open: Option<Open>,
    done: Vec<(Columns, TableSum)>,
}

struct Open {
    table: Table,
    path: PathBuf,
    places: Layout,
    writer: TableWriter<Digesting<BufWriter<File>>>,
}

impl<'n> Tables<'n> {
    /// Writes into the folder `root`, which is made.
    pub(super) fn new(root: &Path, names: &'n Names, limits: &Limits) -> Result<Self> {
        let folder = root.join(INVENTORY);
        std::fs::create_dir_all(&folder).writing(&folder)?;
        let record_bytes = limits.record_bytes;
        Ok(Tables { folder, names, record_bytes, open: None, done: Vec::new() })
    }

    /// Writes a row; gives its number in its table, from 1.
    pub(super) fn row(&mut self, table: Table, cells: &Cells<'_>) -> Result<u64> {
        if self.open.as_ref().is_none_or(|open| open.table != table) {
            self.close()?;
            self.open = Some(Open::new(table, &self.folder, self.names)?);
        }
        let record_bytes = self.record_bytes;
        // It was put in just above.
        let Some(open) = &mut self.open else { return Ok(0) };
        open.row(cells, record_bytes)
    }

    fn close(&mut self) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let rows = open.writer.rows();
        let Digesting { inner, hasher } = open.writer.finish()?;
        let file = inner.into_inner().map_err(io::IntoInnerError::into_error);
        file.writing(&open.path)?.sync_all().writing(&open.path)?;
        let digest = hasher.finish().sha256.unwrap_or_else(|| Digest::sha256(&[]));
        self.done.push((open.places.columns, TableSum::new(open.table, rows, digest)));
        Ok(())
    }

    /// Closes the last table and writes what describes them.
    pub(super) fn finish(mut self, root: &Path) -> Result<Vec<TableSum>> {
        self.close()?;
        let text = metadata(self.done.iter().map(|(columns, _)| columns));
        write_synced(&self.folder.join(METADATA_FILE), text.as_bytes())?;
        write_synced(&root.join(README), README_TEXT.as_bytes())?;
        Ok(self.done.into_iter().map(|(_, sum)| sum).collect())
    }
}

impl Open {
    fn new(table: Table, folder: &Path, names: &Names) -> Result<Self> {
        let path = folder.join(table.file_name());
        let file = BufWriter::with_capacity(256 << 10, File::create_new(&path).writing(&path)?);
        let places = names.of(table);
        let output = Digesting { inner: file, hasher: Hasher::new(Algorithms::SHA256) };
        let writer = TableWriter::new(output, places.columns.clone(), &path);
        Ok(Open { table, path, places, writer })
    }

    fn row(&mut self, cells: &Cells<'_>, record_bytes: usize) -> Result<u64> {
        let mut texts = vec![""; self.places.columns.names().len()];
        let mut bytes = texts.len();
        for (number, text) in cells.iter() {
            let place = self.places.places.get(&number).copied();
            let cell = place.and_then(|place| texts.get_mut(place)).ok_or_else(|| {
                Error::malformed(&self.path, None, "table.column", "a cell without its column")
            })?;
            *cell = text;
            bytes += text.len() + 2 + text.bytes().filter(|byte| *byte == b'"').count();
        }
        // What is longer could not be read again.
        if bytes > record_bytes {
            let (path, limit) = (self.path.clone(), record_bytes as u64);
            return Err(ErrorKind::Limit { path, what: "row-bytes", limit }.into());
        }
        self.writer.write_cells(texts)?;
        Ok(self.writer.rows())
    }
}

/// Passes bytes on and digests them.
struct Digesting<W> {
    inner: W,
    hasher: Hasher,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
