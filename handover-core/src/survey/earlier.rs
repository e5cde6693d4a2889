use super::examine::Kept;
use crate::error::Result;
use crate::path;
use crate::snapshot::{Content, Name, SnapshotReader};
use crate::walk::Moment;

/// What to do with a file that an earlier survey knows and nothing speaks of a
/// change: size, modification time, inode and change time are the same, and
/// they are older than that survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Untouched {
    /// Take its digests over.
    TakeOver,
    /// Read it all the same, and tell if its bytes are others.
    Compare,
}

/// An earlier survey, passing by in path order beside the walk.
pub(super) struct Earlier {
    reader: SnapshotReader,
    /// When it began; without that nothing of it can be trusted.
    began: Option<Moment>,
    /// Whether the reader stands on a record.
    stands: bool,
}

impl Earlier {
    pub(super) fn new(mut reader: SnapshotReader) -> Result<Self> {
        let began = reader.began();
        let stands = reader.advance()?;
        Ok(Earlier { reader, began, stands })
    }

    /// The content of a file that was not touched since. What must not be
    /// named has no path to be found by.
    pub(super) fn untouched(&mut self, kept: &Kept) -> Result<Option<Content>> {
        if !kept.is_file || kept.place.hidden {
            return Ok(None);
        }
        // A twin of the same path comes after: so an equal record is left.
        while self.stands && self.is_before(&kept.entry.path) {
            self.stands = self.reader.advance()?;
        }
        let (Some(began), Some(stamp), true) = (self.began, kept.entry.stamp, self.stands) else {
            return Ok(None);
        };
        let record = self.reader.current();
        let same = matches!(&record.name, Name::Path(path) if *path == kept.entry.path)
            && record.modified == kept.entry.modified
            && record.stamp == Some(stamp)
            && stamp.is_settled_at(record.modified, began);
        Ok(record.file.filter(|content| same && content.size == kept.entry.size))
    }

    fn is_before(&self, path: &str) -> bool {
        match &self.reader.current().name {
            Name::Path(known) => path::compare(known, path).is_lt(),
            Name::Hidden { .. } => true,
        }
    }
}
