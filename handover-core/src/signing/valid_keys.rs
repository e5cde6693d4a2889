//! The one place where signatures are counted.

use std::collections::{BTreeMap, BTreeSet};

use super::key_id::KeyId;
use super::public_key::PublicKey;
use super::signature::Signature;

/// The distinct keys among `keys` that have a sound signature over `message`.
///
/// Every threshold is measured on the size of this set and nowhere else: a
/// signature repeated, or a key listed twice, counts once. `signatures` says
/// which key each claims; a claim of a key that is not among `keys` is
/// ignored, since the text itself is no source of trust.
pub fn valid_keys<'a>(
    message: &[u8],
    signatures: impl IntoIterator<Item = (KeyId, &'a Signature)>,
    keys: &[PublicKey],
) -> BTreeSet<KeyId> {
    let known: BTreeMap<KeyId, &PublicKey> = keys.iter().map(|key| (key.key_id(), key)).collect();
    let mut valid = BTreeSet::new();
    for (id, signature) in signatures {
        let holds = |key: &&PublicKey| key.verify(message, signature).is_ok();
        if !valid.contains(&id) && known.get(&id).is_some_and(holds) {
            valid.insert(id);
        }
    }
    valid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::Signer;
    use crate::signing::test_rng::key;

    #[test]
    fn a_key_counts_once_and_only_for_itself() {
        let (one, two) = (key(1), key(2));
        let (first, second) = (one.public_key(), two.public_key());
        let by_one = one.sign(b"m").unwrap();
        let count = |signatures: &[(KeyId, &Signature)], keys: &[PublicKey]| {
            valid_keys(b"m", signatures.iter().copied(), keys)
        };
        let twice = [(first.key_id(), &by_one), (first.key_id(), &by_one)];
        assert_eq!(count(&twice, &[first, first, second]), [first.key_id()].into());
        assert!(count(&[(second.key_id(), &by_one)], &[first, second]).is_empty());
        assert!(count(&twice, &[second]).is_empty());
        assert!(valid_keys(b"n", twice, &[first]).is_empty());
    }
}
