//! The hash of revision 5 and 6 passwords (ISO 32000-2, algorithm 2.B).

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// The hash of the empty password with a salt.
pub(super) fn of_empty(salt: &[u8], revision: u64) -> Vec<u8> {
    let mut key = Sha256::digest(salt).to_vec();
    if revision < 6 {
        return key;
    }
    let mut round = 0_u16;
    loop {
        let mut data = key.repeat(64);
        let length = data.len() / 16 * 16;
        let Ok(cipher) = cbc::Encryptor::<aes::Aes128>::new_from_slices(&key[..16], &key[16..32])
        else {
            return key;
        };
        if cipher.encrypt_padded::<NoPadding>(&mut data, length).is_err() {
            return key;
        }
        // The first 16 bytes as a number modulo 3: 256 is 1 modulo 3.
        let sum: u16 = data[..16].iter().map(|byte| u16::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&data).to_vec(),
            1 => Sha384::digest(&data).to_vec(),
            _ => Sha512::digest(&data).to_vec(),
        };
        round += 1;
        let last = data.last().copied().unwrap_or_default();
        if round >= 64 && u16::from(last) <= round - 32 {
            key.truncate(32);
            return key;
        }
    }
}
