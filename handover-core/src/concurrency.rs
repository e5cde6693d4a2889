//! How many files are read at once, and how many are digested: two numbers,
//! because disks and cores want different ones.

use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Readers where nobody says otherwise.
const READERS: usize = 8;

/// How much is done at once. Bytes and findings are the same with any numbers.
///
/// Readers may outnumber the cores: a cold disk or one behind a network answers
/// eight questions in little more time than one. A spinning disk wants a single
/// reader, while all cores still digest what it brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Concurrency {
    /// Files digested at once.
    pub threads: NonZeroUsize,
    /// Files read at once.
    pub readers: NonZeroUsize,
}

impl Concurrency {
    /// One thing after the other, on the calling thread alone.
    pub const ONE: Self = Concurrency::new(NonZeroUsize::MIN, NonZeroUsize::MIN);

    /// At most `threads` files digested and `readers` read at once.
    pub const fn new(threads: NonZeroUsize, readers: NonZeroUsize) -> Self {
        Concurrency { threads, readers }
    }

    /// Threads that it takes: a file is always read or digested, never both.
    pub(crate) fn workers(self) -> NonZeroUsize {
        self.threads.max(self.readers)
    }

    /// What holds the workers to these numbers.
    pub(crate) fn gates(self) -> Gates {
        let workers = self.workers();
        Gates { read: Gate::new(self.readers, workers), digest: Gate::new(self.threads, workers) }
    }
}

impl Default for Concurrency {
    /// All cores, and eight readers or as many as there are cores.
    fn default() -> Self {
        let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let readers = NonZeroUsize::new(READERS).unwrap_or(NonZeroUsize::MIN).max(threads);
        Concurrency { threads, readers }
    }
}

/// Lets at most so many workers read, and so many digest. Nobody stands in both
/// gates at once, so nobody waits for ever.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    read: Gate,
    digest: Gate,
}

impl Gates {
    /// Does `act`, which reads, as soon as a reader is free.
    pub(crate) fn read<T>(&self, act: impl FnOnce() -> T) -> T {
        self.read.pass(act)
    }

    /// Does `act`, which digests, as soon as a core is free.
    pub(crate) fn digest<T>(&self, act: impl FnOnce() -> T) -> T {
        self.digest.pass(act)
    }
}

/// Open (`None`) where there are no more workers than may pass.
#[derive(Debug, Default)]
struct Gate(Option<Turnstile>);

#[derive(Debug)]
struct Turnstile {
    inside: Mutex<Inside>,
    freed: Condvar,
}

#[derive(Debug)]
struct Inside {
    free: usize,
    /// Those who stand outside: where nobody does, nobody is woken.
    waiting: usize,
}

impl Gate {
    fn new(most: NonZeroUsize, workers: NonZeroUsize) -> Self {
        let inside = || Mutex::new(Inside { free: most.get(), waiting: 0 });
        let turnstile = || Turnstile { inside: inside(), freed: Condvar::new() };
        Gate((most < workers).then(turnstile))
    }

    fn pass<T>(&self, act: impl FnOnce() -> T) -> T {
        let _place = self.0.as_ref().map(Turnstile::enter);
        act()
    }
}

impl Turnstile {
    fn enter(&self) -> Place<'_> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.waiting += 1;
        let waited = self.freed.wait_while(inside, |inside| inside.free == 0);
        inside = waited.unwrap_or_else(PoisonError::into_inner);
        inside.waiting -= 1;
        inside.free -= 1;
        Place(self)
    }
}

/// A place inside, given back even by a panic.
struct Place<'a>(&'a Turnstile);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut inside = self.0.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.free += 1;
        let wanted = inside.waiting > 0;
        drop(inside);
        if wanted {
            self.0.freed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    fn of(threads: usize, readers: usize) -> Concurrency {
        let [threads, readers] = [threads, readers].map(|n| NonZeroUsize::new(n).unwrap());
        Concurrency::new(threads, readers)
    }

    /// The most that were ever inside, of everyone who went through.
    fn most(concurrency: Concurrency, through: impl Fn(&Gates, &dyn Fn()) + Sync) -> usize {
        let gates = concurrency.gates();
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let visit = || {
            most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
            thread::yield_now();
            inside.fetch_sub(1, SeqCst);
        };
        thread::scope(|scope| {
            for _ in 0..concurrency.workers().get() {
                scope.spawn(|| (0..500).for_each(|_| through(&gates, &visit)));
            }
        });
        most.into_inner()
    }

    #[test]
    fn no_more_pass_than_may() {
        for (threads, readers) in [(2, 6), (6, 1), (1, 3)] {
            let concurrency = of(threads, readers);
            assert!(most(concurrency, |gates, visit| gates.read(visit)) <= readers);
            assert!(most(concurrency, |gates, visit| gates.digest(visit)) <= threads);
        }
    }

    #[test]
    fn equal_numbers_have_open_gates() {
        let Gates { read, digest } = of(4, 4).gates();
        assert!(read.0.is_none() && digest.0.is_none());
        let Gates { read, digest } = of(2, 8).gates();
        assert!(read.0.is_none() && digest.0.is_some());
    }

    #[test]
    fn a_panic_gives_its_place_back() {
        let gates = of(1, 2).gates();
        let fall = || gates.digest(|| panic!("inside"));
        catch_unwind(AssertUnwindSafe(fall)).unwrap_err();
        assert_eq!(gates.digest(|| 7), 7);
    }
}
