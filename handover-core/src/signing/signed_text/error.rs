//! What can be wrong with a signed line.

use std::error::Error;
use std::sync::Arc;

use crate::signing::{KeyId, SignError};

/// A signed text that cannot be read or made.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignedTextError {
    /// Longer than the caller is willing to read.
    #[error("a signed text has at most {limit} bytes here, this one has {found}")]
    TooLarge {
        /// Most bytes that are read.
        limit: usize,
        /// Bytes found.
        found: usize,
    },
    /// More than one line, or a line end that is not a single LF.
    #[error("a signed text is one line")]
    Lines,
    /// Not JSON of the wanted members, each once.
    #[error("the line is not a signed text")]
    Line(#[source] Arc<dyn Error + Send + Sync>),
    /// What is signed is not one JSON object, or names a member twice.
    #[error("what is signed is not a JSON object whose members are each named once")]
    Text(#[source] Arc<dyn Error + Send + Sync>),
    /// A signature is not the padded base64 (RFC 4648, section 4) of 64 bytes.
    #[error("the signature by key {key} is not 64 bytes in base64")]
    Signature {
        /// The key it claims.
        key: KeyId,
    },
    /// One key signs twice.
    #[error("key {key} stands there twice")]
    KeyTwice {
        /// The key.
        key: KeyId,
    },
    /// Nobody signs.
    #[error("nobody signed the text")]
    Unsigned,
    /// What is signed does not say which kind of text it is.
    #[error("the signed text does not start with the name of its kind")]
    Schema,
    /// A text of another kind.
    #[error("the signed text is a {found:?}, and a {wanted:?} is wanted")]
    OtherKind {
        /// The kind that was wanted.
        wanted: String,
        /// The kind that was found.
        found: String,
    },
    /// A major version that is not known here; made by a newer version.
    #[error("the signed {kind:?} is of version {found}, and version {known} is known here")]
    UnknownVersion {
        /// Its kind.
        kind: String,
        /// Its major version.
        found: u32,
        /// The major version that was wanted.
        known: u32,
    },
    /// A signer did not sign.
    #[error("the text could not be signed by key {key}")]
    Sign {
        /// The key that was to sign.
        key: KeyId,
        /// Why it did not.
        source: SignError,
    },
}

impl SignedTextError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "signed-text.too-large",
            Self::Lines => "signed-text.lines",
            Self::Line(_) => "signed-text.malformed",
            Self::Text(_) => "signed-text.content",
            Self::Signature { .. } => "signed-text.signature",
            Self::KeyTwice { .. } => "signed-text.key-twice",
            Self::Unsigned => "signed-text.unsigned",
            Self::Schema => "signed-text.schema",
            Self::OtherKind { .. } => "signed-text.other-kind",
            Self::UnknownVersion { .. } => "signed-text.unknown-version",
            Self::Sign { source, .. } => source.code(),
        }
    }
}
