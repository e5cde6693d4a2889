//! The name of a key: the digest of its public half.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fingerprint::{Fingerprint, FingerprintError};

/// SHA-256 of a key's 44-byte SubjectPublicKeyInfo (RFC 8410), written as 64
/// lower-case hex digits.
///
/// By hand: `openssl pkey -pubin -in key.pem -outform DER | sha256sum`.
/// As text this is the strict form that stands in files; what a person types
/// from paper is read by [`KeyId::from_fingerprint`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 32]);

impl KeyId {
    pub(super) const fn from_digest(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// The 32 bytes of the digest.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The same id, grouped for reading aloud and for paper.
    pub const fn fingerprint(self) -> Fingerprint {
        Fingerprint::of(self)
    }

    /// Reads a fingerprint as a person types it from paper.
    ///
    /// # Errors
    /// [`FingerprintError`], see [`Fingerprint::parse`].
    pub fn from_fingerprint(text: &str) -> Result<Self, FingerprintError> {
        Fingerprint::parse(text).map(Fingerprint::key_id)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

impl FromStr for KeyId {
    type Err = KeyIdError;

    fn from_str(text: &str) -> Result<Self, KeyIdError> {
        let mut digest = [0; 32];
        let whole = HEXLOWER.decode_len(text.len()) == Ok(digest.len())
            && HEXLOWER.decode_mut(text.as_bytes(), &mut digest) == Ok(digest.len());
        if whole { Ok(Self(digest)) } else { Err(KeyIdError) }
    }
}

impl Serialize for KeyId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for KeyId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Text that is no key id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key id is exactly 64 lower-case hex digits")]
pub struct KeyIdError;

impl KeyIdError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        "key-id.malformed"
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_strict_form_is_read() {
        let good = "0123456789abcdef".repeat(4);
        assert_eq!(good.parse::<KeyId>().unwrap().to_string(), good);
        for bad in [
            String::new(),
            good.to_uppercase(),
            good[1..].to_owned(),
            format!("{good}0"),
            format!(" {}", &good[1..]),
            good.replace('f', "g"),
            "é".repeat(32),
        ] {
            assert_eq!(bad.parse::<KeyId>(), Err(KeyIdError), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn text_and_serde_keep_the_id_and_its_order(a: [u8; 32], b: [u8; 32]) {
            let (a, b) = (KeyId(a), KeyId(b));
            prop_assert_eq!(a.to_string().parse(), Ok(a));
            let json = serde_json::to_string(&a).unwrap();
            prop_assert_eq!(serde_json::from_str::<KeyId>(&json).unwrap(), a);
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _ = text.parse::<KeyId>();
        }
    }
}
