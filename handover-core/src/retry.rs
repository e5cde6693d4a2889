//! Trying again what fails for a moment: a file that a scanner program holds,
//! a network disk that lost its line, a sector that needs a second read.

use std::io::{self, Read};
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::Duration;

use crate::observe::Observer;

/// How often and how long to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retry {
    /// Attempts at one place of a file, the first included.
    pub attempts: NonZeroU32,
    /// The wait before the second attempt.
    pub first_wait: Duration,
    /// How many times longer each further wait is.
    pub growth: u32,
    /// What all waits of a run may take together. A disk that dies with a
    /// million files on it must not be waited for a million times; what fails
    /// after that is reported at once.
    pub in_all: Duration,
}

impl Default for Retry {
    /// Five attempts, 100 ms doubling: 1.5 s for a file, two minutes for a run.
    fn default() -> Self {
        Retry {
            attempts: NonZeroU32::MIN.saturating_add(4),
            first_wait: Duration::from_millis(100),
            growth: 2,
            in_all: Duration::from_mins(2),
        }
    }
}

impl Retry {
    /// One attempt and no waiting.
    pub fn never() -> Self {
        Retry { attempts: NonZeroU32::MIN, ..Retry::default() }
    }

    /// The wait after the failed attempt `attempt`, from 1; `None` if it was
    /// the last.
    fn wait_after(&self, attempt: u32) -> Option<Duration> {
        let grown = self.growth.saturating_pow(attempt.saturating_sub(1));
        (attempt < self.attempts.get()).then(|| self.first_wait.saturating_mul(grown))
    }
}

/// Whoever lets time pass between two attempts.
pub trait Waiter: Sync {
    /// Waits for `wait`; false if nobody wants the result any more.
    fn wait(&self, wait: Duration) -> bool;
}

/// Sleeps, and asks the observer now and then whether to stop.
pub struct Sleeper<'a>(pub &'a dyn Observer);

/// How long nobody is asked whether to stop.
const SLICE: Duration = Duration::from_millis(50);

impl Waiter for Sleeper<'_> {
    fn wait(&self, wait: Duration) -> bool {
        let mut left = wait;
        while !left.is_zero() && !self.0.cancelled() {
            let slice = left.min(SLICE);
            std::thread::sleep(slice);
            left -= slice;
        }
        !self.0.cancelled()
    }
}

/// The retries of one run, from any thread.
pub struct Retries<'a> {
    policy: Retry,
    waiter: &'a dyn Waiter,
    left: Mutex<Duration>,
}

impl<'a> Retries<'a> {
    /// Retries under `policy`, with `waiter` between them.
    pub fn new(policy: Retry, waiter: &'a dyn Waiter) -> Self {
        Retries { policy, waiter, left: Mutex::new(policy.in_all) }
    }

    /// Runs `act` until it succeeds, fails for good, or was tried often enough.
    /// Adds to `again` how often it was tried again.
    ///
    /// # Errors
    /// The last error of `act`.
    pub fn run<T>(&self, again: &mut u64, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
        let mut attempt = 1;
        loop {
            let error = match act() {
                Err(error) if is_passing(&error) => error,
                result => return result,
            };
            let wait = self.policy.wait_after(attempt).and_then(|wait| self.grant(wait));
            if !wait.is_some_and(|wait| self.waiter.wait(wait)) {
                return Err(error);
            }
            attempt += 1;
            *again += 1;
        }
    }

    /// Takes a wait from what is left of the run's; `None` if it is too long.
    fn grant(&self, wait: Duration) -> Option<Duration> {
        let mut left = self.left.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *left = left.checked_sub(wait)?;
        Some(wait)
    }
}

/// Reads something that can be opened at any offset; where a read fails for a
/// moment, it is opened again at the place that was reached.
pub struct Reopening<'a, R, Open> {
    retries: &'a Retries<'a>,
    open: Open,
    reader: Option<R>,
    reached: u64,
    again: u64,
}

impl<'a, R: Read, Open: FnMut(u64) -> io::Result<R>> Reopening<'a, R, Open> {
    /// Opens at 0.
    ///
    /// # Errors
    /// The last error of `open`, with how often it was tried again.
    pub fn new(retries: &'a Retries<'a>, mut open: Open) -> Result<Self, (io::Error, u64)> {
        let mut again = 0;
        match retries.run(&mut again, || open(0)) {
            Ok(reader) => Ok(Reopening { retries, open, reader: Some(reader), reached: 0, again }),
            Err(error) => Err((error, again)),
        }
    }
}

