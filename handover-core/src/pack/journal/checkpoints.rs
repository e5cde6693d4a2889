//! Bringing what was written to the disk from time to time, beside the work.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::writer::Journal;
use crate::error::{Error, Result};

/// A cut of the power loses at most what was done in this time.
const EVERY: Duration = Duration::from_secs(5);
/// Files that wait for it at most: their names are held.
const FILES: usize = 16_384;

/// What waits to be brought to the disk.
#[derive(Debug, Default)]
struct Waiting {
    bytes: u64,
    files: Vec<PathBuf>,
    /// Place in the journal behind what speaks of it.
    upto: Option<u64>,
    over: bool,
    failed: Option<Error>,
}

/// Checkpoints of one volume: data first, then the journal.
pub(in crate::pack) struct Checkpoints<'a> {
    journal: &'a Journal<'a>,
    /// Bytes that wait for it at most.
    bytes: u64,
    /// Brings these files, or the one file of a ZIP, to the disk.
    sync: &'a (dyn Fn(&[PathBuf]) -> Result<()> + Sync),
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

impl<'a> Checkpoints<'a> {
    pub(in crate::pack) fn new(
        journal: &'a Journal<'a>,
        bytes: u64,
        sync: &'a (dyn Fn(&[PathBuf]) -> Result<()> + Sync),
    ) -> Self {
        let (waiting, changed) = (Mutex::default(), Condvar::new());
        Checkpoints { journal, bytes, sync, waiting, changed }
    }

    /// Lets `work` run while checkpoints are made on a thread of their own.
    pub(in crate::pack) fn during<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        std::thread::scope(|scope| {
            scope.spawn(|| self.run());
            let over = Over(self);
            let result = work();
            drop(over);
            result
        })
    }

    /// Takes what was written and noted; gives the error of an earlier
    /// checkpoint, if it had one.
    pub(in crate::pack) fn written(
        &self,
        bytes: u64,
        files: impl Iterator<Item = PathBuf>,
        upto: u64,
    ) -> Result<()> {
        let mut waiting = self.lock();
        waiting.bytes += bytes;
        waiting.files.extend(files);
        waiting.upto = Some(upto);
        if self.is_due(&waiting) {
            self.changed.notify_one();
        }
        waiting.failed.take().map_or(Ok(()), Err)
    }

    fn run(&self) {
        loop {
            let waited = self.changed.wait_timeout_while(self.lock(), EVERY, |w| !self.is_due(w));
            let (mut waiting, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if waiting.over {
                return;
            }
            let Some(upto) = waiting.upto.take() else { continue };
            let files = std::mem::take(&mut waiting.files);
            waiting.bytes = 0;
            drop(waiting);
            let result = (self.sync)(&files).and_then(|()| self.journal.checkpoint(upto));
            if let Err(error) = result {
                self.lock().failed = Some(error);
                return;
            }
        }
    }

    fn is_due(&self, waiting: &Waiting) -> bool {
        waiting.over
            || waiting.files.len() >= FILES
            || (waiting.upto.is_some() && waiting.bytes >= self.bytes)
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the checkpoints, after a panic of the work too.
struct Over<'a, 'b>(&'a Checkpoints<'b>);

impl Drop for Over<'_, '_> {
    fn drop(&mut self) {
        self.0.lock().over = true;
        self.0.changed.notify_one();
    }
}
