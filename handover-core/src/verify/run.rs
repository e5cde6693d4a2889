use super::opening::{Kind, Opened};
use super::outcome::{Options, Trust, Verdict, Verification};
use super::payload::Seen;
use super::set::Whole;
use super::time_limit::Hourglass;
use super::trust_list::ListTrust;
use super::{foreign, inventory, opening, payload};
use crate::bundle::Bundle;
use crate::description::secrecy::Clearances;
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location};
use crate::inventory::Counted;
use crate::observe::{Observer, Phase};
use crate::snapshot::Tally;
use crate::transfer::{self, Editions};

/// Verifies `bundle`: seal, tag files, payload, inventory, law.
///
/// Damage is no error: it is in the report, and the observer is given every
/// finding as it is met. Temporary files, if the inventory is large, lie in
/// the system's folder for them.
///
/// # Errors
/// Only if it could not look: `Read`, `Limit`, `Interrupted`, `TimeUp`; with a
/// journal also `Write`, `Busy`, `TargetInside`, and `Malformed` if it is of
/// another bundle or check.
pub fn verify(
    bundle: &Bundle,
    trust: &Trust,
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Verification> {
    let hourglass = Hourglass::new(observer, options.time_limit);
    let verified = look(bundle, trust, Standing::Alone, options, &hourglass);
    verified.map_err(|error| hourglass.explain(error))
}

/// What a bundle is looked at as.
pub(super) enum Standing<'w> {
    /// For itself.
    Alone,
    /// As a volume of a set, which takes what only all of them can answer;
    /// `None` where it is not believed to belong there.
    InSet(Option<&'w mut Whole>),
}

pub(super) fn look(
    bundle: &Bundle,
    trust: &Trust,
    standing: Standing<'_>,
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Verification> {
    let show = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut found = Collector::new(options.severities.clone(), kept, &show);
    observer.begin(Phase::Lists, None);
    let opened = opening::open(bundle, trust, &options.limits, &mut found)?;
    observer.end(Phase::Lists);
    let (Seen { payload, resumed }, counted) = match opened.kind {
        Kind::Foreign => {
            (Seen::all(foreign::check(bundle, options, &mut found, observer)?), Counted::default())
        }
        Kind::NotABag | Kind::Newer => (Seen::all(Tally::default()), Counted::default()),
        Kind::Ours => check_ours(&opened, standing, options, &mut found, observer)?,
    };
    let report = found.finish();
    Ok(Verification {
        verdict: Verdict::of(&report),
        digest: opened.digest,
        seals: opened.seals,
        sealed_by: opened.binding.sealed_by,
        trust: trust.list().map(ListTrust::facts),
        act: opened.act,
        payload,
        counted,
        checked: options.checked,
        resumed,
        report,
    })
}

fn check_ours(
    opened: &Opened<'_>,
    standing: Standing<'_>,
    options: &Options<'_>,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<(Seen, Counted)> {
    let cleared = opened.act.as_ref().map(transfer::Act::clearances).unwrap_or_default();
    judge_act(opened, &cleared, options, found);
    let payload = payload::check(opened, &cleared, &payload::Nobody, options, found, observer)?;
    let temporary = options.scratch()?;
    let (whole, in_set) = match standing {
        Standing::Alone => (None, false),
        Standing::InSet(whole) => (whole, true),
    };
    if let Some(whole) = whole {
        let (path, whole) = (temporary.path(), &mut *whole);
        let counted = inventory::check(opened, &cleared, options, path, Some(whole), found)?;
        whole.act(opened, &cleared, found);
        return Ok((payload, counted));
    }
    let counted = inventory::check(opened, &cleared, options, temporary.path(), None, found)?;
    if opened.is_alone() || !in_set {
        judge_standing(opened, &cleared, found);
    }
    Ok((payload, counted))
}

/// What law and good order say to the act, and whether its day is a mere claim.
pub(super) fn judge_act(
    opened: &Opened<'_>,
    cleared: &Clearances,
    options: &Options<'_>,
    found: &mut Collector<'_>,
) {
    let Some(act) = &opened.act else { return };
    for finding in transfer::check(act, options.register, Editions::MayBeNewer, cleared) {
        found.add(finding);
    }
    if !opened.binding.day_confirmed {
        let finding = Finding::new(Code::SealDateClaimed, Location::act("sealed_on"));
        found.add(finding.with("day", act.sealed_on.to_string()));
    }
}

/// Clearances that nothing needed, and a volume that stands without its set.
pub(super) fn judge_standing(opened: &Opened<'_>, cleared: &Clearances, found: &mut Collector<'_>) {
    if let Some(act) = opened.act.as_ref().filter(|_| opened.is_alone()) {
        for finding in transfer::unused_clearances(act, cleared) {
            found.add(finding);
        }
    } else if !opened.is_alone() {
        let volume = opened.info.map_or(0, |info| u64::from(info.volume));
        let volumes = opened.info.map_or(0, |info| u64::from(info.volumes));
        let finding = Finding::new(Code::VolumeWithoutSet, Location::Whole);
        found.add(finding.with("volume", volume).with("volumes", volumes));
    }
}
