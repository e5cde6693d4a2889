//! Where a passphrase comes from: a file or a person.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use handover_core::error::ErrorKind;
use zeroize::Zeroizing;

use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;

/// No passphrase is longer; a larger file is another file.
const MAX_BYTES: u16 = 4096;

/// The first line of the file, without its LF or CRLF.
pub(crate) fn from_file(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let read = |source| ErrorKind::Read { path: path.to_owned(), source };
    let refusal =
        |key: &str| Refusal::new(key, exit::UNFINISHED).with(Arguments::new().path("path", path));
    // As large as it can get, so that growing leaves no copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::from(MAX_BYTES) + 1));
    let file = File::open(path).map_err(read)?;
    file.take(u64::from(MAX_BYTES) + 1).read_to_end(&mut bytes).map_err(read)?;
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.len() > usize::from(MAX_BYTES) {
        return Err(refusal("passphrase-file-too-long").into());
    }
    let text = std::str::from_utf8(line).map_err(|_| refusal("passphrase-file-not-utf8"))?;
    if text.is_empty() {
        return Err(refusal("passphrase-file-empty").into());
    }
    Ok(Zeroizing::new(text.to_owned()))
}

/// Asks for the passphrase of the key at `path`.
pub(crate) fn ask(path: &Path, context: &Context<'_>) -> Result<Zeroizing<String>, Failure> {
    let prompt = context.locale.with("passphrase-prompt", &Arguments::new().path("path", path));
    answer(&prompt, context)
}

/// Asks for a new passphrase, twice.
pub(crate) fn ask_new(context: &Context<'_>) -> Result<Zeroizing<String>, Failure> {
    let first = answer(&context.locale.text("passphrase-prompt-new"), context)?;
    if first.is_empty() {
        return Err(Refusal::new("passphrase-empty", exit::UNFINISHED).into());
    }
    let second = answer(&context.locale.text("passphrase-prompt-again"), context)?;
    if first != second {
        return Err(Refusal::new("passphrase-differs", exit::UNFINISHED).into());
    }
    Ok(first)
}

fn answer(prompt: &str, context: &Context<'_>) -> Result<Zeroizing<String>, Failure> {
    let answer = context.environment.passphrases.ask(prompt);
    if context.environment.interrupted.load(std::sync::atomic::Ordering::Relaxed) {
        return Err(ErrorKind::Interrupted.into());
    }
    answer.map_err(|error| match error.kind() {
        io::ErrorKind::Interrupted => ErrorKind::Interrupted.into(),
        _ => Refusal::new("passphrase-nobody", exit::UNFINISHED).into(),
    })
}
