use super::earlier::{Earlier, Untouched};
use super::examine::{Examined, Examiner, Kept};
use super::source::Source;
use crate::concurrency::Gates;
use crate::digest::{Algorithms, read_in_turn};
use crate::error::Result;
use crate::observe::{self, Observer, Phase, Watched, Work};
use crate::snapshot::Content;
use crate::walk::Step;

/// Entries in one batch: handing over an entry costs more than looking at it.
const ENTRIES: usize = 64;
/// Bytes to be read from which on a batch is full, so that all threads read.
const BYTES: u64 = 1 << 20;

/// An entry, and what an earlier survey knows of it.
pub(super) struct Job {
    pub(super) examined: Examined,
    /// The content of a file that was not touched since.
    pub(super) untouched: Option<Content>,
}

/// Groups the entries of a walk.
pub(super) struct Batches<'a, 'w> {
    pub(super) steps: &'w mut dyn Iterator<Item = Result<Step>>,
    pub(super) examiner: Examiner<'a>,
    pub(super) earlier: Option<Earlier>,
    pub(super) policy: Untouched,
}

impl Batches<'_, '_> {
    fn batch(&mut self) -> Result<Vec<Job>> {
        let (mut batch, mut bytes) = (Vec::new(), 0_u64);
        while batch.len() < ENTRIES && bytes < BYTES {
            let Some(step) = self.steps.next() else { break };
            let examined = self.examiner.take(step?);
            let untouched = match (&mut self.earlier, &examined.kept) {
                (Some(earlier), Some(kept)) => earlier.untouched(kept)?,
                _ => None,
            };
            if untouched.is_none() || self.policy == Untouched::Compare {
                let size = examined.kept.as_ref().map_or(0, |kept| kept.entry.size);
                bytes = bytes.saturating_add(size);
            }
            batch.push(Job { examined, untouched });
        }
        Ok(batch)
    }
}

impl Iterator for Batches<'_, '_> {
    type Item = Result<Vec<Job>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.batch() {
            Ok(batch) if batch.is_empty() => None,
            result => Some(result),
        }
    }
}

/// What became of a file's content.
#[derive(Debug, Clone, Copy)]
pub(super) enum Seen {
    /// It is none: an empty folder, or nothing that is kept.
    NoFile,
    Read(Content),
    /// Read, and other bytes than an earlier survey saw in an untouched file.
    ReadOther(Content),
    TakenOver(Content),
    Unreadable,
}

/// Reads what has to be read.
pub(super) fn look(
    source: &dyn Source,
    policy: Untouched,
    gates: &Gates,
    buffer: &mut [u8],
    batch: Vec<Job>,
    observer: &dyn Observer,
) -> Result<Vec<(Examined, Seen)>> {
    observe::check(observer)?;
    let mut taken_over = 0;
    let mut look = |job: &Job| {
        let file = job.examined.kept.as_ref().filter(|kept| kept.is_file);
        let Some(kept) = file else { return Ok(Seen::NoFile) };
        match job.untouched {
            Some(content) if policy == Untouched::TakeOver => {
                taken_over += 1;
                Ok(Seen::TakenOver(content))
            }
            untouched => Ok(match digest(source, kept, gates, buffer, observer)? {
                None => Seen::Unreadable,
                Some(content) if untouched.is_some_and(|known| known != content) => {
                    Seen::ReadOther(content)
                }
                Some(content) => Seen::Read(content),
            }),
        }
    };
    let seen = batch.into_iter().map(|job| look(&job).map(|seen| (job.examined, seen)));
    let seen = seen.collect::<Result<Vec<_>>>()?;
    if taken_over > 0 {
        observer.advance(Phase::Digest, Work { entries: taken_over, bytes: 0 });
    }
    Ok(seen)
}

/// The content of a file; `None` if it cannot be read to its end.
fn digest(
    source: &dyn Source,
    kept: &Kept,
    gates: &Gates,
    buffer: &mut [u8],
    observer: &dyn Observer,
) -> Result<Option<Content>> {
    let opened = gates.read(|| source.open(&kept.entry.source));
    observe::check(observer)?;
    let Ok(reader) = opened else { return Ok(None) };
    let reader = Watched::new(reader, Phase::Digest, observer);
    let digests = read_in_turn(reader, buffer, Algorithms::BOTH, gates, |_| Ok(()));
    observe::check(observer)?;
    observer.advance(Phase::Digest, Work { entries: 1, bytes: 0 });
    Ok(digests.ok().and_then(|digests| {
        let (sha256, blake3) = (digests.sha256?, digests.blake3?);
        Some(Content { size: digests.bytes, sha256, blake3 })
    }))
}
