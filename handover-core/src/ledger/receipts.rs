//! What receipts say of a ledger, as witnesses of it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;

use super::entry;
use super::lines::Lines;
use super::source::LedgerFile;
use super::verify::Options;
use crate::custody::{Head, LedgerId, Witness};
use crate::description::Day;
use crate::digest::Digest;
use crate::error::{IoContext, Result};
use crate::observe::{Observer, Silent};
use crate::signing::SignedReceipt;
use crate::unit::AgencyRef;

/// What the first event of a ledger says of it.
struct Identity {
    id: LedgerId,
    agency: AgencyRef,
    /// The ledger that it goes on from.
    predecessor: Option<LedgerId>,
}

impl LedgerFile<'_> {
    /// The heads of this ledger that `receipts` repeat: that of the receiver,
    /// whose next event must name the receipt, and that of the giver as the
    /// act states it. Receipts about others' ledgers say nothing of it.
    ///
    /// An act states a digest alone. One that this ledger has nowhere is given
    /// as the head behind its last event, where it will not be found.
    ///
    /// # Errors
    /// `Read`, `Interrupted`.
    pub fn seen_by(
        &self,
        receipts: &[SignedReceipt],
        options: &Options,
        observer: &dyn Observer,
    ) -> Result<Vec<Witness>> {
        let Some(own) = self.identity(options)? else { return Ok(Vec::new()) };
        let mut seen = Vec::new();
        let mut stated: BTreeMap<Digest, Day> = BTreeMap::new();
        for receipt in receipts {
            let ours = |head: &Head| {
                // The agency's other ledger is no witness against this one only
                // where this one goes on from it.
                head.ledger == own.id
                    || (receipt.receipt().receiver == own.agency
                        && own.predecessor != Some(head.ledger))
            };
            seen.extend(receipt.ledger_witness().filter(|witness| ours(&witness.head)));
            let act = receipt.receipt().act.as_ref().filter(|act| act.giver == own.agency);
            if let Some((head, day)) = act.and_then(|act| Some((act.ledger_head?, act.sealed_on))) {
                let earliest = stated.entry(head).or_insert(day);
                *earliest = (*earliest).min(day);
            }
        }
        if stated.is_empty() {
            return Ok(seen);
        }
        let bare = LedgerFile { path: self.path, trust: None, witnesses: &[] };
        let verdict = bare.verify(
            |checked| {
                if let Some(day) = stated.remove(&checked.head.digest) {
                    seen.push(Witness { head: checked.head, day: Some(day), receipt: None });
                }
                Ok(())
            },
            options,
            &Silent(observer),
        )?;
        let nowhere = stated.into_iter().map(|(digest, day)| {
            let head = Head { ledger: own.id, count: verdict.events + 1, digest };
            Witness { head, day: Some(day), receipt: None }
        });
        seen.extend(nowhere);
        Ok(seen)
    }

    fn identity(&self, options: &Options) -> Result<Option<Identity>> {
        let limit = options.limits.ledger_line_bytes;
        let input = BufReader::new(File::open(self.path).reading(self.path)?);
        let Some(line) = Lines::new(input, limit).next().reading(self.path)? else {
            return Ok(None);
        };
        // What cannot be read is told by whoever verifies.
        let Ok((_, entry)) = entry::read(&line.bytes, limit) else { return Ok(None) };
        let predecessor = entry.event.predecessor.map(|head| head.ledger);
        Ok(Some(Identity { id: entry.ledger, agency: entry.agency, predecessor }))
    }
}
