//! What a file system tells of a name without opening it.

use std::fs::{DirEntry, Metadata};
use std::io;

use super::stamp::{Moment, Stamp};

/// What is neither a file nor a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Special {
    /// A symbolic link or a junction; never followed.
    Link,
    /// A device, socket or pipe.
    Device,
}

impl Special {
    /// A stable word that messages are keyed by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Special::Link => "link",
            Special::Device => "device",
        }
    }
}

/// What was seen of an entry of a listing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) kind: Kind,
    /// Bytes; meant for files.
    pub(super) size: u64,
    /// Whole seconds since 1970 UTC, rounded down.
    pub(super) modified: i64,
    pub(super) stamp: Stamp,
}

impl Look {
    /// Looks at the entry itself: a link is not followed.
    pub(super) fn at(entry: &DirEntry) -> io::Result<Self> {
        let metadata = metadata(entry)?;
        Ok(Look {
            kind: kind(&metadata),
            size: metadata.len(),
            modified: modified_seconds(&metadata),
            stamp: Stamp::of(&metadata),
        })
    }
}

#[cfg(not(windows))]
fn metadata(entry: &DirEntry) -> io::Result<Metadata> {
    entry.metadata()
}

/// A listing of Windows may tell old sizes of files with several names.
#[cfg(windows)]
fn metadata(entry: &DirEntry) -> io::Result<Metadata> {
    std::fs::symlink_metadata(entry.path())
}

/// What of a walk's steps an entry will be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    File,
    Folder,
    Special(Special),
}

fn kind(metadata: &Metadata) -> Kind {
    // A junction is no symlink for Windows, and no folder for us.
    if metadata.file_type().is_symlink() || is_junction(metadata) {
        Kind::Special(Special::Link)
    } else if metadata.is_file() {
        Kind::File
    } else if metadata.is_dir() {
        Kind::Folder
    } else {
        Kind::Special(Special::Device)
    }
}

#[cfg(windows)]
fn is_junction(metadata: &Metadata) -> bool {
    use std::os::windows::fs::MetadataExt;
    const FILE_ATTRIBUTE_REPARSE_POINT: u32 = 0x400;
    metadata.is_dir() && metadata.file_attributes() & FILE_ATTRIBUTE_REPARSE_POINT != 0
}

#[cfg(not(windows))]
fn is_junction(_: &Metadata) -> bool {
    false
}

/// The modification time in whole seconds since 1970 UTC, rounded down; 0 where
/// the file system has none.
pub fn modified_seconds(metadata: &Metadata) -> i64 {
    metadata.modified().map_or(0, |modified| Moment::of(modified).seconds)
}
