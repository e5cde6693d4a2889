//! How far a phase is, in words.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use handover_core::observe::Work;

use crate::locale::{Arguments, Locale};
use crate::output::{amount, bytes, duration};

/// Below this a rate is a guess.
const FIRST_RATE: Duration = Duration::from_secs(2);

/// Counts the work of one phase, from any thread.
#[derive(Debug, Default)]
pub(super) struct Meter {
    total: Option<Work>,
    entries: AtomicU64,
    bytes: AtomicU64,
}

impl Meter {
    pub(super) fn new(total: Option<Work>) -> Self {
        Self { total, ..Self::default() }
    }

    pub(super) fn add(&self, work: Work) {
        self.entries.fetch_add(work.entries, Ordering::Relaxed);
        self.bytes.fetch_add(work.bytes, Ordering::Relaxed);
    }

    pub(super) fn done(&self) -> Work {
        Work {
            entries: self.entries.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }

    /// Thousandths of the whole, where the whole is known. By bytes, or by
    /// entries where there are none. A source that grew stays at the end.
    pub(super) fn permille(&self) -> Option<u64> {
        let (done, total) = (self.done(), self.total?);
        let (part, whole) = match total {
            Work { bytes: 0, entries } => (done.entries, entries),
            Work { bytes, .. } => (done.bytes, bytes),
        };
        if whole == 0 {
            return Some(1000);
        }
        let permille = u128::from(part.min(whole)) * 1000 / u128::from(whole);
        u64::try_from(permille).ok()
    }

    /// `42 % · 12 s left · 120 MB/s · 1.2 GB / 2.8 GB · 37 / 90 files`: what
    /// people look for first stands first, as a narrow screen cuts the rest.
    pub(super) fn line(&self, elapsed: Duration, locale: &Locale) -> String {
        let done = self.done();
        let rate = rate(done.bytes, elapsed);
        let parts = [
            self.permille().map(|permille| format!("{} %", permille / 10)),
            self.left(rate).map(|seconds| {
                let left = duration(seconds, locale);
                locale.with("progress-left", &Arguments::new().text("left", left))
            }),
            rate.map(|rate| {
                let rate = bytes(rate, locale.lang());
                locale.with("progress-rate", &Arguments::new().text("rate", rate))
            }),
            Some(self.amounts(done, locale)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Seconds still to go.
    fn left(&self, rate: Option<u64>) -> Option<u64> {
        let left = self.total?.bytes.saturating_sub(self.done().bytes);
        (left > 0).then(|| rate.map(|rate| left.div_ceil(rate))).flatten()
    }

    fn amounts(&self, done: Work, locale: &Locale) -> String {
        let Some(total) = self.total else { return amount(done, locale) };
        let arguments = Arguments::new()
            .text("bytes", bytes(done.bytes, locale.lang()))
            .text("total", bytes(total.bytes.max(done.bytes), locale.lang()))
            .number("files", done.entries)
            .number("of", total.entries.max(done.entries));
        locale.with("progress-of", &arguments)
    }
}

/// Bytes a second since the phase began.
fn rate(bytes: u64, elapsed: Duration) -> Option<u64> {
    if elapsed < FIRST_RATE {
        return None;
    }
    let rate = u128::from(bytes) * 1000 / elapsed.as_millis();
    u64::try_from(rate).ok().filter(|rate| *rate > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    const TOTAL: Work = Work { entries: 10, bytes: 1_000_000_000 };

    #[test]
    fn never_more_than_all() {
        let meter = Meter::new(Some(TOTAL));
        assert_eq!(meter.permille(), Some(0));
        meter.add(Work { entries: 9, bytes: 999_999_999 });
        assert_eq!(meter.permille(), Some(999));
        meter.add(Work { entries: 9, bytes: u64::MAX / 2 });
        assert_eq!(meter.permille(), Some(1000));
        let line = meter.line(Duration::from_secs(10), &Locale::new(Lang::En));
        assert!(line.starts_with("100 %") && !line.contains("left"), "{line}");
    }

    #[test]
    fn work_without_bytes_is_counted_in_entries() {
        let meter = Meter::new(Some(Work { entries: 4, bytes: 0 }));
        meter.add(Work { entries: 1, bytes: 0 });
        assert_eq!(meter.permille(), Some(250));
        assert_eq!(Meter::new(Some(Work::default())).permille(), Some(1000));
    }

    #[test]
    fn rate_and_time_left() {
        let meter = Meter::new(Some(TOTAL));
        meter.add(Work { entries: 5, bytes: 400_000_000 });
        let locale = Locale::new(Lang::Vi);
        let line = meter.line(Duration::from_secs(4), &locale);
        assert!(line.contains("40 %") && line.contains("100 MB/giây"), "{line}");
        assert!(line.contains("còn 6 giây"), "{line}");
        assert!(!meter.line(Duration::from_secs(1), &locale).contains("giây"));
    }
}
