//! The one pass over the payload: read, digest, write; in parallel, with the
//! results in path order. What an earlier run packed is only looked at.

mod batches;
mod copier;
mod lists;

use std::path::PathBuf;

use self::batches::Batches;
use self::copier::Copier;
pub(super) use self::lists::Lists;
use super::journal::{Checkpoints, Journal, Known, Packed};
use crate::bundle::write::{Output, Slot, Writer};
use crate::concurrency::Concurrency;
use crate::digest::Digests;
use crate::durable;
use crate::error::{IoContext, Result};
use crate::observe::{self, Observer, Phase, Work};
use crate::path::BundlePath;
use crate::pipeline::{self, Waits};
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

/// Copies planned files into a bundle.
pub(super) struct Copying<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) journal: &'a Journal<'a>,
    /// Number of the volume, from 1.
    pub(super) volume: u32,
    pub(super) concurrency: Concurrency,
    pub(super) checkpoint_bytes: u64,
    pub(super) observer: &'a dyn Observer,
}

impl Copying<'_> {
    /// Copies every planned file; gives how much of it an earlier run had
    /// packed.
    pub(super) fn run(
        &self,
        planned: impl Iterator<Item = Result<Planned>>,
        writer: &mut Writer,
        lists: &mut Lists,
        known: &mut Known,
    ) -> Result<Work> {
        let Copying { source, journal, volume, concurrency, checkpoint_bytes, observer } = *self;
        let target = writer.target().to_path_buf();
        let left = writer.left_behind();
        let root = writer.root().to_path_buf();
        let Writer { output, places, directory, .. } = writer;
        let output = &*output;
        let gates = concurrency.gates();
        let copier = Copier { source, output, target: &target, gates, observer };
        let batches = Batches::new(planned, places, &target, volume, known, journal, left);
        let sync = |files: &[PathBuf]| match output {
            Output::Zip(file, _) => file.sync_data().writing(&target),
            Output::Folder(_) => durable::sync_files(&root, files),
        };
        let checkpoints = Checkpoints::new(journal, checkpoint_bytes, &sync);
        let mut before = Work::default();
        checkpoints.during(|| {
            pipeline::ordered(
                concurrency,
                batches,
                Vec::new,
                |buffer, batch| copier.take(buffer, batch),
                |Done { entries, noted, before: known }| {
                    let mut bytes = 0;
                    for ((planned, slot), digests) in &entries {
                        lists.line(planned.path.as_str(), digests).writing(&target)?;
                        directory
                            .record(slot, digests.crc32.unwrap_or_default())
                            .writing(&target)?;
                        bytes += planned.size;
                    }
                    if !noted {
                        let upto = journal.done(volume, entries.iter().map(packed))?;
                        checkpoints.written(bytes, to_sync(&entries), upto)?;
                    }
                    before += known;
                    observer.advance(Phase::Pack, known);
                    observe::check(observer)
                },
            )
        })?;
        Ok(before)
    }
}

/// What a batch came to.
struct Done {
    entries: Vec<(Placed, Digests)>,
    /// Whether the journal says so already.
    noted: bool,
    /// What of it an earlier run had packed.
    before: Work,
}

impl Waits for Done {
    fn entries(&self) -> usize {
        self.entries.len()
    }
}

fn packed(((planned, slot), digests): &(Placed, Digests)) -> Packed<'_> {
    Packed {
        path: planned.path.as_str(),
        modified: planned.modified,
        offset: slot.offset(),
        digests: *digests,
    }
}

/// The files that have to be synced one by one, if that is how it is done.
fn to_sync(entries: &[(Placed, Digests)]) -> impl Iterator<Item = PathBuf> + '_ {
    entries.iter().filter_map(|((_, slot), _)| match slot {
        Slot::Folder(path) if durable::SYNCS_FILE_BY_FILE => Some(path.clone()),
        _ => None,
    })
}
