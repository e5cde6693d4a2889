//! What the signing room says, as refusals.

use std::path::Path;

use handover_core::signing::KeyError;

use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, key_of};

/// A key file at `path` that cannot be used.
pub(crate) fn of_key(path: &Path, error: &KeyError) -> Failure {
    let arguments = Arguments::new().path("path", path);
    let arguments = match error {
        KeyError::OtherBlock { wanted, found } => {
            arguments.text("wanted", *wanted).data("found", found)
        }
        KeyError::Malformed(cause) => arguments.text("cause", cause.to_string()),
        KeyError::TooLarge { limit, found } => {
            arguments.number("limit", *limit as u64).number("found", *found as u64)
        }
        KeyError::KdfLimit { parameter, found, limit } => {
            arguments.text("parameter", *parameter).number("found", *found).number("limit", *limit)
        }
        _ => arguments,
    };
    let exit = match error {
        KeyError::UnitNote | KeyError::PassphraseEmpty => exit::USAGE,
        _ => exit::UNFINISHED,
    };
    Refusal::new(key_of("signing", error.code()), exit).with(arguments).into()
}
