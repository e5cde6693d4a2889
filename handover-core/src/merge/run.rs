use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::admission;
use super::cells::Cells;
use super::gathered::Gathered;
use super::incoming::Incoming;
use super::options::{Merged, Options};
use super::questions::Questions;
use super::take::{Taken, held, take, take_held};
use super::tell::tell;
use super::write::Tables;
use crate::digest::Digest;
use crate::durable::{self, Workplace};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::finding::{Collector, Finding};
use crate::holdings::{
    HeldBundle, HeldClearance, HeldVolume, Holdings, Marker, TableSum, write_index,
};
use crate::observe::{self, Observer, Phase, Work};
use crate::unit::AgencyRef;

/// Where the new folder is made within the workplace.
const FRESH: &str = "holdings";
/// Rows between two words to the observer.
const TOLD: u64 = 4096;

/// Builds the holdings of `into` at `out` from what `incoming` proves valid, and
/// from the holdings that lie at `out` already: these are replaced as a whole,
/// or stay as they are.
///
/// A bundle that is in them already adds nothing, and changes nothing of what
/// the index says of it. The bytes are the same whatever the order of the
/// bundles, and however many runs they are merged in.
///
/// Files are not copied, and not read again: rows name the bundle and the path
/// in it. Memory does not grow with the rows; held are one index row a bundle
/// and the codes of the fonds of one.
///
/// # Errors
/// `Refused` with the report if a bundle names another receiver, takes effect
/// after [`Options::on`], was not checked in full, or is the second replacement
/// of one transfer; `TargetExists` if something else lies at `out`, or
/// something of somebody else's in the holdings there; `Malformed` if those
/// holdings were changed by hand, or are another custodian's; `Changed` if a
/// bundle is not the one that was verified; `Read`, `Write`, `DiskFull`,
/// `Limit`, `Busy`, `TargetInside`, `Interrupted`. Nothing is changed then.
pub fn merge(
    into: AgencyRef,
    incoming: &[Incoming],
    out: &Path,
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Merged> {
    let show = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut found = Collector::new(options.severities.clone(), kept, &show);
    for one in incoming {
        if one.path.is_dir() {
            durable::refuse_inside(out, &one.path)?;
        }
    }
    let work = Workplace::resume(out)?;
    durable::restore_replaced(&work.join(FRESH), out)?;
    work.clear()?;
    let old = existing(out, into, options)?;
    let (new, known) = sort_out(incoming, old.as_ref());
    let mut bundles: Vec<HeldBundle> =
        old.as_ref().map(|old| old.bundles().to_vec()).unwrap_or_default();
    for one in &new {
        admission::judge(one, into, options.on, &mut found);
        bundles.push(held(one)?);
    }
    bundles.sort_by_key(HeldBundle::order);
    admission::judge_replacements(&bundles, &mut found);
    if !found.report().passes() {
        return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
    }
    let run = Run { into, options, observer, work: &work };
    let made = run.make(&new, old.as_ref(), &mut found)?;
    if !new.is_empty() || old.is_none() {
        publish(&work.join(FRESH), out, old.is_some(), observer)?;
    }
    let is_new = |bundle: &&HeldBundle| new.iter().any(|one| one.digest() == bundle.digest);
    Ok(Merged {
        path: out.to_path_buf(),
        custodian: into,
        added: made.bundles.iter().filter(is_new).cloned().collect(),
        known,
        bundles: made.bundles.len() as u64,
        tables: made.tables,
        report: found.finish(),
    })
}

/// The holdings at `out`; none if nothing is there.
fn existing(out: &Path, into: AgencyRef, options: &Options<'_>) -> Result<Option<Holdings>> {
    if out.symlink_metadata().is_err() {
        return Ok(None);
    }
    let taken = |path: &Path| ErrorKind::TargetExists { path: path.to_path_buf() };
    // A link leads to a folder that would stay behind under its own name.
    let is_folder = out.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    if !is_folder || !Holdings::is_one(out) {
        return Err(taken(out).into());
    }
    let old = Holdings::open(out, &options.limits)?;
    if let Some(stray) = old.strays()?.first() {
        return Err(taken(stray).into());
    }
    if old.custodian() != into {
        let problem = "the holdings of another custodian";
        return Err(Error::malformed(out, None, "holdings.custodian", problem));
    }
    Ok(Some(old))
}

/// What is new, each once and from one place, and what was there already.
fn sort_out<'i>(
    incoming: &'i [Incoming],
    old: Option<&Holdings>,
) -> (Vec<&'i Incoming>, Vec<Digest>) {
    let mut new: BTreeMap<Digest, &Incoming> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for one in incoming {
        let digest = one.digest();
        if old.is_some_and(|old| old.bundle(&digest).is_some()) {
            known.insert(digest);
            continue;
        }
        let first = new.entry(digest).or_insert(one);
        if one.path < first.path {
            *first = one;
        }
    }
    (new.into_values().collect(), known.into_iter().collect())
}

