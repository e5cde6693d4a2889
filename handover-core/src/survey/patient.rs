use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::source::Source;
use crate::error::Result;
use crate::limits::Limits;
use crate::retry::{Reopening, Retries};
use crate::walk::{Names, Step};

/// A source whose files are tried again where they fail for a moment. It
/// remembers which, so that a dying disk is seen.
pub(crate) struct Patient<'a> {
    source: &'a dyn Source,
    retries: &'a Retries<'a>,
    /// Whether anything was tried again: nearly always nothing was.
    any: AtomicBool,
    again: Mutex<BTreeMap<PathBuf, u64>>,
}

impl<'a> Patient<'a> {
    pub(crate) fn new(source: &'a dyn Source, retries: &'a Retries<'a>) -> Self {
        Patient { source, retries, any: AtomicBool::new(false), again: Mutex::default() }
    }

    /// How often the file was tried again since this was last asked.
    pub(crate) fn take_again(&self, source: &Path) -> u64 {
        if !self.any.load(Ordering::Acquire) {
            return 0;
        }
        self.again().remove(source).unwrap_or(0)
    }

    /// Every file that was tried again, in order, and how often.
    pub(crate) fn take_all_again(&self) -> BTreeMap<PathBuf, u64> {
        std::mem::take(&mut *self.again())
    }

    fn note(&self, source: &Path, again: u64) {
        if again > 0 {
            *self.again().entry(source.to_path_buf()).or_default() += again;
            self.any.store(true, Ordering::Release);
        }
    }

    fn again(&self) -> MutexGuard<'_, BTreeMap<PathBuf, u64>> {
        self.again.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type Opened<'a> = Box<dyn Read + Send + 'a>;

/// Tells, when it is done with, how often it was tried again.
struct Noted<'a, Open: FnMut(u64) -> io::Result<Opened<'a>>> {
    reader: Reopening<'a, Opened<'a>, Open>,
    patient: &'a Patient<'a>,
    path: PathBuf,
}

impl<'a, Open: FnMut(u64) -> io::Result<Opened<'a>>> Read for Noted<'a, Open> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl<'a, Open: FnMut(u64) -> io::Result<Opened<'a>>> Drop for Noted<'a, Open> {
    fn drop(&mut self) {
        self.patient.note(&self.path, self.reader.again());
    }
}

impl Source for Patient<'_> {
    fn entries(
        &self,
        names: Names,
        limits: &Limits,
    ) -> Result<Box<dyn Iterator<Item = Step> + '_>> {
        self.source.entries(names, limits)
    }

    fn open(&self, source: &Path) -> io::Result<Box<dyn Read + Send + '_>> {
        let path = source.to_path_buf();
        let open = move |offset| self.source.open_at(&path, offset);
        match Reopening::new(self.retries, open) {
            Ok(reader) => Ok(Box::new(Noted { reader, patient: self, path: source.to_path_buf() })),
            Err((error, again)) => {
                self.note(source, again);
                Err(error)
            }
        }
    }

    fn state(&self, source: &Path) -> io::Result<(u64, i64)> {
        let mut again = 0;
        let state = self.retries.run(&mut again, || self.source.state(source));
        self.note(source, again);
        state
    }

    fn folders(&self) -> Vec<&Path> {
        self.source.folders()
    }

    fn place(&self, source: &Path) -> PathBuf {
        self.source.place(source)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::time::Duration;

    use super::*;
    use crate::digest::Digest;
    use crate::error::Result;
    use crate::finding::{Code, Location, Value};
    use crate::snapshot::{Name, Record};
    use crate::survey::{Options, survey};
    use crate::walk::Entry;

    const CONTENT: &[u8] = b"mot hai ba bon nam";

    /// Files that fail so many times, each time a little further on.
    struct Flaky(Mutex<HashMap<&'static str, u64>>);

    struct Failing<'a> {
        source: &'a Flaky,
        path: PathBuf,
        at: usize,
    }

    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let mut failures = self.source.0.lock().unwrap();
            let left = failures.get_mut(self.path.to_str().unwrap()).unwrap();
            if *left > 0 && self.at > 3 {
                *left -= 1;
                return Err(io::ErrorKind::TimedOut.into());
            }
            let rest = &CONTENT[self.at..];
            let count = rest.len().min(buffer.len()).min(5);
            buffer[..count].copy_from_slice(&rest[..count]);
            self.at += count;
            Ok(count)
        }
    }

    impl Source for Flaky {
        fn entries(&self, _: Names, _: &Limits) -> Result<Box<dyn Iterator<Item = Step> + '_>> {
            let mut names: Vec<_> = self.0.lock().unwrap().keys().copied().collect();
            names.sort_unstable();
            let entry = |name| Step::File(Entry::file(name, CONTENT.len() as u64, 0));
            Ok(Box::new(names.into_iter().map(entry)))
        }

        fn open(&self, source: &Path) -> io::Result<Box<dyn Read + Send + '_>> {
            Ok(Box::new(Failing { source: self, path: source.to_path_buf(), at: 0 }))
        }

        fn state(&self, _: &Path) -> io::Result<(u64, i64)> {
            Ok((CONTENT.len() as u64, 0))
        }
    }

    #[test]
    fn a_disk_that_stutters_is_read_and_told_and_one_that_fails_stops_nobody() {
        let failures = [("a", 0), ("b", 3), ("c", 99), ("d", 1)];
        let source = Flaky(Mutex::new(failures.into_iter().collect()));
        let mut options = Options::default();
        options.retry.first_wait = Duration::ZERO;
        let mut records: Vec<Record> = Vec::new();
        let keep = |record: &Record| {
            records.push(record.clone());
            Ok(())
        };
        let surveyed = survey(&source, keep, &options, &()).unwrap();
        let names: Vec<_> = records.iter().map(|record| record.name.clone()).collect();
        assert_eq!(names, ["a", "b", "d"].map(|name| Name::Path(name.into())));
        let digest = Digest::sha256(CONTENT);
        assert!(records.iter().all(|record| record.file.unwrap().sha256 == digest));
        let told: Vec<_> = surveyed
            .report
            .findings
            .iter()
            .map(|found| (found.code, found.location.clone(), found.details.get("times").cloned()))
            .collect();
        let retried =
            |name, times| (Code::FileRetried, Location::file(name), Some(Value::Number(times)));
        let failed = (Code::FileUnreadable, Location::file("c"), None);
        assert_eq!(told, [retried("b", 3), retried("c", 4), failed, retried("d", 1)]);
    }
}
