use handover_core::receive::{Options, Request, receive};

use super::draft::draft;
use super::read::read;
use super::request::Said;
use super::told;
use crate::args::ReceiveArgs;
use crate::command::custody::{opened, private, signers, tell_recovered};
use crate::command::verify::Trusted;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::keys;
use crate::progress::Findings;
use crate::units;

/// Verifies what has come in full, signs the answer, and enters it.
pub(crate) fn run(args: &ReceiveArgs, context: &Context<'_>) -> Result<u8, Failure> {
    if args.draft {
        return draft(args, context);
    }
    let on = args.known.date.unwrap_or(context.today);
    let said = Said::of(args, on)?;
    units::warn_unless_in_force(&said.receiver, on, units::PLAIN, context);
    let earlier = match &args.receipts {
        Some(folder) => keys::receipts(folder)?,
        None => Vec::new(),
    };
    let bundles = std::slice::from_ref(&args.bundle);
    let trusted = Trusted::of(&args.known, &args.witness, bundles, context)?;
    let trusted = trusted.after_receipts(&earlier);
    // Hours of reading are not lost to a passphrase that nobody remembers.
    let keys = private(&args.key, args.passphrase_file.as_deref(), context)?;
    let by = said.persons(&keys, &trusted)?;
    said.warn_of_keys(&keys, &trusted, context);
    let arrival = read(args, &trusted, context)?;
    let mut ledger = None;
    if let Some(path) = &args.ledger {
        let (opened, found) = opened(path, context)?;
        if let Some(found) = &found {
            tell_recovered(path, found, context);
        }
        ledger = Some(opened);
    }
    let mut request = Request::new(said.receiver, said.day, by, said.reply);
    (request.held_by, request.form, request.late) = (said.held_by, said.form, said.late);
    request.earlier = &earlier;
    let received = {
        let observer = context.observer(Findings::Result);
        let signers = signers(&keys);
        let options = Options::default();
        receive(&arrival, &request, ledger.as_mut(), &args.out, &signers, &options, &observer)?
    };
    told::tell(args, &received, context)?;
    Ok(exit::DONE)
}
