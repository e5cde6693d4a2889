//! The verify that comes before: everything is read, both lists are checked.

use std::path::Path;

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::finding::{Code, Finding, Location};
use handover_core::merge::Incoming;
use handover_core::observe::Observer;
use handover_core::show::{show, show_set};
use handover_core::verify::{Checked, Options, Seal, Verdict, verify, verify_set};

use crate::args::MergeArgs;
use crate::command::verify::Trusted;
use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::{escaped, verdict};
use crate::progress::Findings;

/// Verifies what lies at `path`; `None` if it is not valid, which was told then.
pub(super) fn check(
    path: &Path,
    args: &MergeArgs,
    trusted: &[Trusted],
    context: &Context<'_>,
) -> Result<Option<Incoming>, Failure> {
    let mut options = Options::default();
    options.checked = Checked::Full;
    options.concurrency = args.at_once.concurrency();
    options.temporary.clone_from(&args.temp);
    if VolumeSet::is_one(path) {
        return set(path, args, trusted, &options, context);
    }
    let bundle = Bundle::open(path, &options.limits)?;
    let seals = match trusted {
        [_] => Vec::new(),
        _ => show(&bundle, &options.limits, &())?.seals,
    };
    let giver = giver(trusted, &seals);
    let found = {
        let observer = context.observer(Findings::Aside).about(path);
        warn_beside(giver, path, &observer);
        verify(&bundle, &giver.trust, &options, &observer)?
    };
    tell(path, found.verdict, context);
    Ok(found.into_verified().ok().map(|proof| Incoming::bundle(path, proof)))
}

fn set(
    path: &Path,
    args: &MergeArgs,
    trusted: &[Trusted],
    options: &Options<'_>,
    context: &Context<'_>,
) -> Result<Option<Incoming>, Failure> {
    let set = VolumeSet::open(path, &args.volumes, &options.limits)?;
    let seals = match trusted {
        [_] => Vec::new(),
        _ => show_set(&set, &options.limits, &())?.seals,
    };
    let giver = giver(trusted, &seals);
    let found = {
        let observer = context.observer(Findings::Aside).about_set(set.path());
        warn_beside(giver, set.path(), &observer);
        verify_set(&set, &giver.trust, options, &mut |_, _| Ok(()), &observer)?
    };
    tell(set.path(), found.verdict, context);
    let proof = found.into_verified().ok();
    Ok(proof.map(|proof| Incoming::set(set.path(), args.volumes.clone(), proof)))
}

/// Of several keys the one that sealed it: each giver has its own. A list
/// speaks of many, and answers where no key does.
fn giver<'t>(trusted: &'t [Trusted], seals: &[Seal]) -> &'t Trusted {
    let sealed = |one: &&Trusted| seals.iter().any(|seal| one.trust.is_trusted(seal.key));
    let is_list = |one: &&Trusted| one.trust.list().is_some();
    let key = trusted.iter().find(sealed);
    key.or_else(|| trusted.iter().find(is_list)).unwrap_or(&trusted[0])
}

fn warn_beside(giver: &Trusted, path: &Path, observer: &dyn Observer) {
    if giver.lies_beside(path) {
        observer.finding(&Finding::new(Code::SealTrustBeside, Location::Whole));
    }
}

fn tell(path: &Path, found: Verdict, context: &Context<'_>) {
    if context.format == Format::Human {
        let word = verdict(found.as_str(), &context.locale, context.paint_aside());
        let name = escaped(&path.to_string_lossy()).into_owned();
        let arguments = Arguments::new().text("bundle", name).text("verdict", word);
        context.note(&context.locale.with("merge-verified", &arguments));
    }
}
