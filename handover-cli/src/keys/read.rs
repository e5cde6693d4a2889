//! Key files.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use handover_core::error::ErrorKind;
use handover_core::limits::Limits;
use handover_core::signing::{EncodedKey, KeyError, PrivateKey, PublicKey, Signer};
use zeroize::Zeroizing;

use super::refusal;
use crate::context::Context;
use crate::failure::Failure;
use crate::passphrase;

/// A private key, and the note that its file carries. A passphrase is asked
/// for, or read from the file that is named, only where the key wants one.
pub(crate) fn private(
    path: &Path,
    passphrase_file: Option<&Path>,
    context: &Context<'_>,
) -> Result<(PrivateKey, Option<String>), Failure> {
    unlock(&text(path)?, path, passphrase_file, context)
}

/// A public key; a private one is refused, which nobody should hand around.
pub(crate) fn public(path: &Path, context: &Context<'_>) -> Result<PublicKey, Failure> {
    PublicKey::from_pem(&text(path)?)
        .map_err(|error| refusal::of_key(path, &error, &context.locale))
}

/// The public half of either kind of file, and the note of a private one. An
/// encrypted key does not tell its public half without the passphrase.
pub(crate) fn either(
    path: &Path,
    passphrase_file: Option<&Path>,
    context: &Context<'_>,
) -> Result<(PublicKey, Option<String>), Failure> {
    let text = text(path)?;
    match PublicKey::from_pem(&text) {
        Ok(key) => Ok((key, None)),
        Err(KeyError::OtherBlock { .. }) => {
            let (key, note) = unlock(&text, path, passphrase_file, context)?;
            Ok((key.public_key(), note))
        }
        Err(error) => Err(refusal::of_key(path, &error, &context.locale)),
    }
}

fn unlock(
    text: &str,
    path: &Path,
    passphrase_file: Option<&Path>,
    context: &Context<'_>,
) -> Result<(PrivateKey, Option<String>), Failure> {
    let refused = |error| refusal::of_key(path, &error, &context.locale);
    let encoded = EncodedKey::parse(text).map_err(refused)?;
    warn_if_others_read(path, context);
    let passphrase = match passphrase_file {
        _ if !encoded.is_encrypted() => None,
        Some(file) => Some(passphrase::from_file(file)?),
        None => Some(passphrase::ask(path, context)?),
    };
    let key = encoded.unlock(passphrase.as_ref().map(|text| text.as_str())).map_err(refused)?;
    Ok((key, encoded.unit_note().map(str::to_owned)))
}

/// The text of a key file; it may be a secret.
fn text(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let limit = Limits::default().small_file_bytes;
    let failed = |source| ErrorKind::Read { path: path.to_owned(), source };
    // As large as it can get, so that growing leaves no copies behind.
    let room = usize::try_from(limit).unwrap_or_default() + 2;
    let mut text = Zeroizing::new(String::with_capacity(room));
    let file = File::open(path).map_err(failed)?;
    let read = file.take(limit + 1).read_to_string(&mut text).map_err(failed)?;
    if read as u64 > limit {
        let path = path.to_owned();
        return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
    }
    Ok(text)
}

/// A private key that others on this computer can read is theirs, too.
#[cfg(unix)]
fn warn_if_others_read(path: &Path, context: &Context<'_>) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(metadata) = path.metadata() else { return };
    // Not of a pipe or a device, whose permissions say nothing.
    if metadata.is_file() && metadata.permissions().mode() & 0o077 != 0 {
        let arguments = crate::locale::Arguments::new().path("path", path);
        context.warn(&context.locale.with("key-file-open", &arguments));
    }
}

#[cfg(not(unix))]
fn warn_if_others_read(_: &Path, _: &Context<'_>) {}
