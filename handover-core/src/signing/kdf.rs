//! Limits on what a key file may ask of the machine before it opens.
//!
//! The file chooses how dear it is to turn a passphrase into a key, and the
//! file may be hostile: its parameters are judged before anything is derived.

use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{Kdf, Pbkdf2Params, Pbkdf2Prf, ScryptParams};

use super::error::{KeyError, Malformed};

/// RFC 8018, section 4.2, calls this appropriate for especially critical
/// keys; openssl writes 2,048. Some seconds at most.
const MAX_PBKDF2_ITERATIONS: u64 = 10_000_000;

/// The dearest common setting (N = 2¹⁷, r = 8, p = 1) wants 128 MiB and a
/// little; openssl writes 16 MiB.
const MAX_SCRYPT_BYTES: u64 = 130 << 20;

/// N · r · p: four times that setting. Some seconds at most.
const MAX_SCRYPT_WORK: u64 = 1 << 22;

/// Refuses parameters that no honest file has.
pub(super) fn check(scheme: &EncryptionScheme) -> Result<(), KeyError> {
    let EncryptionScheme::Pbes2(parameters) = scheme else {
        return Err(KeyError::EncryptionUnsupported);
    };
    match &parameters.kdf {
        Kdf::Pbkdf2(pbkdf2) => check_pbkdf2(pbkdf2)?,
        Kdf::Scrypt(scrypt) => check_scrypt(scrypt)?,
        _ => return Err(KeyError::EncryptionUnsupported),
    }
    let wanted = parameters.encryption.key_size();
    match parameters.kdf.key_length() {
        Some(stated) if usize::from(stated) != wanted => Err(Malformed::Structure.into()),
        _ => Ok(()),
    }
}

fn check_pbkdf2(pbkdf2: &Pbkdf2Params) -> Result<(), KeyError> {
    if pbkdf2.prf == Pbkdf2Prf::HmacWithSha1 {
        return Err(KeyError::EncryptionUnsupported);
    }
    if pbkdf2.iteration_count == 0 {
        return Err(Malformed::Structure.into());
    }
    at_most("number of PBKDF2 iterations", pbkdf2.iteration_count.into(), MAX_PBKDF2_ITERATIONS)
}

fn check_scrypt(scrypt: &ScryptParams) -> Result<(), KeyError> {
    let (n, r, p) =
        (scrypt.cost_parameter, u64::from(scrypt.block_size), u64::from(scrypt.parallelization));
    // RFC 7914, section 6. A cost of zero would make the dependency panic.
    if n < 2 || !n.is_power_of_two() || r == 0 || p == 0 {
        return Err(Malformed::Structure.into());
    }
    let bytes = n.saturating_add(p).saturating_mul(r).saturating_mul(128);
    at_most("need of memory for scrypt, in bytes,", bytes, MAX_SCRYPT_BYTES)?;
    let work = n.saturating_mul(r).saturating_mul(p);
    at_most("scrypt work (N · r · p)", work, MAX_SCRYPT_WORK)
}

fn at_most(parameter: &'static str, found: u64, limit: u64) -> Result<(), KeyError> {
    if found > limit { Err(KeyError::KdfLimit { parameter, found, limit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use pkcs8::pkcs5::pbes2::{self, Parameters, Salt};

    use super::*;

    fn judge(kdf: Kdf) -> Result<(), KeyError> {
        let encryption = pbes2::EncryptionScheme::Aes256Cbc { iv: [0; 16] };
        check(&EncryptionScheme::Pbes2(Parameters { kdf, encryption }))
    }

    fn pbkdf2(iteration_count: u32, prf: Pbkdf2Prf) -> Kdf {
        let salt = Salt::new([0; 8]).unwrap();
        Pbkdf2Params { salt, iteration_count, key_length: None, prf }.into()
    }

    fn scrypt(cost_parameter: u64, block_size: u16, parallelization: u16) -> Kdf {
        let salt = Salt::new([0; 8]).unwrap();
        let key_length = None;
        ScryptParams { salt, cost_parameter, block_size, parallelization, key_length }.into()
    }

    #[test]
    fn honest_parameters_pass() {
        for iterations in [1, 2048, 600_000, 10_000_000] {
            assert_eq!(judge(pbkdf2(iterations, Pbkdf2Prf::HmacWithSha256)), Ok(()));
        }
        for (n, r, p) in [(1 << 14, 8, 1), (1 << 14, 8, 5), (1 << 17, 8, 1), (2, 1, 1)] {
            assert_eq!(judge(scrypt(n, r, p)), Ok(()));
        }
    }

    #[test]
    fn hostile_parameters_are_refused_before_anything_is_derived() {
        let limit = |kdf| judge(kdf).unwrap_err().code();
        assert_eq!(limit(pbkdf2(10_000_001, Pbkdf2Prf::HmacWithSha512)), "key.kdf-limit");
        assert_eq!(limit(pbkdf2(u32::MAX, Pbkdf2Prf::HmacWithSha256)), "key.kdf-limit");
        for (n, r, p) in [
            (1 << 18, 8, 1),
            (1 << 63, u16::MAX, u16::MAX),
            (2, u16::MAX, u16::MAX),
            (1 << 14, 8, 64),
        ] {
            assert_eq!(limit(scrypt(n, r, p)), "key.kdf-limit", "{n} {r} {p}");
        }
    }

    #[test]
    fn senseless_parameters_are_malformed() {
        for (n, r, p) in [(0, 8, 1), (1, 8, 1), (3, 8, 1), (4, 0, 1), (4, 8, 0)] {
            assert_eq!(judge(scrypt(n, r, p)), Err(Malformed::Structure.into()), "{n} {r} {p}");
        }
        let none = judge(pbkdf2(0, Pbkdf2Prf::HmacWithSha256));
        assert_eq!(none, Err(Malformed::Structure.into()));
        let sha1 = judge(pbkdf2(2048, Pbkdf2Prf::HmacWithSha1));
        assert_eq!(sha1, Err(KeyError::EncryptionUnsupported));
    }
}
