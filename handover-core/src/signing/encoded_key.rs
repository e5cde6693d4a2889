//! A private key file, read but perhaps not yet open.

use std::fmt;

use pkcs8::der::asn1::OctetStringRef;
use pkcs8::der::{Decode, ErrorKind, Reader, SliceReader};
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::PBES2_OID;
use pkcs8::{AlgorithmIdentifierRef, EncryptedPrivateKeyInfoRef, ObjectIdentifier};
use zeroize::Zeroizing;

use super::error::{KeyError, Malformed};
use super::kdf;
use super::passphrase;
use super::pem::{only_block, other_block};
use super::private_key::{ENCRYPTED, PLAIN, PrivateKey};
use super::unit_note;

/// No Ed25519 private key file is larger, with room for a note before it.
const MAX_PEM_BYTES: usize = 16 * 1024;

/// The text of a private key file, in two steps: parse it, then unlock it, so
/// that a passphrase is asked for only when there is one.
///
/// Reads what `openssl genpkey -algorithm ed25519`, with or without
/// `-aes-256-cbc`, and `openssl pkcs8 -topk8` with or without `-scrypt`
/// write: PKCS#8 of version 1 or 2 (RFC 5958), plain or in PBES2 (RFC 8018).
///
/// ```
/// use handover_core::signing::{EncodedKey, KeyError, Signer};
///
/// let text = "Unit: vn:27169@2024/ubnd\n\
///     -----BEGIN PRIVATE KEY-----\n\
///     MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n\
///     -----END PRIVATE KEY-----\n";
/// let encoded = EncodedKey::parse(text)?;
/// assert!(!encoded.is_encrypted());
/// let key = encoded.unlock(None)?;
/// assert!(key.public_key().key_id().fingerprint().to_string().starts_with("06e3 fd8f "));
/// # Ok::<(), KeyError>(())
/// ```
pub struct EncodedKey {
    unit_note: Option<String>,
    content: Content,
}

enum Content {
    Plain(PrivateKey),
    Encrypted(EncryptionScheme, Vec<u8>),
}

impl EncodedKey {
    /// Reads the text of a key file of at most 16 KiB, and judges, without
    /// deriving anything, what unlocking it would cost. Wiping `text` afterwards
    /// is left to the caller.
    ///
    /// # Errors
    /// Every [`KeyError`] but those of passphrases; [`KeyError::KdfLimit`]
    /// above 10,000,000 PBKDF2 iterations, 130 MiB for scrypt, or
    /// N · r · p = 2²².
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let block = only_block(text, MAX_PEM_BYTES)?;
        let content = match block.label {
            PLAIN => Content::Plain(PrivateKey::from_pkcs8(&block.der)??),
            ENCRYPTED => encrypted(&block.der)?,
            other => return Err(other_block(PLAIN, other)),
        };
        let unit_note = unit_note::find(block.preamble).map(str::to_owned);
        Ok(Self { unit_note, content })
    }

    /// Whether [`unlock`](Self::unlock) wants a passphrase.
    pub const fn is_encrypted(&self) -> bool {
        matches!(self.content, Content::Encrypted(..))
    }

    /// What a line `Unit: …` before the key says. It is a reminder for
    /// people: nothing proves it, and anyone can edit it.
    pub fn unit_note(&self) -> Option<&str> {
        self.unit_note.as_deref()
    }

    /// The key itself. May be tried again after a wrong passphrase.
    ///
    /// The passphrase is brought to Unicode NFC first, so that both ways of
    /// typing `ế` open the key; a file encrypted by `openssl` opens only if
    /// NFC was typed there. A plain key ignores the passphrase.
    ///
    /// # Errors
    /// [`KeyError::PassphraseNeeded`], [`KeyError::PassphraseWrong`]; once the
    /// passphrase is right, [`KeyError::NotEd25519`] or
    /// [`KeyError::Malformed`] for what it hid.
    pub fn unlock(&self, passphrase: Option<&str>) -> Result<PrivateKey, KeyError> {
        let (scheme, data) = match &self.content {
            Content::Plain(key) => return Ok(key.duplicate()),
            Content::Encrypted(scheme, data) => (scheme, data),
        };
        let passphrase = passphrase::normalised(passphrase.ok_or(KeyError::PassphraseNeeded)?);
        let mut buffer = Zeroizing::new(data.clone());
        let der = scheme
            .decrypt_in_place(passphrase.as_bytes(), &mut buffer)
            .map_err(|_| KeyError::PassphraseWrong)?;
        // One wrong passphrase in 256 leaves sound padding, but no structure.
        PrivateKey::from_pkcs8(der).map_err(|_| KeyError::PassphraseWrong)?
    }
}

fn encrypted(der: &[u8]) -> Result<Content, KeyError> {
    // Asked first: the dependency takes an old scheme for broken structure.
    if scheme(der).map_err(|_| Malformed::Structure)? != PBES2_OID {
        return Err(KeyError::EncryptionUnsupported);
    }
    let info = EncryptedPrivateKeyInfoRef::from_der(der).map_err(|error| match error.kind() {
        ErrorKind::OidUnknown { .. } => KeyError::EncryptionUnsupported,
        _ => Malformed::Structure.into(),
    })?;
    kdf::check(&info.encryption_algorithm)?;
    let data = info.encrypted_data.as_bytes();
    // Else a truncated file would look like a wrong passphrase.
    if data.is_empty() || !data.len().is_multiple_of(block_bytes(&info.encryption_algorithm)) {
        return Err(Malformed::Structure.into());
    }
    Ok(Content::Encrypted(info.encryption_algorithm, data.to_vec()))
}

/// The encryption scheme that an `EncryptedPrivateKeyInfo` names.
fn scheme(der: &[u8]) -> pkcs8::der::Result<ObjectIdentifier> {
    let mut reader = SliceReader::new(der)?;
    reader.sequence(|info| {
        let algorithm = AlgorithmIdentifierRef::decode(info)?;
        <&OctetStringRef>::decode(info)?;
        Ok(algorithm.oid)
    })
}

/// What the length of encrypted data is a multiple of.
fn block_bytes(scheme: &EncryptionScheme) -> usize {
    use pkcs8::pkcs5::pbes2::EncryptionScheme as Cipher;
    match scheme.pbes2().map(|parameters| &parameters.encryption) {
        Some(Cipher::Aes128Gcm { .. } | Cipher::Aes256Gcm { .. }) => 1,
        _ => 16,
    }
}

impl fmt::Debug for EncodedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedKey")
            .field("unit_note", &self.unit_note)
            .field("is_encrypted", &self.is_encrypted())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
