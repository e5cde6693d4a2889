use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use super::change::{Change, Summary, What};
use super::dossiers::{self, Came, Dossiers};
use super::pairs::{Alone, Loose};
use super::side::{Item, Listing, Side, prepare, unserialisable};
use super::wanted::Wanted;
use crate::concurrency::Concurrency;
use crate::digest::Digest;
use crate::error::{IoContext, Result};
use crate::finding::Location;
use crate::limits::Limits;
use crate::observe::{self, Observer, Phase, Work};
use crate::path;
use crate::snapshot::Called;
use crate::sorted::Sorter;
use crate::survey;

/// How to compare.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// How many files of a folder are read and digested at once.
    pub concurrency: Concurrency,
    /// Bounds on what is read.
    pub limits: Limits,
    /// Where temporary files go; the system's folder for them if `None`.
    pub temporary: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        let (concurrency, limits) = (Concurrency::default(), Limits::default());
        Options { concurrency, limits, temporary: None }
    }
}

/// Bytes of added files that are looked for on the left at once.
const WANTED: usize = 8 << 20;
/// What one of them costs beside its path, on the list and in the table.
const WANTED_EACH: usize = 256;
/// Entries between two words to the observer.
const TOLD: u64 = 4096;

/// Compares `left` with `right` and gives every difference to `sink` in path
/// order. Modification times are no difference; they are counted.
///
/// Where both sides list dossiers, these are compared by fonds and code, and
/// the differences follow behind those of files. An inventory has no digests:
/// beside it only dossiers are compared.
///
/// Nothing is said of who signed a bundle.
///
/// Holdings may have one path in several bundles. Beside them a file is the
/// same if path and bytes are: other bytes at a path may be another bundle's,
/// and are never called a change of it.
///
/// # Errors
/// `Refused` with the report for a bundle whose seal or lists are not sound;
/// `Read`, `Malformed`, `Interrupted`, or the error of `sink`.
pub fn diff(
    left: &Side,
    right: &Side,
    mut sink: impl FnMut(Change) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Summary> {
    let parent = options.temporary.clone().unwrap_or_else(std::env::temp_dir);
    let left_work = tempfile::tempdir_in(&parent).writing(&parent)?;
    let right_work = tempfile::tempdir_in(&parent).writing(&parent)?;
    let mut surveying = survey::Options::default();
    (surveying.concurrency, surveying.limits) = (options.concurrency, options.limits);
    let held = |side: &Side| matches!(side, Side::Holdings(_));
    let by = if held(left) || held(right) { By::PathAndContent } else { By::Path };
    let list = |side: &Side| !matches!(side, Side::Folder(_) | Side::Snapshot(_));
    let listed = |side: &Side, work: &tempfile::TempDir| {
        let came = if held(side) { Came::Holdings } else { Came::Inventory };
        let budget = options.limits.sort_bytes / 4;
        (list(left) && list(right)).then(|| Dossiers::new(came, budget, work.path()))
    };
    let (mut old, mut new) = (listed(left, &left_work), listed(right, &right_work));
    let by_rows =
        old.is_some() && [left, right].iter().any(|side| matches!(side, Side::Inventory(_)));
    let left = prepare(left, old.as_mut(), left_work.path(), &surveying, observer)?;
    let right = prepare(right, new.as_mut(), right_work.path(), &surveying, observer)?;

    observer.begin(Phase::Compare, None);
    let work = left_work.path();
    let mut comparison = Comparison {
        summary: Summary::default(),
        changes: Sorter::new(options.limits.sort_bytes / 2, work),
        loose: Loose::new(options.limits.sort_bytes / 2, work),
        by,
    };
    if !by_rows {
        comparison.by_path(&left, &right, &options.limits, observer)?;
    }
    let mut summary = comparison.finish(&left, work, options, &mut sink)?;
    if let (Some(old), Some(new)) = (old, new) {
        summary.dossiers = Some(dossiers::compare(old, new, &mut sink)?);
    }
    observer.end(Phase::Compare);
    Ok(summary)
}

struct Comparison {
    summary: Summary,
    /// Changes by place.
    changes: Sorter,
    loose: Loose,
    by: By,
}

/// What makes two entries one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Path,
    PathAndContent,
}

impl Comparison {
    fn change(&mut self, change: &Change) -> Result<()> {
        self.summary.count(change);
        let value = serde_json::to_vec(change).map_err(unserialisable)?;
        self.changes.push(change.sort_key(), value)
    }

    /// One pass over both sides by path.
    fn by_path(
        &mut self,
        left: &Listing<'_>,
        right: &Listing<'_>,
        limits: &Limits,
        observer: &dyn Observer,
    ) -> Result<()> {
        let (mut left, mut right) = (left.items(limits)?, right.items(limits)?);
        left.advance()?;
        right.advance()?;
        let mut passed = 0;
        loop {
            let alike = left.pass_alike(&mut right)?;
            let order = if alike > 0 {
                self.summary.unchanged += alike;
                Ordering::Equal
            } else {
                let Some(order) = self.step(left.current(), right.current())? else { break };
                order
            };
            if order.is_le() {
                left.advance()?;
            }
            if order.is_ge() {
                right.advance()?;
            }
            passed += alike.max(1);
            if passed >= TOLD {
                observe::check(observer)?;
                observer.advance(Phase::Compare, Work { entries: passed, bytes: 0 });
                passed = 0;
            }
        }
        observer.advance(Phase::Compare, Work { entries: passed, bytes: 0 });
        Ok(())
    }

