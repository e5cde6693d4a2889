//! `handover trust add`: one more key in the draft.

use handover_core::signing::{Role, Threshold, TrustDraft, TrustedKey};

use super::draft;
use super::told::KeyFacts;
use crate::args::{RoleName, TrustAddArgs};
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::{keys, text_file, units};

pub(crate) fn add(args: &TrustAddArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let on = args.date.unwrap_or(context.today);
    let key = keys::public(&args.key, context)?;
    let agency = units::agency_of(&args.agency, Some(on))?;
    units::warn_unless_in_force(&agency, args.from, units::PLAIN, context);
    let text = draft::text_or_new(&args.file)?;
    let mut roles: Vec<Role> = Vec::new();
    for role in args.role.iter().copied().map(role) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let who = (args.person.trim(), args.title.trim());
    let line = TrustedKey::new(key, agency, who, roles, (args.from, args.until));
    let threshold = args.threshold.map(|persons| Threshold::new(agency, persons.get()));
    let text = TrustDraft::with_key(&text, &args.file, &line, threshold)
        .map_err(|error| draft::refused(&args.file, error))?;
    text_file::replace(&args.file, &text)?;
    KeyFacts::of(&line, on).show("trust-added", &args.file, context)?;
    context.note(&context.locale.text("trust-unsigned"));
    Ok(exit::DONE)
}

const fn role(name: RoleName) -> Role {
    match name {
        RoleName::Seal => Role::Seal,
        RoleName::Receive => Role::Receive,
        RoleName::Witness => Role::Witness,
        RoleName::Ledger => Role::Ledger,
    }
}
