use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::folder::FolderBundle;
use super::payload::{Handle, Item, Present, state};
use super::zipped::{Headers, ZipBundle};
use crate::error::{Error, IoContext, Result};
use crate::finding::Finding;
use crate::limits::Limits;
use crate::read_at::{Shared, Slice};
use crate::small_file;

/// A bundle, opened and not yet believed: a folder, a ZIP, or any reader of a
/// ZIP. Its name means nothing.
pub struct Bundle {
    path: PathBuf,
    inner: Inner,
    /// Size and time of the ZIP, if it is a file of the disk.
    file: Option<(u64, i128)>,
}

enum Inner {
    Folder(FolderBundle),
    Zip(ZipBundle),
}

impl Bundle {
    /// Opens the folder or ZIP at `path`.
    ///
    /// # Errors
    /// `Read` if it cannot be read, `Limit` if it has more tag files than a
    /// bundle can have.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self> {
        let metadata = path.metadata().reading(path)?;
        let inner = if metadata.is_dir() {
            Inner::Folder(FolderBundle::open(path, limits)?)
        } else {
            let file = File::open(path).reading(path)?;
            Inner::Zip(ZipBundle::open(Box::new(file), path, limits)?)
        };
        let file = metadata.is_file().then(|| state(&metadata));
        Ok(Bundle { path: path.to_path_buf(), inner, file })
    }

    /// Opens a ZIP from anything that can be read and sought; `name` stands in
    /// messages.
    ///
    /// # Errors
    /// As [`Bundle::open`].
    pub fn from_reader(
        reader: impl Read + Seek + Send + 'static,
        name: &str,
        limits: &Limits,
    ) -> Result<Self> {
        let path = PathBuf::from(name);
        let zip = ZipBundle::open(Box::new(Shared::new(reader)), &path, limits)?;
        Ok(Bundle { path, inner: Inner::Zip(zip), file: None })
    }

    /// What messages call it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self.inner, Inner::Folder(_))
    }

    /// Paths and sizes of everything outside `data/`, in path order.
    pub(crate) fn tags(&self) -> Vec<(&str, u64)> {
        let mut tags: Vec<_> = match &self.inner {
            Inner::Folder(folder) => {
                folder.tags.iter().map(|(path, (_, size))| (path.as_str(), *size)).collect()
            }
            Inner::Zip(zip) => {
                zip.tags.iter().map(|(path, entry)| (path.as_str(), entry.size)).collect()
            }
        };
        tags.sort_by(|a, b| crate::path::compare(a.0, b.0));
        tags
    }

    /// The CRC-32 that a ZIP gives for a file outside `data/`.
    pub(crate) fn tag_crc(&self, path: &str) -> Option<u32> {
        match &self.inner {
            Inner::Folder(_) => None,
            Inner::Zip(zip) => zip.tags.get(path).map(|entry| entry.crc),
        }
    }

    /// What lies outside `data/` and is no file.
    pub(crate) fn strays(&self) -> &[Finding] {
        match &self.inner {
            Inner::Folder(folder) => &folder.findings,
            Inner::Zip(_) => &[],
        }
    }

    /// Opens a file outside `data/`; `None` if there is none of that name.
    pub(crate) fn open_tag(&self, path: &str) -> io::Result<Option<Box<dyn Read + Send + '_>>> {
        match &self.inner {
            Inner::Folder(folder) => {
                let Some((place, _)) = folder.tags.get(path) else { return Ok(None) };
                Ok(Some(Box::new(File::open(place)?)))
            }
            Inner::Zip(zip) => {
                let Some(entry) = zip.tags.get(path) else { return Ok(None) };
                let slice = Slice::new(&*zip.source, entry.data_offset, entry.size);
                Ok(Some(Box::new(slice)))
            }
        }
    }

    /// A whole small file outside `data/`; `None` if there is none.
    ///
    /// # Errors
    /// `Read`; `Limit` beyond `limit` bytes.
    pub(crate) fn read_tag(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>> {
        let Some(reader) = self.open_tag(path).reading(self.path.join(path))? else {
            return Ok(None);
        };
        small_file::read_from(reader, &self.path.join(path), limit).map(Some)
    }

    /// Gives the payload to `take` in path order, with what is wrong with the
    /// container; `day` is what a ZIP's entries must bear.
    pub(crate) fn with_payload<T>(
        &self,
        day: Option<NaiveDate>,
        headers: Headers,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<Item>>) -> Result<T>,
    ) -> Result<T> {
        match &self.inner {
            Inner::Folder(folder) => take(&mut folder.payload()?),
            Inner::Zip(zip) => {
                let (archive, findings) = zip.reopen()?;
                let first = (!findings.is_empty()).then_some(Ok(Item { present: None, findings }));
                let pass = zip.payload(archive.as_ref(), headers).bearing(day);
                take(&mut first.into_iter().chain(pass))
            }
        }
    }

    /// Opens a payload file that `with_payload` gave.
    pub(crate) fn open_present(&self, present: &Present) -> io::Result<Box<dyn Read + Send + '_>> {
        match (&self.inner, &present.handle) {
            (Inner::Zip(zip), Handle::Stretch { offset, .. }) => {
                Ok(Box::new(Slice::new(&*zip.source, *offset, present.size)))
            }
            (_, Handle::File(path)) => Ok(Box::new(File::open(path)?)),
            (Inner::Folder(_), Handle::Stretch { .. }) => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// Fills `buffer` with the bytes of a ZIP from `offset` on.
    pub(crate) fn read_stretch(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        match &self.inner {
            Inner::Zip(zip) => zip.source.read_exact_at(buffer, offset),
            Inner::Folder(_) => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// The same, if it takes no waiting for a disk; whether it did.
    pub(crate) fn read_at_hand(&self, buffer: &mut [u8], offset: u64) -> bool {
        match &self.inner {
            Inner::Zip(zip) => zip.source.read_at_hand(buffer, offset),
            Inner::Folder(_) => false,
        }
    }

    /// What is wrong with the local header of a payload file that
    /// `with_payload` gave with its header unseen.
    pub(crate) fn judge_header(&self, present: &Present) -> io::Result<Vec<Finding>> {
        match (&self.inner, present.unseen()) {
            (Inner::Zip(zip), Some(unseen)) => {
                let crc = present.crc.unwrap_or_default();
                unseen.look(&*zip.source, &present.path, present.size, crc)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Size and time (nanoseconds since 1970 UTC) of the ZIP when it was opened;
    /// `None` for a folder, and for a reader that is no file.
    pub(crate) fn file_state(&self) -> Option<(u64, i128)> {
        self.file
    }

    /// The error of reading something in it.
    pub(crate) fn read_error(&self, path: &str, error: io::Error) -> Error {
        Error::read(self.path.join(path), error)
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bundle").field("path", &self.path).finish_non_exhaustive()
    }
}
