//! From what has come and what is answered to a receipt.

use super::arrival::Arrival;
use super::request::{Reply, Request};
use crate::custody::{
    Answer, CheckedAs, Counts, Exception, Receipt, ReceiptTotals, ReceivedAct, TotalLine,
};
use crate::digest::Digest;
use crate::finding::{Code, Collector, Finding, Location};
use crate::unit::{AgencyRef, Register, Why};

/// What the answer is to.
pub(super) struct Subject<'a> {
    pub(super) arrival: &'a Arrival,
    pub(super) digest: Digest,
    pub(super) act: Option<&'a ReceivedAct>,
}

impl Request<'_> {
    pub(super) const fn answer(&self) -> Answer {
        match self.reply {
            Reply::Accept => Answer::Accepted,
            Reply::AcceptWith(_) => Answer::AcceptedWith,
            Reply::Refuse(_) => Answer::Refused,
        }
    }

    pub(super) fn exceptions(&self) -> &[Exception] {
        match &self.reply {
            Reply::AcceptWith(exceptions) => &exceptions.0,
            _ => &[],
        }
    }

    /// With whom the exceptions stay: with the giver if nothing is said.
    fn keeper(&self, act: Option<&ReceivedAct>) -> Option<AgencyRef> {
        let stated = || self.held_by.or_else(|| act.map(|act| act.giver));
        (self.answer() == Answer::AcceptedWith).then(stated).flatten()
    }

    fn totals(&self, arrival: &Arrival) -> ReceiptTotals {
        let counted: Counts = self.form.counted;
        ReceiptTotals { declared: arrival.declared(), computed: arrival.computed, counted }
    }
}

/// Tells what stands against the answer, whatever was answered before.
pub(super) fn judge(
    subject: &Subject<'_>,
    request: &Request<'_>,
    register: Option<&Register>,
    found: &mut Collector<'_>,
) {
    let Subject { arrival, act, .. } = *subject;
    if let Some(named) = arrival.act.as_ref().map(|act| act.receiver)
        && named != request.receiver
    {
        let finding = Finding::new(Code::ReceiptOtherReceiver, Location::act("receiver"));
        let finding = finding.with("receiver", named.to_string());
        found.add(finding.with("agency", request.receiver.to_string()));
    }
    if !arrival.full {
        found.at(Code::ReceiptNotFull, Location::Whole);
    }
    let totals = request.totals(arrival);
    totals.numbers().iter().for_each(|line| differ(line, found));
    differ(&totals.metres(), found);
    if request.answer() == Answer::Refused {
        return;
    }
    let relied = arrival.time_alone && request.late.is_some();
    if arrival.found != CheckedAs::Valid && !relied {
        found.at(Code::ReceiptNotValid, Location::Whole);
    }
    if arrival.found == CheckedAs::Valid && request.late.is_some() {
        found.at(Code::ReceiptLateNeedless, Location::Whole);
    }
    if let Some(act) = act.filter(|act| request.day < act.effective_on) {
        let finding = Finding::new(Code::ReceiptNotYet, Location::Whole);
        found.add(finding.with("day", act.effective_on.to_string()));
    }
    if matches!(request.reply, Reply::AcceptWith(_)) && request.exceptions().is_empty() {
        found.at(Code::ReceiptNoException, Location::Whole);
    }
    if request.held_by == Some(request.receiver) {
        found.at(Code::ReceiptHeldBySelf, Location::Whole);
    }
    if let Some(finding) = register.and_then(|register| holder_closed(subject, request, register)) {
        found.add(finding);
    }
}

/// What is not taken over stays with somebody who is there to hold it.
fn holder_closed(
    subject: &Subject<'_>,
    request: &Request<'_>,
    register: &Register,
) -> Option<Finding> {
    let holder = request.keeper(subject.act)?;
    let judged = register.check_in_force(&holder.unit(), request.day.0);
    let Why::Closed { until } = judged.err()?.why else { return None };
    let finding = Finding::new(Code::ReceiptHeldByClosed, Location::Whole);
    Some(finding.with("agency", holder.to_string()).with("day", until.to_string()))
}

fn differ<N: PartialEq + Copy + ToString>(line: &TotalLine<N>, found: &mut Collector<'_>) {
    // What is declared and what is computed was compared by the verify.
    if line.agrees() || line.counted.is_none() {
        return;
    }
    let said = |number: Option<N>| number.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let finding = Finding::new(Code::ReceiptTotals, Location::act(line.member));
    let finding = finding.with("declared", said(line.declared));
    found.add(finding.with("computed", said(line.computed)).with("counted", said(line.counted)));
}

/// The receipt, without heads and earlier receipts.
pub(super) fn compose(subject: &Subject<'_>, request: &Request<'_>) -> Receipt {
    let Subject { arrival, digest, act } = *subject;
    let answer = request.answer();
    let mut receipt = Receipt::new(
        (arrival.parcel, digest),
        act.cloned(),
        (request.receiver, request.day),
        request.by.clone(),
        answer,
        arrival.found,
    );
    receipt.trust = arrival.trust;
    receipt.totals = request.totals(arrival);
    receipt.form = request.form.form.clone();
    if let Reply::Refuse(reason) = &request.reply {
        receipt.reason = Some(reason.clone());
    }
    if answer == Answer::AcceptedWith {
        receipt.exceptions = request.exceptions().to_vec();
    }
    receipt.held_by = request.keeper(act);
    if receipt.is_accepting() && arrival.found != CheckedAs::Valid {
        receipt.late.clone_from(&request.late);
    }
    receipt
}
