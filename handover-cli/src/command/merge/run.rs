use handover_core::merge::{Incoming, Options, merge};

use super::enter::Entering;
use super::{check, told};
use crate::args::MergeArgs;
use crate::command::verify::{Against, Trusted};
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::output::escaped;
use crate::progress::Findings;
use crate::units;

/// Verifies every bundle in full; only if all are valid are they merged.
pub(crate) fn run(args: &MergeArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let on = args.date.unwrap_or(context.today);
    let into = units::agency_of(&args.into, Some(on))?;
    let mut trusted = Vec::new();
    let against =
        Against { root: args.root.as_deref(), witness: &args.witness, on, bundles: &args.bundle };
    for path in &args.trust {
        trusted.push(Trusted::file(path, &against, context)?);
    }
    for text in &args.fingerprint {
        trusted.push(Trusted::fingerprint(text)?);
    }
    if trusted.is_empty() {
        return Err(Refusal::new("merge-no-trust", exit::USAGE).into());
    }
    let entering = Entering::of(args, into, context)?;
    let mut incoming: Vec<Incoming> = Vec::new();
    let mut refused = Vec::new();
    for path in &args.bundle {
        match check::check(path, args, &trusted, context)? {
            Some(proof) => incoming.push(proof),
            None => refused.push(format!("  {}", escaped(&path.to_string_lossy()))),
        }
    }
    if !refused.is_empty() {
        let arguments = Arguments::new().text("bundles", refused.join("\n"));
        return Err(Refusal::new("merge-not-valid", exit::NO).with(arguments).into());
    }
    let mut options = Options::new(on);
    options.temporary.clone_from(&args.temp);
    let merged = {
        let observer = context.observer(Findings::Result);
        merge(into, &incoming, &args.out, &options, &observer)?
    };
    let entered = entering.map(|entering| entering.enter(&args.out, &incoming, context));
    let (entered, failed) = match entered {
        Some(Err(failure)) => (None, Some(failure)),
        entered => (entered.and_then(Result::ok), None),
    };
    told::tell(&merged, entered.as_ref(), context)?;
    match failed {
        Some(failure) => {
            context.warn(&context.locale.text("merge-not-entered"));
            Err(failure)
        }
        None => Ok(exit::DONE),
    }
}
