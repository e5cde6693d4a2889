use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::error::TrustError;
use super::key::TrustedKey;
use super::person::{Person, is_sound};
use crate::signing::{KeyId, PublicKey, Schema};
use crate::unit::AgencyRef;

/// The kind of signed text that it is.
pub(super) const SCHEMA: Schema = Schema::new("trust", 1);

/// What a trust list says. Its identity is the SHA-256 of its signed text.
///
/// The order of members is that of `docs/format.md`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TrustList {
    schema: String,
    /// From 1, greater with every list of a root.
    pub counter: u64,
    /// The day it was signed, UTC+7; the root's claim.
    pub day: NaiveDate,
    /// The key that signs this list.
    pub root: PublicKey,
    /// The keys that may sign the next list; none means the same root.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next_roots: Vec<PublicKey>,
    /// How many persons must sign for an agency, where one is too few.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thresholds: Vec<Threshold>,
    /// The keys.
    pub keys: Vec<TrustedKey>,
}

/// How many persons must sign for an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Threshold {
    /// The agency.
    pub agency: AgencyRef,
    /// At least so many different persons.
    pub persons: u32,
}

impl Threshold {
    /// At least `persons` different people sign for `agency`.
    pub const fn new(agency: AgencyRef, persons: u32) -> Self {
        Threshold { agency, persons }
    }
}

/// How many persons signed, and how many must.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quorum {
    /// Different persons who signed.
    pub persons: u32,
    /// How many the list demands.
    pub wanted: u32,
}

impl Quorum {
    /// Whether enough persons signed.
    pub const fn is_met(self) -> bool {
        self.persons >= self.wanted
    }
}

impl TrustList {
    pub(super) fn new(
        (counter, day): (u64, NaiveDate),
        root: PublicKey,
        next_roots: Vec<PublicKey>,
        (thresholds, keys): (Vec<Threshold>, Vec<TrustedKey>),
    ) -> Self {
        let schema = SCHEMA.to_string();
        TrustList { schema, counter, day, root, next_roots, thresholds, keys }
    }

    /// How many persons signed for `agency`, if these lines did, and how many
    /// must. Lines of other agencies do not count.
    ///
    /// The only place that counts people: a person with two keys is one, and a
    /// line that is given twice is one. Which signatures hold is for
    /// [`valid_keys`](crate::signing::valid_keys) to say.
    pub fn quorum<'l>(
        &self,
        agency: AgencyRef,
        signed: impl IntoIterator<Item = &'l TrustedKey>,
    ) -> Quorum {
        let wanted = self.thresholds.iter().find(|threshold| threshold.agency == agency);
        let wanted = wanted.map_or(1, |threshold| threshold.persons);
        Quorum { persons: persons(agency, signed), wanted }
    }

    /// The keys that may sign the list after this one.
    pub fn roots_of_next(&self) -> BTreeSet<KeyId> {
        if self.next_roots.is_empty() {
            return [self.root.key_id()].into();
        }
        self.next_roots.iter().map(PublicKey::key_id).collect()
    }

    /// The text that is signed.
    pub(super) fn text(&self) -> String {
        // Plain strings, numbers and lists: this serialisation cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn from_text(text: &str) -> Result<Self, TrustError> {
        let list: TrustList = serde_json::from_str(text).map_err(|_| TrustError::Members)?;
        // One spelling, so that nothing can hide in a second one.
        if list.text() != text {
            return Err(TrustError::Members);
        }
        if list.counter == 0 {
            return Err(TrustError::Counter);
        }
        check(&list.keys, &list.thresholds)?;
        Ok(list)
    }
}

/// Whether lines and thresholds are such as a list may have.
pub(super) fn check(keys: &[TrustedKey], thresholds: &[Threshold]) -> Result<(), TrustError> {
    if keys.is_empty() {
        return Err(TrustError::Empty);
    }
    let mut seen = BTreeMap::new();
    for line in keys {
        let key = line.key_id();
        match seen.insert(key, line.agency) {
            Some(agency) if agency != line.agency => return Err(TrustError::TwoAgencies { key }),
            Some(_) => return Err(TrustError::KeyTwice { key }),
            None => {}
        }
        if line.until < line.from {
            return Err(TrustError::Days { key });
        }
        if !is_sound(&line.person) || !is_sound(&line.title) {
            return Err(TrustError::Person { key });
        }
        let roles: BTreeSet<_> = line.roles.iter().collect();
        if roles.is_empty() || roles.len() != line.roles.len() {
            return Err(TrustError::Roles { key });
        }
    }
    let mut agencies = BTreeMap::<_, BTreeSet<Person>>::new();
    for line in keys {
        agencies.entry(line.agency).or_default().insert(Person::named(&line.person));
    }
    let mut set = BTreeSet::new();
    for Threshold { agency, persons } in thresholds {
        let there = agencies.get(agency).map_or(0, BTreeSet::len);
        if !set.insert(agency) || *persons == 0 || *persons as usize > there {
            return Err(TrustError::Threshold { agency: *agency });
        }
    }
    Ok(())
}

/// Different persons of `agency` among `lines`.
fn persons<'l>(agency: AgencyRef, lines: impl IntoIterator<Item = &'l TrustedKey>) -> u32 {
    let lines = lines.into_iter().filter(|line| line.agency == agency);
    let people: BTreeSet<_> = lines.map(|line| Person::named(&line.person)).collect();
    u32::try_from(people.len()).unwrap_or(u32::MAX)
}
