//! The directory alone: to find the few tag files before anything is believed.

use std::io;

use super::archive::Archive;
use super::directory::Cursor;
use super::entry::Entry;
use super::name::Names;

/// The readable entries, in directory order, from the directory's word alone.
///
/// It never touches the files' part of the ZIP, which on a cold disk is the
/// dear one. What it says counts only once a full pass had no finding.
pub(crate) struct Listing<'a> {
    archive: &'a Archive<'a>,
    cursor: Cursor<'a>,
    names: Names,
}

impl<'a> Listing<'a> {
    pub(super) fn new(archive: &'a Archive<'a>) -> Self {
        Listing { archive, cursor: archive.directory(), names: Names::new(archive.stem()) }
    }

    /// The next entry.
    pub(crate) fn next(&mut self) -> io::Result<Option<Entry>> {
        while let Some(central) = self.cursor.next()? {
            let named = self.names.read(central.name(), &mut |_| {});
            if let Some(entry) = Entry::readable(self.archive, &central, named) {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }
}