fn publish(fresh: &Path, out: &Path, replace: bool, observer: &dyn Observer) -> Result<()> {
    observer.begin(Phase::Sync, None);
    durable::sync_all_below(fresh)?;
    if replace {
        durable::replace_folder(fresh, out)?;
    } else {
        durable::publish_folder(fresh, out)?;
    }
    observer.end(Phase::Sync);
    Ok(())
}

struct Run<'r> {
    into: AgencyRef,
    options: &'r Options<'r>,
    observer: &'r dyn Observer,
    work: &'r Workplace,
}

struct Made {
    bundles: Vec<HeldBundle>,
    tables: Vec<TableSum>,
}

/// What the index will say.
#[derive(Default)]
struct Lists {
    bundles: Vec<HeldBundle>,
    volumes: Vec<HeldVolume>,
    cleared: Vec<HeldClearance>,
}

impl Run<'_> {
    /// Makes the whole folder in the workplace.
    fn make(
        &self,
        new: &[&Incoming],
        old: Option<&Holdings>,
        found: &mut Collector<'_>,
    ) -> Result<Made> {
        let Run { into, options, observer, work } = *self;
        let parent = options.temporary.as_deref().unwrap_or(work.folder());
        let scratch = tempfile::tempdir_in(parent).writing(parent)?;
        let budget = options.limits.sort_bytes / 2;
        let mut gathered = Gathered::new(budget, scratch.path(), &options.limits);
        observer.begin(Phase::Lists, None);
        let lists = self.gather(new, old, &mut gathered, scratch.path())?;
        observer.end(Phase::Lists);

        let root = work.join(FRESH);
        std::fs::create_dir(&root).writing(&root)?;
        let (names, rows) = gathered.finish()?;
        tell(&lists.bundles, into, options, found);
        let mut questions = Questions::new(&lists.bundles, &names, into, options, scratch.path());
        let mut tables = Tables::new(&root, &names, &options.limits)?;
        observer.begin(Phase::Merge, None);
        let mut passed = 0;
        for row in rows {
            let (table, bundle, bytes) = row?;
            let cells = Cells::from_bytes(&bytes)?;
            let number = tables.row(table, &cells)?;
            questions.row(table, number, &bundle, &cells, found)?;
            passed += 1;
            if passed >= TOLD {
                observe::check(observer)?;
                observer.advance(Phase::Merge, Work { entries: passed, bytes: 0 });
                passed = 0;
            }
        }
        observer.advance(Phase::Merge, Work { entries: passed, bytes: 0 });
        questions.finish(found)?;
        let tables = tables.finish(&root)?;
        write_index(&root, &lists.bundles, &lists.volumes, &lists.cleared)?;
        Marker::new(into, tables.clone()).write(&root)?;
        observer.end(Phase::Merge);
        Ok(Made { bundles: lists.bundles, tables })
    }

    /// Takes the rows of everything, old and new.
    fn gather(
        &self,
        new: &[&Incoming],
        old: Option<&Holdings>,
        gathered: &mut Gathered,
        scratch: &Path,
    ) -> Result<Lists> {
        let Run { options, observer, .. } = *self;
        let mut lists = Lists::default();
        if let Some(old) = old {
            take_held(old, gathered, &options.limits, observer)?;
            lists.bundles.extend_from_slice(old.bundles());
            lists.volumes.extend_from_slice(old.volumes());
            lists.cleared.extend_from_slice(old.cleared());
        }
        for one in new {
            observe::check(observer)?;
            let taken = take(one, held(one)?, gathered, options, scratch, observer)?;
            let Taken { bundle, volumes, cleared } = taken;
            lists.bundles.push(bundle);
            lists.volumes.extend(volumes);
            lists.cleared.extend(cleared);
        }
        lists.bundles.sort_by_key(HeldBundle::order);
        lists.volumes.sort_unstable();
        lists.cleared.sort_unstable();
        lists.cleared.dedup();
        Ok(lists)
    }
}
