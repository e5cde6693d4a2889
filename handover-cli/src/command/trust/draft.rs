//! The file of a draft, which people edit too.

use std::fs;
use std::path::Path;

use handover_core::error::ErrorKind;
use handover_core::signing::{DraftError, TrustDraft};

use crate::failure::Failure;
use crate::{keys, text_file};

pub(super) fn refused(path: &Path, error: DraftError) -> Failure {
    match error {
        DraftError::Rule(error) => keys::list_refused(path, &error),
        DraftError::Syntax(error) => error.into(),
        other => ErrorKind::Malformed {
            path: path.to_owned(),
            line: None,
            code: "trust-draft.syntax",
            problem: other.to_string(),
        }
        .into(),
    }
}

pub(super) fn read(path: &Path) -> Result<TrustDraft, Failure> {
    let text = text_file::read(path)?;
    TrustDraft::read_toml(&text, path).map_err(|error| refused(path, error))
}

/// The text of a draft, or that of a new one where there is no file yet.
pub(super) fn text_or_new(path: &Path) -> Result<String, Failure> {
    if fs::symlink_metadata(path).is_err() {
        return Ok(TrustDraft::heading());
    }
    text_file::read(path)
}
