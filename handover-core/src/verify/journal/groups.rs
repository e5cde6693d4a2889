//! Runs of neighbours that were found sound.

use std::collections::BTreeMap;

/// Files in one group at most: those are looked at before the first is read.
pub(super) const GROUP_FILES: u32 = 1024;
/// Bytes in one group, less its last file: what one changed file costs again.
const GROUP_BYTES: u64 = 64 << 20;
/// Groups that a journal may have: 40 bytes each in memory.
pub(super) const GROUPS: usize = 1 << 20;

/// A payload file as it was before it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Its place among the listed files, from 0.
    pub(crate) ordinal: u64,
    /// Bytes.
    pub(crate) size: u64,
    /// Nanoseconds since 1970 UTC of its last change; 0 in a ZIP.
    pub(crate) modified: i128,
}

/// Neighbours that were read and found sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// Ordinal of the first.
    pub(super) first: u64,
    pub(super) count: u32,
    /// Of the sizes and times of all of them.
    pub(super) state: [u8; 16],
}

/// A group that still grows.
pub(super) struct Growing {
    first: u64,
    count: u32,
    bytes: u64,
    state: blake3::Hasher,
}

impl Growing {
    pub(super) fn new(stamp: &Stamp) -> Self {
        let state = blake3::Hasher::new();
        let mut growing = Growing { first: stamp.ordinal, count: 0, bytes: 0, state };
        growing.push(stamp);
        growing
    }

    /// Whether `stamp` is the next neighbour, and there is room.
    pub(super) fn takes(&self, stamp: &Stamp) -> bool {
        let next = self.first + u64::from(self.count) == stamp.ordinal;
        next && self.count < GROUP_FILES && self.bytes < GROUP_BYTES
    }

    pub(super) fn push(&mut self, stamp: &Stamp) {
        self.count += 1;
        self.bytes = self.bytes.saturating_add(stamp.size);
        self.state.update(&stamp.size.to_le_bytes());
        self.state.update(&stamp.modified.to_le_bytes());
    }

    pub(super) fn group(&self) -> Group {
        let mut state = [0; 16];
        self.state.finalize_xof().fill(&mut state);
        Group { first: self.first, count: self.count, state }
    }
}

/// Groups by their first ordinal; none overlaps another.
#[derive(Debug, Default)]
pub(super) struct Groups(BTreeMap<u64, Group>);

impl Groups {
    /// Adds what was written later than all that is there: it says more of the
    /// same files. Beyond [`GROUPS`] nothing is kept, and is read again.
    pub(super) fn add(&mut self, group: Group) {
        let end = |group: &Group| group.first + u64::from(group.count);
        while let Some((first, _)) = self
            .0
            .range(..end(&group))
            .next_back()
            .filter(|(_, before)| end(before) > group.first)
            .map(|(first, before)| (*first, before))
        {
            self.0.remove(&first);
        }
        if self.0.len() < GROUPS {
            self.0.insert(group.first, group);
        }
    }

    pub(super) fn into_sorted(self) -> impl Iterator<Item = Group> {
        self.0.into_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(first: u64, count: u32) -> Group {
        Group { first, count, state: [0; 16] }
    }

    #[test]
    fn what_was_written_later_stands() {
        let mut groups = Groups::default();
        for (first, count) in [(0, 10), (10, 10), (20, 10), (5, 6), (40, 1)] {
            groups.add(group(first, count));
        }
        let kept: Vec<_> = groups.into_sorted().map(|group| (group.first, group.count)).collect();
        assert_eq!(kept, [(5, 6), (20, 10), (40, 1)]);
    }

    #[test]
    fn a_size_a_time_and_an_order_make_another_state() {
        let stamp = |ordinal, size, modified| Stamp { ordinal, size, modified };
        let state = |stamps: [Stamp; 2]| {
            let mut growing = Growing::new(&stamps[0]);
            assert!(growing.takes(&stamps[1]));
            growing.push(&stamps[1]);
            growing.group().state
        };
        let one = state([stamp(0, 1, 5), stamp(1, 2, 5)]);
        assert_eq!(one, state([stamp(0, 1, 5), stamp(1, 2, 5)]));
        assert_ne!(one, state([stamp(0, 2, 5), stamp(1, 1, 5)]));
        assert_ne!(one, state([stamp(0, 1, 5), stamp(1, 2, 6)]));
        assert!(!Growing::new(&stamp(0, 1, 5)).takes(&stamp(2, 1, 5)));
        assert!(!Growing::new(&stamp(0, GROUP_BYTES, 5)).takes(&stamp(1, 1, 5)));
    }
}
