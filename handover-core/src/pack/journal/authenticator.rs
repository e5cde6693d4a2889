//! Whether what lies in a workplace is what this giver's key once wrote there.
//!
//! The workplace stands on the disk that will travel, and what its journal says
//! of a file is sealed without reading the file again. Whoever could write a
//! journal could have documents of their own sealed.

use zeroize::Zeroizing;

use crate::error::{ErrorKind, Result};
use crate::signing::{Signer, sign_checked};

/// Neither a tag manifest nor a signed text begins so.
const MESSAGE: &[u8] = b"handover: the key of a pack's journal; this signs no document\n";
const CONTEXT: &str = "handover-core pack journal 1";
const MARK_BYTES: usize = blake3::OUT_LEN;

/// Marks what is written, and knows its own marks again. The secret comes from
/// a signature that never leaves this process: Ed25519 gives the same each time
/// (RFC 8032), so that a later run of the same key has the same secret.
pub(in crate::pack) struct Authenticator(Zeroizing<[u8; 32]>);

impl Authenticator {
    /// The one of `key`. That a key cannot sign is found out here, and not
    /// after hours.
    pub(in crate::pack) fn of(key: &dyn Signer) -> Result<Self> {
        let signature =
            sign_checked(key, MESSAGE).map_err(|error| ErrorKind::Sign { source: error.into() })?;
        Ok(Authenticator(Zeroizing::new(blake3::derive_key(CONTEXT, signature.as_bytes()))))
    }

    /// The bytes with a mark behind them.
    pub(in crate::pack) fn marked(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        let mark = blake3::keyed_hash(&self.0, &bytes);
        bytes.extend_from_slice(mark.as_bytes());
        bytes
    }

    /// The bytes before the mark; `None` if it is not ours.
    pub(in crate::pack) fn known<'b>(&self, marked: &'b [u8]) -> Option<&'b [u8]> {
        let (bytes, mark) = marked.split_at_checked(marked.len().checked_sub(MARK_BYTES)?)?;
        let mark = blake3::Hash::from_slice(mark).ok()?;
        (blake3::keyed_hash(&self.0, bytes) == mark).then_some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::test_rng::key;

    #[test]
    fn a_mark_is_known_to_its_key_alone() {
        let of = |seed| Authenticator::of(&key(seed)).unwrap();
        let marked = of(1).marked(b"record".to_vec());
        assert_eq!(of(1).known(&marked), Some(&b"record"[..]));
        assert_eq!(of(2).known(&marked), None);
        for at in 0..marked.len() {
            let mut other = marked.clone();
            other[at] ^= 1;
            assert_eq!(of(1).known(&other), None, "{at}");
            assert_eq!(of(1).known(&marked[..at]), None, "{at}");
        }
        assert_eq!(of(1).known(&of(1).marked(Vec::new())), Some(&b""[..]));
    }
}
