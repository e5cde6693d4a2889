use handover_core::error::ErrorKind;
use handover_core::limits::Limits;
use handover_core::release::{Given, Item, Options, release};
use handover_core::signing::SignedReceipt;

use super::{judged, list, told};
use crate::args::ReleaseArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::keys;
use crate::progress::Findings;

/// Exit 0 only where everything is confirmed.
pub(crate) fn run(args: &ReleaseArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let on = args.date.unwrap_or(context.today);
    let readable = readable(args)?;
    let trust = list(&args.trust, args.root.as_deref(), on, &readable, context)?;
    let receipts = judged(&args.receipt, &trust, context)?;
    let given = args.bundle.iter().map(|path| Given::new(path, args.volumes.clone()));
    let given: Vec<_> = given.collect();
    let tell = |item: Item| {
        told::item(&item, context).map_err(|failure| {
            // The failure of the output is kept; the core only has to stop.
            if let Failure::Output(error) = failure {
                context.remember_broken(error);
            }
            ErrorKind::Interrupted.into()
        })
    };
    let released = {
        let observer = context.observer(Findings::Result);
        release(&given, &receipts, tell, &Options::default(), &observer)?
    };
    told::tell(&released, context)?;
    Ok(if released.report.passes() { exit::DONE } else { exit::NO })
}

/// The receipts that can be read, for the trust lists that they rest on; what
/// is wrong with the others is told when they are judged.
fn readable(args: &ReleaseArgs) -> Result<Vec<SignedReceipt>, Failure> {
    let mut readable = Vec::new();
    for path in &args.receipt {
        let line = keys::receipt_line(path)?;
        readable.extend(SignedReceipt::read(&line, &Limits::default()).ok());
    }
    Ok(readable)
}
