//! One file of an archive, and when its bytes may be read.

use super::archive::Archive;
use super::header::local_len;
use super::locals::Unseen;
use super::name::Named;
use super::record::Central;

/// General purpose bits that speak of encryption: 0, 6 and 13 (APPNOTE §4.4.4).
pub(super) const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;

/// A file of the archive. Its data lies inside the archive as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Path from the bag's root: without the top folder.
    pub(crate) name: String,
    /// Bytes of the file.
    pub(crate) size: u64,
    /// CRC-32 as the headers say; whoever reads the bytes compares.
    pub(crate) crc: u32,
    /// Where the local header starts in the file.
    pub(crate) header_offset: u64,
    /// Where the file's bytes start.
    pub(crate) data_offset: u64,
    /// Its local header, where that is still to be looked at.
    pub(crate) unseen: Option<Unseen>,
}

impl Entry {
    /// The entry, if its bytes can be read as they are: a path of a bundle,
    /// neither compressed nor encrypted, all of it before the directory.
    pub(super) fn readable(archive: &Archive<'_>, central: &Central, named: Named) -> Option<Self> {
        let (size, stored) = (central.size?, central.stored?);
        let plain = central.method() == 0 && central.flags() & ENCRYPTED == 0 && size == stored;
        let name = named.path.filter(|_| plain)?;
        let header_offset = archive.place_of(central)?;
        let header = local_len(central.name().len(), size) as u64;
        let data_offset = header_offset.checked_add(header)?;
        let crc = central.crc();
        let entry = Entry { name, size, crc, header_offset, data_offset, unseen: None };
        entry.end().filter(|end| *end <= archive.directory_start())?;
        Some(entry)
    }

    /// Where the file's bytes end.
    pub(super) fn end(&self) -> Option<u64> {
        self.data_offset.checked_add(self.size)
    }
}
