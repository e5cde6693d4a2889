//! How often something is said.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Lets one caller through every so often, from any thread.
pub(super) struct Throttle {
    every: u64,
    next: AtomicU64,
}

impl Throttle {
    /// The first caller passes after `every`, so that short work stays silent.
    pub(super) fn new(every: Duration) -> Self {
        let every = u64::try_from(every.as_millis()).unwrap_or(u64::MAX);
        Self { every, next: AtomicU64::new(every) }
    }

    /// Whether the caller, `elapsed` after the start, is the one to speak.
    pub(super) fn passes(&self, elapsed: Duration) -> bool {
        let now = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        let next = self.next.load(Ordering::Relaxed);
        let then = now.saturating_add(self.every);
        now >= next
            && self.next.compare_exchange(next, then, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_passes_in_each_span() {
        let throttle = Throttle::new(Duration::from_secs(5));
        let passes = |seconds| throttle.passes(Duration::from_secs(seconds));
        let said: Vec<u64> = (0..20).filter(|second| passes(*second)).collect();
        assert_eq!(said, [5, 10, 15]);
    }
}
