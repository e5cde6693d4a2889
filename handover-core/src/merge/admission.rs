//! Which bundles may come into whose holdings.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::incoming::Incoming;
use crate::digest::Digest;
use crate::finding::{Code, Collector, Finding, Location};
use crate::holdings::HeldBundle;
use crate::transfer::ActKind;
use crate::unit::AgencyRef;

/// Tells what keeps `incoming` out of the holdings of `into` on the day `on`.
pub(super) fn judge(
    incoming: &Incoming,
    into: AgencyRef,
    on: NaiveDate,
    found: &mut Collector<'_>,
) {
    let place = || Location::file(incoming.path().to_string_lossy());
    let act = incoming.act();
    if act.receiver != into {
        let same = act.receiver.unit() == into.unit();
        let code = if same { Code::HoldingsAgency } else { Code::HoldingsReceiver };
        let finding = Finding::new(code, place()).with("receiver", act.receiver.to_string());
        found.add(finding.with("custodian", into.to_string()));
    }
    if act.effective_on > on {
        let finding = Finding::new(Code::HoldingsNotYet, place());
        found.add(finding.with("day", act.effective_on.to_string()));
    }
    if !incoming.is_fully_checked() {
        found.at(Code::HoldingsNotFull, place());
    }
}

/// Tells of two replacements that stand for one transfer: nobody can say which
/// of them holds.
pub(super) fn judge_replacements(bundles: &[HeldBundle], found: &mut Collector<'_>) {
    let mut replaced: BTreeMap<Digest, &HeldBundle> = BTreeMap::new();
    let replacements = bundles.iter().filter(|bundle| bundle.kind == ActKind::Replacement);
    for bundle in replacements {
        let Some(base) = bundle.base else { continue };
        if let Some(first) = replaced.insert(base, bundle) {
            let finding =
                Finding::new(Code::HoldingsReplacements, Location::file(bundle.place.clone()));
            found.add(finding.with("bundle", first.place.clone()));
        }
    }
}
