use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::draft::TrustDraft;
use super::error::TrustError;
use super::key::TrustedKey;
use super::list::{SCHEMA, TrustList, check};
use crate::digest::Digest;
use crate::limits::Limits;
use crate::signing::{KeyId, PublicKey, SignedText, Signer};

/// A trust list that the root it names has signed.
///
/// Whether that root is to be believed, the list itself cannot say: its readers
/// must know the root's key id from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedTrustList {
    list: TrustList,
    text: SignedText,
    /// Lines by key: a bundle may claim thousands of keys.
    lines: BTreeMap<KeyId, usize>,
}

/// What the next list stands on.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Next<'p> {
    /// The list before; none for the first.
    pub previous: Option<&'p SignedTrustList>,
    /// The day, UTC+7.
    pub day: NaiveDate,
    /// The keys that may sign the list after; none means the same root.
    pub next_roots: Vec<PublicKey>,
}

impl<'p> Next<'p> {
    /// The first list, or the one after `previous`, on `day`.
    pub const fn new(previous: Option<&'p SignedTrustList>, day: NaiveDate) -> Self {
        Next { previous, day, next_roots: Vec::new() }
    }
}

impl SignedTrustList {
    /// Signs what `draft` says as the next list.
    ///
    /// # Errors
    /// Those of a draft that no list may be made of; [`TrustError::Root`] if
    /// the list before does not name this root, [`TrustError::DayBack`] if that
    /// one is of a later day, [`TrustError::Text`] if the root did not sign.
    pub fn sign(draft: &TrustDraft, next: Next<'_>, root: &dyn Signer) -> Result<Self, TrustError> {
        check(&draft.keys, &draft.thresholds)?;
        let key = root.public_key();
        let mut counter = 1;
        if let Some(previous) = next.previous {
            let before = &previous.list;
            if !before.roots_of_next().contains(&key.key_id()) {
                return Err(TrustError::Root { root: key.key_id() });
            }
            if next.day < before.day {
                return Err(TrustError::DayBack);
            }
            counter = before.counter.checked_add(1).ok_or(TrustError::CounterBack)?;
        }
        let lines = (draft.thresholds.clone(), draft.keys.clone());
        let list = TrustList::new((counter, next.day), key, next.next_roots, lines);
        let text = SignedText::sign(SCHEMA, list.text(), &[root]).map_err(TrustError::Text)?;
        Self::of(text)
    }

    /// Reads the line of a list of at most [`Limits::trust_bytes`], and checks
    /// the signature of the root that it names.
    ///
    /// # Errors
    /// Every [`TrustError`] that is not of signing.
    pub fn read(line: &str, limits: &Limits) -> Result<Self, TrustError> {
        let limit = usize::try_from(limits.trust_bytes).unwrap_or(usize::MAX);
        Self::of(SignedText::read(SCHEMA, line, limit).map_err(TrustError::Text)?)
    }

    fn of(text: SignedText) -> Result<Self, TrustError> {
        let list = TrustList::from_text(text.text())?;
        if text.verify_with(&[list.root]).is_empty() {
            return Err(TrustError::BadSignature);
        }
        let lines = list.keys.iter().enumerate().map(|(at, line)| (line.key_id(), at)).collect();
        Ok(SignedTrustList { list, text, lines })
    }

    /// What the list says.
    pub const fn list(&self) -> &TrustList {
        &self.list
    }

    /// Its identity: the SHA-256 of its signed text.
    pub fn digest(&self) -> Digest {
        Digest::sha256(self.text.text().as_bytes())
    }

    /// The root that signed it.
    pub fn root(&self) -> KeyId {
        self.list.root.key_id()
    }

    /// The line that binds `key`.
    pub fn line(&self, key: KeyId) -> Option<&TrustedKey> {
        self.lines.get(&key).and_then(|at| self.list.keys.get(*at))
    }

    /// The line of its file, without LF.
    ///
    /// # Errors
    /// [`TrustError::Text`]; cannot happen with text in memory.
    pub fn to_line(&self) -> Result<String, TrustError> {
        self.text.to_line().map_err(TrustError::Text)
    }
}

#[cfg(test)]
mod tests;
