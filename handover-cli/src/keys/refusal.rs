//! What the signing room says, as refusals.

use std::path::Path;

use handover_core::signing::{KeyError, Malformed};

use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, Locale, key_of};

/// A key file at `path` that cannot be used.
pub(crate) fn of_key(path: &Path, error: &KeyError, locale: &Locale) -> Failure {
    let arguments = Arguments::new().path("path", path);
    let arguments = match error {
        KeyError::OtherBlock { wanted, found } => {
            arguments.text("wanted", *wanted).data("found", found)
        }
        KeyError::Malformed(cause) => arguments.text("cause", why(*cause, locale)),
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

/// Why a key cannot be read, in the language.
fn why(cause: Malformed, locale: &Locale) -> String {
    locale.text(match cause {
        Malformed::NoBlock => "key-cause-no-block",
        Malformed::SeveralBlocks => "key-cause-several-blocks",
        Malformed::OtherText => "key-cause-other-text",
        Malformed::Pem => "key-cause-pem",
        Malformed::Structure => "key-cause-structure",
        Malformed::Halves => "key-cause-halves",
        Malformed::Point => "key-cause-point",
        // A cause that this version has no words for.
        _ => return cause.to_string(),
    })
}
