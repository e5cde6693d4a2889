//! Custody of what was merged, as signed events of the custodian's ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::incoming::Incoming;
use crate::custody::{Cleared, Cover, Event, EventKind, Head, Kind, Line, Paper, Person};
use crate::description::Day;
use crate::digest::Digest;
use crate::error::{Error, ErrorKind, Result};
use crate::holdings::{HeldBundle, Holdings};
use crate::inventory::Table;
use crate::ledger::{self, Ledger, LedgerFile};
use crate::limits::Limits;
use crate::observe::{self, Observer, Silent};
use crate::signing::Signer;

/// Fonds that one event names; more are said in several, so that the longest
/// codes fit into a line of a ledger.
const COVERS: usize = 100;
/// Rows between two looks whether to stop.
const ASKED: u64 = 4096;

/// Who enters events, and signs them.
#[derive(Clone, Copy)]
pub struct Writers<'w> {
    /// The persons who answer for it.
    pub by: &'w [Person],
    /// Their keys.
    pub signers: &'w [&'w dyn Signer],
}

/// An event that was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EnteredEvent {
    /// The bundle or set that it is about.
    pub bundle: Digest,
    /// Its day: that on which custody passed.
    pub day: Day,
    /// Where the ledger stood with it; the count is its number.
    pub head: Head,
    /// Whether its day is before that of an earlier event.
    pub day_back: bool,
}

/// What was entered.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Entered {
    /// New events, in the order in which they stand in the ledger.
    pub events: Vec<EnteredEvent>,
    /// Bundles and sets of which the ledger had all that there is to say.
    pub known: Vec<Digest>,
    /// Where the ledger stands.
    pub head: Head,
}

/// Enters into `ledger` that custody of each of `incoming` has passed, as the
/// events of the holdings at `out` say: which fonds, from whom, by which act.
/// What an event of the ledger says of a bundle already, a receipt or an
/// earlier run, is not said again.
///
/// To be called after [`merge`](super::merge()) has returned. The holdings are
/// in their place then, and each event is on the disk before the next is
/// signed: wherever it is cut off, merging the same bundles again changes
/// nothing of the holdings and enters what is missing.
///
/// # Errors
/// `Malformed` if the ledger is that of another agency than the holdings, if
/// these were changed by hand, or if a fonds has a code that no event can name;
/// `Limit` for more codes than are held; those of [`Ledger::append`]; `Read`,
/// `Interrupted`.
pub fn enter(
    out: &Path,
    incoming: &[Incoming],
    ledger: &mut Ledger,
    writers: Writers<'_>,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<Entered> {
    let holdings = Holdings::open(out, limits)?;
    if ledger.agency() != holdings.custodian() {
        let problem = "the ledger of another agency";
        return Err(Error::malformed(ledger.path(), None, "ledger.agency", problem));
    }
    let acts: BTreeMap<Digest, &Incoming> =
        incoming.iter().map(|one| (one.digest(), one)).collect();
    let mut passed = passed(&holdings, &acts, limits, observer)?;
    let said = said(ledger, &acts, limits, observer)?;
    let mut entered = Entered { events: Vec::new(), known: Vec::new(), head: ledger.head() };
    for bundle in holdings.bundles() {
        let (Some(one), Some(fonds)) = (acts.get(&bundle.digest), passed.remove(&bundle.digest))
        else {
            continue;
        };
        let before = said.get(&bundle.digest);
        let new: Vec<Line> = match before {
            Some(before) if before.all => Vec::new(),
            Some(before) => fonds.difference(&before.fonds).cloned().collect(),
            None => fonds.into_iter().collect(),
        };
        if new.is_empty() && before.is_some() {
            entered.known.push(bundle.digest);
            continue;
        }
        // A transfer that names no fonds is one event, by its bundle alone.
        let mut parts: Vec<&[Line]> = new.chunks(COVERS).collect();
        if parts.is_empty() {
            parts.push(&[]);
        }
        for fonds in parts {
            observe::check(observer)?;
            let event = event(bundle, one, fonds, writers.by)?;
            let day = Day(bundle.effective_on);
            let appended = ledger.append(event, day, writers.signers)?;
            entered.head = appended.head;
            entered.events.push(EnteredEvent {
                bundle: bundle.digest,
                day,
                head: appended.head,
                day_back: appended.day_back,
            });
        }
    }
    Ok(entered)
}

