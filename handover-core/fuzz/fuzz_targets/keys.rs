//! Key files and fingerprints. Encrypted keys are read and judged, never
//! unlocked: deriving is what the judging is there to bound.
#![no_main]

use handover_core::signing::{EncodedKey, KeyId, PublicKey, Signer};
use handover_fuzz::pem;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((form, rest)) = data.split_first() else { return };
    let text = match form % 4 {
        0 => String::from_utf8_lossy(rest).into_owned(),
        1 => pem("PRIVATE KEY", rest),
        2 => pem("ENCRYPTED PRIVATE KEY", rest),
        _ => pem("PUBLIC KEY", rest),
    };
    if let Ok(encoded) = EncodedKey::parse(&text)
        && !encoded.is_encrypted()
    {
        let key = encoded.unlock(None).expect("a plain key is open");
        same(&key.public_key());
        let signature = key.sign(rest).expect("a key in memory signs");
        assert!(key.public_key().verify(rest, &signature).is_ok());
    }
    if let Ok(key) = PublicKey::from_pem(&text) {
        same(&key);
    }
    if let Ok(key) = PublicKey::from_der(rest) {
        assert_eq!(key.to_der(), rest, "one spelling");
        same(&key);
    }
    if let Ok(id) = KeyId::from_fingerprint(&text) {
        assert_eq!(KeyId::from_fingerprint(&id.fingerprint().to_string()), Ok(id));
        assert_eq!(id.to_string().parse::<KeyId>().ok(), Some(id));
    }
    if let Ok(id) = text.parse::<KeyId>() {
        assert_eq!(id.to_string(), text, "one spelling");
    }
});

fn same(key: &PublicKey) {
    let copies = [PublicKey::from_pem(&key.to_pem()), PublicKey::from_der(&key.to_der())];
    for copy in copies {
        assert!(copy.is_ok_and(|copy| copy == *key), "a key comes back");
    }
}
