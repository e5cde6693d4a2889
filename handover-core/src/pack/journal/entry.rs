//! The records of the journal, byte by byte.

use std::cmp::Ordering;

use crate::digest::{Digest, Digests};
use crate::path;

/// A file that was packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Number of the volume, from 1.
    pub(super) volume: u32,
    /// Path from the bag's root.
    pub(super) path: String,
    /// Seconds since 1970 UTC when it was read.
    pub(super) modified: i64,
    /// Where in the ZIP its stretch begins.
    pub(super) offset: u64,
    /// What it held; all three digests.
    pub(super) digests: Digests,
}

/// What the journal keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Record {
    /// Files that were read and written.
    Done(Vec<Entry>),
    /// From here on, in path order, the volume is written over: what earlier
    /// records say of it is void.
    Void { volume: u32, from: String },
    /// What the records between these offsets speak of is on the disk.
    Checkpoint { from: u64, upto: u64 },
}

const DONE: u8 = 1;
const VOID: u8 = 2;
const CHECKPOINT: u8 = 3;

impl Record {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self {
            Record::Done(entries) => {
                bytes.push(DONE);
                for entry in entries {
                    entry.write(&mut bytes);
                }
            }
            Record::Void { volume, from } => {
                bytes.push(VOID);
                bytes.extend_from_slice(&volume.to_le_bytes());
                bytes.extend_from_slice(from.as_bytes());
            }
            Record::Checkpoint { from, upto } => {
                bytes.push(CHECKPOINT);
                bytes.extend_from_slice(&from.to_le_bytes());
                bytes.extend_from_slice(&upto.to_le_bytes());
            }
        }
        bytes
    }

    /// The record; `None` where the bytes are none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (kind, mut rest) = bytes.split_first()?;
        match *kind {
            DONE => {
                let mut entries = Vec::new();
                while !rest.is_empty() {
                    entries.push(Entry::read(&mut rest)?);
                }
                Some(Record::Done(entries))
            }
            VOID => {
                let volume = u32::from_le_bytes(take(&mut rest)?);
                Some(Record::Void { volume, from: text(rest)? })
            }
            CHECKPOINT => {
                let from = u64::from_le_bytes(take(&mut rest)?);
                let upto = u64::from_le_bytes(take(&mut rest)?);
                rest.is_empty().then_some(Record::Checkpoint { from, upto })
            }
            _ => None,
        }
    }
}

impl Entry {
    pub(super) fn write(&self, to: &mut Vec<u8>) {
        let Digests { bytes, sha256, blake3, crc32, .. } = self.digests;
        let digest = |digest: Option<Digest>| digest.map_or([0; 32], |digest| *digest.as_bytes());
        to.extend_from_slice(&self.volume.to_le_bytes());
        to.extend_from_slice(&bytes.to_le_bytes());
        to.extend_from_slice(&self.modified.to_le_bytes());
        to.extend_from_slice(&self.offset.to_le_bytes());
        to.extend_from_slice(&digest(sha256));
        to.extend_from_slice(&digest(blake3));
        to.extend_from_slice(&crc32.unwrap_or_default().to_le_bytes());
        // A path of the format has at most 240 UTF-16 units.
        let length = u16::try_from(self.path.len()).unwrap_or_default();
        to.extend_from_slice(&length.to_le_bytes());
        to.extend_from_slice(&self.path.as_bytes()[..usize::from(length)]);
    }

    pub(super) fn read(from: &mut &[u8]) -> Option<Self> {
        let volume = u32::from_le_bytes(take(from)?);
        let bytes = u64::from_le_bytes(take(from)?);
        let modified = i64::from_le_bytes(take(from)?);
        let offset = u64::from_le_bytes(take(from)?);
        let sha256 = Some(Digest::new(take(from)?));
        let blake3 = Some(Digest::new(take(from)?));
        let crc32 = Some(u32::from_le_bytes(take(from)?));
        let length = usize::from(u16::from_le_bytes(take(from)?));
        let (path, rest) = from.split_at_checked(length)?;
        *from = rest;
        let digests = Digests { bytes, sha256, blake3, crc32, sha512: None };
        Some(Entry { volume, path: text(path)?, modified, offset, digests })
    }
}

/// How a place in one volume stands to another: by volume, then in path order.
pub(super) fn compare(a: (u32, &str), b: (u32, &str)) -> Ordering {
    a.0.cmp(&b.0).then_with(|| path::compare(a.1, b.1))
}

fn take<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = from.split_first_chunk::<N>()?;
    *from = rest;
    Some(*taken)
}

fn text(bytes: &[u8]) -> Option<String> {
    String::from_utf8(bytes.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Algorithms, Hasher};
    use proptest::prelude::*;

    fn entry(path: &str) -> Entry {
        let mut hasher = Hasher::new(Algorithms::BOTH.and_crc32());
        hasher.update(path.as_bytes());
        let (digests, path) = (hasher.finish(), path.to_owned());
        Entry { volume: 3, path, modified: -7, offset: 1 << 40, digests }
    }

    #[test]
    fn what_is_written_is_read() {
        for record in [
            Record::Done(vec![entry("data/a"), entry("data/Quyết định.pdf")]),
            Record::Void { volume: 2, from: "data/b".into() },
            Record::Checkpoint { from: 16, upto: u64::MAX },
        ] {
            assert_eq!(Record::read(&record.to_bytes()), Some(record));
        }
    }

    proptest! {
        #[test]
        fn hostile_bytes_are_no_record_or_read_back_the_same(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            if let Some(record) = Record::read(&bytes) {
                prop_assert_eq!(record.to_bytes(), bytes);
            }
        }
    }
}