/// The fonds of each bundle whose custody has passed by the holdings' events.
fn passed(
    holdings: &Holdings,
    acts: &BTreeMap<Digest, &Incoming>,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<BTreeMap<Digest, BTreeSet<Line>>> {
    let mut passed: BTreeMap<Digest, BTreeSet<Line>> = BTreeMap::new();
    let Some(mut rows) = holdings.table(Table::Events, limits)? else { return Ok(passed) };
    let mut bytes = 0;
    while let Some((digest, row)) = rows.read()? {
        if row.number().is_multiple_of(ASKED) {
            observe::check(observer)?;
        }
        let Some(bundle) = holdings.bundle(&digest).filter(|_| acts.contains_key(&digest)) else {
            continue;
        };
        // The giver may have events of its own; these are of the merge.
        if row.get("kind") != EventKind::Transferred.code() || row.get("decision") != group(bundle)
        {
            continue;
        }
        let fonds = passed.entry(digest).or_default();
        let code = row.get("fonds");
        if code.is_empty() {
            continue;
        }
        bytes += code.len();
        if bytes > limits.fonds_bytes {
            let (path, limit) = (holdings.folder().to_path_buf(), limits.fonds_bytes as u64);
            return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
        }
        fonds.insert(code.parse().map_err(|_| {
            let (path, line) = (holdings.folder(), Some(row.number() + 1));
            Error::malformed(path, line, "ledger.fonds", "a code that no event can name")
        })?);
    }
    Ok(passed)
}

/// What the ledger says of a bundle already.
#[derive(Default)]
struct Said {
    fonds: BTreeSet<Line>,
    /// Whether dossiers were named without their fonds, so that nobody can say
    /// which fonds are left: a receipt that has exceptions knows better.
    all: bool,
}

/// What the ledger says already of each bundle that came to its agency.
fn said(
    ledger: &Ledger,
    acts: &BTreeMap<Digest, &Incoming>,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<BTreeMap<Digest, Said>> {
    let mut said: BTreeMap<Digest, Said> = BTreeMap::new();
    let agency = ledger.agency();
    let take = |checked: ledger::Checked| {
        let event = &checked.entry.event;
        let comes = matches!(event.kind, Kind::Transfer | Kind::Receipt);
        let bundle = event.bundle.filter(|bundle| comes && acts.contains_key(bundle));
        if let Some(bundle) = bundle.filter(|_| event.to == Some(agency)) {
            let said = said.entry(bundle).or_default();
            said.fonds.extend(event.covers.iter().filter_map(|cover| cover.fonds.clone()));
            said.all |= event.covers.iter().any(|cover| cover.fonds.is_none());
        }
        Ok(())
    };
    let file = LedgerFile { path: ledger.path(), trust: None, witnesses: &[] };
    // What is wrong with it, opening it has told.
    let options = ledger::Options { limits: *limits, ..ledger::Options::default() };
    file.verify(take, &options, &Silent(observer))?;
    Ok(said)
}

fn event(bundle: &HeldBundle, one: &Incoming, fonds: &[Line], by: &[Person]) -> Result<Event> {
    let unnamed = |_| Error::malformed(one.path(), None, "ledger.event", "no line of an event");
    let mut event = Event::new(Kind::Transfer);
    event.by = by.to_vec();
    event.act = Some(Paper {
        number: group(bundle).parse().map_err(unnamed)?,
        day: Day(bundle.sealed_on),
        sha256: None,
    });
    event.from = Some(bundle.on_behalf_of.unwrap_or(bundle.giver));
    event.to = Some(bundle.receiver);
    let cover = |fonds: &Line| Cover { fonds: Some(fonds.clone()), ..Cover::default() };
    event.covers = fonds.iter().map(cover).collect();
    event.bundle = Some(bundle.digest);
    // A code that the act has cleared of suspicion is cleared here too.
    let needed: Vec<_> = event.secrecy();
    if !needed.is_empty() {
        let cleared = one.act().cleared.iter();
        let cleared = cleared.map(|clearance| {
            let by = clearance.by.trim().parse().map_err(unnamed)?;
            Ok(Cleared { mark: clearance.mark, by })
        });
        event.cleared = cleared.collect::<Result<_>>()?;
    }
    Ok(event)
}

/// Act and packing in one word, as the events of holdings have it.
fn group(bundle: &HeldBundle) -> String {
    format!("{}-{}", bundle.id, bundle.issue)
}
