//! What the workers do: read a batch, look at headers, compute digests.

use std::io::{self, Read as _, Write};
use std::ops::Range;

use super::batch::{Batch, is_small};
use super::judge::{Have, Read};
use super::outcome::Checked;
use super::payload::{Sink, Taker};
use super::sides::Joined;
use crate::bundle::Bundle;
use crate::bundle::read::Present;
use crate::bundle::write::set_modified;
use crate::concurrency::Gates;
use crate::digest::{Algorithms, Digests, read_in_turn};
use crate::error::{Error, Result};
use crate::observe::{self, Observer, Watched, Work};

/// Bytes of a large file that are read at a time: what a core's own cache holds.
const PIECE: usize = 256 << 10;

/// What a worker keeps from batch to batch.
#[derive(Default)]
pub(super) struct Scratch {
    /// The stretch of a ZIP that holds the batch.
    stretch: Vec<u8>,
    /// One file, or a piece of one.
    single: Vec<u8>,
}

pub(super) struct Reader<'a> {
    pub(super) bundle: &'a Bundle,
    pub(super) have: Have,
    pub(super) checked: Checked,
    pub(super) taker: &'a dyn Taker,
    pub(super) gates: Gates,
    pub(super) observer: &'a dyn Observer,
}

impl Reader<'_> {
    /// Reads what is to be read of a batch.
    pub(super) fn read(&self, scratch: &mut Scratch, batch: Batch) -> Result<Vec<(Joined, Read)>> {
        observe::check(self.observer)?;
        let together = self.together(&mut scratch.stretch, &batch);
        let start = together.as_ref().map(|(start, _)| *start);
        let digests = together.into_iter().flat_map(|(_, digests)| digests);
        let mut digests = digests.chain(std::iter::repeat(None));
        let mut work = Work::default();
        let mut done = Vec::with_capacity(batch.files.len());
        for mut joined in batch.files {
            let digested = digests.next().flatten();
            if let Some(present) = joined.present.as_ref().filter(|_| joined.taken) {
                work.entries += 1;
                work.bytes = work.bytes.saturating_add(present.size);
                done.push((joined, Read::Not));
                continue;
            }
            let small = joined.to_read().filter(|present| is_small(present));
            if let Some(present) = small {
                work.entries += 1;
                work.bytes += present.size;
            }
            let bytes = start.zip(small);
            let bytes = bytes.and_then(|(start, small)| small.within(&scratch.stretch, start));
            let mut read = match (bytes.zip(digested), joined.to_read()) {
                (Some(((_, content), digests)), _) => self.give(&joined, content, digests)?,
                (None, Some(present)) => self.alone(&joined, present, &mut scratch.single)?,
                (None, None) => Read::Not,
            };
            if let Some(present) = &joined.present
                && !bytes.is_some_and(|(header, _)| present.is_right(header))
            {
                let looked = self.gates.read(|| self.bundle.judge_header(present));
                match looked {
                    Ok(findings) => joined.findings.extend(findings),
                    Err(_) => read = Read::Failed,
                }
            }
            done.push((joined, read));
        }
        self.observer.advance(self.taker.phase(), work);
        Ok(done)
    }

    /// Reads the bytes that hold the batch; tells where they start, and the
    /// digests of what lies in them. What a bad sector spoils is told of its
    /// own file: then each is read alone.
    fn together(&self, bytes: &mut Vec<u8>, batch: &Batch) -> Option<(u64, Vec<Option<Digests>>)> {
        let Range { start, end } = batch.stretch.clone()?;
        let wanted = usize::try_from(end - start).ok()?;
        if bytes.len() < wanted {
            bytes.resize(wanted, 0);
        }
        let bytes = &mut bytes[..wanted];
        // What is in memory is read by whoever digests it at once, while a
        // core's own cache holds it; for a disk, others go on digesting.
        let at_hand = self.gates.digest(|| {
            let at_hand = self.bundle.read_at_hand(bytes, start);
            at_hand.then(|| self.digest_all(batch, bytes, start))
        });
        if let Some(digests) = at_hand {
            return Some((start, digests));
        }
        self.gates.read(|| self.bundle.read_stretch(bytes, start)).ok()?;
        Some((start, self.gates.digest(|| self.digest_all(batch, bytes, start))))
    }

    fn digest_all(&self, batch: &Batch, bytes: &[u8], start: u64) -> Vec<Option<Digests>> {
        let digest = |joined: &Joined| {
            let small = joined.to_read().filter(|present| is_small(present))?;
            let (_, content) = small.within(bytes, start)?;
            Some(Digests::of(content, self.algorithms(joined)))
        };
        batch.files.iter().map(digest).collect()
    }

    fn algorithms(&self, joined: &Joined) -> Algorithms {
        let quick = self.checked == Checked::Blake3 && joined.blake3.is_some();
        let algorithms = match (quick, self.have.blake3) {
            (true, _) => Algorithms::BLAKE3,
            (false, true) => Algorithms::BOTH,
            (false, false) => Algorithms::SHA256,
        };
        let in_zip = joined.present.as_ref().is_some_and(|present| present.crc.is_some());
        if in_zip { algorithms.and_crc32() } else { algorithms }
    }

    /// Gives a file that was digested to the taker.
    fn give(&self, joined: &Joined, content: &[u8], digests: Digests) -> Result<Read> {
        if let Some(Sink { mut file, path, modified }) = self.taker.open(joined)? {
            file.write_all(content).map_err(|error| Error::write(path, error))?;
            if let Some(modified) = modified {
                set_modified(&file, modified);
            }
        }
        Ok(Read::Done(digests))
    }

    /// Reads a file that does not lie in a stretch with others.
    fn alone(&self, joined: &Joined, present: &Present, buffer: &mut Vec<u8>) -> Result<Read> {
        if !is_small(present) {
            buffer.resize(PIECE, 0);
            return self.piecewise(joined, present, buffer);
        }
        buffer.clear();
        let read = self.gates.read(|| {
            // One byte more than was listed shows a file that grew.
            self.bundle.open_present(present)?.take(present.size + 1).read_to_end(buffer)
        });
        match read {
            Ok(_) => {
                let algorithms = self.algorithms(joined);
                let digests = self.gates.digest(|| Digests::of(buffer, algorithms));
                self.give(joined, buffer, digests)
            }
            Err(_) => Ok(Read::Failed),
        }
    }

    fn piecewise(&self, joined: &Joined, present: &Present, buffer: &mut [u8]) -> Result<Read> {
        let opened = self.gates.read(|| self.bundle.open_present(present));
        let Ok(reader) = opened else { return Ok(Read::Failed) };
        let phase = self.taker.phase();
        let mut reader = Watched::new(reader, phase, self.observer);
        let mut sink = self.taker.open(joined)?;
        let write = |piece: &[u8]| -> io::Result<()> {
            sink.as_mut().map_or(Ok(()), |sink| sink.file.write_all(piece))
        };
        let algorithms = self.algorithms(joined);
        let digests = read_in_turn(&mut reader, buffer, algorithms, &self.gates, write);
        observe::check(self.observer)?;
        self.observer.advance(phase, Work { entries: 1, bytes: 0 });
        match (digests, reader.take_error(), sink) {
            (Ok(digests), _, sink) => {
                if let Some(Sink { file, modified: Some(modified), .. }) = sink {
                    set_modified(&file, modified);
                }
                Ok(Read::Done(digests))
            }
            (Err(error), None, Some(sink)) => Err(Error::write(sink.path, error)),
            (Err(_), ..) => Ok(Read::Failed),
        }
    }
}
