//! Receipts, one by one and by the folder.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use handover_core::error::ErrorKind;
use handover_core::limits::Limits;
use handover_core::signing::{ReceiptError, Schema, SignedReceipt, Witnessed};

use super::list::{refused, witness};
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::text_file;

/// Bytes that are enough to tell the kind of a signed file.
const HEAD: u64 = 128;

/// The kind of signed file that `path` is: `witness`, `trust`, … `None` for
/// anything else.
pub(crate) fn kind_of(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    let file = File::open(path).ok().filter(|_| path.is_file())?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    Schema::of_line(str_of(&head)).map(|(kind, _)| kind.to_owned())
}

/// As much of the bytes as is text.
fn str_of(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// The text of a receipt.
pub(crate) fn receipt_line(path: &Path) -> Result<String, Failure> {
    text_file::read_at_most(Limits::default().receipt_bytes as u64, path)
}

/// The receipt at `path`, the signatures of its own keys checked.
pub(crate) fn receipt(path: &Path) -> Result<SignedReceipt, Failure> {
    let text = receipt_line(path)?;
    SignedReceipt::read(&text, &Limits::default()).map_err(|error| {
        let cause = match &error {
            ReceiptError::Text(cause) => Some(cause),
            _ => None,
        };
        let code = match &error {
            // Which member it is helps nobody who cannot mend it.
            ReceiptError::Problem(_) => "receipt.members",
            other => other.code(),
        };
        refused(path, code, cause, Arguments::new())
    })
}

/// All receipts that lie in `folder`; other files are passed over.
pub(crate) fn receipts(folder: &Path) -> Result<Vec<SignedReceipt>, Failure> {
    receipt_files(folder)?.iter().map(|path| receipt(path)).collect()
}

/// The files in `folder` that say that they are receipts, by name.
pub(crate) fn receipt_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |source| ErrorKind::Read { path: folder.to_owned(), source };
    let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(failed)?.collect();
    let mut paths: Vec<_> =
        entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    paths.retain(|path| kind_of(path).as_deref() == Some("receipt"));
    Ok(paths)
}

/// What the witness or the receipt at `path` has seen: each of its keys a
/// digest, on a day.
pub(crate) fn witnessed(path: &Path) -> Result<Vec<Witnessed>, Failure> {
    if kind_of(path).as_deref() == Some("receipt") {
        return Ok(receipt(path)?.witnessed().collect());
    }
    Ok(vec![witness(path)?.witnessed()])
}
