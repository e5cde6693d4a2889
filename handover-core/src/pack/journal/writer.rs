use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::MAGIC;
use super::authenticator::Authenticator;
use super::entry::{Entry, Record};
use super::known::Known;
use crate::digest::Digests;
use crate::durable::Log;
use crate::error::Result;

/// The journal of this run, shared by whoever packs and whoever syncs.
pub(in crate::pack) struct Journal<'a> {
    log: Mutex<Log>,
    ours: &'a Authenticator,
    /// Where the records of this run begin.
    from: u64,
}

/// A file that was packed, as the journal keeps it.
pub(in crate::pack) struct Packed<'a> {
    pub(in crate::pack) path: &'a str,
    pub(in crate::pack) modified: i64,
    pub(in crate::pack) offset: u64,
    pub(in crate::pack) digests: Digests,
}

impl<'a> Journal<'a> {
    /// Where the journal lies in a workplace.
    pub(in crate::pack) const NAME: &'static str = "journal";

    /// Goes on with the journal in `work`, or begins one.
    pub(in crate::pack) fn open(
        work: &Path,
        ours: &'a Authenticator,
        budget: usize,
        scratch: &Path,
    ) -> Result<(Self, Known)> {
        let path = work.join(Self::NAME);
        let (log, known) = match Known::read(&path, ours, budget, scratch)? {
            Some(found) => found,
            None => (Log::create(&path, MAGIC)?, Known::nothing(budget, scratch)?),
        };
        let from = log.end() + 1;
        Ok((Journal { log: Mutex::new(log), ours, from }, known))
    }

    /// Whether any run noted anything in `work`.
    pub(in crate::pack) fn has_progress(work: &Path) -> bool {
        let journal = work.join(Self::NAME).symlink_metadata();
        journal.is_ok_and(|journal| journal.len() > MAGIC.len() as u64)
    }

    /// Notes files that are packed; gives the place in the log behind them.
    pub(in crate::pack) fn done<'p>(
        &self,
        volume: u32,
        packed: impl Iterator<Item = Packed<'p>>,
    ) -> Result<u64> {
        let entries = packed.map(|packed| Entry {
            volume,
            path: packed.path.to_owned(),
            modified: packed.modified,
            offset: packed.offset,
            digests: packed.digests,
        });
        let record = Record::Done(entries.collect()).to_bytes();
        self.log().append(&self.ours.marked(record))
    }

    /// Notes, on the disk, that `volume` is written over from `path` on.
    pub(in crate::pack) fn void(&self, volume: u32, path: &str) -> Result<()> {
        self.append_synced(&Record::Void { volume, from: path.to_owned() })
    }

    /// Notes, on the disk, that what this run noted up to `upto` is there too.
    pub(in crate::pack) fn checkpoint(&self, upto: u64) -> Result<()> {
        self.append_synced(&Record::Checkpoint { from: self.from, upto })
    }

    fn append_synced(&self, record: &Record) -> Result<()> {
        let syncing = {
            let mut log = self.log();
            log.append(&self.ours.marked(record.to_bytes()))?;
            log.syncing()
        };
        syncing.sync()
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
