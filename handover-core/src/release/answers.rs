//! Which receipts count for a bundle, and what they come to together.

use crate::custody::{Answer, Exception, Receipt, ReceivedAct};
use crate::description::Day;
use crate::digest::Digest;
use crate::finding::{Code, Collector, Finding, Location};
use crate::transfer::Act;
use crate::unit::AgencyRef;
use crate::verify::{ReceiptVerification, Verdict};

/// What the receipts for one bundle come to.
#[derive(Default)]
pub(super) struct Answers<'r> {
    /// Receipts that count, by the digest of their text.
    pub(super) receipts: Vec<Digest>,
    /// The day of the first acceptance, if it stands.
    pub(super) accepted_on: Option<Day>,
    /// Exceptions of every acceptance: what one of them leaves out is left out.
    pub(super) exceptions: Vec<&'r Exception>,
    pub(super) held_by: Option<AgencyRef>,
}

/// A receipt that counts: by keys that a confirmed trust list binds to the
/// agency that it names, enough of them, on its day.
fn counts(found: &ReceiptVerification) -> Option<(&Receipt, Digest)> {
    let by_list = found.trust.is_some_and(|trust| trust.root_confirmed);
    let receipt = found.receipt.as_ref()?;
    (found.verdict == Verdict::Valid && by_list && !found.signed_by.is_empty())
        .then(|| (receipt.receipt(), receipt.digest()))
}

impl<'r> Answers<'r> {
    /// Sifts `receipts` for the bundle `digest` of `act`, and tells what keeps
    /// them from confirming it. `place` is where the bundle is told of.
    pub(super) fn of(
        receipts: &'r [ReceiptVerification],
        (digest, act): (Digest, &Act),
        place: &Location,
        found: &mut Collector<'_>,
    ) -> Self {
        let mut answers = Answers::default();
        let mut standing: Vec<&Receipt> = Vec::new();
        for (receipt, text) in receipts.iter().filter_map(counts) {
            if receipt.digest != digest {
                continue;
            }
            if receipt.receiver != act.receiver {
                let finding = Finding::new(Code::ReleaseOtherReceiver, place.clone());
                let finding = finding.with("receiver", act.receiver.to_string());
                found.add(finding.with("agency", receipt.receiver.to_string()));
            } else if !receipt.act.as_ref().is_none_or(|said| is_of(said, act)) {
                found.at(Code::ReleaseOtherAct, place.clone());
            } else if !answers.receipts.contains(&text) {
                answers.receipts.push(text);
                standing.push(receipt);
            }
        }
        standing.sort_by_key(|receipt| receipt.day);
        answers.judge(&standing, place, found);
        answers
    }

    fn judge(&mut self, standing: &[&'r Receipt], place: &Location, found: &mut Collector<'_>) {
        let accepting = || standing.iter().filter(|receipt| receipt.is_accepting());
        let refused = |receipt: &&&Receipt| receipt.answer == Answer::Refused;
        let Some(first) = accepting().next() else {
            let code =
                if standing.is_empty() { Code::ReleaseNoReceipt } else { Code::ReleaseRefused };
            found.at(code, place.clone());
            return;
        };
        // Refused first and taken over later is one story; the other way round,
        // or two acceptances that differ, is two.
        let late = standing.iter().filter(refused).any(|receipt| receipt.day >= first.day);
        let differ = accepting().any(|receipt| receipt.exceptions != first.exceptions);
        if late || differ {
            found.at(Code::ReleaseContradiction, place.clone());
        }
        if late {
            return;
        }
        self.accepted_on = Some(first.day);
        self.exceptions = accepting().flat_map(|receipt| &receipt.exceptions).collect();
        self.held_by = accepting().find_map(|receipt| receipt.held_by);
        let totals = accepting().filter(|receipt| {
            !receipt.totals.metres().agrees()
                || receipt.totals.numbers().iter().any(|line| !line.agrees())
        });
        if totals.count() > 0 {
            found.at(Code::ReleaseTotals, place.clone());
        }
    }
}

/// Whether a receipt speaks of this act.
fn is_of(said: &ReceivedAct, act: &Act) -> bool {
    act.id == Some(said.id) && act.issue == said.issue && act.giver == said.giver
}
