//! Whether a last day can be kept, and what would keep it.

use std::collections::BTreeMap;

use super::order::Bucket;

/// Work of one stage by bucket and working day: when it could begin, and when it is done.
#[derive(Debug, Default)]
pub(super) struct Flow {
    ready: BTreeMap<Bucket, BTreeMap<usize, u64>>,
    done: BTreeMap<Bucket, BTreeMap<usize, u64>>,
}

impl Flow {
    pub(super) fn ready(&mut self, bucket: Bucket, day: usize, amount: u64) {
        add(&mut self.ready, bucket, day, amount);
    }

    pub(super) fn done(&mut self, bucket: Bucket, day: usize, amount: u64) {
        add(&mut self.done, bucket, day, amount);
    }

    /// The work of some buckets.
    pub(super) fn amount(&self, of: &dyn Fn(Bucket) -> bool) -> u64 {
        let own = self.done.iter().filter(|(bucket, _)| of(**bucket));
        own.flat_map(|(_, days)| days.values()).fold(0, |sum, more| sum.saturating_add(*more))
    }

    /// The last day of the work of some buckets.
    pub(super) fn last_day(&self, of: &dyn Fn(Bucket) -> bool) -> Option<usize> {
        let own = self.done.iter().filter(|(bucket, _)| of(**bucket));
        own.filter_map(|(_, days)| days.keys().next_back().copied()).max()
    }

    /// What is left of the work after the first `days` days.
    pub(super) fn left_after(&self, days: usize, of: &dyn Fn(Bucket) -> bool) -> u64 {
        let own = self.done.iter().filter(|(bucket, _)| of(**bucket));
        let late = own.flat_map(|(_, done)| done.range(days..));
        late.fold(0, |sum, (_, more)| sum.saturating_add(*more))
    }

    /// The least that all teams together must do on a day, so that the work of some buckets is
    /// done within the first `days` days, what is more urgent before it. `None` where nothing
    /// would help: the work cannot begin in time.
    pub(super) fn needed(&self, days: usize, of: &dyn Fn(Bucket) -> bool) -> Option<u64> {
        let last = self.ready.keys().filter(|bucket| of(**bucket)).max().copied()?;
        let urgent = || self.ready.range(..=last);
        let all = urgent().flat_map(|(_, days)| days.values());
        let mut enough = all.fold(0_u64, |sum, more| sum.saturating_add(*more));
        if !self.keeps(enough, days, last, of) {
            return None;
        }
        let mut short = 0;
        while enough - short > 1 {
            let middle = short + (enough - short) / 2;
            if self.keeps(middle, days, last, of) {
                enough = middle;
            } else {
                short = middle;
            }
        }
        Some(enough)
    }

    /// Whether `a_day` is enough: the same work, by bucket and day.
    fn keeps(&self, a_day: u64, days: usize, last: Bucket, of: &dyn Fn(Bucket) -> bool) -> bool {
        let mut coming: BTreeMap<usize, Vec<(Bucket, u64)>> = BTreeMap::new();
        for (bucket, ready) in self.ready.range(..=last) {
            for (day, amount) in ready {
                coming.entry(*day).or_default().push((*bucket, *amount));
            }
        }
        if coming.range(days..).any(|(_, work)| work.iter().any(|(bucket, _)| of(*bucket))) {
            return false;
        }
        let mut waiting: BTreeMap<Bucket, u64> = BTreeMap::new();
        for day in 0..days {
            for (bucket, amount) in coming.remove(&day).unwrap_or_default() {
                let sum = waiting.entry(bucket).or_default();
                *sum = sum.saturating_add(amount);
            }
            let mut left = a_day;
            while let Some(mut first) = waiting.first_entry() {
                let amount = left.min(*first.get());
                left -= amount;
                *first.get_mut() -= amount;
                if *first.get() > 0 {
                    break;
                }
                first.remove();
            }
        }
        !waiting.keys().any(|bucket| of(*bucket))
    }
}

fn add(of: &mut BTreeMap<Bucket, BTreeMap<usize, u64>>, bucket: Bucket, day: usize, amount: u64) {
    let sum = of.entry(bucket).or_default().entry(day).or_default();
    *sum = sum.saturating_add(amount);
}
