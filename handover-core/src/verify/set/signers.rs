//! Who signed the list of the volumes. The list has no keys in it: they are
//! those of the volumes' seals, and the one that is trusted.

use std::collections::{BTreeMap, BTreeSet};

use super::judge::place;
use super::locate::Candidate;
use crate::bundle::Set;
use crate::finding::{Code, Collector, Finding, Location};
use crate::signing::{KeyId, PublicKey, SignedText};
use crate::verify::{Seal, Trust};

pub(super) struct Signers {
    pub(super) seals: Vec<Seal>,
    /// Whether the list can be believed: keys that seal each volume that is
    /// there have signed it, and no trusted one is broken.
    pub(super) proven: bool,
}

pub(super) fn check(
    list: &Set,
    text: &SignedText,
    candidates: &[Candidate<'_>],
    trust: &Trust,
    found: &mut Collector<'_>,
) -> Signers {
    let claimed: BTreeSet<KeyId> = text.claimed_keys().collect();
    let mut known: BTreeMap<KeyId, PublicKey> = BTreeMap::new();
    let trusted = match trust {
        Trust::Key(key) => vec![*key],
        Trust::List(list) => {
            let line = |id: &KeyId| list.list().line(*id).map(|line| line.key);
            claimed.iter().filter_map(line).collect()
        }
        _ => Vec::new(),
    };
    for key in candidates.iter().flat_map(|candidate| &candidate.keys).chain(&trusted) {
        let id = key.key_id();
        if claimed.contains(&id) {
            known.entry(id).or_insert(*key);
        }
    }
    let keys: Vec<_> = known.values().copied().collect();
    let holding = text.verify_with(&keys);
    let seal =
        |id: &KeyId| Seal { key: *id, holds: holding.contains(id), trusted: trust.is_trusted(*id) };
    let seals: Vec<_> = known.keys().map(seal).collect();
    let unlike = unlike(list, candidates, &holding);
    let proven = judge(&seals, (claimed.len(), trust), candidates, found);
    if let (true, Some(other)) = (proven, unlike) {
        found.at(Code::SetOtherKeys, place(other.path));
        return Signers { seals, proven: false };
    }
    Signers { seals, proven }
}

/// Whether some signature holds and no trusted one is broken.
fn judge(
    seals: &[Seal],
    (claimed, trust): (usize, &Trust),
    candidates: &[Candidate<'_>],
    found: &mut Collector<'_>,
) -> bool {
    let told =
        |code, seal: &Seal| Finding::new(code, Location::Whole).with("key", seal.key.to_string());
    let some_hold = seals.iter().any(|seal| seal.holds);
    let trusted = seals.iter().any(|seal| seal.trusted && seal.holds);
    let mut broken = false;
    let mut unknown = !trusted;
    // By a list, whose they are is judged once the act has said who gives.
    let later = some_hold && trust.list().is_some();
    for seal in seals.iter().filter(|_| !later) {
        match (seal.trusted, seal.holds) {
            (true, true) => {}
            (false, true) if std::mem::take(&mut unknown) => {
                found.add(told(Code::SetUnknownKey, seal));
            }
            (false, true) => found.add(told(Code::SealOtherSignature, seal)),
            (false, false) if some_hold => found.add(told(Code::SealOtherBroken, seal)),
            (_, false) => {
                broken = true;
                found.add(told(Code::SetBroken, seal));
            }
        }
    }
    if seals.is_empty() {
        // Without a volume nobody's key is at hand; with one, it is not theirs.
        let at_hand = candidates.iter().any(|candidate| !candidate.keys.is_empty());
        let code = if at_hand { Code::SetOtherKeys } else { Code::SetUnknownKey };
        found.add(Finding::new(code, Location::Whole).with("count", claimed as u64));
        return !at_hand;
    }
    some_hold && !broken
}

/// A volume of the list that none of those keys has sealed.
fn unlike<'c, 's>(
    list: &Set,
    candidates: &'c [Candidate<'s>],
    holding: &BTreeSet<KeyId>,
) -> Option<&'c Candidate<'s>> {
    let listed: BTreeSet<_> = list.volumes.iter().map(|volume| volume.digest).collect();
    candidates.iter().find(|candidate| {
        let is_volume = candidate.identity.is_some_and(|identity| listed.contains(&identity));
        is_volume && !candidate.keys.iter().any(|key| holding.contains(&key.key_id()))
    })
}
