//! A verify that stops in time.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use crate::clock::Clock;
use crate::error::{Error, ErrorKind};
use crate::finding::Finding;
use crate::observe::{Observer, Phase, Work};

/// When a verify stops, however much is left.
#[derive(Clone, Copy)]
pub struct TimeLimit<'r> {
    /// The caller's clock.
    pub clock: &'r dyn Clock,
    /// What it shows when the time is up.
    pub at: Duration,
}

impl fmt::Debug for TimeLimit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimeLimit").field("at", &self.at).finish_non_exhaustive()
    }
}

/// An observer that asks to stop when the time is up, and counts until then.
pub(super) struct Hourglass<'a> {
    observer: &'a dyn Observer,
    limit: Option<TimeLimit<'a>>,
    files: AtomicU64,
    bytes: AtomicU64,
    all: AtomicU64,
}

impl<'a> Hourglass<'a> {
    pub(super) fn new(observer: &'a dyn Observer, limit: Option<TimeLimit<'a>>) -> Self {
        let [files, bytes, all] = [(); 3].map(|()| AtomicU64::new(0));
        Hourglass { observer, limit, files, bytes, all }
    }

    fn has_run_out(&self) -> bool {
        self.limit.is_some_and(|limit| limit.clock.elapsed() >= limit.at)
    }

    /// `error`, or what it means if the time was up.
    pub(super) fn explain(&self, error: Error) -> Error {
        let asked = matches!(error.kind(), ErrorKind::Interrupted) && !self.observer.cancelled();
        if !(asked && self.has_run_out()) {
            return error;
        }
        let [files, bytes, all] = [&self.files, &self.bytes, &self.all].map(|n| n.load(Relaxed));
        ErrorKind::TimeUp { files, bytes, all: (all > 0).then_some(all) }.into()
    }
}

impl Observer for Hourglass<'_> {
    fn begin(&self, phase: Phase, total: Option<Work>) {
        if let (Phase::Verify, Some(total)) = (phase, total) {
            self.all.store(total.entries, Relaxed);
        }
        self.observer.begin(phase, total);
    }

    fn advance(&self, phase: Phase, done: Work) {
        if phase == Phase::Verify {
            self.files.fetch_add(done.entries, Relaxed);
            self.bytes.fetch_add(done.bytes, Relaxed);
        }
        self.observer.advance(phase, done);
    }

    fn finding(&self, finding: &Finding) {
        self.observer.finding(finding);
    }

    fn end(&self, phase: Phase) {
        self.observer.end(phase);
    }

    fn cancelled(&self) -> bool {
        self.observer.cancelled() || self.has_run_out()
    }
}
