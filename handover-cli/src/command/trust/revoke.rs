//! `handover trust revoke`: a key ends before its time.

use handover_core::signing::{Revocation, TrustDraft};

use super::draft;
use super::told::KeyFacts;
use crate::args::TrustRevokeArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::{keys, text_file};

pub(crate) fn revoke(args: &TrustRevokeArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let on = args.date.unwrap_or(context.today);
    let key = keys::named(&args.key, context)?.key;
    let how = match (args.ceased, args.compromised) {
        (_, Some(day)) => Revocation::Compromised(day),
        (day, None) => Revocation::Ceased(day.unwrap_or(on)),
    };
    let text = text_file::read(&args.file)?;
    let changed = TrustDraft::with_revocation(&text, &args.file, key, how)
        .map_err(|error| draft::refused(&args.file, error))?;
    let Some(changed) = changed else {
        let arguments = Arguments::new().path("path", &args.file).text("key", key.to_string());
        return Err(Refusal::new("trust-no-such-key", exit::NO).with(arguments).into());
    };
    text_file::replace(&args.file, &changed)?;
    let read = draft::read(&args.file)?;
    if let Some(line) = read.keys.iter().find(|line| line.key_id() == key) {
        KeyFacts::of(line, on).show("trust-revoked", &args.file, context)?;
    }
    context.note(&context.locale.text("trust-unsigned"));
    Ok(exit::DONE)
}
