//! Vectors of RFC 8032, and keys that must be refused.

use data_encoding::HEXLOWER;

use super::*;

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    HEXLOWER.decode(hex.as_bytes()).unwrap().try_into().unwrap()
}

/// RFC 8032, section 7.1: public key, message, signature of TEST 1 to 3.
const RFC8032: [(&str, &str, &str); 3] = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
];

#[test]
fn the_vectors_of_rfc_8032_hold_and_nothing_near_them() {
    for (key, message, signature) in RFC8032 {
        let key = PublicKey::from_bytes(&bytes(key)).unwrap();
        let message = HEXLOWER.decode(message.as_bytes()).unwrap();
        let raw: [u8; 64] = bytes(signature);
        assert_eq!(key.verify(&message, &Signature::from_bytes(raw)), Ok(()));
        for at in 0..64 {
            let mut bent = raw;
            bent[at] ^= 1;
            assert_eq!(key.verify(&message, &Signature::from_bytes(bent)), Err(BadSignature));
        }
        let mut longer = message.clone();
        longer.push(0);
        assert_eq!(key.verify(&longer, &Signature::from_bytes(raw)), Err(BadSignature));
    }
}

#[test]
fn a_scalar_above_the_order_is_refused() {
    // S + L: the same equation holds, so a lax verifier would accept both.
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let (key, _, signature) = RFC8032[0];
    let mut twin: [u8; 64] = bytes(signature);
    let mut carry = 0;
    for (byte, order) in twin[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    let key = PublicKey::from_bytes(&bytes(key)).unwrap();
    assert_eq!(key.verify(b"", &Signature::from_bytes(twin)), Err(BadSignature));
}

#[test]
fn low_order_keys_are_refused_by_name() {
    for weak in [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    ] {
        let mut der = SPKI_PREFIX.to_vec();
        der.extend(bytes::<32>(weak));
        let refusal = PublicKey::from_der(&der).unwrap_err();
        assert_eq!(refusal, KeyError::Weak, "{weak}");
        assert_eq!(refusal.code(), "key.weak");
    }
}

#[test]
fn a_point_with_a_part_of_low_order_is_refused() {
    // The key of TEST 1 plus the point of order two: (x, y) becomes (-x, -y).
    let key: [u8; 32] = bytes(RFC8032[0].0);
    let point = VerifyingKey::from_bytes(&key).unwrap().to_edwards();
    let two = "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";
    let two = VerifyingKey::from_bytes(&bytes(two)).unwrap().to_edwards();
    let mixed = *(point + two).compress().as_bytes();
    assert_eq!(PublicKey::from_bytes(&mixed), Err(KeyError::Weak));
}

#[test]
fn a_second_spelling_of_a_point_is_refused() {
    // y = 3 + p and y = 3: one point, two spellings, two ids.
    let spellings = [
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "feffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];
    for spelling in spellings {
        let refusal = PublicKey::from_bytes(&bytes(spelling)).unwrap_err();
        assert_eq!(refusal, KeyError::Malformed(Malformed::Point), "{spelling}");
    }
}

#[test]
fn pem_is_113_bytes_and_reads_back() {
    for (key, ..) in RFC8032 {
        let key = PublicKey::from_bytes(&bytes(key)).unwrap();
        let pem = key.to_pem();
        assert_eq!(pem.len(), 113);
        assert_eq!(PublicKey::from_pem(&pem), Ok(key));
        assert_eq!(PublicKey::from_pem(&pem.replace('\n', "\r\n")), Ok(key));
        assert_eq!(PublicKey::from_der(&key.to_der()), Ok(key));
    }
}

#[test]
fn only_one_block_alone_is_read() {
    let pem = PublicKey::from_bytes(&bytes(RFC8032[0].0)).unwrap().to_pem();
    let refusal = |text: &str| PublicKey::from_pem(text).unwrap_err();
    assert_eq!(refusal(&pem.repeat(2)), Malformed::SeveralBlocks.into());
    assert_eq!(refusal(&format!("note\n{pem}")), Malformed::OtherText.into());
    assert_eq!(refusal(&" ".repeat(5000)).code(), "key.too-large");
    assert_eq!(
        refusal(&pem.replace(LABEL, "PRIVATE KEY")),
        KeyError::OtherBlock { wanted: LABEL, found: "PRIVATE KEY".to_owned() }
    );
    assert_eq!(refusal(&pem.replace(LABEL, "RSA PUBLIC KEY")), KeyError::NotEd25519);
}

#[test]
fn other_kinds_and_other_lengths_are_told_apart() {
    let der = PublicKey::from_bytes(&bytes(RFC8032[0].0)).unwrap().to_der();
    let mut x25519 = der;
    x25519[8] = 0x6e;
    assert_eq!(PublicKey::from_der(&x25519), Err(KeyError::NotEd25519));
    for wrong in [&der[..43], &[&der[..], &[0]].concat(), &[]] {
        assert_eq!(PublicKey::from_der(wrong), Err(Malformed::Structure.into()));
    }
}
