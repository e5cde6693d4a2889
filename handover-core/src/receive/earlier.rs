//! What the receiver has answered before: to this bundle, or to another packing
//! of its act.

use std::path::Path;

use crate::custody::{Event, Kind, ReceivedAct};
use crate::digest::Digest;
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location, Severities, Severity};
use crate::ledger::{self, LedgerFile};
use crate::limits::Limits;
use crate::observe::{Observer, Silent};
use crate::signing::SignedReceipt;
use crate::unit::AgencyRef;

/// Earlier answers, held against what has come.
#[derive(Debug)]
pub(super) struct Earlier<'a> {
    digest: Digest,
    act: Option<&'a ReceivedAct>,
    /// A receipt that this call goes on with: its own events are no earlier ones.
    ours: Option<Digest>,
    /// The text of the first receipt for the same digest.
    pub(super) first: Option<Digest>,
    /// Whether that digest was taken over before; by which event, if by one.
    received: Option<Option<u64>>,
    /// Whether another packing of the act was taken over: of the same issue,
    /// of another one.
    same_issue: bool,
    other_issue: bool,
    /// Events of `ours` that the ledger has: its answer, and its exceptions.
    pub(super) entered: Vec<Kind>,
}

impl<'a> Earlier<'a> {
    pub(super) const fn new(
        digest: Digest,
        act: Option<&'a ReceivedAct>,
        ours: Option<Digest>,
    ) -> Self {
        Earlier {
            digest,
            act,
            ours,
            first: None,
            received: None,
            same_issue: false,
            other_issue: false,
            entered: Vec::new(),
        }
    }

    /// Takes receipts of `receiver`, in the order of their days.
    pub(super) fn receipts(&mut self, receipts: &[SignedReceipt], receiver: AgencyRef) {
        let mut own: Vec<_> =
            receipts.iter().filter(|one| one.receipt().receiver == receiver).collect();
        own.sort_by_key(|one| (one.receipt().day, one.digest()));
        let ours = self.ours;
        for one in own.into_iter().filter(|one| Some(one.digest()) != ours) {
            let receipt = one.receipt();
            let group = receipt.act.as_ref().map(ReceivedAct::group);
            let accepted = receipt.is_accepting().then_some(None);
            self.take(receipt.digest, group.as_deref(), accepted, Some(one.digest()));
        }
    }

    /// Takes the events of the ledger at `path`.
    pub(super) fn ledger(
        &mut self,
        path: &Path,
        limits: &Limits,
        observer: &dyn Observer,
    ) -> Result<()> {
        let mut options = ledger::Options::default();
        options.limits = *limits;
        // It was verified when it was opened. Whose signatures they are is asked by whoever verifies the ledger.
        options.severities = Severities::default().with(Code::LedgerSignerUnknown, Severity::Info);
        let ledger = LedgerFile { path, trust: None, witnesses: &[] };
        ledger.verify(
            |checked| {
                self.event(&checked.entry.event, checked.entry.number);
                Ok(())
            },
            &options,
            &Silent(observer),
        )?;
        Ok(())
    }

    fn event(&mut self, event: &Event, number: u64) {
        if self.ours.is_some() && event.receipt == self.ours {
            self.entered.push(event.kind);
            return;
        }
        let Some(digest) = event.bundle else { return };
        let accepted = match event.kind {
            Kind::Receipt => Some(Some(number)),
            // What was refused of a bundle that was taken over is its exceptions.
            Kind::Refusal => None,
            _ => return,
        };
        let group = event.act.as_ref().map(|act| act.number.as_str());
        self.take(digest, group, accepted, event.receipt);
    }

    fn take(
        &mut self,
        digest: Digest,
        group: Option<&str>,
        accepted: Option<Option<u64>>,
        receipt: Option<Digest>,
    ) {
        if digest == self.digest {
            self.first = self.first.or(receipt);
            self.received = self.received.or(accepted);
            return;
        }
        let (Some(act), Some(group), Some(_)) = (self.act, group, accepted) else { return };
        if group == act.group() {
            self.same_issue = true;
        } else if group.rsplit_once('-').is_some_and(|(id, _)| id == act.id.to_string()) {
            self.other_issue = true;
        }
    }

    /// Tells what stands against one more answer. A refusal may be given to a
    /// second packing, and to nothing that was taken over.
    pub(super) fn judge(&self, accepting: bool, found: &mut Collector<'_>) {
        if let Some(number) = self.received {
            let finding = Finding::new(Code::ReceiptAlready, Location::Whole);
            found.add(match number {
                Some(number) => finding.with("number", number),
                None => finding,
            });
        }
        if accepting && self.same_issue {
            found.at(Code::ReceiptTwoDigests, Location::Whole);
        }
        if accepting && self.other_issue {
            found.at(Code::ReceiptOtherPacking, Location::Whole);
        }
    }
}
