//! Papers that destructions name by digest, looked for among those shown.

use std::path::Path;

use crate::digest::{Algorithms, read_through};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::finding::{Code, Collector, Finding, Location};
use crate::ledger::Checked;
use crate::limits::Limits;
use crate::observe::Observer;
use crate::sorted::{Sorted, Sorter};
use crate::survey::{Folder, Source};
use crate::walk::{Names, Step};

pub(super) struct Papers {
    wanted: Sorter,
}

/// How many papers were named, and how many of them were there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) named: u64,
    pub(super) seen: u64,
}

impl Papers {
    pub(super) fn new(budget: usize, temporary: &Path) -> Self {
        Papers { wanted: Sorter::new(budget, temporary) }
    }

    /// Takes the papers of a destruction.
    pub(super) fn want(&mut self, checked: &Checked) -> Result<()> {
        for (member, paper) in checked.entry.event.papers() {
            if let Some(sha256) = paper.sha256 {
                let mut value = checked.line.to_be_bytes().to_vec();
                value.extend_from_slice(member.as_bytes());
                self.wanted.push(sha256.as_bytes().to_vec(), value)?;
            }
        }
        Ok(())
    }

    /// Reads the papers in `shown`, and tells of each that is not among them.
    pub(super) fn judge(
        self,
        shown: Option<&Path>,
        (limits, temporary): (&Limits, &Path),
        ledger: &str,
        found: &mut Collector<'_>,
        observer: &dyn Observer,
    ) -> Result<Seen> {
        let mut seen = Sorter::new(limits.sort_bytes / 4, temporary);
        if let Some(shown) = shown {
            digests(shown, limits, &mut seen, observer)?;
        }
        let mut seen = seen.finish()?.peekable();
        let mut told = Seen::default();
        for record in self.wanted.finish()? {
            let (digest, value) = record?;
            while seen.next_if(|next| next.as_ref().is_ok_and(|(d, _)| *d < digest)).is_some() {}
            let there = match seen.peek() {
                Some(Ok((next, _))) => *next == digest,
                Some(Err(_)) => return Err(broken(&mut seen)),
                None => false,
            };
            told.named += 1;
            told.seen += u64::from(there);
            if !there && let Some((line, member)) = value.split_first_chunk() {
                let place = Location::line(ledger, u64::from_be_bytes(*line));
                let member = String::from_utf8_lossy(member).into_owned();
                found.add(Finding::new(Code::CustodyPaperUnseen, place).with("member", member));
            }
        }
        Ok(told)
    }
}

fn broken(seen: &mut std::iter::Peekable<Sorted>) -> Error {
    match seen.next() {
        Some(Err(error)) => error,
        _ => ErrorKind::Interrupted.into(),
    }
}

/// SHA-256 of every file in a folder.
fn digests(
    folder: &Path,
    limits: &Limits,
    seen: &mut Sorter,
    observer: &dyn Observer,
) -> Result<()> {
    let source = Folder::open(folder)?;
    let mut buffer = vec![0; 128 << 10];
    for step in source.entries(Names::Refuse, limits)? {
        if observer.cancelled() {
            return Err(ErrorKind::Interrupted.into());
        }
        let entry = match step {
            Step::File(entry) => entry,
            Step::Unreadable(_, error) => return Err(error),
            _ => continue,
        };
        let place = source.place(&entry.source);
        let file = source.open(&entry.source).reading(&place)?;
        let read = read_through(file, &mut buffer, Algorithms::SHA256, |_| Ok(()));
        if let Some(digest) = read.reading(&place)?.sha256 {
            seen.push(digest.as_bytes().to_vec(), Vec::new())?;
        }
    }
    Ok(())
}
