//! Argument files of text, which are read whole.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use handover_core::error::ErrorKind;
use handover_core::limits::Limits;

use crate::failure::Failure;

/// The text of an act or of criteria, which is never longer than an act may be.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let limit = Limits::default().act_bytes;
    let failed = |source| ErrorKind::Read { path: path.to_owned(), source };
    let mut text = String::new();
    let file = File::open(path).map_err(failed)?;
    let read = file.take(limit + 1).read_to_string(&mut text).map_err(failed)?;
    if read as u64 > limit {
        return Err(ErrorKind::Limit { path: path.to_owned(), what: "bytes", limit }.into());
    }
    Ok(text)
}
