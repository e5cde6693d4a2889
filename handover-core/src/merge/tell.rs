//! What is told of the bundles as a whole.

use std::collections::BTreeMap;

use super::options::Options;
use crate::digest::Digest;
use crate::finding::{Code, Collector, Finding, Location};
use crate::holdings::HeldBundle;
use crate::transfer::ActKind;
use crate::unit::{AgencyRef, Why};

/// The place of a bundle in the index.
pub(super) fn place(row: usize) -> Location {
    Location::row("bundles", row as u64 + 1)
}

/// Tells of acts that came in several issues or packings, of transfers that
/// were replaced, and of a custodian that has closed.
pub(super) fn tell(
    bundles: &[HeldBundle],
    custodian: AgencyRef,
    options: &Options<'_>,
    found: &mut Collector<'_>,
) {
    let mut rows: Vec<usize> = (0..bundles.len()).collect();
    rows.sort_by_key(|row| (bundles[*row].id, bundles[*row].issue, bundles[*row].digest));
    for pair in rows.windows(2) {
        let (one, other) = (&bundles[pair[0]], &bundles[pair[1]]);
        if one.id == other.id {
            let finding = Finding::new(Code::HoldingsIssue, place(pair[1]));
            let finding = finding.with("issue", u64::from(other.issue));
            found.add(finding.with("other", pair[0] as u64 + 1));
        }
    }
    let known: BTreeMap<Digest, usize> =
        bundles.iter().enumerate().map(|(row, bundle)| (bundle.digest, row)).collect();
    for (row, bundle) in bundles.iter().enumerate() {
        let base = bundle.base.filter(|_| bundle.kind == ActKind::Replacement);
        if let Some(base) = base.and_then(|base| known.get(&base)) {
            let finding = Finding::new(Code::HoldingsReplaced, place(*base));
            found.add(finding.with("other", row as u64 + 1));
        }
    }
    let judged =
        options.register.map(|register| register.check_in_force(&custodian.unit(), options.on));
    if let Some(Err(problem)) = judged
        && let Why::Closed { until } = problem.why
    {
        let finding = Finding::new(Code::HoldingsClosed, Location::Whole);
        found.add(finding.with("day", until.to_string()));
    }
}
