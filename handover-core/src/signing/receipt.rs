//! A receipt as it is signed: one line, with the keys that sign it.

use serde::{Deserialize, Serialize};

use super::{PublicKey, Schema, SignedText, SignedTextError, Signer, Witnessed};
use crate::custody::{Receipt, ReceiptProblem, Witness};
use crate::digest::Digest;
use crate::limits::Limits;

/// The kind of signed text that it is.
const SCHEMA: Schema = Schema::new("receipt", 1);

/// What is signed. The keys stand in it, so that nobody can take a signature
/// away or put his own beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    schema: String,
    /// In order of key ids.
    keys: Vec<PublicKey>,
    receipt: Receipt,
}

/// A receipt that the keys it names have signed. Whose keys they are, only a
/// trust list can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedReceipt {
    receipt: Receipt,
    keys: Vec<PublicKey>,
    text: SignedText,
}

/// A text that is no receipt.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// It is no signed text of its kind, or could not be signed.
    #[error("no signed receipt")]
    Text(#[source] SignedTextError),
    /// Members that are absent, unknown or of the wrong form, or in another
    /// spelling; or signed by other keys than it names.
    #[error("not the members of a receipt, or not in their one spelling")]
    Members,
    /// Members that do not fit each other.
    #[error("not a receipt")]
    Problem(#[source] ReceiptProblem),
    /// A key that it names has not signed it.
    #[error("a key that the receipt names has not signed it")]
    BadSignature,
}

impl ReceiptError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text(error) => error.code(),
            Self::Members => "receipt.members",
            Self::Problem(problem) => problem.code(),
            Self::BadSignature => "receipt.bad-signature",
        }
    }
}

impl SignedReceipt {
    /// Signs `receipt` by all of `signers`.
    ///
    /// # Errors
    /// [`ReceiptError::Problem`]; [`ReceiptError::Text`] without signers, with
    /// one twice, or if one did not sign.
    pub fn sign(receipt: Receipt, signers: &[&dyn Signer]) -> Result<Self, ReceiptError> {
        if let Some(problem) = receipt.problem() {
            return Err(ReceiptError::Problem(problem));
        }
        let mut keys: Vec<_> = signers.iter().map(|signer| signer.public_key()).collect();
        keys.sort_by_key(PublicKey::key_id);
        let text = Text { schema: SCHEMA.to_string(), keys, receipt };
        let signed = SignedText::sign(SCHEMA, text.spelt(), signers).map_err(ReceiptError::Text)?;
        Ok(SignedReceipt { receipt: text.receipt, keys: text.keys, text: signed })
    }

    /// Reads a line of at most [`Limits::receipt_bytes`], and checks the
    /// signatures of all keys that it names.
    ///
    /// # Errors
    /// Every [`ReceiptError`] that is not of signing.
    pub fn read(line: &str, limits: &Limits) -> Result<Self, ReceiptError> {
        let signed =
            SignedText::read(SCHEMA, line, limits.receipt_bytes).map_err(ReceiptError::Text)?;
        let text: Text = serde_json::from_str(signed.text()).map_err(|_| ReceiptError::Members)?;
        let named = text.keys.iter().map(PublicKey::key_id);
        if text.spelt() != signed.text() || !signed.claimed_keys().eq(named) {
            return Err(ReceiptError::Members);
        }
        if let Some(problem) = text.receipt.problem() {
            return Err(ReceiptError::Problem(problem));
        }
        if signed.verify_with(&text.keys).len() != text.keys.len() {
            return Err(ReceiptError::BadSignature);
        }
        Ok(SignedReceipt { receipt: text.receipt, keys: text.keys, text: signed })
    }

    /// What it says.
    pub const fn receipt(&self) -> &Receipt {
        &self.receipt
    }

    /// The keys that have signed it, in order of their ids.
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// Its identity: the SHA-256 of its signed text.
    pub fn digest(&self) -> Digest {
        Digest::sha256(self.text.text().as_bytes())
    }

    /// The line of the file, without its LF.
    ///
    /// # Errors
    /// [`ReceiptError::Text`]; cannot happen with text in memory.
    pub fn to_line(&self) -> Result<String, ReceiptError> {
        self.text.to_line().map_err(ReceiptError::Text)
    }

    /// That each of its keys has seen the digest on its day.
    pub fn witnessed(&self) -> impl Iterator<Item = Witnessed> + '_ {
        let Receipt { digest, day, receiver, .. } = self.receipt;
        self.keys.iter().map(move |key| Witnessed::proven(digest, day.0, key.key_id(), receiver))
    }

    /// What it says of the receiver's ledger: where that stood, and that the
    /// next event names this receipt.
    pub fn ledger_witness(&self) -> Option<Witness> {
        let head = self.receipt.ledger_head?;
        Some(Witness { head, day: Some(self.receipt.day), receipt: Some(self.digest()) })
    }
}

impl Text {
    /// The text that is signed.
    fn spelt(&self) -> String {
        // Plain strings and numbers: this serialisation cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
