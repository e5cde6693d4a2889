//! Sixty-four bytes over a message.

use std::fmt;

use data_encoding::HEXLOWER;

/// An Ed25519 signature: the 64 raw bytes of RFC 8032, as `openssl pkeyutl
/// -sign -rawin` writes them.
///
/// Any 64 bytes can be held; whether they mean anything is only ever answered
/// by [`PublicKey::verify`](super::PublicKey::verify).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Signature([u8; 64]);

impl Signature {
    /// Length in bytes.
    pub const LENGTH: usize = 64;

    /// From raw bytes.
    pub const fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// The raw bytes.
    pub const fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }
}

impl TryFrom<&[u8]> for Signature {
    type Error = SignatureLengthError;

    fn try_from(bytes: &[u8]) -> Result<Self, SignatureLengthError> {
        let found = bytes.len();
        bytes.try_into().map(Self).map_err(|_| SignatureLengthError { found })
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({})", HEXLOWER.encode(&self.0))
    }
}

/// A signature that is not 64 bytes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a signature has 64 bytes, this one has {found}")]
#[non_exhaustive]
pub struct SignatureLengthError {
    /// How many bytes were found.
    pub found: usize,
}

impl SignatureLengthError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        "signature.length"
    }
}

/// The signature was not made by this key over these bytes.
///
/// Deliberately without detail: nothing more can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not hold for this key and these bytes")]
pub struct BadSignature;

impl BadSignature {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        "signature.bad"
    }
}
