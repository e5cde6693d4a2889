//! What an earlier run wrote of a bundle.

use std::fs::OpenOptions;
use std::io::{self, Read};

use super::slots::{Output, Slot, set_modified};
use crate::bundle::zip::header;
use crate::digest::{Algorithms, Digests, read_through};
use crate::read_at::{ReadAt, Slice};

/// What was there when the writer began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LeftBehind {
    pub(super) zip_bytes: u64,
}

impl LeftBehind {
    /// Whether a file of `size` bytes can be whole in its slot; its bytes are
    /// not looked at.
    pub(crate) fn covers(self, slot: &Slot, size: u64) -> bool {
        match slot {
            Slot::Zip(place) => place.end() <= self.zip_bytes,
            Slot::Folder(path) => path.symlink_metadata().is_ok_and(|file| file.len() == size),
            Slot::InPlace => true,
        }
    }
}

/// Whether the slot holds the very bytes that `digests` speak of. A folder's
/// file is given its time again: what cut the run off may have taken it.
pub(crate) fn holds(
    output: &Output,
    slot: &Slot,
    digests: &Digests,
    modified: i64,
    buffer: &mut [u8],
) -> io::Result<bool> {
    let content: Box<dyn Read + '_> = match (output, slot) {
        (Output::Zip(file, day), Slot::Zip(place)) => {
            let wanted = header::local_header(place, digests.crc32.unwrap_or_default(), *day);
            let mut found = vec![0; wanted.len()];
            file.read_exact_at(&mut found, place.header_offset)?;
            if found != wanted {
                return Ok(false);
            }
            Box::new(Slice::new(file, place.data_offset, place.size))
        }
        (_, Slot::Folder(path)) => {
            let file = OpenOptions::new().read(true).write(true).open(path)?;
            set_modified(&file, modified);
            Box::new(file)
        }
        // Nothing was written.
        (_, Slot::InPlace) => return Ok(true),
        (Output::Folder(_), Slot::Zip(_)) => return Err(io::ErrorKind::InvalidInput.into()),
    };
    let found = read_through(content, buffer, Algorithms::BLAKE3, |_| Ok(()))?;
    Ok(found.bytes == digests.bytes && found.blake3 == digests.blake3)
}
