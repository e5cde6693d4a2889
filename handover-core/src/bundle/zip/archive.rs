//! An archive whose end was understood.

use std::io;

use super::directory::Cursor;
use super::listing::Listing;
use super::pass::Pass;
use super::record::Central;
use super::tail::{self, Tail};
use crate::finding::Finding;
use crate::limits::Limits;
use crate::read_at::ReadAt;

/// A ZIP, open for passes over its entries; it holds nothing of them itself.
pub(crate) struct Archive<'a> {
    source: &'a dyn ReadAt,
    tail: Tail,
    stem: Option<String>,
    limits: Limits,
}

impl<'a> Archive<'a> {
    /// Reads the end records of `source`; `None`, after a finding, where they
    /// lead to no directory. `stem` is what the top folder should be called.
    pub(crate) fn open(
        source: &'a dyn ReadAt,
        stem: Option<&str>,
        limits: &Limits,
        find: &mut dyn FnMut(Finding),
    ) -> io::Result<Option<Self>> {
        let tail = tail::read(source, find)?;
        let stem = stem.map(str::to_owned);
        Ok(tail.map(|tail| Archive { source, tail, stem, limits: *limits }))
    }

    /// A pass that checks everything but the files' bytes.
    pub(crate) fn entries(&self) -> Pass<'_> {
        Pass::new(self)
    }

    /// A quick pass over the directory alone, without findings.
    pub(crate) fn list(&self) -> Listing<'_> {
        Listing::new(self)
    }

    /// How many entries the end records declare, for progress; `None` where
    /// they contradict each other.
    pub(crate) fn declared(&self) -> Option<u64> {
        self.tail.count
    }

    /// Where the central directory starts: all files' bytes lie before.
    pub(crate) fn directory_start(&self) -> u64 {
        self.tail.directory
    }

    pub(super) fn source(&self) -> &'a dyn ReadAt {
        self.source
    }

    pub(super) fn base(&self) -> u64 {
        self.tail.base
    }

    pub(super) fn stem(&self) -> Option<&str> {
        self.stem.as_deref()
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) fn directory(&self) -> Cursor<'a> {
        Cursor::new(self.source, self.tail.directory, self.tail.directory_end)
    }

    /// Where an entry's local header starts in the file.
    pub(super) fn place_of(&self, central: &Central) -> Option<u64> {
        self.tail.base.checked_add(central.header_offset?)
    }
}
