//! Where every byte of a ZIP will stand, before any is written.
//!
//! Nothing is compressed, so that each offset is a prefix sum of names and
//! sizes, and threads write entries at their places in any order.

#[cfg(test)]
use super::end::end_len;
use super::header::{central_len, local_len};
use super::wire::MAX16;

/// Where one entry stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// Full name, top folder included.
    pub(crate) name: String,
    /// Bytes of the file.
    pub(crate) size: u64,
    /// Where the local header starts.
    pub(crate) header_offset: u64,
    /// Where the file's bytes start.
    pub(crate) data_offset: u64,
}

impl Place {
    /// Where the next entry starts.
    pub(crate) fn end(&self) -> u64 {
        self.data_offset + self.size
    }
}

/// An entry that no ZIP can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CannotPlace {
    /// A name has at most 65,535 bytes (APPNOTE §4.4.10).
    #[error("the name is longer than a ZIP can hold")]
    NameTooLong,
    /// Offsets have 64 bits.
    #[error("the file would be larger than a ZIP can be")]
    TooLarge,
}

/// Gives entries their places, one after the other, without a gap.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    end: u64,
    directory_size: u64,
    count: u64,
}

impl Layout {
    /// An empty ZIP.
    pub(crate) fn new() -> Self {
        Layout::default()
    }

    /// The place of the next entry. Order and uniqueness of names are the
    /// caller's: it has the paths sorted anyway.
    pub(crate) fn place(&mut self, name: &str, size: u64) -> Result<Place, CannotPlace> {
        if name.len() as u64 > MAX16 {
            return Err(CannotPlace::NameTooLong);
        }
        let header_offset = self.end;
        let data_offset = header_offset
            .checked_add(local_len(name.len(), size) as u64)
            .ok_or(CannotPlace::TooLarge)?;
        let end = data_offset.checked_add(size).ok_or(CannotPlace::TooLarge)?;
        let directory_size = self.directory_size + central_len(name, size, header_offset);
        // The whole file has an offset too, or a seek would fail at the very end.
        let whole = end.checked_add(directory_size).and_then(|all| all.checked_add(256));
        if whole.is_none_or(|all| i64::try_from(all).is_err()) {
            return Err(CannotPlace::TooLarge);
        }
        self.end = end;
        self.directory_size = directory_size;
        self.count += 1;
        Ok(Place { name: name.to_owned(), size, header_offset, data_offset })
    }

    /// Where the last entry ends and the central directory starts.
    pub(crate) fn end(&self) -> u64 {
        self.end
    }

    /// Entries placed.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Bytes of the central directory.
    pub(crate) fn directory_size(&self) -> u64 {
        self.directory_size
    }

    /// Bytes of the whole file.
    #[cfg(test)]
    pub(crate) fn file_size(&self) -> u64 {
        let tail = end_len(self.count, self.end, self.directory_size);
        self.end + self.directory_size + tail
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_held_is_refused_and_leaves_no_trace() {
        let mut layout = Layout::new();
        assert_eq!(layout.place(&"a".repeat(65_536), 1), Err(CannotPlace::NameTooLong));
        assert_eq!(layout.place("a", u64::MAX), Err(CannotPlace::TooLarge));
        assert_eq!(layout.place("a", i64::MAX as u64), Err(CannotPlace::TooLarge));
        assert_eq!((layout.end(), layout.count(), layout.file_size()), (0, 0, 22));
        assert!(layout.place(&"a".repeat(65_535), 1).is_ok());
    }
}
