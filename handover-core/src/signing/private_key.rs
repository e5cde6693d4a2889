//! A key in memory that signs.

use std::fmt;

use ed25519_dalek::pkcs8::KeypairBytes;
use ed25519_dalek::{Signer as _, SigningKey};
use pkcs8::der::Decode;
use pkcs8::der::pem::LineEnding;
use pkcs8::{EncodePrivateKey, PrivateKeyInfoRef};
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

use super::error::{KeyError, Malformed};
use super::protection::{Protection, SecretText, encrypt};
use super::public_key::{ED25519, PublicKey};
use super::signature::Signature;
use super::signer::{SignError, Signer};
use super::unit_note;

pub(super) const PLAIN: &str = "PRIVATE KEY";
pub(super) const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";

/// An Ed25519 private key (RFC 8032), wiped from memory when dropped.
///
/// Read from a file with [`EncodedKey`](super::EncodedKey).
// Boxed, so that a move leaves no copy of the secret on the stack.
pub struct PrivateKey(Box<SigningKey>);

impl PrivateKey {
    /// A new key from 32 bytes of `rng`.
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(secret.as_mut());
        Self(Box::new(SigningKey::from_bytes(&secret)))
    }

    /// From PKCS#8 in DER, version 1 or 2 (RFC 5958, RFC 8410 section 7).
    ///
    /// The first error is of the outer structure alone, so that a caller can
    /// tell a wrong passphrase, which leaves no structure, from a wrong key.
    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Result<Self, KeyError>, Malformed> {
        let info = PrivateKeyInfoRef::from_der(der).map_err(|_| Malformed::Structure)?;
        if info.algorithm.oid != ED25519 {
            return Ok(Err(KeyError::NotEd25519));
        }
        let Ok(mut pair) = KeypairBytes::try_from(info) else {
            return Ok(Err(Malformed::Structure.into()));
        };
        let key = Box::new(SigningKey::from_bytes(&pair.secret_key));
        // The dependency wipes it only with a feature that nothing turns on.
        pair.secret_key.zeroize();
        let stated = pair.public_key.as_ref().map(AsRef::as_ref);
        if stated.is_some_and(|stated| stated != key.verifying_key().as_bytes()) {
            return Ok(Err(Malformed::Halves.into()));
        }
        Ok(Ok(Self(key)))
    }

    /// The text of a key file: PKCS#8 version 1 in PEM with LF, after a line
    /// `Unit: …` if there is a note.
    ///
    /// Version 1, because OpenSSL 3.0 does not read version 2. `rng` gives
    /// the salt and the initialisation vector. Encrypting takes about as long
    /// as opening the key again.
    ///
    /// # Errors
    /// [`KeyError::PassphraseEmpty`] and [`KeyError::UnitNote`].
    pub fn to_pem<R: CryptoRng + ?Sized>(
        &self,
        protection: Protection<'_>,
        unit_note: Option<&str>,
        rng: &mut R,
    ) -> Result<SecretText, KeyError> {
        let note = unit_note.map(unit_note::line).transpose()?.unwrap_or_default();
        let mut pair = KeypairBytes { secret_key: self.0.to_bytes(), public_key: None };
        let plain = pair.to_pkcs8_der();
        pair.secret_key.zeroize();
        let plain = plain.map_err(|_| Malformed::Structure)?;
        let (label, document) = match protection {
            Protection::Passphrase(passphrase) => (ENCRYPTED, encrypt(&plain, passphrase, rng)?),
            Protection::NoneUnsafe => (PLAIN, plain),
        };
        let block = document.to_pem(label, LineEnding::LF).map_err(|_| Malformed::Pem)?;
        let mut text = Zeroizing::new(String::with_capacity(note.len() + block.len()));
        text.push_str(&note);
        text.push_str(&block);
        Ok(SecretText::new(text))
    }

    pub(super) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Signer for PrivateKey {
    fn public_key(&self) -> PublicKey {
        PublicKey::from_verifying_key(self.0.verifying_key())
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignError> {
        Ok(Signature::from_bytes(self.0.sign(message).to_bytes()))
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.public_key().key_id())
    }
}
