use super::record::record;
use super::{EntryKind, Stated, Timestamp};

record! {
    /// A row of `files.csv`: what the bytes of a file do not say.
    FileEntry {
        /// Path in the payload.
        path: String = "path",
        /// Bytes.
        size: Option<Stated<u64>> = "size",
        /// Path as it was, where it differs and is UTF-8.
        original: Option<String> = "original",
        /// Bytes of the path as it was, in hex, where they are not UTF-8.
        original_hex: Option<String> = "originalHex",
        /// Time of its last change, rounded down to the second.
        modified: Option<Stated<Timestamp>> = "modified",
        /// Media type by the extension.
        media_type: Option<String> = "mediaType",
        /// File or empty folder.
        kind: Option<Stated<EntryKind>> = "kind",
    }
}

impl FileEntry {
    /// A file of `size` bytes at `path`.
    pub fn file(path: impl Into<String>, size: u64) -> Self {
        FileEntry {
            path: path.into(),
            size: Some(size.into()),
            kind: Some(EntryKind::File.into()),
            ..FileEntry::default()
        }
    }

    /// An empty folder at `path`.
    pub fn empty_folder(path: impl Into<String>) -> Self {
        FileEntry {
            path: path.into(),
            kind: Some(EntryKind::EmptyFolder.into()),
            ..FileEntry::default()
        }
    }
}
