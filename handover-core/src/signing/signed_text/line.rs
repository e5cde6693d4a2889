//! `{"signed":"…","signatures":[{"key":"…","sig":"…"}]}`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use super::error::SignedTextError;
use super::members;
use super::schema::Schema;
use crate::signing::{KeyId, PublicKey, Signature, Signer, sign_checked, valid_keys};

/// A JSON text and the signatures over its exact bytes.
///
/// The text is kept as a string and never written anew, so that it can be
/// checked by hand: `jq -j .signed` gives the bytes that were signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedText {
    text: String,
    signatures: BTreeMap<KeyId, Signature>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Line {
    signed: String,
    signatures: Vec<Entry>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: KeyId,
    sig: String,
}

impl SignedText {
    /// Signs `text`, which must be a JSON object that starts with
    /// [`Schema::prefix`].
    ///
    /// # Errors
    /// The errors of [`read`](Self::read) on `text` itself,
    /// [`SignedTextError::Unsigned`] without signers,
    /// [`SignedTextError::KeyTwice`], and [`SignedTextError::Sign`].
    pub fn sign(
        schema: Schema,
        text: impl Into<String>,
        signers: &[&dyn Signer],
    ) -> Result<Self, SignedTextError> {
        let text = text.into();
        check_text(schema, &text)?;
        let mut signatures = BTreeMap::new();
        for signer in signers {
            let key = signer.public_key().key_id();
            if signatures.contains_key(&key) {
                return Err(SignedTextError::KeyTwice { key });
            }
            let signature = sign_checked(*signer, text.as_bytes())
                .map_err(|source| SignedTextError::Sign { key, source })?;
            signatures.insert(key, signature);
        }
        if signatures.is_empty() {
            return Err(SignedTextError::Unsigned);
        }
        Ok(Self { text, signatures })
    }

    /// Reads one line of at most `limit` bytes, with or without its final LF.
    ///
    /// Says nothing about who signed: see [`verify_with`](Self::verify_with).
    ///
    /// # Errors
    /// Every [`SignedTextError`] but `Sign`.
    pub fn read(schema: Schema, line: &str, limit: usize) -> Result<Self, SignedTextError> {
        if line.len() > limit {
            return Err(SignedTextError::TooLarge { limit, found: line.len() });
        }
        let line = line.strip_suffix('\n').unwrap_or(line);
        if line.contains(['\n', '\r']) {
            return Err(SignedTextError::Lines);
        }
        let Line { signed: text, signatures: entries } =
            serde_json::from_str(line).map_err(|error| SignedTextError::Line(Arc::new(error)))?;
        check_text(schema, &text)?;
        let mut signatures = BTreeMap::new();
        for Entry { key, sig } in entries {
            let bytes = BASE64.decode(sig.as_bytes()).ok();
            let signature = bytes.and_then(|bytes| Signature::try_from(bytes.as_slice()).ok());
            let signature = signature.ok_or(SignedTextError::Signature { key })?;
            if signatures.insert(key, signature).is_some() {
                return Err(SignedTextError::KeyTwice { key });
            }
        }
        if signatures.is_empty() {
            return Err(SignedTextError::Unsigned);
        }
        Ok(Self { text, signatures })
    }

    /// The exact text that was signed. Not to be believed before
    /// [`verify_with`](Self::verify_with) has answered.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The keys that claim to have signed, in order; nothing proves them.
    pub fn claimed_keys(&self) -> impl Iterator<Item = KeyId> + '_ {
        self.signatures.keys().copied()
    }

    /// Which of `keys` have signed this text. The set is empty if none has.
    #[must_use = "a text is worth only what its keys are"]
    pub fn verify_with(&self, keys: &[PublicKey]) -> BTreeSet<KeyId> {
        let signatures = self.signatures.iter().map(|(key, signature)| (*key, signature));
        valid_keys(self.text.as_bytes(), signatures, keys)
    }

    /// The line without its LF, signatures in order of their keys.
    ///
    /// # Errors
    /// [`SignedTextError::Line`]; cannot happen with text in memory.
    pub fn to_line(&self) -> Result<String, SignedTextError> {
        let entry = |(key, signature): (&KeyId, &Signature)| Entry {
            key: *key,
            sig: BASE64.encode(signature.as_bytes()),
        };
        let signatures = self.signatures.iter().map(entry).collect();
        let line = Line { signed: self.text.clone(), signatures };
        serde_json::to_string(&line).map_err(|error| SignedTextError::Line(Arc::new(error)))
    }
}

fn check_text(schema: Schema, text: &str) -> Result<(), SignedTextError> {
    schema.check(text)?;
    members::check(text).map_err(|error| SignedTextError::Text(Arc::new(error)))
}

#[cfg(test)]
mod tests;
