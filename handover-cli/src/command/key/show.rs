//! `handover key show`: whose fingerprint to compare with the paper.

use super::rendered::KeyFacts;
use crate::args::KeyShowArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::keys;

pub(crate) fn show(args: &KeyShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let (key, unit) = keys::either(&args.file, args.passphrase_file.as_deref(), context)?;
    KeyFacts::of(&key, unit).show("key-shown", context)?;
    if context.format == Format::Human {
        context.note(&context.locale.text("key-compare"));
    }
    Ok(exit::DONE)
}
