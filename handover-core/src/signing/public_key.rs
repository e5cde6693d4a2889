//! The half of a key that everyone may see.

use std::fmt;

use data_encoding::BASE64;
use ed25519_dalek::VerifyingKey;
use pkcs8::der::Decode;
use pkcs8::{ObjectIdentifier, SubjectPublicKeyInfoRef};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::error::{KeyError, Malformed};
use super::key_id::KeyId;
use super::pem::{only_block, other_block};
use super::signature::{BadSignature, Signature};

/// `id-Ed25519` (RFC 8410, section 3).
pub(super) const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// The SubjectPublicKeyInfo of every Ed25519 key starts so (RFC 8410,
/// section 4); the 32 bytes of the key follow.
const SPKI_PREFIX: [u8; 12] =
    [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// No Ed25519 public key file is larger; generous for line ends.
const MAX_PEM_BYTES: usize = 4096;

const LABEL: &str = "PUBLIC KEY";

/// An Ed25519 public key (RFC 8032) that is known not to be weak.
///
/// Keys are equal when their bytes are; a point has only one accepted
/// spelling, so equal keys have equal ids.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// From the 32 raw bytes of RFC 8032.
    ///
    /// # Errors
    /// [`KeyError::Malformed`] if they are not a point in its canonical form;
    /// [`KeyError::Weak`] if the point is of low order, or has a part that
    /// is: verifiers differ on what holds under such a key.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| Malformed::Point)?;
        if key.is_weak() {
            return Err(KeyError::Weak);
        }
        let point = key.to_edwards();
        if point.compress().as_bytes() != bytes {
            return Err(Malformed::Point.into());
        }
        if !point.is_torsion_free() {
            return Err(KeyError::Weak);
        }
        Ok(Self(key))
    }

    /// From a SubjectPublicKeyInfo in DER (RFC 8410): exactly 44 bytes.
    ///
    /// # Errors
    /// As [`from_bytes`](Self::from_bytes), and [`KeyError::NotEd25519`] for
    /// a sound key of another kind.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        if let Some(bytes) = der.strip_prefix(&SPKI_PREFIX).and_then(|key| key.try_into().ok()) {
            return Self::from_bytes(bytes);
        }
        match SubjectPublicKeyInfoRef::from_der(der) {
            Ok(other) if other.algorithm.oid != ED25519 => Err(KeyError::NotEd25519),
            _ => Err(Malformed::Structure.into()),
        }
    }

    /// From PEM text: one `PUBLIC KEY` block, and beside it only white space.
    ///
    /// # Errors
    /// As [`from_der`](Self::from_der), [`KeyError::TooLarge`] above 4 KiB,
    /// and [`KeyError::OtherBlock`] for another PEM block, such as a private
    /// key that nobody should hand around.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let block = only_block(text, MAX_PEM_BYTES)?;
        if block.label != LABEL {
            return Err(other_block(LABEL, block.label));
        }
        if !block.preamble.trim().is_empty() {
            return Err(Malformed::OtherText.into());
        }
        Self::from_der(&block.der)
    }

    pub(super) const fn from_verifying_key(key: VerifyingKey) -> Self {
        Self(key)
    }

    /// The 32 raw bytes of RFC 8032.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The 44 bytes of the SubjectPublicKeyInfo (RFC 8410).
    pub fn to_der(&self) -> [u8; 44] {
        let mut der = [0; 44];
        let (prefix, key) = der.split_at_mut(SPKI_PREFIX.len());
        prefix.copy_from_slice(&SPKI_PREFIX);
        key.copy_from_slice(self.as_bytes());
        der
    }

    /// The 113 bytes that `openssl pkey -pubout` writes, with LF.
    pub fn to_pem(&self) -> String {
        let base64 = BASE64.encode(&self.to_der());
        format!("-----BEGIN {LABEL}-----\n{base64}\n-----END {LABEL}-----\n")
    }

    /// The name of this key.
    pub fn key_id(&self) -> KeyId {
        KeyId::from_digest(Sha256::digest(self.to_der()).into())
    }

    /// Checks that `signature` was made by this key over `message`.
    ///
    /// Always the strict check, so that no two different signatures of one
    /// message are passed around as equals.
    ///
    /// # Errors
    /// [`BadSignature`] if not.
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        let signature = ed25519_dalek::Signature::from_bytes(signature.as_bytes());
        self.0.verify_strict(message, &signature).map_err(|_| BadSignature)
    }
}

/// The SubjectPublicKeyInfo in padded base64: the middle line of its PEM.
impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.to_der()))
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        let der = BASE64.decode(text.as_bytes()).map_err(|_| Malformed::Structure.into());
        der.and_then(|der| Self::from_der(&der)).map_err(serde::de::Error::custom)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.key_id())
    }
}

#[cfg(test)]
mod tests;
