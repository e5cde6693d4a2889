//! Ordinals of the documents of one dossier, as they pass in order.

use std::ops::RangeInclusive;

use crate::description::Gaps;

/// Ranges of missing ordinals that a finding names; it counts the rest.
const NAMED: usize = 20;

/// An ordinal as a row writes it: `7`, `07a`, `03-05`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ordinal {
    pub(super) first: u32,
    pub(super) last: u32,
    /// What follows the digits, lower-case: `7a` and `7b` are two.
    pub(super) suffix: String,
}

impl Ordinal {
    /// Reads a cell; `None` where it does not begin with a number.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(range) = text.parse::<Gaps>()
            && let (Some(range), 1) = (range.ranges().next(), range.ranges().len())
        {
            let (first, last) = (*range.start(), *range.end());
            return Some(Ordinal { first, last, suffix: String::new() });
        }
        let end = text.find(|c: char| !c.is_ascii_digit())?;
        let number = text[..end].parse().ok()?;
        Some(Ordinal { first: number, last: number, suffix: text[end..].to_lowercase() })
    }
}

/// What is missing between the ordinals so far.
#[derive(Debug, Default)]
pub(super) struct Missing {
    /// One behind the greatest ordinal so far.
    next: Option<u32>,
    named: Vec<RangeInclusive<u32>>,
    count: u64,
    ranges: u64,
}

impl Missing {
    /// Takes the next ordinal; `declared` are missing by the archive's word.
    pub(super) fn pass(&mut self, ordinal: &Ordinal, declared: &Gaps) {
        // A dossier begins with 1; one that begins with 0 misses nothing before.
        let next = self.next.unwrap_or(1);
        if ordinal.first > next {
            self.gap(next..=ordinal.first - 1, declared);
        }
        self.next = Some(next.max(ordinal.last.saturating_add(1)));
    }

    fn gap(&mut self, gap: RangeInclusive<u32>, declared: &Gaps) {
        let (mut start, end) = gap.into_inner();
        for known in declared.ranges() {
            if *known.end() < start {
                continue;
            }
            if *known.start() > end {
                break;
            }
            if *known.start() > start {
                self.add(start..=known.start() - 1);
            }
            match known.end().checked_add(1) {
                Some(after) => start = after,
                None => return,
            }
        }
        if start <= end {
            self.add(start..=end);
        }
    }

    fn add(&mut self, range: RangeInclusive<u32>) {
        self.count += u64::from(range.end() - range.start()) + 1;
        self.ranges += 1;
        if self.named.len() < NAMED {
            self.named.push(range);
        }
    }

    /// The missing ordinals in words and their number; `None` if there are none.
    pub(super) fn told(&self) -> Option<(String, u64)> {
        if self.named.is_empty() {
            return None;
        }
        let mut text = Gaps::from_ranges(self.named.clone()).to_string();
        if self.ranges > self.named.len() as u64 {
            text.push_str(", …");
        }
        Some((text, self.count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinals_as_rows_write_them() {
        let read = |text| Ordinal::read(text).map(|o| (o.first, o.last, o.suffix));
        assert_eq!(read(" 07 "), Some((7, 7, String::new())));
        assert_eq!(read("7A"), Some((7, 7, "a".into())));
        assert_eq!(read("03-05"), Some((3, 5, String::new())));
        for text in ["", "a", "Tờ 3", "99999999999", "99999999999a"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn missing_is_what_neither_stands_nor_is_declared(
            present in proptest::collection::btree_set((0_u32..30, 0_u32..3), 1..12),
            declared in proptest::collection::vec((0_u32..35, 0_u32..6), 0..5),
        ) {
            let gaps = Gaps::from_ranges(declared.iter().map(|(a, n)| *a..=a + n).collect());
            let mut missing = Missing::default();
            for (first, more) in &present {
                let ordinal =
                    Ordinal { first: *first, last: first + more, suffix: String::new() };
                missing.pass(&ordinal, &gaps);
            }
            let most = present.iter().map(|(first, more)| first + more).max().unwrap();
            let naive: Vec<u32> = (1..=most)
                .filter(|n| !present.iter().any(|(first, more)| (*first..=first + more).contains(n)))
                .filter(|n| !gaps.contains(*n))
                .collect();
            let told = missing.told();
            prop_assert_eq!(told.as_ref().map_or(0, |(_, count)| *count), naive.len() as u64);
            if let Some((text, _)) = told {
                let back: Gaps = text.parse().unwrap();
                prop_assert!(naive.iter().all(|n| back.contains(*n)));
            }
        }
    }
}
