//! `handover trust sign`: the draft becomes the next list.

use std::fs;

use handover_core::error::ErrorKind;
use handover_core::signing::{Next, SignedTrustList};

use super::draft;
use super::told::ListTold;
use crate::args::TrustSignArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::{keys, text_file};

pub(crate) fn sign(args: &TrustSignArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let day = args.date.unwrap_or(context.today);
    let draft = draft::read(&args.file)?;
    // Before anybody types a passphrase.
    if fs::symlink_metadata(&args.out).is_ok() {
        return Err(ErrorKind::TargetExists { path: args.out.clone() }.into());
    }
    let previous = args.previous.as_deref().map(keys::list).transpose()?;
    let mut next = Next::new(previous.as_ref(), day);
    for path in &args.next_root {
        next.next_roots.push(keys::public(path, context)?);
    }
    let (key, _) = keys::private(&args.key, args.passphrase_file.as_deref(), context)?;
    let list = SignedTrustList::sign(&draft, next, &key)
        .map_err(|error| keys::list_refused(&args.file, &error))?;
    let line = list.to_line().map_err(|error| keys::list_refused(&args.out, &error))?;
    text_file::write_new(&args.out, &format!("{line}\n"))?;
    ListTold::of_signed(&args.out, &list, Some(true), day).show(context)?;
    context.note(&context.locale.text("trust-signed"));
    Ok(exit::DONE)
}
