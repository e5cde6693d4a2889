//! Whose signature on an event counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::description::Day;
use crate::signing::{KeyId, PublicKey, SignedText};
use crate::unit::AgencyRef;

/// What a key must be bound to, to sign events of its agency's ledger.
pub const ROLE: &str = "ledger";

/// Which keys belong to whom: a list of trusted keys, or the answers of a
/// directory.
pub trait KeyTrust {
    /// The public half of a key that is known.
    fn key(&self, id: &KeyId) -> Option<&PublicKey>;

    /// Whether the key acted for `agency` on `day` in `role`.
    fn is_bound(&self, id: &KeyId, agency: &AgencyRef, day: Day, role: &str) -> bool;

    /// Who holds the key, by any text that is the same for one person's keys.
    /// Persons are counted, not keys.
    fn person(&self, id: &KeyId) -> String;
}

/// Keys that are trusted whatever the day and the agency, each taken for a
/// person of its own: what is known from paper, without a trust list.
#[derive(Debug, Clone, Default)]
pub struct TrustedKeys(BTreeMap<KeyId, PublicKey>);

impl TrustedKeys {
    /// Trusts `keys`.
    pub fn new(keys: impl IntoIterator<Item = PublicKey>) -> Self {
        TrustedKeys(keys.into_iter().map(|key| (key.key_id(), key)).collect())
    }
}

impl KeyTrust for TrustedKeys {
    fn key(&self, id: &KeyId) -> Option<&PublicKey> {
        self.0.get(id)
    }

    fn is_bound(&self, id: &KeyId, _: &AgencyRef, _: Day, _: &str) -> bool {
        self.0.contains_key(id)
    }

    fn person(&self, id: &KeyId) -> String {
        id.to_string()
    }
}

/// What is known of the signatures on an event.
#[derive(Debug, Default)]
pub(super) struct Signed {
    /// Keys that signed it, are known, and were bound to the agency.
    pub(super) keys: BTreeSet<KeyId>,
    /// How many persons hold them.
    pub(super) persons: usize,
    /// Whether a known key's signature does not hold.
    pub(super) broken: bool,
}

pub(super) fn judge(
    text: &SignedText,
    agency: &AgencyRef,
    day: Day,
    trust: &dyn KeyTrust,
) -> Signed {
    let claimed: Vec<KeyId> = text.claimed_keys().collect();
    let known: Vec<PublicKey> = claimed.iter().filter_map(|id| trust.key(id)).copied().collect();
    let mut keys = text.verify_with(&known);
    let broken = keys.len() < known.len();
    keys.retain(|id| trust.is_bound(id, agency, day, ROLE));
    let persons = keys.iter().map(|id| trust.person(id)).collect::<BTreeSet<_>>().len();
    Signed { keys, persons, broken }
}