impl<R, Open> Reopening<'_, R, Open> {
    /// How often something was tried again so far.
    pub fn again(&self) -> u64 {
        self.again
    }
}

impl<R: Read, Open: FnMut(u64) -> io::Result<R>> Read for Reopening<'_, R, Open> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Reopening { retries, open, reader, reached, again } = self;
        let count = retries.run(again, || {
            let mut opened = match reader.take() {
                Some(reader) => reader,
                None => open(*reached)?,
            };
            let result = opened.read(buffer);
            // After an error nobody knows where a reader stands; a signal is none.
            if !result.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted) {
                *reader = Some(opened);
            }
            result
        })?;
        *reached += count as u64;
        Ok(count)
    }
}

/// Whether an error may be gone at the next attempt.
pub fn is_passing(error: &io::Error) -> bool {
    match error.raw_os_error() {
        Some(code) => system::PASSING.contains(&code),
        None => matches!(
            error.kind(),
            io::ErrorKind::TimedOut
                | io::ErrorKind::WouldBlock
                | io::ErrorKind::ResourceBusy
                | io::ErrorKind::StaleNetworkFileHandle
                | io::ErrorKind::ConnectionReset
                | io::ErrorKind::ConnectionAborted
                | io::ErrorKind::NetworkDown
                | io::ErrorKind::NetworkUnreachable
                | io::ErrorKind::HostUnreachable
        ),
    }
}

#[cfg(unix)]
mod system {
    use rustix::io::Errno;

    pub(super) const PASSING: &[i32] = &[
        Errno::IO.raw_os_error(),
        Errno::AGAIN.raw_os_error(),
        Errno::BUSY.raw_os_error(),
        Errno::MFILE.raw_os_error(),
        Errno::NFILE.raw_os_error(),
        Errno::TIMEDOUT.raw_os_error(),
        Errno::STALE.raw_os_error(),
        Errno::NETDOWN.raw_os_error(),
        Errno::NETUNREACH.raw_os_error(),
        Errno::NETRESET.raw_os_error(),
        Errno::HOSTDOWN.raw_os_error(),
        Errno::HOSTUNREACH.raw_os_error(),
        Errno::CONNRESET.raw_os_error(),
        Errno::CONNABORTED.raw_os_error(),
    ];
}

#[cfg(windows)]
mod system {
    /// System error codes of Windows (winerror.h).
    pub(super) const PASSING: &[i32] = &[
        4,    // ERROR_TOO_MANY_OPEN_FILES
        21,   // ERROR_NOT_READY
        23,   // ERROR_CRC
        31,   // ERROR_GEN_FAILURE
        32,   // ERROR_SHARING_VIOLATION
        33,   // ERROR_LOCK_VIOLATION
        51,   // ERROR_REM_NOT_LIST
        53,   // ERROR_BAD_NETPATH
        54,   // ERROR_NETWORK_BUSY
        55,   // ERROR_DEV_NOT_EXIST
        59,   // ERROR_UNEXP_NET_ERR
        64,   // ERROR_NETNAME_DELETED
        121,  // ERROR_SEM_TIMEOUT
        170,  // ERROR_BUSY
        1117, // ERROR_IO_DEVICE
        1231, // ERROR_NETWORK_UNREACHABLE
        1232, // ERROR_HOST_UNREACHABLE
        1236, // ERROR_CONNECTION_ABORTED
        1450, // ERROR_NO_SYSTEM_RESOURCES
        1460, // ERROR_TIMEOUT
    ];
}

#[cfg(not(any(unix, windows)))]
mod system {
    pub(super) const PASSING: &[i32] = &[];
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::RefCell;

    /// Lets no time pass; says stop after so many waits.
    #[derive(Default)]
    struct Clockless {
        waits: Mutex<Vec<u128>>,
        stop_after: Option<usize>,
    }

    impl Waiter for Clockless {
        fn wait(&self, wait: Duration) -> bool {
            let mut waits = self.waits.lock().unwrap();
            waits.push(wait.as_millis());
            self.stop_after.is_none_or(|stop| waits.len() < stop)
        }
    }

    /// Wants nothing any more.
    struct Stopped;

