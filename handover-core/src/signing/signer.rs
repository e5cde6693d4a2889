//! Whoever can sign, wherever the key lives.

use std::error::Error;
use std::sync::Arc;

use super::public_key::PublicKey;
use super::signature::Signature;

/// Something that signs with one key: a key in memory, a token, a service.
pub trait Signer: Send + Sync {
    /// The public half of the key that signs.
    fn public_key(&self) -> PublicKey;

    /// Signs the whole of `message` (plain Ed25519 of RFC 8032, not its
    /// prehashed variant).
    ///
    /// # Errors
    /// [`SignError`] if the holder of the key does not, or cannot, sign.
    fn sign(&self, message: &[u8]) -> Result<Signature, SignError>;
}

/// Signs, and checks the answer against the signer's own public key.
///
/// A seal that does not hold is worse than none: it would be found by the
/// receiver, after the giver has gone. Everything in this crate signs so.
///
/// # Errors
/// Those of [`Signer::sign`], and [`SignError::Unsound`].
pub fn sign_checked(signer: &dyn Signer, message: &[u8]) -> Result<Signature, SignError> {
    let signature = signer.sign(message)?;
    signer.public_key().verify(message, &signature).map_err(|_| SignError::Unsound)?;
    Ok(signature)
}

/// No signature was made.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The holder of the key said no, for example at the token's own prompt.
    #[error("the holder of the key declined to sign")]
    Declined,
    /// The token or service could not be asked.
    #[error("the key that is to sign cannot be reached")]
    Unavailable(#[source] Arc<dyn Error + Send + Sync>),
    /// The signer answered with a signature that does not hold under its own
    /// public key.
    #[error("the signer returned a signature that does not hold under its own key")]
    Unsound,
}

impl SignError {
    /// The key cannot be reached, for the given cause.
    pub fn unavailable(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Unavailable(Arc::from(cause.into()))
    }

    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Declined => "sign.declined",
            Self::Unavailable(_) => "sign.unavailable",
            Self::Unsound => "sign.unsound",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::test_rng::key;

    /// A token that holds one key and claims another.
    struct Confused;

    impl Signer for Confused {
        fn public_key(&self) -> PublicKey {
            key(1).public_key()
        }

        fn sign(&self, message: &[u8]) -> Result<Signature, SignError> {
            key(2).sign(message)
        }
    }

    #[test]
    fn a_signature_that_does_not_hold_never_leaves() {
        let signers: [Box<dyn Signer>; 2] = [Box::new(key(1)), Box::new(Confused)];
        assert!(sign_checked(&*signers[0], b"a").is_ok());
        assert!(matches!(sign_checked(&*signers[1], b"a"), Err(SignError::Unsound)));
    }

    #[test]
    fn the_cause_is_only_in_the_source() {
        let error = SignError::unavailable("slot 3 is empty");
        assert!(!error.to_string().contains("slot"));
        assert_eq!(error.source().unwrap().to_string(), "slot 3 is empty");
    }
}
