//! Files of every kind that must be read, and of every kind that must not.

use data_encoding::{BASE64, HEXLOWER};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::signing::test_rng::{TestRng, key};
use crate::signing::{Protection, Signer};

/// RFC 8410, section 10.3: the first key, in version 1.
const V1: &str = "-----BEGIN PRIVATE KEY-----\n\
    MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
    -----END PRIVATE KEY-----\n";

/// RFC 8410, section 10.3: the same in version 2, with an attribute.
const V2: &str = "-----BEGIN PRIVATE KEY-----\n\
    MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
    oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB\n\
    Z9w7lshQhqowtrbLDFw4rXAxZuE=\n\
    -----END PRIVATE KEY-----\n";

/// RFC 8410, section 10.1: their public half.
const PUBLIC: &str = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";

fn text(label: &str, der: &[u8]) -> String {
    let base64 = BASE64.encode(der);
    let lines: Vec<_> =
        base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

fn der(pem: &str) -> Vec<u8> {
    only_block(pem, 10_000).unwrap().der.to_vec()
}

fn refusal(text: &str) -> KeyError {
    EncodedKey::parse(text).unwrap_err()
}

#[test]
fn both_versions_of_rfc_8410_are_read() {
    for pem in [V1, V2] {
        let key = EncodedKey::parse(pem).unwrap().unlock(None).unwrap();
        assert_eq!(HEXLOWER.encode(key.public_key().as_bytes()), PUBLIC);
    }
}

#[test]
fn version_2_must_state_its_own_public_half() {
    let mut other = der(V2);
    *other.last_mut().unwrap() ^= 1;
    assert_eq!(refusal(&text(PLAIN, &other)), Malformed::Halves.into());
}

#[test]
fn what_is_written_plain_is_version_1_and_reads_back() {
    let pem =
        key(1).to_pem(Protection::NoneUnsafe, Some("vn:27169@2024/ubnd"), &mut TestRng::new(0));
    let pem = pem.unwrap();
    assert!(pem.expose().starts_with("Unit: vn:27169@2024/ubnd\n-----BEGIN PRIVATE KEY-----\n"));
    assert_eq!(der(pem.expose()).len(), 48);
    let encoded = EncodedKey::parse(pem.expose()).unwrap();
    assert_eq!(encoded.unit_note(), Some("vn:27169@2024/ubnd"));
    let read = encoded.unlock(Some("ignored")).unwrap();
    assert_eq!(read.public_key(), key(1).public_key());
}

#[test]
fn an_encrypted_key_opens_by_its_passphrase_in_either_form() {
    let typed = "Mật khẩu rất dài";
    let mut rng = TestRng::new(7);
    let pem = key(1).to_pem(Protection::Passphrase(typed), None, &mut rng).unwrap();
    let encoded = EncodedKey::parse(pem.expose()).unwrap();
    assert!(encoded.is_encrypted());
    assert_eq!(encoded.unit_note(), None);
    let error = |passphrase| encoded.unlock(passphrase).unwrap_err();
    assert_eq!(error(None), KeyError::PassphraseNeeded);
    assert_eq!(error(Some("mật khẩu")), KeyError::PassphraseWrong);
    assert_eq!(error(Some("")), KeyError::PassphraseWrong);
    for form in [typed.nfc().collect::<String>(), typed.nfd().collect()] {
        let read = encoded.unlock(Some(&form)).unwrap();
        assert_eq!(read.public_key(), key(1).public_key());
    }
    let twin = key(1).to_pem(Protection::Passphrase(typed), None, &mut rng).unwrap();
    assert_ne!(pem, twin, "salt and vector are fresh");
    let empty = key(1).to_pem(Protection::Passphrase(""), None, &mut rng);
    assert_eq!(empty, Err(KeyError::PassphraseEmpty));
}

#[test]
fn secrets_are_never_shown() {
    let mut rng = TestRng::new(7);
    let key = key(1);
    let pem = key.to_pem(Protection::NoneUnsafe, None, &mut rng).unwrap();
    let encoded = EncodedKey::parse(pem.expose()).unwrap();
    let shown = format!("{key:?} {pem:?} {encoded:?} {:?}", Protection::Passphrase("bí mật"));
    let secret = pem.expose().lines().nth(1).unwrap();
    assert!(!shown.contains("bí mật") && !shown.contains(&secret[22..]), "{shown}");
    assert!(!shown.contains(&HEXLOWER.encode(&der(pem.expose())[16..])), "{shown}");
}

#[test]
fn other_keys_and_other_blocks_are_told_apart() {
    let mut x25519 = der(V1);
    x25519[11] = 0x6e;
    assert_eq!(refusal(&text(PLAIN, &x25519)), KeyError::NotEd25519);
    assert_eq!(refusal(&text("EC PRIVATE KEY", b"0")), KeyError::NotEd25519);
    assert_eq!(refusal(&key(1).public_key().to_pem()).code(), "key.other-block");
    assert_eq!(refusal(&V1.repeat(2)), Malformed::SeveralBlocks.into());
    assert_eq!(refusal(&format!("{V1}Unit: after\n")), Malformed::OtherText.into());
    assert_eq!(refusal(&"a".repeat(16 * 1024 + 1)).code(), "key.too-large");
    for cut in 0..der(V1).len() {
        assert_eq!(refusal(&text(PLAIN, &der(V1)[..cut])).code(), "key.malformed", "{cut}");
    }
}

#[test]
fn hostile_files_are_refused_without_a_passphrase() {
    // PBES2 by hand: openssl's own PBKDF2 file with another iteration count.
    let file = |iterations: &str| {
        let hex = format!(
            "30819d305906092a864886f70d01050d304c302b06092a864886f70d01050c301e040839bba89f10474e3a\
             {iterations}300c06082a864886f70d02090500301d060960864801650304012a0410\
             46057b5ce6e09fc99c6716f5b2c479910440{}",
            "00".repeat(64)
        );
        text(ENCRYPTED, &HEXLOWER.decode(hex.as_bytes()).unwrap())
    };
    assert!(EncodedKey::parse(&file("020400989680")).is_ok(), "10,000,000");
    assert_eq!(refusal(&file("020400989681")).code(), "key.kdf-limit");
    assert_eq!(refusal(&file("02047fffffff")).code(), "key.kdf-limit");
    assert_eq!(refusal(&file("020400000000")).code(), "key.malformed");
    assert_eq!(refusal(&file("0204ffffffff")).code(), "key.malformed", "negative");
}

proptest! {
    // The parsers below are other people's, and one of them panics on a
    // scrypt cost of zero if it is asked.
    #[test]
    fn a_damaged_file_is_never_a_panic(at in 0_usize..147, byte: u8, cut in 0_usize..=147) {
        let sound = "308193304f06092a864886f70d01050d3042302106092b06010401da47040b30140408912ebfd3cf99\
             926802024000020108020101301d060960864801650304012a0410e37ad515a02f28916dae957c99c6a55f\
             0440";
        let mut der = HEXLOWER.decode(sound.as_bytes()).unwrap();
        der.resize(150, 7);
        der[at] = byte;
        let whole = EncodedKey::parse(&text(ENCRYPTED, &der));
        prop_assert!(whole.is_ok() || at < 86);
        prop_assert!(EncodedKey::parse(&text(ENCRYPTED, &der[..cut])).is_err());
    }

    #[test]
    fn any_text_is_never_a_panic(label in "[A-Z ]{1,12}", body in ".*") {
        let _ = EncodedKey::parse(&format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----"));
        let _ = EncodedKey::parse(&body);
    }
}
