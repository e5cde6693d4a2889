//! What can be wrong with a key file.

/// A key that cannot be read, used or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The key is encrypted and no passphrase was given.
    #[error("the private key is encrypted and wants its passphrase")]
    PassphraseNeeded,
    /// The passphrase does not open the key.
    #[error("the passphrase does not open the private key")]
    PassphraseWrong,
    /// A key is to be encrypted with an empty passphrase.
    #[error("an empty passphrase protects nothing")]
    PassphraseEmpty,
    /// A sound key of another kind, such as RSA.
    #[error("the key is not an Ed25519 key")]
    NotEd25519,
    /// A public key of low order, under which signatures hold that nobody
    /// made (RFC 8032, section 5.1.7; `is_weak`).
    #[error("the public key is weak: it has a part of low order")]
    Weak,
    /// The file holds something else than was asked for, such as a private
    /// key where a public one is wanted.
    #[error("the file holds {found:?} where {wanted:?} is wanted")]
    OtherBlock {
        /// The PEM label that was wanted.
        wanted: &'static str,
        /// The PEM label that was found.
        found: String,
    },
    /// The text does not follow the format.
    #[error("the key cannot be read")]
    Malformed(#[source] Malformed),
    /// The text is longer than any key.
    #[error("a key file has at most {limit} bytes, this one has {found}")]
    TooLarge {
        /// Most bytes that are read.
        limit: usize,
        /// Bytes found.
        found: usize,
    },
    /// Turning the passphrase into a key would cost more memory or time than
    /// any honest file asks for.
    #[error("the key's {parameter} is {found}, and at most {limit} is allowed")]
    KdfLimit {
        /// What exceeds its limit, with its unit.
        parameter: &'static str,
        /// The value in the file.
        found: u64,
        /// The highest value that is accepted.
        limit: u64,
    },
    /// Encrypted by a method that is not read here.
    #[error(
        "the private key is encrypted by a method that is not supported: AES in PBES2, with \
         PBKDF2-HMAC-SHA-2 or scrypt, is"
    )]
    EncryptionUnsupported,
    /// A unit note that would not stay on its line.
    #[error("a unit note is one line of 1 to 200 bytes without control characters")]
    UnitNote,
}

impl KeyError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PassphraseNeeded => "key.passphrase-needed",
            Self::PassphraseWrong => "key.passphrase-wrong",
            Self::PassphraseEmpty => "key.passphrase-empty",
            Self::NotEd25519 => "key.not-ed25519",
            Self::Weak => "key.weak",
            Self::OtherBlock { .. } => "key.other-block",
            Self::Malformed(_) => "key.malformed",
            Self::TooLarge { .. } => "key.too-large",
            Self::KdfLimit { .. } => "key.kdf-limit",
            Self::EncryptionUnsupported => "key.encryption-unsupported",
            Self::UnitNote => "key.unit-note",
        }
    }
}

/// Why a key cannot be read; the cause of [`KeyError::Malformed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Malformed {
    /// No `-----BEGIN …-----` line.
    #[error("there is no PEM block")]
    NoBlock,
    /// More than one `-----BEGIN …-----` line.
    #[error("there is more than one PEM block")]
    SeveralBlocks,
    /// Text where only white space may stand.
    #[error("there is other text beside the PEM block")]
    OtherText,
    /// Boundary lines or base64 do not follow RFC 7468.
    #[error("the PEM block is damaged")]
    Pem,
    /// The bytes do not follow their ASN.1 structure.
    #[error("the bytes of the key do not follow their structure")]
    Structure,
    /// The public half that the file states is not that of its private half.
    #[error("the two halves of the key do not belong together")]
    Halves,
    /// The bytes are no point of the curve, or not its only spelling.
    #[error("the bytes are not a public key in its canonical form")]
    Point,
}

impl From<Malformed> for KeyError {
    fn from(cause: Malformed) -> Self {
        Self::Malformed(cause)
    }
}
