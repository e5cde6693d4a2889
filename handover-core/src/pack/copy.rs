//! The one pass over the payload: read, digest, write; in parallel, with the
//! results in path order.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::bundle::list::write_line;
use crate::bundle::write::{Output, Places, Slot, Writer, copy};
use crate::digest::{Algorithms, Digests, Hasher};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::observe::{self, Observer, Phase, Watched, Work};
use crate::path::BundlePath;
use crate::pipeline;
use crate::survey::Source;

/// Bytes that small files share in one write: enough that a call for each of
/// a million files is not what takes the time.
const BATCH_BYTES: u64 = 2 << 20;
/// Files in one batch at most.
const BATCH_FILES: usize = 256;

/// A file that will be packed.
#[derive(Debug)]
pub(super) struct Planned {
    /// Path from the bag's root, `data/` included.
    pub(super) path: BundlePath,
    /// What the source calls it.
    pub(super) source: PathBuf,
    /// Bytes when it was counted.
    pub(super) size: u64,
    /// Seconds since 1970 UTC when it was counted.
    pub(super) modified: i64,
}

type Placed = (Planned, Slot);

/// The lists that the pass writes, in path order.
pub(super) struct Lists {
    pub(super) sha256: BufWriter<File>,
    pub(super) blake3: BufWriter<File>,
}

/// Copies every planned file into the bundle.
pub(super) fn copy_all(
    planned: impl Iterator<Item = Result<Planned>>,
    source: &dyn Source,
    writer: &mut Writer,
    lists: &mut Lists,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<()> {
    let target = writer.target().to_path_buf();
    let Writer { output, places, directory, .. } = writer;
    let copier = Copier { source, output, target: &target, observer };
    let batches = Batches { planned: planned.peekable(), places, target: &target };
    pipeline::ordered(
        threads,
        batches,
        Vec::new,
        |buffer, batch| copier.copy(buffer, batch),
        |done| {
            for ((planned, slot), digests) in done {
                let path = planned.path.as_str();
                lists.line(path, &digests).writing(&target)?;
                directory.record(&slot, digests.crc32.unwrap_or_default()).writing(&target)?;
            }
            observe::check(observer)
        },
    )
}

/// Groups small neighbours, so that they are written at once.
struct Batches<'a, I: Iterator> {
    planned: std::iter::Peekable<I>,
    places: &'a mut Places,
    target: &'a std::path::Path,
}

impl<I: Iterator<Item = Result<Planned>>> Batches<'_, I> {
    fn batch(&mut self) -> Result<Vec<Placed>> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while let Some(next) = self.planned.next() {
            let planned = next?;
            bytes = planned.size.saturating_add(bytes);
            let slot = self.places.next(&planned.path, planned.size).writing(self.target)?;
            batch.push((planned, slot));
            let fits = |next: &Result<Planned>| match next {
                Ok(next) => bytes.saturating_add(next.size) <= BATCH_BYTES,
                Err(_) => false,
            };
            if batch.len() == BATCH_FILES || !self.planned.peek().is_some_and(fits) {
                break;
            }
        }
        Ok(batch)
    }
}

impl<I: Iterator<Item = Result<Planned>>> Iterator for Batches<'_, I> {
    type Item = Result<Vec<Placed>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.batch() {
            Ok(batch) if batch.is_empty() => None,
            result => Some(result),
        }
    }
}

struct Copier<'a> {
    source: &'a dyn Source,
    output: &'a Output,
    target: &'a std::path::Path,
    observer: &'a dyn Observer,
}

