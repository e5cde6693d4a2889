//! `handover key new`: a key pair for an agency.

use handover_core::signing::{PrivateKey, Protection, Signer};
use zeroize::Zeroizing;

use super::files::KeyFiles;
use super::rendered::KeyFacts;
use super::unit;
use crate::args::KeyNewArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::keys;
use crate::passphrase;
use crate::random;

/// Makes a key and writes it, after everything that may be refused has been.
pub(crate) fn new(args: &KeyNewArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let unit = unit::checked_unit(&args.unit, args.date.unwrap_or(context.today), context)?;
    let files = KeyFiles::of_stem(&args.out)?;
    let passphrase = passphrase_of(args, context)?;
    let protection = if let Some(passphrase) = &passphrase {
        Protection::Passphrase(passphrase)
    } else {
        context.warn(&context.locale.text("key-unprotected"));
        Protection::NoneUnsafe
    };
    let mut rng = random::system()?;
    let key = PrivateKey::generate(&mut rng);
    let private = key
        .to_pem(protection, Some(&unit), &mut rng)
        .map_err(|error| keys::of_key(&files.private, &error, &context.locale))?;
    let public = key.public_key();
    files.write(private.expose(), &public.to_pem())?;

    let mut facts = KeyFacts::of(&public, Some(unit));
    facts.private = Some(files.private.display().to_string());
    facts.public = Some(files.public.display().to_string());
    facts.show("key-made", context)?;
    context.note(&context.locale.text("key-keep"));
    Ok(exit::DONE)
}

fn passphrase_of(
    args: &KeyNewArgs,
    context: &Context<'_>,
) -> Result<Option<Zeroizing<String>>, Failure> {
    match &args.passphrase_file {
        _ if args.no_passphrase => Ok(None),
        Some(file) => passphrase::from_file(file).map(Some),
        None => passphrase::ask_new(context).map(Some),
    }
}
