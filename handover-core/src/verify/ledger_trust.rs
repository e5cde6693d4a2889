//! A trust list asked who may sign the events of a ledger.

use std::collections::BTreeSet;

use super::trust_list::ListTrust;
use crate::finding::Collector;
use crate::ledger::{KeyTrust, Signing, Unbound};
use crate::signing::{KeyId, PublicKey, Role, Standing};
use crate::unit::AgencyRef;

/// Judged by the day that each event claims: a ledger outlives its keys, and
/// its chain keeps a later one from being put in between. What a stolen key
/// has signed stands only where somebody saw it before.
impl KeyTrust for ListTrust {
    fn key(&self, id: &KeyId) -> Option<&PublicKey> {
        self.list().line(*id).map(|line| &line.key)
    }

    fn unbound(&self, id: &KeyId, agency: &AgencyRef, signing: Signing) -> Option<Unbound> {
        if !self.facts().root_confirmed {
            return Some(Unbound::Voucher);
        }
        let line = self.list().line(*id).filter(|line| line.agency == *agency);
        let Some(line) = line else { return Some(Unbound::OtherAgency) };
        if !line.may(Role::Ledger) {
            return Some(Unbound::Role);
        }
        let seen = |first| signing.seen.is_some_and(|seen| seen.0 < first);
        if line.compromised.is_some_and(|first| !seen(first)) {
            return Some(Unbound::Compromised);
        }
        match line.standing_on(signing.day.0) {
            Standing::Valid => None,
            Standing::NotInTime => Some(Unbound::NotInTime),
            Standing::Ceased => Some(Unbound::Ceased),
            Standing::Compromised => Some(Unbound::Compromised),
        }
    }

    fn persons(&self, agency: &AgencyRef, keys: &BTreeSet<KeyId>) -> usize {
        let lines = keys.iter().filter_map(|key| self.list().line(*key));
        self.list().list().quorum(*agency, lines).persons as usize
    }

    fn tell(&self, found: &mut Collector<'_>) {
        self.judge_list(found);
    }
}
