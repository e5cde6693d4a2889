//! Trust by a list: what the reader knows besides it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::digest::Digest;
use crate::finding::{Code, Collector, Finding, Location};
use crate::signing::{KeyId, SignedReceipt, SignedTrustList, Witnessed};
use crate::unit::AgencyRef;

/// A trust list, and what is needed to judge by it: the root that the reader
/// knows, the day, and what other agencies have signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTrust {
    pub(super) list: SignedTrustList,
    root: Option<KeyId>,
    pub(super) on: NaiveDate,
    pub(super) witnesses: Vec<Witnessed>,
    recorded: Option<(u64, Digest)>,
    /// A set that the bundle is a volume of: who signed the set's digest has
    /// signed the volume's, which stands in it.
    pub(super) set: Option<Digest>,
}

/// Which list a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListFacts {
    /// The root key that signed the list.
    pub root: KeyId,
    /// Whether the reader knew that root from elsewhere.
    pub root_confirmed: bool,
    /// The list's identity: the SHA-256 of its signed text.
    pub digest: Digest,
    /// Its counter.
    pub counter: u64,
    /// The day it was signed.
    pub day: NaiveDate,
    /// The day on which was judged.
    pub judged_on: NaiveDate,
}

/// A key that counted for the seal, and whose it is by the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SealedBy {
    /// The key.
    pub key: KeyId,
    /// The agency.
    pub agency: AgencyRef,
    /// The person.
    pub person: String,
    /// That person's title.
    pub title: String,
}

impl ListTrust {
    /// Judges by `list` on the day `on` (UTC+7). `root` is the key that the
    /// reader knows as the one that signs such lists, from another way than the
    /// list itself; without it nobody is confirmed.
    pub const fn new(list: SignedTrustList, root: Option<KeyId>, on: NaiveDate) -> Self {
        ListTrust { list, root, on, witnesses: Vec::new(), recorded: None, set: None }
    }

    /// Takes the word of another agency that a bundle existed on a day.
    #[must_use]
    pub fn witnessed_by(mut self, witnessed: impl IntoIterator<Item = Witnessed>) -> Self {
        self.witnesses.extend(witnessed);
        self
    }

    /// Holds the list against the newest that was used before, as a custody
    /// ledger records it by counter and digest.
    #[must_use]
    pub fn after(mut self, counter: u64, digest: Digest) -> Self {
        self.recorded = Some((counter, digest));
        self
    }

    /// The same, with the newest list of this root that receipts were given by,
    /// as far as the list knows a key of theirs: what a stranger writes into a
    /// receipt makes no list an old one.
    #[must_use]
    pub fn after_receipts(mut self, receipts: &[SignedReceipt]) -> Self {
        let root = self.list.root().to_string();
        let known = |receipt: &&SignedReceipt| {
            let lines = receipt.keys().iter().filter_map(|key| self.list.line(key.key_id()));
            lines.into_iter().any(|line| line.agency == receipt.receipt().receiver)
        };
        let used = receipts.iter().filter(known).filter_map(|receipt| receipt.receipt().trust);
        let used = used.filter(|used| used.root.to_string() == root);
        let used = used.map(|used| (used.counter, used.digest));
        self.recorded = used.chain(self.recorded).max_by_key(|(counter, _)| *counter);
        self
    }

    /// The list.
    pub const fn list(&self) -> &SignedTrustList {
        &self.list
    }

    /// What a verdict says of the list.
    pub fn facts(&self) -> ListFacts {
        let root = self.list.root();
        ListFacts {
            root,
            root_confirmed: self.root == Some(root),
            digest: self.list.digest(),
            counter: self.list.list().counter,
            day: self.list.list().day,
            judged_on: self.on,
        }
    }

    /// Tells what stands against the list itself.
    pub(super) fn judge_list(&self, found: &mut Collector<'_>) {
        let ListFacts { root, root_confirmed, counter, .. } = self.facts();
        if !root_confirmed {
            let finding = Finding::new(Code::TrustRootUnknown, Location::Whole);
            found.add(finding.with("key", root.to_string()));
        }
        if let Some(newer) = self.newer_was_used() {
            let finding = Finding::new(Code::TrustOlderList, Location::Whole);
            found.add(finding.with("number", counter).with("wanted", newer));
        }
    }

    /// The counter of a newer list that was used before, or of another of the
    /// same number: two lists of one number are as bad as an old one.
    fn newer_was_used(&self) -> Option<u64> {
        let (counter, digest) = self.recorded?;
        let own = self.list.list().counter;
        let older = own < counter || (own == counter && digest != self.list.digest());
        older.then_some(counter)
    }

    pub(super) fn for_volume_of(&self, set: Option<Digest>) -> Self {
        ListTrust { set, ..self.clone() }
    }
}
