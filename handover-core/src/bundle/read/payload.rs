use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use crate::bundle::zip::locals::Unseen;
use crate::finding::Finding;

/// A payload file that is there.
#[derive(Debug)]
pub(crate) struct Present {
    /// Path from the bag's root.
    pub(crate) path: String,
    /// Bytes.
    pub(crate) size: u64,
    /// CRC-32 as the ZIP says.
    pub(crate) crc: Option<u32>,
    pub(super) handle: Handle,
}

/// How its bytes are reached.
#[derive(Debug)]
pub(super) enum Handle {
    File(PathBuf),
    Stretch { offset: u64, unseen: Option<Unseen> },
}

/// A step through the payload: a file, or only what is wrong.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) present: Option<Present>,
    pub(crate) findings: Vec<Finding>,
}

impl Present {
    /// The bytes of the ZIP that hold it, with its local header if nobody has
    /// looked at that yet; `None` in a folder.
    pub(crate) fn stretch(&self) -> Option<Range<u64>> {
        let Handle::Stretch { offset, unseen } = &self.handle else { return None };
        let start = unseen.as_ref().map_or(*offset, |unseen| unseen.at);
        Some(start..offset.checked_add(self.size)?)
    }

    /// Header and content in `bytes`, which stand at `start` in the ZIP, if all
    /// of them are there.
    pub(crate) fn within<'b>(&self, bytes: &'b [u8], start: u64) -> Option<(&'b [u8], &'b [u8])> {
        let stretch = self.stretch()?;
        let from = usize::try_from(stretch.start.checked_sub(start)?).ok()?;
        let len = usize::try_from(stretch.end - stretch.start).ok()?;
        let content = usize::try_from(self.size).ok()?;
        bytes.get(from..)?.get(..len)?.split_at_checked(len - content)
    }

    /// Whether `header`, as [`Present::within`] gives it, is what must stand there.
    pub(crate) fn is_right(&self, header: &[u8]) -> bool {
        let Handle::Stretch { unseen: Some(unseen), .. } = &self.handle else { return true };
        unseen.is_right(header, &self.path, self.size, self.crc.unwrap_or_default())
    }

    /// Size and time (nanoseconds since 1970 UTC) that it has now; one in a ZIP
    /// has the ZIP's, and 0 here.
    pub(crate) fn state(&self) -> io::Result<(u64, i128)> {
        match &self.handle {
            Handle::File(path) => Ok(state(&path.symlink_metadata()?)),
            Handle::Stretch { .. } => Ok((self.size, 0)),
        }
    }

    /// Its header, if nobody has looked at that yet.
    pub(super) fn unseen(&self) -> Option<&Unseen> {
        match &self.handle {
            Handle::Stretch { unseen, .. } => unseen.as_ref(),
            Handle::File(_) => None,
        }
    }
}

/// Size and time of the last change.
pub(super) fn state(metadata: &std::fs::Metadata) -> (u64, i128) {
    // A file system without times has every file at 0.
    let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
    let nanoseconds = match modified.duration_since(UNIX_EPOCH) {
        Ok(since) => i128::try_from(since.as_nanos()).unwrap_or(i128::MAX),
        Err(before) => i128::try_from(before.duration().as_nanos()).map_or(i128::MIN, |n| -n),
    };
    (metadata.len(), nanoseconds)
}
