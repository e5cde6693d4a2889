//! Keys, signatures, and signed texts.
//!
//! Ed25519 (RFC 8032) in the files that `openssl` reads and writes, so that a
//! seal can be made and checked without this crate:
//!
//! | what | form | source |
//! |---|---|---|
//! | public key | SubjectPublicKeyInfo in PEM, 113 bytes | RFC 8410 |
//! | private key | PKCS#8 in PEM, plain or encrypted by a passphrase | RFC 5958, RFC 8018 |
//! | signature | 64 raw bytes | RFC 8032 |
//! | key id | SHA-256 of the 44 bytes of the SubjectPublicKeyInfo | this format |
//!
//! Where to start: [`EncodedKey::parse`] reads a private key file,
//! [`PublicKey::from_pem`] a public one, [`Signer`] is what everything that
//! seals asks for, [`valid_keys`] is the only place that counts signatures,
//! and [`SignedText`] is one signed line. [`SignedTrustList`] says whose key is
//! whose, [`Witness`] that something existed on a day, and [`SignedReceipt`] who
//! took it over.
//!
//! Nothing here reads the operating system's randomness: it is an argument.

mod encoded_key;
mod error;
mod fingerprint;
mod kdf;
mod key_id;
mod passphrase;
mod pem;
mod private_key;
mod protection;
mod public_key;
mod receipt;
mod signature;
mod signed_text;
mod signer;
#[cfg(test)]
pub(crate) mod test_rng;
mod trust;
mod unit_note;
mod valid_keys;
mod witness;

pub use encoded_key::EncodedKey;
pub use error::{KeyError, Malformed};
pub use fingerprint::{Fingerprint, FingerprintError};
pub use key_id::{KeyId, KeyIdError};
pub use private_key::PrivateKey;
pub use protection::{Protection, SecretText};
pub use public_key::PublicKey;
pub use receipt::{ReceiptError, SignedReceipt};
pub use signature::{BadSignature, Signature, SignatureLengthError};
pub use signed_text::{Schema, SignedText, SignedTextError};
pub use signer::{SignError, Signer, sign_checked};
pub use trust::{
    DraftError, Next, Quorum, Revocation, Role, SignedTrustList, Standing, Threshold, TrustDraft,
    TrustError, TrustList, TrustedKey,
};
pub use valid_keys::valid_keys;
pub use witness::{Witness, WitnessError, Witnessed};
