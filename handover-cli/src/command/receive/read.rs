//! The verify that comes before an answer: everything is read.

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::finding::{Code, Finding, Location};
use handover_core::observe::Observer;
use handover_core::receive::Arrival;
use handover_core::verify::{Checked, Options, Verdict, verify, verify_set};

use crate::args::ReceiveArgs;
use crate::command::verify::Trusted;
use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::{escaped, verdict};
use crate::progress::Findings;

/// Verifies what has come, both lists and every byte.
pub(super) fn read(
    args: &ReceiveArgs,
    trusted: &Trusted,
    context: &Context<'_>,
) -> Result<Arrival, Failure> {
    let mut options = Options::default();
    options.checked = Checked::Full;
    options.concurrency = args.at_once.concurrency();
    options.temporary.clone_from(&args.temp);
    let path = &args.bundle;
    let beside = |observer: &dyn Observer| {
        if trusted.lies_beside(path) {
            observer.finding(&Finding::new(Code::SealTrustBeside, Location::Whole));
        }
    };
    let (found, arrival) = if VolumeSet::is_one(path) {
        let set = VolumeSet::open(path, &args.volumes, &options.limits)?;
        let observer = context.observer(Findings::Aside).about_set(set.path());
        beside(&observer);
        let found = verify_set(&set, &trusted.trust, &options, &mut |_, _| Ok(()), &observer)?;
        (found.verdict, Arrival::set(set.path(), args.volumes.clone(), &found))
    } else {
        let bundle = Bundle::open(path, &options.limits)?;
        let observer = context.observer(Findings::Aside).about(path);
        beside(&observer);
        let found = verify(&bundle, &trusted.trust, &options, &observer)?;
        (found.verdict, Arrival::bundle(path, &found))
    };
    tell(args, found, context);
    Ok(arrival)
}

fn tell(args: &ReceiveArgs, found: Verdict, context: &Context<'_>) {
    if context.format == Format::Human {
        let word = verdict(found.as_str(), &context.locale, context.paint_aside());
        let name = escaped(&args.bundle.to_string_lossy()).into_owned();
        let arguments = Arguments::new().text("bundle", name).text("verdict", word);
        context.note(&context.locale.with("merge-verified", &arguments));
    }
}
