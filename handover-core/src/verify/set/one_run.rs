//! Several volumes, shown as one piece of work.

use crate::finding::Finding;
use crate::observe::{Observer, Phase, Work};

/// Passes everything on but the beginning and end of `phase`, which is begun
/// once for all volumes.
pub(crate) struct OneRun<'a> {
    pub(crate) observer: &'a dyn Observer,
    pub(crate) phase: Phase,
}

impl Observer for OneRun<'_> {
    fn begin(&self, phase: Phase, total: Option<Work>) {
        if phase != self.phase {
            self.observer.begin(phase, total);
        }
    }

    fn advance(&self, phase: Phase, done: Work) {
        self.observer.advance(phase, done);
    }

    fn finding(&self, finding: &Finding) {
        self.observer.finding(finding);
    }

    fn end(&self, phase: Phase) {
        if phase != self.phase {
            self.observer.end(phase);
        }
    }

    fn cancelled(&self) -> bool {
        self.observer.cancelled()
    }
}
