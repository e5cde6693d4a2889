//! The events of a receipt in the receiver's ledger.

use std::collections::BTreeSet;

use super::contents::Contents;
use crate::custody::{Answer, Cleared, Event, Kind, Line, Paper, Receipt, ReceivedAct};
use crate::digest::Digest;
use crate::transfer::Act;

/// What the ledger gets: the answer itself, which names the receipt, and what
/// stays with somebody else. The answer comes first: it is what the next event
/// behind the head in the receipt must be.
pub(super) fn events(
    receipt: &Receipt,
    named: Digest,
    contents: &Contents,
    act: Option<&Act>,
) -> Vec<Event> {
    let Some(received) = &receipt.act else { return Vec::new() };
    let cleared = act.map(cleared).unwrap_or_default();
    let base = |kind| {
        let mut event = Event::new(kind);
        event.act = paper(received);
        event.by.clone_from(&receipt.by);
        (event.from, event.to) = (Some(received.giver), Some(receipt.receiver));
        (event.bundle, event.receipt) = (Some(receipt.digest), Some(named));
        event.cleared.clone_from(&cleared);
        event
    };
    if receipt.answer == Answer::Refused {
        let mut refusal = base(Kind::Refusal);
        refusal.note.clone_from(&receipt.reason);
        return vec![refusal];
    }
    let mut taken = base(Kind::Receipt);
    taken.covers.clone_from(&contents.covers);
    let mut events = vec![taken];
    if !contents.excepted.is_empty() {
        let mut excepted = base(Kind::Refusal);
        excepted.from = receipt.held_by;
        excepted.covers.clone_from(&contents.excepted);
        excepted.note = kinds(receipt);
        events.push(excepted);
    }
    events
}

/// Act and packing: by this a second packing is known again.
fn paper(act: &ReceivedAct) -> Option<Paper> {
    let number = act.group().parse().ok()?;
    Some(Paper { number, day: act.sealed_on, sha256: None })
}

/// `damaged, missing`: why the exceptions are some, by their codes.
fn kinds(receipt: &Receipt) -> Option<Line> {
    let kinds: BTreeSet<_> = receipt.exceptions.iter().map(|one| one.kind.code()).collect();
    kinds.into_iter().collect::<Vec<_>>().join(", ").parse().ok()
}

/// What the act clears of suspicion, codes of fonds among it.
fn cleared(act: &Act) -> Vec<Cleared> {
    let cleared = act.cleared.iter();
    cleared.filter_map(|one| Some(Cleared { mark: one.mark, by: one.by.parse().ok()? })).collect()
}
