//! Small files of text: read whole, and written whole or not at all.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use handover_core::durable::{publish_file, write_synced};
use handover_core::error::{Error, ErrorKind};
use handover_core::limits::Limits;

use crate::failure::Failure;

/// The text of an act, of criteria or of a signed file, which is never longer than an act may be.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    read_at_most(Limits::default().act_bytes, path)
}

/// The text of a file of at most `limit` bytes.
pub(crate) fn read_at_most(limit: u64, path: &Path) -> Result<String, Failure> {
    let failed = |source| ErrorKind::Read { path: path.to_owned(), source };
    let mut text = String::new();
    let file = File::open(path).map_err(failed)?;
    let read = file.take(limit + 1).read_to_string(&mut text).map_err(failed)?;
    if read as u64 > limit {
        return Err(ErrorKind::Limit { path: path.to_owned(), what: "bytes", limit }.into());
    }
    Ok(text)
}

/// Writes `text` and gives it its name; never over another.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let new = beside(path);
    write_synced(&new, text.as_bytes())?;
    publish_file(&new, path).inspect_err(|_| {
        // The error of publishing is the one to tell; the file was ours.
        let _ = fs::remove_file(&new);
    })?;
    Ok(())
}

/// Puts `text` in the place of what a person had there.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let new = beside(path);
    write_synced(&new, text.as_bytes())?;
    let failed = |source| Error::from(ErrorKind::Write { path: path.to_owned(), source });
    Ok(fs::rename(&new, path).map_err(failed)?)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}
