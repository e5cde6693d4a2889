use std::path::{Path, PathBuf};
use std::time::Instant;

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::error::ErrorKind;
use handover_core::finding::{Code, Finding, Location};
use handover_core::limits::Limits;
use handover_core::observe::Observer;
use handover_core::verify::{
    Begun, Checked, Journal, Options, TimeLimit, Trust, Verdict, Verification, verify,
};

use super::set;
use super::signed;
use super::told::{self, Line};
use super::trust::Trusted;
use crate::args::VerifyArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::output::Role;
use crate::progress::Findings;

/// Verifies every bundle; the worst answer is the exit code.
pub(crate) fn run(args: &VerifyArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let trusted = Trusted::of(&args.known, &args.witness, &args.bundle, context)?;
    let mut options = Options::default();
    options.concurrency = args.at_once.concurrency();
    options.temporary.clone_from(&args.temp);
    if args.full {
        options.checked = Checked::Full;
    }
    let several = args.bundle.len() > 1;
    let begun = Instant::now();
    let clock = move || begun.elapsed();
    if let Some(path) = &args.journal {
        if several {
            return Err(Refusal::new("verify-journal-several", exit::USAGE).into());
        }
        options.journal = Some(Journal { path: path.clone(), clock: &clock });
    }
    options.time_limit = args.max_duration.map(|at| TimeLimit { clock: &clock, at });
    let is_receipt = |path: &PathBuf| signed::kind_of(path).as_deref() == Some("receipt");
    if args.ledger.is_some() && !args.bundle.iter().any(is_receipt) {
        return Err(Refusal::new("verify-ledger-of-receipt", exit::USAGE).into());
    }
    let mut worst = exit::DONE;
    let mut lines = Vec::new();
    for path in &args.bundle {
        let (verdict, code) = match one(path, args, &trusted, &options, context) {
            Ok((verdict, code)) => (Some(verdict), code),
            Err(failure) if several && can_go_on(&failure) => {
                context.refuse(&failure);
                (None, failure.exit())
            }
            Err(failure) => return Err(failure),
        };
        lines.push(Line { path, verdict });
        worst = worst.max(code);
    }
    if several && context.format == Format::Human {
        told::overview(&lines, context)?;
    }
    let unknown = |line: &Line<'_>| line.verdict == Some(Verdict::IntactSignerUnknown);
    if context.format == Format::Human && lines.iter().any(unknown) {
        // By a list each finding says what to do.
        let key = match (&trusted.trust, &args.known.trust, &args.known.fingerprint) {
            (Trust::List(_), ..) => None,
            (_, None, None) => Some("verify-how-to-trust"),
            _ => Some("verify-other-key"),
        };
        if let Some(key) = key {
            context.note(&context.locale.text(key));
        }
    }
    Ok(worst)
}

/// What lies at `path`: something signed, a set, or a bundle; with the exit code of it alone.
fn one(
    path: &Path,
    args: &VerifyArgs,
    trusted: &Trusted,
    options: &Options<'_>,
    context: &Context<'_>,
) -> Result<(Verdict, u8), Failure> {
    if let Some(kind) = signed::kind_of(path) {
        let found = signed::verify(path, &kind, (trusted, args.ledger.as_deref()), context)?;
        return Ok((found.verdict, signed::exit_of(&found, args.strict)));
    }
    if VolumeSet::is_one(path) {
        let found = set::run(path, &args.volumes, trusted, options, context)?;
        return Ok((found.verdict, set::exit_of(&found, args.strict)));
    }
    if args.bundle.len() > 1 && context.format == Format::Human {
        let name = crate::output::escaped(&path.to_string_lossy()).into_owned();
        context.result(&context.paint.text(Role::Heading, &name))?;
    }
    let found = bundle(path, trusted, options, context)?;
    told::tell(path, &found, context)?;
    if let Some(journal) = &args.journal {
        tell_journal(journal, &found, context);
    }
    Ok((found.verdict, exit_of(&found, args.strict)))
}

fn bundle(
    path: &Path,
    trusted: &Trusted,
    options: &Options<'_>,
    context: &Context<'_>,
) -> Result<Verification, Failure> {
    let bundle = Bundle::open(path, &options.limits)?;
    let observer = context.observer(Findings::Result).about(path);
    let mut verification = verify(&bundle, &trusted.trust, options, &observer)?;
    if trusted.lies_beside(path) {
        let finding = Finding::new(Code::SealTrustBeside, Location::Whole);
        observer.finding(&finding);
        verification.report.add(finding, Limits::default().findings_kept);
    }
    Ok(verification)
}

/// What became of the journal, where that is not what was expected.
pub(super) fn tell_journal(path: &Path, verification: &Verification, context: &Context<'_>) {
    let key = match verification.resumed.map(|resumed| resumed.begun) {
        None => "verify-journal-foreign",
        Some(Begun::TailDropped) => "verify-journal-tail",
        Some(Begun::SourceChanged) => "verify-journal-source",
        Some(_) => return,
    };
    context.note(&context.locale.with(key, &Arguments::new().path("path", path)));
}

fn exit_of(verification: &Verification, strict: bool) -> u8 {
    let warned = strict && verification.report.counts.warn > 0;
    match verification.verdict {
        Verdict::Valid if !warned => exit::DONE,
        _ => exit::NO,
    }
}

/// One bundle that cannot be read does not keep the others from being looked at.
fn can_go_on(failure: &Failure) -> bool {
    match failure {
        Failure::Core(error) => !matches!(error.kind(), ErrorKind::Interrupted),
        _ => false,
    }
}
