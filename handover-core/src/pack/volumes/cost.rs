//! What a part of a bundle adds to its ZIP: never less than it will be, since
//! a volume that grew beyond its medium would only show when it is full.

use crate::bundle::layout::PAYLOAD;
use crate::bundle::zip::end::end_records;
use crate::bundle::zip::header::most_headers_len;

/// Digest, two spaces and LF: a line of a list without its path.
const LINE_BYTES: u64 = 64 + 2 + 1;

/// Bytes and entries of a ZIP.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    pub(crate) bytes: u64,
    pub(crate) entries: u64,
}

impl Cost {
    /// Bytes within entries that are counted elsewhere.
    pub(super) fn bytes(bytes: u64) -> Self {
        Cost { bytes, entries: 0 }
    }

    #[must_use]
    pub(crate) fn plus(self, other: Cost) -> Self {
        Cost {
            bytes: self.bytes.saturating_add(other.bytes),
            entries: self.entries.saturating_add(other.entries),
        }
    }

    /// What is left of it beside the other.
    #[must_use]
    pub(super) fn less(self, other: Cost) -> Self {
        Cost {
            bytes: self.bytes.saturating_sub(other.bytes),
            entries: self.entries.saturating_sub(other.entries),
        }
    }

    pub(super) fn fits(self, room: Cost) -> bool {
        self.bytes <= room.bytes && self.entries <= room.entries
    }
}

/// Measures the entries of a volume.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ruler {
    /// Bytes of the top folder's name and the slash behind it.
    top: usize,
    /// Bytes that the volume may have: where none needs ZIP64, none pays for it.
    whole: u64,
}

impl Ruler {
    pub(super) fn new(top_name_bytes: usize, whole: u64) -> Self {
        Ruler { top: top_name_bytes + 1, whole }
    }

    /// The records that end a ZIP, with those of ZIP64 where they may be needed.
    pub(crate) fn end_records(self) -> Cost {
        Cost::bytes(end_records(u64::from(u16::MAX), self.whole, self.whole).len() as u64)
    }

    /// An entry that no list names: a signature, a key, the tag manifest.
    pub(crate) fn entry(self, path: &str, size: u64) -> Cost {
        self.sized(path.len(), size)
    }

    /// A tag file, and its line in the tag manifest.
    pub(crate) fn tag_file(self, path: &str, size: u64) -> Cost {
        self.sized(path.len(), size).plus(line(path.len()))
    }

    /// A tag file whose bytes are counted elsewhere.
    pub(crate) fn tag_file_around(self, path: &str) -> Cost {
        let size = self.whole.saturating_sub(1);
        let headers = most_headers_len(self.top + path.len(), size, self.whole);
        Cost { bytes: headers, entries: 1 }.plus(line(path.len()))
    }

    /// A file at `path` below `data/`, and its lines in both lists.
    pub(crate) fn payload(self, path: &str, size: u64) -> Cost {
        let path = PAYLOAD.len() + path.len();
        self.sized(path, size).plus(line(path)).plus(line(path))
    }

    fn sized(self, path: usize, size: u64) -> Cost {
        let headers = most_headers_len(self.top + path, size, self.whole);
        Cost { bytes: headers.saturating_add(size), entries: 1 }
    }
}

fn line(path: usize) -> Cost {
    Cost::bytes(LINE_BYTES + path as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::zip::layout::Layout;
    use proptest::prelude::*;

    fn size() -> impl Strategy<Value = u64> {
        prop_oneof![0_u64..100, 0xFFFF_FFFD_u64..0x1_0000_0003, Just(1 << 33)]
    }

    proptest! {
        /// Entries of all sizes around the bounds of ZIP64, at any offsets.
        #[test]
        fn never_less_than_the_layout(files in proptest::collection::vec(("[a-zế]{1,9}", size()), 1..9)) {
            let mut layout = Layout::new();
            for (path, size) in &files {
                layout.place(&format!("top/data/{path}"), *size).unwrap();
            }
            let end = 22 + 20 + 56;
            let tight = layout.end() + layout.directory_size();
            for whole in [tight + end, u64::MAX] {
                let ruler = Ruler::new(3, whole);
                let mut cost = Cost::default();
                for (path, size) in &files {
                    cost = cost.plus(ruler.payload(path, *size));
                }
                let lines: u64 = files.iter().map(|(path, _)| 2 * (67 + 5 + path.len() as u64)).sum();
                prop_assert!(tight + lines <= cost.bytes);
                prop_assert_eq!(cost.entries, files.len() as u64);
                // What no volume of FAT32 needs is not paid for.
                if whole <= 0xFFFF_FFFF {
                    prop_assert_eq!(tight + lines, cost.bytes);
                }
            }
        }
    }
}
