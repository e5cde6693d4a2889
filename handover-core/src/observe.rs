//! What an operation tells while it works, and how it is asked to stop.

use std::io::{self, Read};

use crate::finding::Finding;

/// A part of an operation that takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Names, sizes and times are counted.
    Count,
    /// Files are read and their digests computed.
    Digest,
    /// Files are copied into a bundle and their digests computed.
    Pack,
    /// The lists, the tables and the seal are written.
    Seal,
    /// Written bytes are brought to the disk.
    Sync,
    /// The directory and the lists of a bundle are read.
    Lists,
    /// The payload of a bundle is read and compared.
    Verify,
    /// The payload of a bundle is written out.
    Unpack,
    /// Two sides are compared.
    Compare,
    /// Files are looked into.
    Inspect,
    /// The rows of an inventory are read.
    Rows,
    /// Tables are read from or written for a spreadsheet.
    Tables,
    /// Inventories become those of one holder.
    Merge,
}

impl Phase {
    /// Every phase, for translators.
    pub const ALL: &'static [Phase] = &[
        Phase::Count,
        Phase::Digest,
        Phase::Pack,
        Phase::Seal,
        Phase::Sync,
        Phase::Lists,
        Phase::Verify,
        Phase::Unpack,
        Phase::Compare,
        Phase::Inspect,
        Phase::Rows,
        Phase::Tables,
        Phase::Merge,
    ];

    /// A stable word that messages are keyed by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Phase::Count => "count",
            Phase::Digest => "digest",
            Phase::Pack => "pack",
            Phase::Seal => "seal",
            Phase::Sync => "sync",
            Phase::Lists => "lists",
            Phase::Verify => "verify",
            Phase::Unpack => "unpack",
            Phase::Compare => "compare",
            Phase::Inspect => "inspect",
            Phase::Rows => "rows",
            Phase::Tables => "tables",
            Phase::Merge => "merge",
        }
    }
}

/// An amount of work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Files.
    pub entries: u64,
    /// Bytes.
    pub bytes: u64,
}

impl std::ops::AddAssign for Work {
    fn add_assign(&mut self, more: Work) {
        self.entries = self.entries.saturating_add(more.entries);
        self.bytes = self.bytes.saturating_add(more.bytes);
    }
}

/// What a pack will make, told before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Announced {
    /// Files and bytes to be packed.
    pub work: Work,
    /// Bundles that it takes.
    pub volumes: u32,
    /// Room that they need, about.
    pub bytes: u64,
    /// Whether the disk could hold it in one file; `None` if it cannot be told.
    pub one_file_fits: Option<bool>,
}

/// Receives what an operation does, as it does it. All methods default to
/// nothing, so that `()` is the silent observer. Methods may be called from
/// any thread of the operation.
pub trait Observer: Send + Sync {
    /// A phase begins; its whole work where it is known.
    fn begin(&self, phase: Phase, total: Option<Work>) {
        let _ = (phase, total);
    }

    /// What a pack is about to make, before it begins.
    fn announce(&self, announced: &Announced) {
        let _ = announced;
    }

    /// Work done since the last call; at most one call a block or a file.
    fn advance(&self, phase: Phase, done: Work) {
        let _ = (phase, done);
    }

    /// What comes now is about `bundle`, one of several; about all of them
    /// together if it is `None`.
    fn turn_to(&self, bundle: Option<&std::path::Path>) {
        let _ = bundle;
    }

    /// A finding, in path order within its phase.
    fn finding(&self, finding: &Finding) {
        let _ = finding;
    }

    /// A phase is over.
    fn end(&self, phase: Phase) {
        let _ = phase;
    }

    /// Asked once a block: whether to stop. The operation then ends with
    /// [`crate::error::ErrorKind::Interrupted`] and leaves nothing that looks
    /// whole.
    fn cancelled(&self) -> bool {
        false
    }
}

impl Observer for () {}

/// Passes on nothing but the wish to stop: for a step that is not the caller's.
pub(crate) struct Silent<'a>(pub(crate) &'a dyn Observer);

impl Observer for Silent<'_> {
    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

/// Ends with `Interrupted` if the observer wants to stop.
pub(crate) fn check(observer: &dyn Observer) -> crate::error::Result<()> {
    if observer.cancelled() {
        return Err(crate::error::ErrorKind::Interrupted.into());
    }
    Ok(())
}

/// A reader that tells an observer of every piece, stops when it is asked to,
/// and keeps its own errors apart from those of whoever it is copied into.
pub(crate) struct Watched<'a, R> {
    reader: R,
    phase: Phase,
    observer: &'a dyn Observer,
    failed: Option<io::Error>,
}

impl<'a, R: Read> Watched<'a, R> {
    pub(crate) fn new(reader: R, phase: Phase, observer: &'a dyn Observer) -> Self {
        Watched { reader, phase, observer, failed: None }
    }

    /// The error of the reader itself, if it had one.
    pub(crate) fn take_error(&mut self) -> Option<io::Error> {
        self.failed.take()
    }
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.observer.cancelled() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match self.reader.read(buffer) {
            Ok(count) => {
                self.observer.advance(self.phase, Work { entries: 0, bytes: count as u64 });
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let kind = error.kind();
                self.failed = Some(error);
                Err(kind.into())
            }
        }
    }
}

/// Remembers what it was told; for the tests of programs that embed this crate.
#[cfg(feature = "testing")]
#[derive(Debug, Default)]
pub struct Recorder {
    findings: std::sync::Mutex<Vec<Finding>>,
    done: std::sync::Mutex<std::collections::HashMap<Phase, Work>>,
}

#[cfg(feature = "testing")]
impl Recorder {
    /// The findings so far, in order.
    pub fn findings(&self) -> Vec<Finding> {
        lock(&self.findings).clone()
    }

    /// The work that was reported for `phase`.
    pub fn done(&self, phase: Phase) -> Work {
        lock(&self.done).get(&phase).copied().unwrap_or_default()
    }
}

#[cfg(feature = "testing")]
fn lock<T>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(feature = "testing")]
impl Observer for Recorder {
    fn advance(&self, phase: Phase, done: Work) {
        let mut map = lock(&self.done);
        let sum = map.entry(phase).or_default();
        sum.entries += done.entries;
        sum.bytes += done.bytes;
    }

    fn finding(&self, finding: &Finding) {
        lock(&self.findings).push(finding.clone());
    }
}
