use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a finding stands.
///
/// A place that a secrecy rule hides is an [`Location::Entry`] or a
/// [`Location::Folder`]: numbers only, no name. Paths are data of strangers:
/// escape control characters before they reach a terminal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Location {
    /// The bundle, folder or act as a whole.
    Whole,
    /// A file or folder, relative to the root that was looked at.
    File {
        /// Path with `/` between components.
        path: String,
    },
    /// A line of a text file.
    Line {
        /// Path of the text file.
        path: String,
        /// Line, from 1.
        line: u64,
    },
    /// A place in a file by offset.
    Byte {
        /// Path of the file.
        path: String,
        /// Bytes before the place.
        offset: u64,
    },
    /// A row of an inventory table.
    Row {
        /// Name of the table without `.csv`.
        table: String,
        /// Row, from 1; the header is not counted.
        row: u64,
        /// Column, where one is meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
    },
    /// A member of the act, dotted: `lots[1].paper.containers`.
    Act {
        /// The member.
        field: String,
    },
    /// A folder by its number in path order, the root being 0.
    Folder {
        /// Number of the folder.
        folder: u64,
    },
    /// An entry by its folder's number and its ordinal there, from 1.
    Entry {
        /// Number of the folder in path order, the root being 0.
        folder: u64,
        /// Place among the folder's files and empty folders, from 1.
        ordinal: u64,
    },
}

impl Location {
    /// A file at `path`.
    pub fn file(path: impl Into<String>) -> Self {
        Location::File { path: path.into() }
    }

    /// Line `line` (from 1) of the text file at `path`.
    pub fn line(path: impl Into<String>, line: u64) -> Self {
        Location::Line { path: path.into(), line }
    }

    /// A member of the act.
    pub fn act(field: impl Into<String>) -> Self {
        Location::Act { field: field.into() }
    }

    /// A row (from 1) of a table.
    pub fn row(table: impl Into<String>, row: u64) -> Self {
        Location::Row { table: table.into(), row, field: None }
    }

    /// A cell of a table.
    pub fn cell(table: impl Into<String>, row: u64, field: impl Into<String>) -> Self {
        Location::Row { table: table.into(), row, field: Some(field.into()) }
    }
}

/// A compact form without words, for logs; escape it before a terminal sees it.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::Whole => f.write_str("."),
            Location::File { path } => f.write_str(path),
            Location::Line { path, line } => write!(f, "{path}:{line}"),
            Location::Byte { path, offset } => write!(f, "{path}@{offset}"),
            Location::Row { table, row, field: None } => write!(f, "{table}[{row}]"),
            Location::Row { table, row, field: Some(field) } => write!(f, "{table}[{row}].{field}"),
            Location::Act { field } => write!(f, "act.{field}"),
            Location::Folder { folder } => write!(f, "folder {folder}"),
            Location::Entry { folder, ordinal } => write!(f, "folder {folder}, entry {ordinal}"),
        }
    }
}
