use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::finding::Location;
use crate::walk::Stamp;

/// What an entry is called. A name under suspicion of secrecy is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Name {
    /// Path from the root, form C.
    Path(String),
    /// Number of the folder and place in it; see [`Location::Entry`].
    Hidden {
        /// Number of the folder in path order.
        folder: u64,
        /// Place in it, from 1.
        ordinal: u64,
    },
}

impl Name {
    /// Where the entry is, without a name that must not be told.
    pub fn location(&self) -> Location {
        Called::from(self).location()
    }
}

/// A [`Name`] that stands somewhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Called<'n> {
    Path(&'n str),
    Hidden { folder: u64, ordinal: u64 },
}

impl Called<'_> {
    /// As [`Name::location`].
    pub(crate) fn location(self) -> Location {
        match self {
            Called::Path(path) => Location::file(path),
            Called::Hidden { folder, ordinal } => Location::Entry { folder, ordinal },
        }
    }

    pub(crate) fn to_name(self) -> Name {
        match self {
            Called::Path(path) => Name::Path(path.to_owned()),
            Called::Hidden { folder, ordinal } => Name::Hidden { folder, ordinal },
        }
    }
}

impl<'n> From<&'n Name> for Called<'n> {
    fn from(name: &'n Name) -> Self {
        match name {
            Name::Path(path) => Called::Path(path),
            Name::Hidden { folder, ordinal } => {
                Called::Hidden { folder: *folder, ordinal: *ordinal }
            }
        }
    }
}

/// An entry of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is called.
    pub name: Name,
    /// The file's content; `None` for an empty folder.
    pub file: Option<Content>,
    /// Whole seconds since 1970 UTC, rounded down.
    pub modified: i64,
    /// What shows whether it was touched since; `None` in snapshots of
    /// version 1, and where nothing tells.
    pub stamp: Option<Stamp>,
    /// Whether the content is the one of an earlier survey, because nothing
    /// spoke of a change, and was not read again.
    pub taken_over: bool,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: Digest,
    /// BLAKE3.
    pub blake3: Digest,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Files.
    pub files: u64,
    /// Folders that hold nothing.
    pub empty_folders: u64,
    /// Bytes of all files.
    pub bytes: u64,
}

impl Tally {
    /// Counts one more file of `size` bytes.
    pub fn add_file(&mut self, size: u64) {
        self.files += 1;
        self.bytes = self.bytes.saturating_add(size);
    }
}