impl Copier<'_> {
    fn copy(&self, buffer: &mut Vec<u8>, batch: Vec<Placed>) -> Result<Vec<(Placed, Digests)>> {
        observe::check(self.observer)?;
        let large = batch.iter().any(|(planned, _)| planned.size > BATCH_BYTES);
        let mut done = Vec::with_capacity(batch.len());
        if large {
            for placed in batch {
                let digests = self.copy_large(buffer, &placed)?;
                done.push((placed, digests));
            }
            return Ok(done);
        }
        buffer.clear();
        let mut work = Work::default();
        for placed in batch {
            let digests = self.copy_small(buffer, &placed)?;
            work.entries += 1;
            work.bytes += placed.0.size;
            done.push((placed, digests));
        }
        if let Some(((_, slot), _)) = done.first() {
            self.output.write_batch(slot, buffer).writing(self.target)?;
        }
        self.observer.advance(Phase::Pack, work);
        Ok(done)
    }

    /// Reads a small file behind what the buffer holds; a folder's file is
    /// written at once, a ZIP's stretch when the batch is full.
    fn copy_small(&self, buffer: &mut Vec<u8>, (planned, slot): &Placed) -> Result<Digests> {
        let header = Output::reserve(slot, buffer);
        let start = buffer.len();
        let reader = self.open(planned)?;
        // One byte more than was counted shows a file that grew.
        let read = reader.take(planned.size + 1).read_to_end(buffer);
        read.map_err(|error| self.read_error(planned, error))?;
        let content = &buffer[start..];
        self.check_unchanged(planned, content.len() as u64)?;
        let mut hasher = Hasher::new(Algorithms::BOTH.and_crc32());
        hasher.update(content);
        let digests = hasher.finish();
        self.output
            .complete(slot, header, buffer, digests.crc32.unwrap_or_default(), planned.modified)
            .writing(self.target)?;
        Ok(digests)
    }

    fn copy_large(&self, buffer: &mut Vec<u8>, (planned, slot): &Placed) -> Result<Digests> {
        buffer.resize(usize::try_from(BATCH_BYTES).unwrap_or(1 << 20), 0);
        let reader = self.open(planned)?;
        let mut reader = Watched::new(reader, Phase::Pack, self.observer);
        let digests = copy(self.output, slot, &mut reader, buffer, Some(planned.modified));
        observe::check(self.observer)?;
        if let Some(error) = reader.take_error() {
            return Err(self.read_error(planned, error));
        }
        let digests = digests.writing(self.target)?;
        self.check_unchanged(planned, digests.bytes)?;
        self.observer.advance(Phase::Pack, Work { entries: 1, bytes: 0 });
        Ok(digests)
    }

    fn open(&self, planned: &Planned) -> Result<Box<dyn Read + Send + '_>> {
        self.source.open(&planned.source).map_err(|error| self.read_error(planned, error))
    }

    fn check_unchanged(&self, planned: &Planned, read: u64) -> Result<()> {
        let state = self.source.state(&planned.source);
        let state = state.map_err(|error| self.read_error(planned, error))?;
        if read == planned.size && state == (planned.size, planned.modified) {
            return Ok(());
        }
        Err(ErrorKind::Changed { path: self.place(planned) }.into())
    }

    fn read_error(&self, planned: &Planned, error: io::Error) -> Error {
        // Whoever stops while a file is tried again is given its last error.
        if self.observer.cancelled() {
            return ErrorKind::Interrupted.into();
        }
        let path = self.place(planned);
        match error.kind() {
            io::ErrorKind::NotFound => ErrorKind::Changed { path }.into(),
            _ => Error::read(path, error),
        }
    }

    fn place(&self, planned: &Planned) -> PathBuf {
        self.source.folder().map_or_else(|| planned.source.clone(), |f| f.join(&planned.source))
    }
}

impl Lists {
    /// Adds a file to both.
    pub(super) fn line(&mut self, path: &str, digests: &Digests) -> io::Result<()> {
        // Every pass of this module computes both.
        let (Some(sha256), Some(blake3)) = (digests.sha256, digests.blake3) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        write_line(&mut self.sha256, &sha256, path)?;
        write_line(&mut self.blake3, &blake3, path)
    }

    /// Ends both lists.
    pub(super) fn finish(mut self, target: &std::path::Path) -> Result<()> {
        self.sha256.flush().writing(target)?;
        self.blake3.flush().writing(target)
    }
}
