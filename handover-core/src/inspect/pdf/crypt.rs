//! Encrypted files that open without a password (ISO 32000-2, 7.6): the
//! standard handler with the empty user password. No password is ever tried.

use super::hash;
use super::object::{Dict, Object, Ref};
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use md5::{Digest, Md5};
use rc4::{KeyInit, Rc4, StreamCipher};

/// What the empty password is filled up with.
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cipher {
    None,
    Rc4,
    Aes128,
    Aes256,
}

/// The key of a file, and what it is used with.
pub(super) struct Crypt {
    key: Vec<u8>,
    streams: Cipher,
    texts: Cipher,
    metadata: bool,
}

impl Crypt {
    /// The key under the empty password; `None` if a password is needed, or
    /// the handler is another one.
    pub(super) fn open(encrypt: &Dict, id: &[u8]) -> Option<Self> {
        if !encrypt.get("Filter").is_name("Standard") {
            return None;
        }
        let version = encrypt.get("V").count().unwrap_or(0);
        let revision = encrypt.get("R").count()?;
        let metadata = encrypt.get("EncryptMetadata") != &Object::Bool(false);
        let (streams, texts) = match version {
            1 | 2 => (Cipher::Rc4, Cipher::Rc4),
            4 | 5 => (cipher(encrypt, "StmF")?, cipher(encrypt, "StrF")?),
            _ => return None,
        };
        let key = match revision {
            2..=4 => old_key(encrypt, id, revision, metadata)?,
            5 | 6 => new_key(encrypt, revision)?,
            _ => return None,
        };
        Some(Crypt { key, streams, texts, metadata })
    }

    pub(super) fn stream(&self, dict: &Dict, id: Ref, data: Vec<u8>) -> Vec<u8> {
        let kind = dict.get("Type");
        let plain = kind.is_name("XRef") || kind.is_name("Metadata") && !self.metadata;
        if plain { data } else { self.decrypt(self.streams, id, data) }
    }

    pub(super) fn text(&self, id: Ref, text: &[u8]) -> Vec<u8> {
        self.decrypt(self.texts, id, text.to_vec())
    }

    fn decrypt(&self, cipher: Cipher, id: Ref, mut data: Vec<u8>) -> Vec<u8> {
        match cipher {
            Cipher::None => {}
            Cipher::Rc4 => rc4(&self.key_of(id, b""), &mut data),
            Cipher::Aes128 => {
                return aes::<cbc::Decryptor<aes::Aes128>>(&self.key_of(id, b"sAlT"), data);
            }
            Cipher::Aes256 => return aes::<cbc::Decryptor<aes::Aes256>>(&self.key, data),
        }
        data
    }

    /// The key of one object (algorithm 1).
    fn key_of(&self, id: Ref, salt: &[u8]) -> Vec<u8> {
        let mut hash = Md5::new();
        hash.update(&self.key);
        hash.update(&id.number.to_le_bytes()[..3]);
        hash.update(id.generation.to_le_bytes());
        hash.update(salt);
        hash.finalize()[..(self.key.len() + 5).min(16)].to_vec()
    }
}

/// The cipher of a crypt filter that `which` names.
fn cipher(encrypt: &Dict, which: &str) -> Option<Cipher> {
    let name = encrypt.get(which).name().unwrap_or(b"Identity");
    if name == b"Identity" {
        return Some(Cipher::None);
    }
    let filters = encrypt.get("CF").dict()?;
    let filter = filters.by_name(name).dict()?;
    match filter.get("CFM").name()? {
        b"None" => Some(Cipher::None),
        b"V2" => Some(Cipher::Rc4),
        b"AESV2" => Some(Cipher::Aes128),
        b"AESV3" => Some(Cipher::Aes256),
        _ => None,
    }
}

/// Algorithms 2, 4, 5 and 6 for the empty user password.
fn old_key(encrypt: &Dict, id: &[u8], revision: u64, metadata: bool) -> Option<Vec<u8>> {
    let owner = encrypt.get("O").text()?.get(..32)?;
    let user = encrypt.get("U").text()?;
    // A number of 32 bits, which some write without its sign.
    let permissions = encrypt.get("P").int()?.to_le_bytes();
    let bits = encrypt.get("Length").count().unwrap_or(40);
    let length = if revision == 2 { 5 } else { usize::try_from(bits / 8).ok()?.clamp(5, 16) };
    let mut hash = Md5::new();
    hash.update(PADDING);
    hash.update(owner);
    hash.update(&permissions[..4]);
    hash.update(id);
    if revision >= 4 && !metadata {
        hash.update([0xff; 4]);
    }
    let mut key = hash.finalize().to_vec();
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key[..length]).to_vec();
        }
    }
    key.truncate(length);
    let opens = if revision == 2 {
        let mut check = PADDING;
        rc4(&key, &mut check);
        user.get(..32)? == check
    } else {
        let mut check = Md5::new().chain_update(PADDING).chain_update(id).finalize();
        for round in 0..20_u8 {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            rc4(&key, &mut check);
        }
        user.get(..16)? == &check[..]
    };
    opens.then_some(key)
}

/// Algorithms 2.A and 11 for the empty user password.
fn new_key(encrypt: &Dict, revision: u64) -> Option<Vec<u8>> {
    let user = encrypt.get("U").text()?;
    let (check, salt, key_salt) = (user.get(..32)?, user.get(32..40)?, user.get(40..48)?);
    if hash::of_empty(salt, revision) != check {
        return None;
    }
    let mut key: [u8; 32] = encrypt.get("UE").text()?.get(..32)?.try_into().ok()?;
    let hashed = hash::of_empty(key_salt, revision);
    let cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(&hashed, &[0; 16]).ok()?;
    cipher.decrypt_padded::<NoPadding>(&mut key).ok()?;
    Some(key.to_vec())
}

fn rc4(key: &[u8], data: &mut [u8]) {
    // Keys have 5 to 16 bytes, which the cipher takes.
    if let Ok(mut cipher) = Rc4::new_from_slice(key) {
        cipher.apply_keystream(data);
    }
}

/// The bytes behind the initial vector, without their padding; what is no
/// whole number of blocks is cut.
fn aes<C: KeyIvInit + BlockModeDecrypt>(key: &[u8], mut data: Vec<u8>) -> Vec<u8> {
    if data.len() < 32 {
        return Vec::new();
    }
    let mut body = data.split_off(16);
    body.truncate(body.len() / 16 * 16);
    let Ok(cipher) = C::new_from_slices(key, &data) else { return Vec::new() };
    if cipher.decrypt_padded::<NoPadding>(&mut body).is_err() {
        return Vec::new();
    }
    if let Some(padding @ 1..=16) = body.last().copied() {
        body.truncate(body.len() - usize::from(padding));
    }
    body
}