    impl Observer for Stopped {
        fn cancelled(&self) -> bool {
            true
        }
    }

    fn busy() -> io::Error {
        io::ErrorKind::ResourceBusy.into()
    }

    fn fails(waiter: &Clockless, retries: &Retries<'_>) -> (Vec<u128>, u64) {
        waiter.waits.lock().unwrap().clear();
        let mut again = 0;
        retries.run(&mut again, || Err::<(), _>(busy())).unwrap_err();
        (waiter.waits.lock().unwrap().clone(), again)
    }

    #[test]
    fn waits_grow_and_end() {
        let waiter = Clockless::default();
        let retries = Retries::new(Retry::default(), &waiter);
        assert_eq!(fails(&waiter, &retries), (vec![100, 200, 400, 800], 4));
        let retries = Retries::new(Retry::never(), &waiter);
        assert_eq!(fails(&waiter, &retries), (vec![], 0));
    }

    #[test]
    fn a_run_waits_only_so_long_in_all() {
        let waiter = Clockless::default();
        let policy = Retry { in_all: Duration::from_millis(1900), ..Retry::default() };
        let retries = Retries::new(policy, &waiter);
        assert_eq!(fails(&waiter, &retries).0, [100, 200, 400, 800]);
        assert_eq!(fails(&waiter, &retries).0, [100, 200]);
        assert_eq!(fails(&waiter, &retries).0, [100]);
        assert!(fails(&waiter, &retries).0.is_empty());
    }

    #[test]
    fn whoever_stops_is_not_kept_waiting() {
        let waiter = Clockless { stop_after: Some(1), ..Clockless::default() };
        let retries = Retries::new(Retry::default(), &waiter);
        assert_eq!(fails(&waiter, &retries), (vec![100], 0));
        assert!(!Sleeper(&Stopped).wait(Duration::from_hours(1)));
    }

    #[test]
    fn what_is_not_there_is_not_tried_again() {
        let waiter = Clockless::default();
        let retries = Retries::new(Retry::default(), &waiter);
        let mut tries = 0;
        let missing = || {
            tries += 1;
            Err::<(), _>(io::Error::from(io::ErrorKind::NotFound))
        };
        assert!(retries.run(&mut 0, missing).is_err());
        assert_eq!(tries, 1);
        #[cfg(unix)]
        assert!(is_passing(&io::Error::from_raw_os_error(rustix::io::Errno::IO.raw_os_error())));
    }

    proptest! {
        #[test]
        fn no_byte_is_lost_or_read_twice(
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            mut trouble in proptest::collection::vec(0_usize..400, 0..12),
            piece in 1_usize..60,
        ) {
            trouble.sort_unstable();
            trouble.dedup();
            let wanted = trouble.iter().filter(|at| **at < bytes.len()).count() as u64;
            let trouble = RefCell::new(trouble);
            // Fails once at each troubled offset, and gives no more than a piece.
            let open = |from: u64| {
                let (bytes, trouble) = (&bytes, &trouble);
                let mut at = usize::try_from(from).unwrap();
                Ok(from_fn(move |buffer: &mut [u8]| {
                    let mut trouble = trouble.borrow_mut();
                    if trouble.first() == Some(&at) && at < bytes.len() {
                        trouble.remove(0);
                        return Err(busy());
                    }
                    let end = trouble.first().copied().unwrap_or(bytes.len()).min(bytes.len());
                    let count = piece.min(buffer.len()).min(end.max(at) - at);
                    buffer[..count].copy_from_slice(&bytes[at..at + count]);
                    at += count;
                    Ok(count)
                }))
            };
            let waiter = Clockless::default();
            let retries = Retries::new(Retry::default(), &waiter);
            let mut reader = Reopening::new(&retries, open).map_err(|(e, _)| e).unwrap();
            let mut read = Vec::new();
            reader.read_to_end(&mut read).unwrap();
            prop_assert_eq!(reader.again(), wanted);
            prop_assert_eq!(&read, &bytes);
        }
    }

    struct FromFn<F>(F);

    fn from_fn<F: FnMut(&mut [u8]) -> io::Result<usize>>(f: F) -> FromFn<F> {
        FromFn(f)
    }

    impl<F: FnMut(&mut [u8]) -> io::Result<usize>> Read for FromFn<F> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            (self.0)(buffer)
        }
    }
}
