use super::external::Record;

/// Records in memory, one behind the other: two vectors for each would cost
/// more than what most of them hold.
#[derive(Debug, Default)]
pub(super) struct Held {
    bytes: Vec<u8>,
    pub(super) places: Vec<Place>,
}

/// Where a record lies: its key, and behind it its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    key: usize,
    value: usize,
    end: usize,
}

/// Steps in which memory grows to the budget. A vector that doubles would take
/// up to twice of what it holds.
const STEPS: usize = 16;

impl Held {
    pub(super) fn push(&mut self, key: &[u8], value: &[u8], budget: usize) {
        let more = key.len() + value.len();
        if self.bytes.capacity() - self.bytes.len() < more {
            self.bytes.reserve_exact(more.max(budget / STEPS));
        }
        if self.places.capacity() == self.places.len() {
            self.places.reserve_exact((budget / STEPS / size_of::<Place>()).max(1));
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        let value = start + key.len();
        self.places.push(Place { key: start, value, end: self.bytes.len() });
    }

    /// Bytes that are in use.
    pub(super) fn cost(&self) -> usize {
        self.bytes.len() + self.places.len() * size_of::<Place>()
    }

    pub(super) fn sort(&mut self) {
        let bytes = &self.bytes;
        self.places.sort_unstable_by(|a, b| {
            let of =
                |place: &Place| (&bytes[place.key..place.value], &bytes[place.value..place.end]);
            of(a).cmp(&of(b))
        });
    }

    /// The records as they stand.
    pub(super) fn records(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.places.iter().map(|place| self.record(*place))
    }

    fn record(&self, place: Place) -> (&[u8], &[u8]) {
        (&self.bytes[place.key..place.value], &self.bytes[place.value..place.end])
    }

    /// Empties it, and keeps its memory for the records to come.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.places.clear();
    }

    pub(super) fn into_records(self) -> HeldRecords {
        HeldRecords { held: self, next: 0 }
    }
}

/// The records of [`Held`], one after the other.
#[derive(Debug)]
pub(super) struct HeldRecords {
    held: Held,
    next: usize,
}

impl Iterator for HeldRecords {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let (key, value) = self.held.record(*self.held.places.get(self.next)?);
        let record = (key.to_vec(), value.to_vec());
        self.next += 1;
        Some(record)
    }
}
