//! How a private key is kept in its file.

use std::fmt;

use pkcs8::der::Encode;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::pkcs5::pbes2::Parameters;
use pkcs8::pkcs5::scrypt;
use pkcs8::{EncryptedPrivateKeyInfoRef, SecretDocument};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::error::{KeyError, Malformed};
use super::passphrase;

/// log₂ N, r and p of scrypt (RFC 7914): 16 MiB, five times over.
///
/// OWASP holds these equal to its first choice (N = 2¹⁷, p = 1), whose
/// 128 MiB OpenSSL refuses to read: it stops at 32 MiB.
const SCRYPT: (u8, u32, u32) = (14, 8, 5);

/// What protects a private key in its file.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Protection<'a> {
    /// Encrypted: PBES2 (RFC 8018) with scrypt and AES-256-CBC, which
    /// OpenSSL 3.0 reads.
    ///
    /// The passphrase is used in Unicode NFC: whoever opens the file with
    /// `openssl` must type that form.
    Passphrase(&'a str),
    /// Nothing: whoever reads the file can sign as the agency.
    NoneUnsafe,
}

impl fmt::Debug for Protection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase(…)",
            Self::NoneUnsafe => "NoneUnsafe",
        })
    }
}

/// A PKCS#8 document, encrypted by `passphrase`.
pub(super) fn encrypt<R: CryptoRng + ?Sized>(
    document: &SecretDocument,
    passphrase: &str,
    rng: &mut R,
) -> Result<SecretDocument, KeyError> {
    let passphrase = passphrase::normalised(passphrase);
    if passphrase.is_empty() {
        return Err(KeyError::PassphraseEmpty);
    }
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    rng.fill_bytes(&mut salt);
    rng.fill_bytes(&mut iv);
    // Fixed parameters and sizes: no step below fails in practice.
    let broken = Malformed::Structure;
    let (log_n, r, p) = SCRYPT;
    let cost = scrypt::Params::new(log_n, r, p).map_err(|_| broken)?;
    let parameters = Parameters::generate_scrypt_aes256cbc(cost, &salt, iv).map_err(|_| broken)?;
    let encrypted =
        parameters.encrypt(passphrase.as_bytes(), document.as_bytes()).map_err(|_| broken)?;
    let encrypted = EncryptedPrivateKeyInfoRef {
        encryption_algorithm: parameters.into(),
        encrypted_data: OctetStringRef::new(&encrypted).map_err(|_| broken)?,
    };
    let der = Zeroizing::new(encrypted.to_der().map_err(|_| broken)?);
    SecretDocument::try_from(der.as_slice()).map_err(|_| broken.into())
}

/// Text that holds a secret: not shown by `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    pub(super) const fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// The text itself. Do not print it, and write it only where nobody else
    /// can read it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText(…)")
    }
}
