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

    /// `42 % · 1,2 GB / 2,8 GB · …`: how far, how fast, how long still.
    pub(super) fn line(&self, elapsed: Duration, locale: &Locale) -> String {
        let done = self.done();
        let mut parts = Vec::new();
        if let (Some(permille), Some(total)) = (self.permille(), self.total) {
            parts.push(format!("{} %", permille / 10));
            let whole = Work {
                entries: total.entries.max(done.entries),
                bytes: total.bytes.max(done.bytes),
            };
            let arguments = Arguments::new()
                .text("done", amount(done, locale))
                .text("total", amount(whole, locale));
            parts.push(locale.with("progress-of", &arguments));
        } else {
            parts.push(amount(done, locale));
        }
        if let Some(rate) = rate(done.bytes, elapsed) {
            let rate_text = bytes(rate, locale.lang());
            parts.push(locale.with("progress-rate", &Arguments::new().text("rate", rate_text)));
            if let Some(total) = self.total.filter(|total| total.bytes > done.bytes) {
                let left = duration((total.bytes - done.bytes).div_ceil(rate), locale);
                parts.push(locale.with("progress-left", &Arguments::new().text("left", left)));
            }
        }
        parts.join(" · ")
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
        assert!(line.ends_with("còn khoảng 6 giây"), "{line}");
        assert!(!meter.line(Duration::from_secs(1), &locale).contains("giây"));
    }
}
