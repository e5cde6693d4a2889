//! Signed files about keys: trust lists, their root, witnesses.

use std::path::{Path, PathBuf};

use handover_core::limits::Limits;
use handover_core::signing::{
    KeyId, Schema, SignedTextError, SignedTrustList, TrustError, Witness, WitnessError,
};

use super::{public, typed};
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, key_of};
use crate::{output, text_file};

/// A public key, as the reader gave it.
pub(crate) struct Named {
    pub(crate) key: KeyId,
    /// The file it came from; `None` if it was typed.
    pub(crate) file: Option<PathBuf>,
}

/// Whether the text is that of a signed trust list, of whatever version.
pub(crate) fn is_list(text: &str) -> bool {
    Schema::of_line(text).is_some_and(|(kind, _)| kind == "trust")
}

/// The trust list at `path`.
pub(crate) fn list(path: &Path) -> Result<SignedTrustList, Failure> {
    let text = text_file::read(path)?;
    SignedTrustList::read(&text, &Limits::default()).map_err(|error| list_refused(path, &error))
}

/// The key that `--root` or `--key` names: a `.pem`, or the fingerprint as it is
/// printed.
pub(crate) fn named(text: &str, context: &Context<'_>) -> Result<Named, Failure> {
    let path = Path::new(text);
    if path.is_file() {
        let key = public(path, context)?.key_id();
        return Ok(Named { key, file: Some(path.to_owned()) });
    }
    Ok(Named { key: typed(text)?, file: None })
}

/// The witness at `path`, its signature checked.
pub(super) fn witness(path: &Path) -> Result<Witness, Failure> {
    let text = text_file::read(path)?;
    Witness::read(&text, &Limits::default()).map_err(|error| {
        let cause = match &error {
            WitnessError::Text(cause) => Some(cause),
            _ => None,
        };
        refused(path, error.code(), cause, Arguments::new())
    })
}

/// A trust list, or the draft of one, that cannot be used.
pub(crate) fn list_refused(path: &Path, error: &TrustError) -> Failure {
    let cause = match error {
        TrustError::Text(cause) => Some(cause),
        _ => None,
    };
    let arguments = match (error, error.key()) {
        (_, Some(key)) => Arguments::new().text("key", key.to_string()),
        (TrustError::Threshold { agency }, _) => {
            Arguments::new().text("agency", agency.to_string())
        }
        _ => Arguments::new(),
    };
    refused(path, error.code(), cause, arguments)
}

pub(super) fn refused(
    path: &Path,
    code: &str,
    cause: Option<&SignedTextError>,
    arguments: Arguments,
) -> Failure {
    let arguments = arguments.data("path", output::escaped(&path.to_string_lossy()));
    // What the holder of the key says is said as it is.
    let code = match cause {
        Some(SignedTextError::Sign { source, .. }) => source.code(),
        _ => code,
    };
    Refusal::new(key_of("signing", code), exit::UNFINISHED).with(arguments).into()
}
