use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

/// A time as a file system tells it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Whole seconds since 1970 UTC, rounded down.
    pub seconds: i64,
    /// Nanoseconds beyond them, less than 1,000,000,000.
    pub nanos: u32,
}

impl Moment {
    /// The time of the system's clock.
    pub fn of(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Moment { seconds: whole(after.as_secs()), nanos: after.subsec_nanos() },
            Err(before) => {
                let before = before.duration();
                let (seconds, nanos) = (-whole(before.as_secs()), before.subsec_nanos());
                match nanos {
                    0 => Moment { seconds, nanos },
                    _ => Moment { seconds: seconds - 1, nanos: 1_000_000_000 - nanos },
                }
            }
        }
    }

    /// Whether a change at `other` or later would have been given another time.
    fn is_settled_at(self, other: Moment) -> bool {
        // FAT counts two seconds, and only a whole second may be one of its;
        // elsewhere a time may be as old as the kernel's last tick.
        let grain = if self.nanos == 0 { 2_000_000_000 } else { 20_000_000 };
        self.in_nanos().saturating_add(grain) < other.in_nanos()
    }

    fn in_nanos(self) -> i128 {
        i128::from(self.seconds) * 1_000_000_000 + i128::from(self.nanos)
    }
}

fn whole(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// What the file system tells of a file beyond its size and second, so that
/// whoever looks again can see whether it was touched.
///
/// The device is no part of it: the same disk gets another number at every
/// plugging in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Nanoseconds of the modification time beyond its second.
    pub nanos: u32,
    /// When content or metadata were changed last; programs cannot set it
    /// back. Where there is no such time, when the file was made.
    pub changed: Moment,
    /// The inode; 0 where a listing does not tell it.
    pub index: u64,
}

impl Stamp {
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let nanos = |nanos: i64| u32::try_from(nanos).unwrap_or(0);
        Stamp {
            nanos: nanos(metadata.mtime_nsec()),
            changed: Moment { seconds: metadata.ctime(), nanos: nanos(metadata.ctime_nsec()) },
            index: metadata.ino(),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn of(metadata: &Metadata) -> Self {
        Stamp {
            nanos: metadata.modified().map_or(0, |time| Moment::of(time).nanos),
            changed: metadata.created().map(Moment::of).unwrap_or_default(),
            index: 0,
        }
    }

    /// Whether a file of this stamp that was modified in the second `modified`
    /// would bear another one, had it been changed at `moment` or later.
    ///
    /// A file that was read in the very moment of its last change may have been
    /// changed again within it, unseen.
    pub fn is_settled_at(&self, modified: i64, moment: Moment) -> bool {
        let modified = Moment { seconds: modified, nanos: self.nanos };
        modified.is_settled_at(moment) && self.changed.is_settled_at(moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn times_before_1970_round_down() {
        let before = UNIX_EPOCH - Duration::from_millis(1500);
        assert_eq!(Moment::of(before), Moment { seconds: -2, nanos: 500_000_000 });
        let whole = UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(Moment::of(whole), Moment { seconds: -1, nanos: 0 });
    }

    #[test]
    fn what_changed_within_the_grain_of_the_clock_is_not_settled() {
        let moment = Moment { seconds: 100, nanos: 500_000_000 };
        let stamp = |nanos, changed| Stamp { nanos, changed, index: 1 };
        let old = Moment { seconds: 50, nanos: 1 };
        assert!(stamp(1, old).is_settled_at(100, moment));
        assert!(!stamp(490_000_000, old).is_settled_at(100, moment));
        assert!(!stamp(0, old).is_settled_at(99, moment));
        assert!(stamp(0, old).is_settled_at(98, moment));
        // A time that was set back does not hide when that was done.
        let now = Moment { seconds: 100, nanos: 499_000_000 };
        assert!(!stamp(1, now).is_settled_at(3, moment));
        assert!(!stamp(1, old).is_settled_at(200, moment));
    }
}
