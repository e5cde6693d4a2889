//! Another agency's word that something existed on a day, without custody.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{KeyId, PublicKey, Schema, SignedText, SignedTextError, Signer};
use crate::digest::Digest;
use crate::limits::Limits;
use crate::unit::AgencyRef;

/// The kind of signed text that it is.
const SCHEMA: Schema = Schema::new("witness", 1);

/// What a witness signs: a digest and a day, and in whose name. It says nothing
/// of what is behind the digest: not that it is whole, true or lawful, and not
/// that anybody took it over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Witness {
    schema: String,
    /// The identity of a bundle or of a set of volumes.
    pub digest: Digest,
    /// The day, UTC+7; the witness's claim.
    pub on: NaiveDate,
    /// In whose name; believed only if a trust list binds the key to it.
    pub agency: AgencyRef,
    /// The key that signs.
    pub key: PublicKey,
}

/// Something that a key of `agency` has signed about a digest, its signature
/// checked: a witness, or the receipt of whoever took it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Witnessed {
    /// The identity of a bundle or of a set of volumes.
    pub digest: Digest,
    /// The day, UTC+7; the signer's claim.
    pub on: NaiveDate,
    /// The key that signed.
    pub key: KeyId,
    /// The agency it signed for; its claim until a trust list binds the key.
    pub agency: AgencyRef,
}

/// A text that is no witness.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum WitnessError {
    /// It is no signed text of its kind, or could not be signed.
    #[error("no signed witness")]
    Text(#[source] SignedTextError),
    /// Members that are absent, unknown or of the wrong form, or in another
    /// spelling; or signed by more than the one key.
    #[error("not the members of a witness, or not in their one spelling")]
    Members,
    /// The key that it names has not signed it.
    #[error("the key that the witness names has not signed it")]
    BadSignature,
}

impl WitnessError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text(error) => error.code(),
            Self::Members => "witness.members",
            Self::BadSignature => "witness.bad-signature",
        }
    }
}

impl Witness {
    /// Signs that `digest` existed on `on`; the line without LF.
    ///
    /// # Errors
    /// [`WitnessError::Text`] if the key did not sign.
    pub fn sign(
        digest: Digest,
        on: NaiveDate,
        agency: AgencyRef,
        signer: &dyn Signer,
    ) -> Result<String, WitnessError> {
        let key = signer.public_key();
        let witness = Witness { schema: SCHEMA.to_string(), digest, on, agency, key };
        let signed = SignedText::sign(SCHEMA, witness.text(), &[signer]);
        signed.and_then(|signed| signed.to_line()).map_err(WitnessError::Text)
    }

    /// Reads a line of at most [`Limits::small_file_bytes`], and checks the
    /// signature of the key that it names.
    ///
    /// # Errors
    /// Every [`WitnessError`] that is not of signing.
    pub fn read(line: &str, limits: &Limits) -> Result<Self, WitnessError> {
        let limit = usize::try_from(limits.small_file_bytes).unwrap_or(usize::MAX);
        let signed = SignedText::read(SCHEMA, line, limit).map_err(WitnessError::Text)?;
        let witness: Witness =
            serde_json::from_str(signed.text()).map_err(|_| WitnessError::Members)?;
        let alone = signed.claimed_keys().eq([witness.key.key_id()]);
        if witness.text() != signed.text() || !alone {
            return Err(WitnessError::Members);
        }
        if signed.verify_with(&[witness.key]).is_empty() {
            return Err(WitnessError::BadSignature);
        }
        Ok(witness)
    }

    /// What was witnessed.
    pub fn witnessed(&self) -> Witnessed {
        Witnessed::proven(self.digest, self.on, self.key.key_id(), self.agency)
    }

    /// The text that is signed.
    fn text(&self) -> String {
        // Plain strings: this serialisation cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Witnessed {
    /// For whoever has checked the signature of `key` over a text that says so.
    pub(crate) const fn proven(
        digest: Digest,
        on: NaiveDate,
        key: KeyId,
        agency: AgencyRef,
    ) -> Self {
        Witnessed { digest, on, key, agency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::test_rng::key;

    fn line() -> String {
        let (day, agency) = ("2025-06-30".parse().unwrap(), "vn:79@2025".parse().unwrap());
        Witness::sign(Digest::sha256(b"x"), day, agency, &key(1)).unwrap()
    }

    #[test]
    fn what_is_signed_is_read() {
        let read = Witness::read(&line(), &Limits::default()).unwrap();
        let seen = read.witnessed();
        assert_eq!((seen.digest, seen.key), (Digest::sha256(b"x"), key(1).public_key().key_id()));
        assert_eq!((seen.on.to_string().as_str(), seen.agency), ("2025-06-30", read.agency));
        assert!(line().contains(r#"\"schema\":\"handover/witness/1\",\"digest\":\""#));
    }

    #[test]
    fn every_other_text_is_refused() {
        let refused =
            |line: &str| Witness::read(line, &Limits::default()).unwrap_err().code().to_owned();
        assert_eq!(refused(&line().replace("06-30", "06-29")), "witness.bad-signature");
        assert_eq!(refused(&line().replace("/witness/1", "/receipt/1")), "signed-text.other-kind");
        let text = |line: &str| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["signed"].as_str().unwrap().to_owned()
        };
        let sign = |text: String, signers: &[&dyn Signer]| {
            SignedText::sign(SCHEMA, text, signers).unwrap().to_line().unwrap()
        };
        let honest = text(&line());
        // Another signs what names this key.
        assert_eq!(refused(&sign(honest.clone(), &[&key(2)])), "witness.members");
        assert_eq!(refused(&sign(honest.clone(), &[&key(1), &key(2)])), "witness.members");
        for (from, to) in [("\"on\":", "\"on\": "), ("\"on\":", "\"more\":1,\"on\":")] {
            let other = honest.replacen(from, to, 1);
            assert_eq!(refused(&sign(other, &[&key(1)])), "witness.members", "{to}");
        }
        assert_eq!(refused(&"x".repeat(70_000)), "signed-text.too-large");
    }
}
