//! `NAME.set.json`: the volumes of one transfer, as their sealers list them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::digest::Digest;
use crate::limits::Limits;
use crate::signing::{Schema, SignError, SignedText, SignedTextError, Signer};

/// The kind of signed text that it is.
pub(crate) const SCHEMA: Schema = Schema::new("set", 1);
/// How the name of its file ends.
pub(crate) const ENDING: &str = ".set.json";

/// What the volumes of a transfer are. A set's identity is the SHA-256 of its
/// signed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Set {
    schema: String,
    /// The act's id.
    pub act: Uuid,
    /// The act's issue, from 1.
    pub issue: u32,
    /// The volumes, in the order of their numbers.
    pub volumes: Vec<SetVolume>,
}

/// A volume of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SetVolume {
    /// Its number, from 1.
    pub number: u32,
    /// Its identity: the SHA-256 of its `tagmanifest-sha256.txt`.
    pub digest: Digest,
    /// Files of its payload, as its `Payload-Oxum` counts them.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl SetVolume {
    pub(crate) fn new(number: u32, digest: Digest, files: u64, bytes: u64) -> Self {
        SetVolume { number, digest, files, bytes }
    }
}

/// Why a text is no set.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum NotASet {
    #[error(transparent)]
    Text(#[from] SignedTextError),
    #[error("not the members of a set, or not in their one spelling")]
    Members,
    #[error("its volumes are not numbered from 1 on")]
    Numbers,
}

impl Set {
    pub(crate) fn new(act: Uuid, issue: u32, volumes: Vec<SetVolume>) -> Self {
        Set { schema: SCHEMA.to_string(), act, issue, volumes }
    }

    /// The text that is signed.
    fn text(&self) -> String {
        // Plain strings, numbers and lists: this serialisation cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The line of the file, and the set's identity.
    pub(crate) fn sign(
        &self,
        signers: &[&dyn Signer],
    ) -> Result<(String, Digest), SignedTextError> {
        let text = self.text();
        let identity = Digest::sha256(text.as_bytes());
        let line = SignedText::sign(SCHEMA, text, signers)?.to_line()?;
        Ok((format!("{line}\n"), identity))
    }

    /// Reads the file; who signed it is the caller's to check.
    pub(crate) fn read(line: &str, limits: &Limits) -> Result<(Self, SignedText), NotASet> {
        let limit = usize::try_from(limits.set_bytes).unwrap_or(usize::MAX);
        let signed = SignedText::read(SCHEMA, line, limit)?;
        let set: Set = serde_json::from_str(signed.text()).map_err(|_| NotASet::Members)?;
        // One spelling, so that nothing can hide in a second one.
        if set.text() != signed.text() {
            return Err(NotASet::Members);
        }
        let numbered = (1..).zip(&set.volumes).all(|(number, volume)| volume.number == number);
        if !numbered || set.volumes.len() < 2 || set.issue == 0 {
            return Err(NotASet::Numbers);
        }
        Ok((set, signed))
    }
}

/// The sealer that did not sign, if that was the cause.
pub(crate) fn sign_error(error: SignedTextError) -> Box<dyn std::error::Error + Send + Sync> {
    match error {
        SignedTextError::Sign { source, .. } => Box::<SignError>::new(source),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::test_rng::key;

    fn set() -> Set {
        let digest = Digest::sha256(b"x");
        let volumes = vec![SetVolume::new(1, digest, 3, 4), SetVolume::new(2, digest, 5, 6)];
        Set::new(Uuid::from_u128(7), 2, volumes)
    }

    #[test]
    fn what_is_signed_is_read() {
        let (line, identity) = set().sign(&[&key(1)]).unwrap();
        assert!(
            line.starts_with("{\"signed\":\"{\\\"schema\\\":\\\"handover/set/1\\\",\\\"act\\\"")
        );
        let (read, signed) = Set::read(&line, &Limits::default()).unwrap();
        assert_eq!((read, Digest::sha256(signed.text().as_bytes())), (set(), identity));
        assert_eq!(signed.verify_with(&[key(1).public_key()]).len(), 1);
        assert!(signed.verify_with(&[key(2).public_key()]).is_empty());
    }

    #[test]
    fn other_numbers_and_spellings_are_refused() {
        let sign = |text: String| SignedText::sign(SCHEMA, text, &[&key(1)]).unwrap();
        for (from, to) in [
            ("\"number\":2", "\"number\":3"),
            ("\"number\":1", "\"number\":2"),
            ("\"issue\":2", "\"issue\":0"),
            ("\"issue\":2", "\"issue\": 2"),
            ("\"files\":3", "\"files\":3,\"more\":1"),
        ] {
            let line = sign(set().text().replacen(from, to, 1)).to_line().unwrap();
            assert!(Set::read(&line, &Limits::default()).is_err(), "{to}");
        }
        let one = Set { volumes: set().volumes[..1].to_vec(), ..set() };
        let line = sign(one.text()).to_line().unwrap();
        assert!(Set::read(&line, &Limits::default()).is_err());
    }
}
