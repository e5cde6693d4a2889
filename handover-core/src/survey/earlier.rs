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
}

impl Earlier {
    pub(super) fn new(mut reader: SnapshotReader) -> Result<Self> {
        let began = reader.began();
        reader.advance()?;
        Ok(Earlier { reader, began })
    }

    /// The content of a file that was not touched since. What must not be
    /// named has no path to be found by.
    pub(super) fn untouched(&mut self, kept: &Kept) -> Result<Option<Content>> {
        if !kept.is_file || kept.place.hidden {
            return Ok(None);
        }
        // A twin of the same path comes after: so an equal record is left.
        while self.reader.current().is_some_and(|known| is_before(&known.name, &kept.entry.path)) {
            self.reader.advance()?;
        }
        let known = (self.began, self.reader.current(), kept.entry.stamp);
        let (Some(began), Some(record), Some(stamp)) = known else { return Ok(None) };
        let same = matches!(&record.name, Name::Path(path) if *path == kept.entry.path)
            && record.modified == kept.entry.modified
            && record.stamp == Some(stamp)
            && stamp.is_settled_at(record.modified, began);
        Ok(record.file.filter(|content| same && content.size == kept.entry.size))
    }
}

/// What has no path is passed by.
fn is_before(known: &Name, path: &str) -> bool {
    match known {
        Name::Path(known) => path::compare(known, path).is_lt(),
        Name::Hidden { .. } => true,
    }
}
