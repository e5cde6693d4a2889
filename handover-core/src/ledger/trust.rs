//! Whose signature on an event counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::custody::Witness;
use crate::description::Day;
use crate::finding::Collector;
use crate::signing::{KeyId, PublicKey, SignedText};
use crate::unit::AgencyRef;

/// When an event was signed, as far as anybody can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signing {
    /// The day that the event itself claims.
    pub day: Day,
    /// The earliest day on which somebody else has seen a head at or behind
    /// the event; `None` where nobody has, or the day is not known.
    pub seen: Option<Day>,
}

/// Why a sound signature of a known key does not count for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unbound {
    /// Whoever vouches for the key is not confirmed; told once, for all.
    Voucher,
    /// It belongs to another agency.
    OtherAgency,
    /// It may not sign ledgers.
    Role,
    /// Its time had not begun, or was over.
    NotInTime,
    /// It had been given up.
    Ceased,
    /// Another may have had it, and nobody saw the event before that day.
    Compromised,
}

impl Unbound {
    /// A stable word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Unbound::Voucher => "signer-voucher",
            Unbound::OtherAgency => "signer-other-agency",
            Unbound::Role => "signer-role",
            Unbound::NotInTime => "signer-not-in-time",
            Unbound::Ceased => "signer-ceased",
            Unbound::Compromised => "signer-compromised",
        }
    }
}

/// Which keys belong to whom: a list of trusted keys, or a trust list.
pub trait KeyTrust {
    /// The public half of a key that is known.
    fn key(&self, id: &KeyId) -> Option<&PublicKey>;

    /// What keeps the key from signing an event of the ledger of `agency`;
    /// `None` if nothing does.
    fn unbound(&self, id: &KeyId, agency: &AgencyRef, signing: Signing) -> Option<Unbound>;

    /// How many persons of `agency` hold these keys: people are counted, not keys.
    fn persons(&self, agency: &AgencyRef, keys: &BTreeSet<KeyId>) -> usize;

    /// Tells what stands against the source of the trust itself.
    fn tell(&self, _: &mut Collector<'_>) {}
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

    fn unbound(&self, _: &KeyId, _: &AgencyRef, _: Signing) -> Option<Unbound> {
        None
    }

    fn persons(&self, _: &AgencyRef, keys: &BTreeSet<KeyId>) -> usize {
        keys.len()
    }
}

/// The earliest day on which each event had been seen by somebody else.
#[derive(Debug, Default)]
pub(super) struct FirstSeen(Vec<(u64, Day)>);

impl FirstSeen {
    /// Of heads that were seen, those whose day is known.
    pub(super) fn of(witnesses: &[Witness]) -> Self {
        let days = witnesses.iter().filter_map(|seen| Some((seen.head.count, seen.day?)));
        let mut days: Vec<_> = days.collect();
        days.sort_unstable();
        // Whoever saw a later head had all events before it in front of him.
        let mut earliest: Option<Day> = None;
        for (_, day) in days.iter_mut().rev() {
            *day = earliest.map_or(*day, |earliest| earliest.min(*day));
            earliest = Some(*day);
        }
        FirstSeen(days)
    }

    /// For the event in line `number`.
    pub(super) fn event(&self, number: u64) -> Option<Day> {
        let at = self.0.partition_point(|(count, _)| *count < number);
        self.0.get(at).map(|(_, day)| *day)
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
    /// The first key that signed it and does not count, and why.
    pub(super) unbound: Option<(KeyId, Unbound)>,
}

pub(super) fn judge(
    text: &SignedText,
    agency: &AgencyRef,
    signing: Signing,
    trust: &dyn KeyTrust,
) -> Signed {
    let claimed: Vec<KeyId> = text.claimed_keys().collect();
    let known: Vec<PublicKey> = claimed.iter().filter_map(|id| trust.key(id)).copied().collect();
    let mut keys = text.verify_with(&known);
    let broken = keys.len() < known.len();
    let mut unbound = None;
    keys.retain(|id| match trust.unbound(id, agency, signing) {
        None => true,
        Some(why) => {
            unbound.get_or_insert((*id, why));
            false
        }
    });
    let persons = trust.persons(agency, &keys);
    Signed { keys, persons, broken, unbound }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custody::{Head, LedgerId};
    use crate::digest::Digest;
    use crate::signing::test_rng::TestRng;

    #[test]
    fn an_event_was_seen_with_the_first_head_behind_it() {
        let ledger = LedgerId::random(&mut TestRng::new(1));
        let seen = |count, day: Option<&str>| Witness {
            head: Head { ledger, count, digest: Digest::sha256(b"x") },
            day: day.map(|day| day.parse().unwrap()),
            receipt: None,
        };
        let seen = [
            seen(2, Some("2025-07-05")),
            seen(4, Some("2025-07-03")),
            seen(6, Some("2025-07-09")),
            seen(7, None),
        ];
        let first = FirstSeen::of(&seen);
        let days: Vec<_> =
            (1..=7).map(|line| first.event(line).map(|day| day.to_string())).collect();
        let day = |day: &str| Some(day.to_owned());
        let (early, late) = (day("2025-07-03"), day("2025-07-09"));
        let four = [early.clone(), early.clone(), early.clone(), early];
        assert_eq!(days, [&four[..], &[late.clone(), late, None]].concat());
    }
}
