//! From what has come and what is answered to a receipt.

use super::arrival::Arrival;
use super::request::{Reply, Request};
use crate::custody::{
    Answer, CheckedAs, Counts, Exception, Receipt, ReceiptTotals, ReceivedAct, TotalLine,
};
use crate::digest::Digest;
use crate::finding::{Code, Collector, Finding, Location};

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

    fn totals(&self, arrival: &Arrival) -> ReceiptTotals {
        let counted: Counts = self.form.counted;
        ReceiptTotals { declared: arrival.declared(), computed: arrival.computed, counted }
    }
}

/// Tells what stands against the answer, whatever was answered before.
pub(super) fn judge(subject: &Subject<'_>, request: &Request<'_>, found: &mut Collector<'_>) {
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
        receipt.held_by = request.held_by.or_else(|| act.map(|act| act.giver));
    }
    if receipt.is_accepting() && arrival.found != CheckedAs::Valid {
        receipt.late.clone_from(&request.late);
    }
    receipt
}
