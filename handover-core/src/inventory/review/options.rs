use std::path::PathBuf;

use crate::finding::Report;
use crate::inventory::matching::{Fixes, Matched};
use crate::limits::Limits;

/// How to check an inventory.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Bounds on what is read, and on what is held.
    pub limits: Limits,
    /// Where temporary files go; the system's folder for them if `None`.
    pub temporary: Option<PathBuf>,
}

impl Options {
    pub(in crate::inventory) fn folder(&self) -> PathBuf {
        self.temporary.clone().unwrap_or_else(std::env::temp_dir)
    }
}

/// What a check came to.
#[derive(Debug)]
#[non_exhaustive]
pub struct Checked {
    /// What was found, in the order of tables, rows and columns, then of files.
    pub report: Report,
    /// Rows that could be read.
    pub rows: u64,
    /// What the files came to, where there were any to look at.
    pub matched: Option<Matched>,
    /// Paths that fit better than those that rows name.
    pub fixes: Fixes,
}
