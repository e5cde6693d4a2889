//! Time that passes. The crate reads no clock: whoever calls it has one.

use std::fmt;
use std::time::Duration;

/// A clock that never goes back, such as one made of [`std::time::Instant`].
pub trait Clock: Send + Sync {
    /// Time since the clock's own beginning.
    fn elapsed(&self) -> Duration;
}

impl<F: Fn() -> Duration + Send + Sync> Clock for F {
    fn elapsed(&self) -> Duration {
        self()
    }
}

impl fmt::Debug for dyn Clock + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({:?})", self.elapsed())
    }
}
