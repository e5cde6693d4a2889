//! Heads that others have seen, held against the chain.

use crate::custody::{Head, Witness};
use crate::description::Day;
use crate::finding::{Code, Collector, Finding, Location};

/// The witnesses of one ledger, in the order of their heads.
pub(super) struct Witnesses {
    list: Vec<Seen>,
    /// How many of the list have been passed.
    passed: usize,
    /// The latest day on which a head was seen that lies behind us.
    latest: Option<Day>,
    /// The last event that somebody vouches for.
    vouched: u64,
}

struct Seen {
    witness: Witness,
    /// Whether its head is at its place.
    there: bool,
    /// Whether the event behind it names the receipt.
    named: bool,
}

impl Witnesses {
    pub(super) fn new(witnesses: &[Witness]) -> Self {
        let mut list: Vec<_> = witnesses
            .iter()
            .map(|witness| Seen { witness: *witness, there: false, named: false })
            .collect();
        list.sort_by_key(|seen| seen.witness.head.count);
        Witnesses { list, passed: 0, latest: None, vouched: 0 }
    }

    /// Whether an event of `day` comes after a head that was seen later than that.
    pub(super) fn is_late(&self, day: Day) -> Option<Day> {
        self.latest.filter(|seen| day < *seen)
    }

    /// Takes the event that follows the heads at `number - 1`, which may name a
    /// receipt.
    pub(super) fn follows(&mut self, number: u64, receipt: Option<crate::digest::Digest>) {
        for seen in self.list[..self.passed].iter_mut().rev() {
            if seen.witness.head.count + 1 < number {
                break;
            }
            if seen.there && seen.witness.receipt.is_some() && seen.witness.receipt == receipt {
                seen.named = true;
                self.vouched = self.vouched.max(number);
            }
        }
    }

    /// Takes the head behind line `number`.
    pub(super) fn stands(&mut self, number: u64, head: Option<Head>) {
        while let Some(seen) = self.list.get_mut(self.passed) {
            if seen.witness.head.count > number {
                break;
            }
            seen.there = head.is_some_and(|head| head == seen.witness.head);
            if seen.there {
                self.vouched = self.vouched.max(number);
                self.latest = self.latest.max(seen.witness.day);
            }
            self.passed += 1;
        }
    }

    /// Tells what does not fit, and how many of `events` nobody vouches for.
    pub(super) fn finish(self, events: u64, head: Option<Head>, found: &mut Collector<'_>) -> u64 {
        let ours = head.map(|head| head.ledger);
        let mut last_there = 0;
        for seen in self.list.iter().filter(|seen| seen.there) {
            last_there = last_there.max(seen.witness.head.count);
        }
        let mut before: Option<&Witness> = None;
        for Seen { witness, there, named } in &self.list {
            let count = witness.head.count;
            let finding = |code| Finding::new(code, Location::Whole).with("count", count);
            if ours.is_some_and(|ours| ours != witness.head.ledger) {
                let other = witness.head.ledger.to_string();
                found.add(finding(Code::LedgerOtherLedger).with("other", other));
                continue;
            }
            if !there {
                found.add(finding(Code::LedgerHeadNotThere).with("events", events));
            } else if witness.receipt.is_some() && !named {
                found.add(finding(Code::LedgerReceiptNotNext).with("number", count + 1));
            }
            // Two heads at one place, or two receipts for one head, which only
            // one event can follow; or a head beside a chain that was seen further on.
            let twice = before.is_some_and(|before| {
                let both = before.receipt.zip(witness.receipt);
                before.head.count == count
                    && (before.head.digest != witness.head.digest
                        || both.is_some_and(|(one, other)| one != other))
            });
            if twice || (!there && count < last_there) {
                found.add(finding(Code::LedgerFork));
            }
            before = Some(witness);
        }
        events.saturating_sub(self.vouched)
    }
}
