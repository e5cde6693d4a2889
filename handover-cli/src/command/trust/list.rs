//! `handover trust list`: what a draft or a signed list says.

use super::draft;
use super::told::ListTold;
use crate::args::TrustListArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::{keys, text_file};

pub(crate) fn list(args: &TrustListArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let on = args.date.unwrap_or(context.today);
    if !keys::is_list(&text_file::read(&args.file)?) {
        let draft = draft::read(&args.file)?;
        ListTold::of_draft(&args.file, &draft, on).show(context)?;
        return Ok(exit::DONE);
    }
    let list = keys::list(&args.file)?;
    let root = args.root.as_deref().map(|root| keys::named(root, context)).transpose()?;
    let confirmed = root.map(|root| root.key == list.root());
    ListTold::of_signed(&args.file, &list, confirmed, on).show(context)?;
    if confirmed.is_none() {
        context.note(&context.locale.text("trust-compare-root"));
    }
    Ok(if confirmed == Some(false) { exit::NO } else { exit::DONE })
}
