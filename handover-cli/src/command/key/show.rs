//! `handover key show`: whose fingerprint to compare with the paper.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use handover_core::error::ErrorKind;
use handover_core::limits::Limits;
use handover_core::signing::{EncodedKey, KeyError, PublicKey, Signer};
use zeroize::Zeroizing;

use super::refusal;
use super::rendered::KeyFacts;
use crate::args::KeyShowArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::passphrase;

/// Shows the key in a `.pem`, or the public half of the one in a `.key`. An
/// encrypted key does not tell its public half without the passphrase.
pub(crate) fn show(args: &KeyShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let text = read(&args.file)?;
    let facts = match PublicKey::from_pem(&text) {
        Ok(key) => KeyFacts::of(&key, None),
        Err(KeyError::OtherBlock { .. }) => of_private(&text, args, context)?,
        Err(error) => return Err(refusal::of_key(&args.file, &error)),
    };
    facts.show("key-shown", context)?;
    Ok(exit::DONE)
}

fn of_private(text: &str, args: &KeyShowArgs, context: &Context<'_>) -> Result<KeyFacts, Failure> {
    let refused = |error| refusal::of_key(&args.file, &error);
    let encoded = EncodedKey::parse(text).map_err(refused)?;
    let passphrase = match &args.passphrase_file {
        _ if !encoded.is_encrypted() => None,
        Some(file) => Some(passphrase::from_file(file)?),
        None => Some(passphrase::ask(&args.file, context)?),
    };
    let key = encoded.unlock(passphrase.as_ref().map(|text| text.as_str())).map_err(refused)?;
    let unit = encoded.unit_note().map(str::to_owned);
    Ok(KeyFacts::of(&key.public_key(), unit))
}

/// The text of a key file; it may be a secret.
fn read(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let limit = Limits::default().small_file_bytes;
    let failed = |source| ErrorKind::Read { path: path.to_owned(), source };
    let mut text = Zeroizing::new(String::new());
    let file = File::open(path).map_err(failed)?;
    let read = file.take(limit + 1).read_to_string(&mut text).map_err(failed)?;
    if read as u64 > limit {
        let path = path.to_owned();
        return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
    }
    Ok(text)
}
