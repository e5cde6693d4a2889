use std::path::Path;

use super::options::{Options, Sealed};
use super::plan::{self, Rows};
use super::seal::Sealing;
use super::tables;
use crate::bundle::write::{Shape, Writer};
use crate::bundle::zip::day::DosDay;
use crate::description::secrecy;
use crate::durable::{self, Workplace};
use crate::error::{ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Location};
use crate::inventory::{Reconciler, Tables, judge_totals};
use crate::observe::Observer;
use crate::path;
use crate::retry::{Retries, Sleeper};
use crate::signing::Signer;
use crate::survey::{Patient, Source};
use crate::transfer::{self, Act, Editions};

/// Packs `source` and `tables` under `act` into the bundle `out`, sealed by
/// `keys`: a ZIP if `out` ends in `.zip`, else a folder.
///
/// Every file is read once. The source is only read; `out` is there when all
/// is done and never before; equal inputs give equal bytes with any number of
/// threads.
///
/// # Errors
/// `Refused` with the report if a rule stands against it; `TargetExists`,
/// `TargetInside`; `Changed` if a file changed or vanished meanwhile; `Read`,
/// `Write`, `DiskFull`, `Sign`, `Interrupted`.
pub fn pack(
    source: &dyn Source,
    tables: &dyn Tables,
    act: &Act,
    keys: &[&dyn Signer],
    out: &Path,
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Sealed> {
    if let Some(folder) = source.folder() {
        durable::refuse_inside(out, folder)?;
    }
    let sleeper = Sleeper(observer);
    let retries = Retries::new(options.retry, &sleeper);
    let source = &Patient::new(source, &retries);
    let work = Workplace::for_target(out)?;
    let limits = &options.limits;
    let show = |finding: &Finding| observer.finding(finding);
    let mut found = Collector::new(options.severities.clone(), limits.findings_kept, &show);

    let cleared = act.clearances();
    for finding in transfer::check(act, options.register, Editions::MustBeKnown, &cleared) {
        found.add(finding);
    }
    let act = act.clone().identified();
    let counting = plan::Counting { source, act: &act, cleared: &cleared, options };
    let plan = counting.run(work.folder(), &mut found, observer)?;
    let mut reconciler = Reconciler::new(limits.sort_bytes / 2, work.folder());
    let taking = tables::Taking { tables, cleared: &cleared, limits, work: work.folder() };
    let spooled = taking.run(plan.renamed, &mut reconciler, &mut found)?;
    let rows = Rows::open(&plan.table, limits)?;
    let files = plan::items(rows, &cleared);
    let counted = reconciler.finish(files, &mut |finding| found.add(finding))?;
    judge_totals(&act, &counted, &mut |finding| found.add(finding));
    for finding in transfer::unused_clearances(&act, &cleared) {
        found.add(finding);
    }
    let day = DosDay::new(act.sealed_on);
    if day.is_err() {
        found.at(Code::ActDays, Location::act("sealed_on"));
    }
    let Some(day) = day.ok().filter(|_| found.report().passes()) else {
        return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
    };

    let shape = if is_zip(out) { Shape::Zip } else { Shape::Folder };
    let writer = Writer::begin(shape, out, work.folder(), &stem(out), day)?;
    let sealing = Sealing {
        source,
        act: &act,
        keys,
        options,
        work: work.folder(),
        table: &plan.table,
        observer,
    };
    let (digest, keys) = sealing.run(writer, plan.tally, spooled)?;
    for (path, again) in source.take_all_again() {
        let location = secrecy::location(&path::nfc(&path.to_string_lossy()), &cleared);
        found.add(Finding::new(Code::FileRetried, location).with("times", again));
    }
    let report = found.finish();
    Ok(Sealed { path: out.to_path_buf(), digest, tally: plan.tally, counted, keys, report, act })
}

fn is_zip(out: &Path) -> bool {
    out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// The name of a ZIP's one folder: its own stem, or `bundle` where that could
/// not be a name.
fn stem(out: &Path) -> String {
    let stem = out.file_stem().and_then(|stem| stem.to_str()).map(path::nfc).unwrap_or_default();
    if path::check_component(&stem).is_empty() { stem } else { "bundle".to_owned() }
}