    /// Takes what comes first, or both; `None` at the end.
    fn step(
        &mut self,
        left: Option<Item<'_>>,
        right: Option<Item<'_>>,
    ) -> Result<Option<Ordering>> {
        let order = match (left, right) {
            (None, None) => return Ok(None),
            (Some(a), Some(b)) if self.by == By::PathAndContent => {
                order(a, b).then_with(|| content(a).cmp(&content(b)))
            }
            (Some(a), Some(b)) => order(a, b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
        };
        match (order, left, right) {
            (Ordering::Equal, Some(a), Some(b)) => self.same_place(a, b)?,
            (Ordering::Less, Some(a), _) => self.alone(Alone::Left, a)?,
            (_, _, Some(b)) => self.alone(Alone::Right, b)?,
            _ => {}
        }
        Ok(Some(order))
    }

    fn same_place(&mut self, a: Item<'_>, b: Item<'_>) -> Result<()> {
        match (a.file, b.file) {
            (Some((_, old)), Some((_, new))) if old == new => self.unchanged(a, b),
            (None, None) => self.unchanged(a, b),
            (Some((from_size, _)), Some((to_size, _))) => {
                let what = if from_size == to_size { What::Content } else { What::Size };
                let at = a.name.location();
                return self.change(&Change::Changed { at, what, from_size, to_size });
            }
            // A file became an empty folder, or the other way round.
            _ => {
                self.alone(Alone::Left, a)?;
                return self.alone(Alone::Right, b);
            }
        }
        Ok(())
    }

    fn unchanged(&mut self, a: Item<'_>, b: Item<'_>) {
        self.summary.unchanged += 1;
        // A folder's own time changes with every copy of it.
        let times = a.modified.zip(b.modified).filter(|_| a.file.is_some());
        self.summary.other_times += u64::from(times.is_some_and(|(a, b)| a != b));
    }

    fn alone(&mut self, alone: Alone, item: Item<'_>) -> Result<()> {
        if item.file.is_some() {
            return self.loose.push(alone, item);
        }
        let (at, size) = (item.name.location(), None);
        match alone {
            Alone::Left => self.change(&Change::Removed { at, size }),
            Alone::Right => self.change(&Change::Added { at, size }),
        }
    }

    /// Pairs what is loose, looks for copies, and gives the changes in order.
    fn finish(
        self,
        left: &Listing<'_>,
        work: &Path,
        options: &Options,
        sink: &mut impl FnMut(Change) -> Result<()>,
    ) -> Result<Summary> {
        let Comparison { summary, changes, loose, by } = self;
        let none = Loose::new(options.limits.sort_bytes, work);
        let mut rest = Comparison { summary, changes, loose: none, by };
        let (mut added, mut wanted) = (Vec::new(), 0);
        let same = loose.pair(|change, digest| {
            match (change, digest) {
                (Change::Added { at, size: Some(size) }, Some(digest)) => {
                    wanted += WANTED_EACH + path_bytes(&at);
                    added.push((at, size, digest));
                    if wanted >= WANTED {
                        rest.copies(&mut added, left, &options.limits)?;
                        wanted = 0;
                    }
                }
                (change, _) => rest.change(&change)?,
            }
            Ok(())
        })?;
        rest.copies(&mut added, left, &options.limits)?;
        rest.summary.unchanged += same;
        for record in rest.changes.finish()? {
            let (_, value) = record?;
            sink(serde_json::from_slice(&value).map_err(unserialisable)?)?;
        }
        Ok(rest.summary)
    }

    /// Tells which of the added files are copies of what the left side has.
    fn copies(
        &mut self,
        added: &mut Vec<(Location, u64, Digest)>,
        left: &Listing<'_>,
        limits: &Limits,
    ) -> Result<()> {
        if added.is_empty() {
            return Ok(());
        }
        let mut wanted = Wanted::new(added.iter().map(|(_, _, digest)| *digest));
        let mut items = left.items(limits)?;
        while items.advance_again()? {
            if let Some(digest) = items.blake3().filter(|digest| wanted.may_have(digest))
                && let Some(item) = items.current()
            {
                wanted.offer(&digest, item.name);
            }
        }
        for (at, size, digest) in added.drain(..) {
            match wanted.place(&digest).cloned() {
                Some(of) => self.change(&Change::Duplicated { at, of, size })?,
                None => self.change(&Change::Added { at, size: Some(size) })?,
            }
        }
        Ok(())
    }
}

fn path_bytes(at: &Location) -> usize {
    match at {
        Location::File { path } => path.len(),
        _ => 0,
    }
}

/// An empty folder stands before any file.
fn content(item: Item<'_>) -> Option<Digest> {
    item.file.map(|(_, digest)| digest)
}

/// Named entries by path; what may not be named stands alone at once.
fn order(a: Item<'_>, b: Item<'_>) -> Ordering {
    match (a.name, b.name) {
        (Called::Path(a), Called::Path(b)) => path::compare(a, b),
        (Called::Hidden { .. }, _) => Ordering::Less,
        (_, Called::Hidden { .. }) => Ordering::Greater,
    }
}
