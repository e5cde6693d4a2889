use std::io::{self, Read};
use std::path::Path;

use super::batches::Batch;
use super::{BATCH_BYTES, Done, Placed, Planned};
use crate::bundle::write::{Output, copy, holds};
use crate::concurrency::Gates;
use crate::digest::{Algorithms, Digests, Hasher};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::observe::{self, Observer, Phase, Watched, Work};
use crate::survey::Source;

/// Works on batches; shared by all threads.
pub(super) struct Copier<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) output: &'a Output,
    pub(super) target: &'a Path,
    pub(super) gates: Gates,
    pub(super) observer: &'a dyn Observer,
}

impl Copier<'_> {
    pub(super) fn take(&self, buffer: &mut Vec<u8>, batch: Batch) -> Result<Done> {
        match batch {
            Batch::New(batch) => {
                let entries = self.copy(buffer, batch)?;
                Ok(Done { entries, noted: false, before: Work::default() })
            }
            Batch::Sure(entries) => Ok(Done { before: work_of(&entries), entries, noted: true }),
            Batch::Again(entries) => Ok(Done { before: work_of(&entries), entries, noted: false }),
            Batch::Doubtful(entries) => self.look_again(buffer, entries),
        }
    }

    /// Packs again what was written before the power was cut and did not
    /// reach the disk.
    fn look_again(&self, buffer: &mut Vec<u8>, known: Vec<(Placed, Digests)>) -> Result<Done> {
        let (mut entries, mut before) = (Vec::with_capacity(known.len()), Work::default());
        for (placed, digests) in known {
            observe::check(self.observer)?;
            buffer.resize(usize::try_from(BATCH_BYTES).unwrap_or(1 << 20), 0);
            // What cannot be read is not what was written.
            let (planned, slot) = &placed;
            let held = holds(self.output, slot, &digests, planned.modified, buffer);
            if held.unwrap_or(false) {
                before += Work { entries: 1, bytes: planned.size };
                entries.push((placed, digests));
            } else {
                entries.extend(self.copy(buffer, vec![placed])?);
            }
        }
        Ok(Done { entries, noted: false, before })
    }

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
        self.gates.read(|| {
            let reader = self.open(planned)?;
            // One byte more than was counted shows a file that grew.
            let read = reader.take(planned.size + 1).read_to_end(buffer);
            let read = read.map_err(|error| self.read_error(planned, error))?;
            self.check_unchanged(planned, read as u64)
        })?;
        let digests = self.gates.digest(|| {
            let mut hasher = Hasher::new(Algorithms::BOTH.and_crc32());
            hasher.update(&buffer[start..]);
            hasher.finish()
        });
        self.output
            .complete(slot, header, buffer, digests.crc32.unwrap_or_default(), planned.modified)
            .writing(self.target)?;
        Ok(digests)
    }

    fn copy_large(&self, buffer: &mut Vec<u8>, (planned, slot): &Placed) -> Result<Digests> {
        buffer.resize(usize::try_from(BATCH_BYTES).unwrap_or(1 << 20), 0);
        let reader = self.gates.read(|| self.open(planned))?;
        let mut reader = Watched::new(reader, Phase::Pack, self.observer);
        let modified = Some(planned.modified);
        let digests = copy(self.output, slot, &mut reader, buffer, modified, &self.gates);
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
        Err(ErrorKind::Changed { path: self.source.place(&planned.source) }.into())
    }

    fn read_error(&self, planned: &Planned, error: io::Error) -> Error {
        // Whoever stops while a file is tried again is given its last error.
        if self.observer.cancelled() {
            return ErrorKind::Interrupted.into();
        }
        let path = self.source.place(&planned.source);
        match error.kind() {
            io::ErrorKind::NotFound => ErrorKind::Changed { path }.into(),
            _ => Error::read(path, error),
        }
    }
}

fn work_of(entries: &[(Placed, Digests)]) -> Work {
    let bytes = entries.iter().map(|((planned, _), _)| planned.size).sum();
    Work { entries: entries.len() as u64, bytes }
}
