//! Where the files to be handed over come from.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::limits::Limits;
use crate::path::{self};
use crate::walk::{Entry, Names, Step, Walk, modified_seconds};

/// A collection of files, such as a folder, that can be listed and opened.
///
/// Implement it to pack from a document system or a database: entries must
/// come in path order ([`crate::path::compare`]); a pack refuses anything else.
pub trait Source: Sync {
    /// The entries in path order.
    ///
    /// # Errors
    /// If the source cannot be listed at all.
    fn entries(&self, names: Names, limits: &Limits)
    -> Result<Box<dyn Iterator<Item = Step> + '_>>;

    /// Opens a file that `entries` gave, by [`Entry::source`].
    ///
    /// # Errors
    /// What the system says.
    fn open(&self, source: &Path) -> io::Result<Box<dyn Read + Send + '_>>;

    /// Opens a file behind its first `offset` bytes, to go on where a read
    /// failed for a moment. Without an implementation of its own it reads up
    /// to there.
    ///
    /// # Errors
    /// What the system says; `UnexpectedEof` if there are fewer bytes.
    fn open_at(&self, source: &Path, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let mut reader = self.open(source)?;
        let passed = io::copy(&mut reader.by_ref().take(offset), &mut io::sink())?;
        if passed == offset { Ok(reader) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Size and modification time (seconds since 1970 UTC) of a file now, so
    /// that one that changed while it was read is noticed.
    ///
    /// # Errors
    /// What the system says; also if it is no regular file any more.
    fn state(&self, source: &Path) -> io::Result<(u64, i64)>;

    /// The folders that must not be written into, if it is such.
    fn folders(&self) -> Vec<&Path> {
        Vec::new()
    }

    /// What a message may call a file that `entries` gave.
    fn place(&self, source: &Path) -> PathBuf {
        source.to_path_buf()
    }
}

/// A folder of the disk as a source; it is only ever read.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at `root`.
    ///
    /// # Errors
    /// If there is none.
    pub fn open(root: &Path) -> Result<Self> {
        use crate::error::IoContext;
        let root = root.canonicalize().reading(root)?;
        // A file in its place is told now rather than after the first listing.
        std::fs::read_dir(&root).reading(&root)?;
        Ok(Folder { root })
    }
}

/// UTF-16 units of the prefix `data/` below which every entry will stand.
pub(crate) const RESERVE: usize = 5;

impl Source for Folder {
    fn entries(
        &self,
        names: Names,
        limits: &Limits,
    ) -> Result<Box<dyn Iterator<Item = Step> + '_>> {
        Ok(Box::new(Walk::new(&self.root, names, RESERVE, limits)?))
    }

    fn open(&self, source: &Path) -> io::Result<Box<dyn Read + Send + '_>> {
        self.open_at(source, 0)
    }

    fn open_at(&self, source: &Path, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let mut file = File::open(self.root.join(source))?;
        if offset > 0 {
            file.seek(SeekFrom::Start(offset))?;
        }
        Ok(Box::new(file))
    }

    fn state(&self, source: &Path) -> io::Result<(u64, i64)> {
        // Of the name itself: a file that became a link has changed.
        let metadata = self.root.join(source).symlink_metadata()?;
        if !metadata.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok((metadata.len(), modified_seconds(&metadata)))
    }

    fn folders(&self) -> Vec<&Path> {
        vec![&self.root]
    }

    fn place(&self, source: &Path) -> PathBuf {
        self.root.join(source)
    }
}

/// Nothing at all: for transfers of paper alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFiles;

impl Source for NoFiles {
    fn entries(&self, _: Names, _: &Limits) -> Result<Box<dyn Iterator<Item = Step> + '_>> {
        Ok(Box::new(std::iter::empty()))
    }

    fn open(&self, _: &Path) -> io::Result<Box<dyn Read + Send + '_>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn state(&self, _: &Path) -> io::Result<(u64, i64)> {
        Err(io::ErrorKind::NotFound.into())
    }
}

impl Entry {
    /// A file of a source of one's own: its path with `/`, its bytes, its
    /// modification time in seconds since 1970 UTC.
    ///
    /// The name is judged like any other when it is packed.
    pub fn file(name: &str, size: u64, modified: i64) -> Self {
        let path = path::nfc(name);
        let (_, too_long) = path::check_length(&format!("data/{path}"));
        let problems = path::components(&path).flat_map(path::check_component).chain(too_long);
        let problems = problems.collect();
        Entry {
            source: PathBuf::from(name),
            path,
            size,
            modified,
            stamp: None,
            problems,
            aliased: false,
        }
    }
}
