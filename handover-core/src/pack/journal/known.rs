//! What earlier runs did, in the order in which this one will ask.

use std::iter::Peekable;
use std::path::Path;

use super::MAGIC;
use super::authenticator::Authenticator;
use super::entry::{Entry, Record, compare};
use crate::digest::Digests;
use crate::durable::Log;
use crate::error::Result;
use crate::path::sort_key;
use crate::sorted::{Sorted, Sorter};

/// How far a record is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pack) enum Belief {
    /// It was on the disk.
    Sure,
    /// What was written has to be read again.
    Doubtful,
}

/// The newest record of each file, by volume and in path order.
#[derive(Debug)]
pub(in crate::pack) struct Known {
    entries: Peekable<Sorted>,
    checkpoints: Vec<(u64, u64)>,
    voids: Vec<Void>,
    is_nothing: bool,
}

#[derive(Debug)]
struct Void {
    /// Where in the log it was said.
    at: u64,
    volume: u32,
    from: String,
}

/// What a file was when an earlier run packed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pack) struct Before {
    pub(in crate::pack) modified: i64,
    pub(in crate::pack) offset: u64,
    pub(in crate::pack) digests: Digests,
    pub(in crate::pack) belief: Belief,
}

/// What the journal says of a file that is to be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pack) enum Answer {
    /// Nothing.
    New,
    /// It was packed.
    Known(Before),
}

impl Known {
    /// Nothing was done before.
    pub(super) fn nothing(budget: usize, scratch: &Path) -> Result<Self> {
        let entries = Sorter::new(budget, scratch).finish()?.peekable();
        let (checkpoints, voids) = (Vec::new(), Vec::new());
        Ok(Known { entries, checkpoints, voids, is_nothing: true })
    }

    /// Reads the journal at `path`; `None` if there is none of this version.
    pub(super) fn read(
        path: &Path,
        ours: &Authenticator,
        budget: usize,
        scratch: &Path,
    ) -> Result<Option<(Log, Self)>> {
        let mut sorter = Sorter::new(budget, scratch);
        let (mut checkpoints, mut voids) = (Vec::new(), Vec::new());
        let log = Log::resume(path, MAGIC, |logged| {
            match ours.known(&logged.bytes).and_then(Record::read) {
                Some(Record::Done(entries)) => {
                    for entry in entries {
                        sorter.push(key(&entry), value(&entry, logged.end))?;
                    }
                }
                Some(Record::Void { volume, from }) => {
                    voids.push(Void { at: logged.end, volume, from });
                }
                Some(Record::Checkpoint { from, upto }) => checkpoints.push((from, upto)),
                // Nothing of ours: as good as not there.
                None => {}
            }
            Ok(())
        })?;
        let Some(log) = log else { return Ok(None) };
        let is_nothing = sorter.is_empty();
        let entries = sorter.finish()?.peekable();
        Ok(Some((log, Known { entries, checkpoints, voids, is_nothing })))
    }

    /// Whether no earlier run packed anything.
    pub(in crate::pack) fn is_nothing(&self) -> bool {
        self.is_nothing
    }

    /// What is known of the next file to be packed; `passed` is told of the
    /// first file on the way there that this run does not have.
    pub(in crate::pack) fn of(
        &mut self,
        volume: u32,
        path: &str,
        mut passed: impl FnMut(&str),
    ) -> Result<Answer> {
        let mut answer = Answer::New;
        while let Some(next) = self.entries.peek() {
            let here = match next {
                Ok((_, value)) => read(value),
                Err(_) => None,
            };
            let order = here
                .as_ref()
                .map(|(entry, _)| compare((entry.volume, entry.path.as_str()), (volume, path)));
            if order.is_some_and(std::cmp::Ordering::is_gt) {
                break;
            }
            // An error of the sort is passed on here.
            self.entries.next().transpose()?;
            let Some((entry, at)) = here.filter(|(entry, at)| !self.is_void(entry, *at)) else {
                continue;
            };
            if order == Some(std::cmp::Ordering::Less) {
                if entry.volume == volume {
                    passed(&entry.path);
                }
                continue;
            }
            let sure = self.checkpoints.iter().any(|(from, upto)| (*from..=*upto).contains(&at));
            let belief = if sure { Belief::Sure } else { Belief::Doubtful };
            let Entry { modified, offset, digests, .. } = entry;
            answer = Answer::Known(Before { modified, offset, digests, belief });
        }
        Ok(answer)
    }

    fn is_void(&self, entry: &Entry, at: u64) -> bool {
        self.voids.iter().any(|void| {
            at < void.at
                && entry.volume == void.volume
                && crate::path::compare(&void.from, &entry.path).is_le()
        })
    }
}

fn key(entry: &Entry) -> Vec<u8> {
    let mut key = entry.volume.to_be_bytes().to_vec();
    key.extend(sort_key(&entry.path));
    key
}

/// Of one file the newest record comes last.
fn value(entry: &Entry, at: u64) -> Vec<u8> {
    let mut value = at.to_be_bytes().to_vec();
    entry.write(&mut value);
    value
}

fn read(value: &[u8]) -> Option<(Entry, u64)> {
    let (at, mut rest) = value.split_first_chunk::<8>()?;
    Some((Entry::read(&mut rest)?, u64::from_be_bytes(*at)))
}
