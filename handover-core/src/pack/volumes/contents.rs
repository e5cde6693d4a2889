//! The volumes as planned, one after the other, each with its own tables.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom};
use std::iter::Peekable;
use std::path::{Path, PathBuf};

use super::record::{Extent, Parts, Place, Volume as Number};
use super::source::Source;
use crate::bundle::layout::METADATA;
use crate::error::{Error, IoContext, Result};
use crate::inventory::{Columns, METADATA_FILE, Table, metadata};
use crate::pack::tables::Spooled;
use crate::snapshot::Tally;
use crate::sorted::Sorted;

/// A volume, and where its tables are until the next is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Volume {
    /// From 1.
    pub(crate) number: u32,
    pub(crate) tally: Tally,
    /// Its `files.csv`; without a byte if it has no row.
    pub(crate) table: PathBuf,
    /// Its other tables, and the metadata of all.
    pub(crate) spooled: Vec<Spooled>,
}

/// The volumes in their order. Each writes its tables when its turn comes, and
/// removes those of the one before.
#[derive(Debug)]
pub(crate) struct Volumes {
    total: Tally,
    tallies: Vec<Tally>,
    given: usize,
    contents: Contents,
}

#[derive(Debug)]
enum Contents {
    /// One volume is what was spooled, as it is.
    Whole(PathBuf, Vec<Spooled>),
    Split(Split),
}

impl Volumes {
    pub(super) fn one(total: Tally, table: &Path, spooled: &[Spooled]) -> Self {
        let contents = Contents::Whole(table.to_path_buf(), spooled.to_vec());
        Volumes { total, tallies: vec![total], given: 0, contents }
    }

    pub(super) fn several(total: Tally, tallies: Vec<Tally>, split: Split) -> Self {
        Volumes { total, tallies, given: 0, contents: Contents::Split(split) }
    }

    /// What each volume holds, in their order.
    pub(crate) fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// What all hold together.
    pub(crate) fn total(&self) -> Tally {
        self.total
    }
}

impl Iterator for Volumes {
    type Item = Result<Volume>;

    fn next(&mut self) -> Option<Result<Volume>> {
        let tally = *self.tallies.get(self.given)?;
        let at = Number::try_from(self.given).ok()?;
        self.given += 1;
        let tables = match &mut self.contents {
            Contents::Whole(table, spooled) => Ok((table.clone(), spooled.clone())),
            Contents::Split(split) => split.write(at),
        };
        Some(tables.map(|(table, spooled)| Volume { number: at + 1, tally, table, spooled }))
    }
}

/// What stands in which volume, and the tables to take it from.
#[derive(Debug)]
pub(super) struct Split {
    /// Key volume, table and start; value length.
    placed: Peekable<Sorted>,
    sources: Vec<Source>,
    folder: PathBuf,
}

impl Split {
    pub(super) fn new(placed: Sorted, sources: Vec<Source>, work: &Path) -> Self {
        Split { placed: placed.peekable(), sources, folder: work.join("volume") }
    }

    fn write(&mut self, volume: Number) -> Result<(PathBuf, Vec<Spooled>)> {
        let folder = self.folder.clone();
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::write(folder, error));
            }
            _ => fs::create_dir(&folder).writing(&folder)?,
        }
        let files = folder.join(Table::Files.file_name());
        File::create_new(&files).writing(&files)?;
        let (mut spooled, mut columns) = (Vec::new(), vec![Columns::all(Table::Files)]);
        for source in std::mem::take(&mut self.sources) {
            let place = folder.join(source.table.file_name());
            if self.write_table(volume, &source, &place)? && source.table != Table::Files {
                spooled.push((source.path.clone(), place));
                columns.push(source.columns.clone());
            }
            self.sources.push(source);
        }
        columns.sort_by_key(Columns::table);
        let place = folder.join(METADATA_FILE);
        fs::write(&place, metadata(&columns)).writing(&place)?;
        spooled.push((METADATA.to_owned(), place));
        Ok((files, spooled))
    }

    /// Writes the rows of one table; nothing and `false` if there are none.
    fn write_table(&mut self, volume: Number, source: &Source, place: &Path) -> Result<bool> {
        let Some(mut stretch) = self.next_stretch(volume, source.table)? else {
            return Ok(false);
        };
        let mut from = File::open(&source.place).reading(&source.place)?;
        let mut to = BufWriter::with_capacity(256 << 10, File::create(place).writing(place)?);
        let mut copy = |extent: Extent| -> Result<()> {
            from.seek(SeekFrom::Start(extent.start)).reading(&source.place)?;
            let mut part = (&mut from).take(extent.len);
            let copied = io::copy(&mut part, &mut to).writing(place)?;
            if copied < extent.len {
                let error = io::ErrorKind::UnexpectedEof.into();
                return Err(Error::read(&source.place, error));
            }
            Ok(())
        };
        copy(Extent { start: 0, len: source.header })?;
        // Rows that follow each other are copied as one.
        while let Some(next) = self.next_stretch(volume, source.table)? {
            let end = stretch.start + stretch.len;
            if next.start <= end {
                stretch.len = stretch.len.max(next.start + next.len - stretch.start);
            } else {
                copy(stretch)?;
                stretch = next;
            }
        }
        copy(stretch)?;
        to.into_inner().map_err(io::IntoInnerError::into_error).writing(place)?;
        Ok(true)
    }

    fn next_stretch(&mut self, volume: Number, table: Table) -> Result<Option<Extent>> {
        let place = |(key, len): &(Vec<u8>, Vec<u8>)| -> Result<(Number, Place)> {
            let whole = [key.as_slice(), len].concat();
            let mut parts = Parts(&whole);
            Ok((parts.volume()?, parts.place()?))
        };
        let is_due = match self.placed.peek() {
            Some(Ok(next)) => {
                let (of, next) = place(next)?;
                of == volume && next.table == table
            }
            Some(Err(_)) => true,
            None => false,
        };
        if !is_due {
            return Ok(None);
        }
        let Some(next) = self.placed.next() else { return Ok(None) };
        Ok(Some(place(&next?)?.1.extent))
    }
}
