//! A ledger on the disk, with what it is held against.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::shelf::Shelf;
use super::trust::KeyTrust;
use super::verdict::Verdict;
use super::verify::{Checked, Options, verify};
use crate::custody::Witness;
use crate::error::{IoContext, Result};
use crate::limits::Limits;
use crate::observe::Observer;

/// A ledger that questions are asked of.
#[derive(Clone, Copy)]
pub struct LedgerFile<'l> {
    /// Where it lies.
    pub path: &'l Path,
    /// Whose signatures count; without it every event is taken as it stands,
    /// and no destruction is proven.
    pub trust: Option<&'l dyn KeyTrust>,
    /// What others have seen of it.
    pub witnesses: &'l [Witness],
}

impl LedgerFile<'_> {
    /// [`verify()`] of the file.
    ///
    /// # Errors
    /// As [`verify()`].
    pub fn verify(
        &self,
        take: impl FnMut(Checked) -> Result<()>,
        options: &Options,
        observer: &dyn Observer,
    ) -> Result<Verdict> {
        let input = BufReader::new(File::open(self.path).reading(self.path)?);
        verify(input, self.path, self.trust, self.witnesses, take, options, observer)
    }

    /// Its events, to be fetched one by one.
    ///
    /// # Errors
    /// `Read`.
    pub fn shelf(&self, limits: &Limits) -> Result<Shelf<'_, File>> {
        let file = File::open(self.path).reading(self.path)?;
        Ok(Shelf::new(file, self.path, self.trust, self.witnesses, limits))
    }
}

impl std::fmt::Debug for LedgerFile<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LedgerFile({})", self.path.display())
    }
}
