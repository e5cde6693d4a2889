//! Outside judge: the real `openssl` reads what we write, and we read what it
//! writes. A machine without `openssl` fails these tests; it does not skip
//! them.

use std::convert::Infallible;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use handover_core::signing::{
    BadSignature, EncodedKey, KeyError, PrivateKey, Protection, PublicKey, Signature, Signer,
};
use rand_core::{TryCryptoRng, TryRng};
use tempfile::TempDir;

const PASSPHRASE: &str = "Mật khẩu của Ủy ban";
const MESSAGE: &str = "tagmanifest của một gói";

/// The system's randomness, so that every run tries other keys.
struct Urandom;

impl TryRng for Urandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
        fs::File::open("/dev/urandom").unwrap().read_exact(target).unwrap();
        Ok(())
    }
}

impl TryCryptoRng for Urandom {}

/// A folder in which `openssl` runs.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `openssl`; every word that starts with `@` is a file on the desk.
    fn try_openssl(&self, line: &str) -> Output {
        let path = |word: &str| match word.strip_prefix('@') {
            Some(name) => self.path(name).into_os_string(),
            None => word.into(),
        };
        let mut openssl = Command::new("openssl");
        openssl.args(line.split(' ').map(path)).env("PASS", PASSPHRASE);
        openssl.output().expect("openssl must be installed")
    }

    fn openssl(&self, line: &str) -> Vec<u8> {
        let output = self.try_openssl(line);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {line}: {complaint}");
        output.stdout
    }

    /// openssl signs with the private key in `file`, and we check.
    fn openssl_signs(&self, file: &str, public: &PublicKey) {
        self.put("message", MESSAGE);
        let line =
            format!("pkeyutl -sign -inkey @{file} -passin env:PASS -rawin -in @message -out @sig");
        self.openssl(&line);
        let signature = fs::read(self.path("sig")).unwrap();
        let signature = Signature::try_from(signature.as_slice()).unwrap();
        assert_eq!(public.verify(MESSAGE.as_bytes(), &signature), Ok(()));
        assert_eq!(public.verify(b"another", &signature), Err(BadSignature));
    }

    /// The private key that openssl left in `file`.
    fn key_of_openssl(&self, file: &str, encrypted: bool) -> PrivateKey {
        let encoded = EncodedKey::parse(&self.text(file)).unwrap();
        assert_eq!(encoded.is_encrypted(), encrypted, "{file}");
        let key = encoded.unlock(encrypted.then_some(PASSPHRASE)).unwrap();
        let line = format!("pkey -in @{file} -passin env:PASS -pubout");
        assert_eq!(self.openssl(&line), key.public_key().to_pem().as_bytes(), "{file}");
        key
    }
}

fn sha256sum(path: &Path) -> String {
    let output = Command::new("sha256sum").arg(path).output().expect("sha256sum must be installed");
    String::from_utf8(output.stdout).unwrap().split(' ').next().unwrap().to_owned()
}

#[test]
fn openssl_verifies_our_signature() {
    let desk = Desk::new();
    let key = PrivateKey::generate(&mut Urandom);
    desk.put("public.pem", key.public_key().to_pem());
    desk.put("message", MESSAGE);
    desk.put("sig", key.sign(MESSAGE.as_bytes()).unwrap().as_bytes());
    let line = "pkeyutl -verify -pubin -inkey @public.pem -rawin -in @message -sigfile @sig";
    desk.openssl(line);
    desk.put("message", "another");
    assert!(!desk.try_openssl(line).status.success());
}

#[test]
fn public_keys_and_their_ids_are_those_of_openssl() {
    let desk = Desk::new();
    let key = PrivateKey::generate(&mut Urandom).public_key();
    desk.put("public.pem", key.to_pem());
    let again = desk.openssl("pkey -pubin -in @public.pem -pubout");
    assert_eq!(again, key.to_pem().as_bytes());
    desk.openssl("pkey -pubin -in @public.pem -outform DER -out @public.der");
    assert_eq!(sha256sum(&desk.path("public.der")), key.key_id().to_string());
    assert_eq!(PublicKey::from_der(&fs::read(desk.path("public.der")).unwrap()), Ok(key));
}

#[test]
fn openssl_reads_our_private_keys() {
    let desk = Desk::new();
    let key = PrivateKey::generate(&mut Urandom);
    for protection in [Protection::NoneUnsafe, Protection::Passphrase(PASSPHRASE)] {
        let pem = key.to_pem(protection, Some("vn:27169@2024/ubnd"), &mut Urandom).unwrap();
        desk.put("private.pem", pem.expose());
        desk.openssl_signs("private.pem", &key.public_key());
    }
    let wrong = desk.try_openssl("pkey -in @private.pem -passin pass:wrong -noout");
    assert!(!wrong.status.success());
}

#[test]
fn our_plain_key_is_openssls_byte_for_byte() {
    let desk = Desk::new();
    let key = PrivateKey::generate(&mut Urandom);
    let pem = key.to_pem(Protection::NoneUnsafe, None, &mut Urandom).unwrap();
    desk.put("private.pem", pem.expose());
    assert_eq!(desk.openssl("pkey -in @private.pem"), pem.expose().as_bytes());
}

#[test]
fn we_read_the_private_keys_of_openssl() {
    let desk = Desk::new();
    desk.openssl("genpkey -algorithm ed25519 -out @plain.pem");
    let key = desk.key_of_openssl("plain.pem", false).public_key();
    desk.openssl_signs("plain.pem", &key);
    for (index, options) in [
        "-v2 aes-256-cbc",
        "-v2 aes-128-cbc -v2prf hmacWithSHA512",
        "-v2 aes-256-cbc -iter 600000",
        "-scrypt",
        "-v2 aes-256-cbc -scrypt -scrypt_N 4096 -scrypt_r 8 -scrypt_p 2",
    ]
    .into_iter()
    .enumerate()
    {
        let file = format!("{index}.pem");
        let line = format!("pkcs8 -topk8 -in @plain.pem {options} -passout env:PASS -out @{file}");
        desk.openssl(&line);
        assert_eq!(desk.key_of_openssl(&file, true).public_key(), key, "{options}");
        let encoded = EncodedKey::parse(&desk.text(&file)).unwrap();
        let wrong = encoded.unlock(Some("wrong")).unwrap_err();
        assert_eq!(wrong, KeyError::PassphraseWrong, "{options}");
    }
}

#[test]
fn we_read_a_key_that_openssl_made_encrypted() {
    let desk = Desk::new();
    desk.openssl("genpkey -algorithm ed25519 -aes-256-cbc -pass env:PASS -out @private.pem");
    let key = desk.key_of_openssl("private.pem", true);
    desk.openssl_signs("private.pem", &key.public_key());
}

#[test]
fn other_keys_of_openssl_are_refused_by_name() {
    let desk = Desk::new();
    for (name, options) in [
        ("rsa", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"),
        ("ec", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"),
        ("x25519", "-algorithm x25519"),
        ("ed448", "-algorithm ed448"),
    ] {
        desk.openssl(&format!("genpkey {options} -out @{name}.pem"));
        let refusal = EncodedKey::parse(&desk.text(&format!("{name}.pem"))).unwrap_err();
        assert_eq!(refusal, KeyError::NotEd25519, "{name}");
        desk.openssl(&format!("pkey -in @{name}.pem -pubout -out @{name}.pub"));
        let refusal = PublicKey::from_pem(&desk.text(&format!("{name}.pub"))).unwrap_err();
        assert_eq!(refusal, KeyError::NotEd25519, "{name}");
        let locked = format!("pkcs8 -topk8 -in @{name}.pem -passout env:PASS -out @{name}.enc");
        desk.openssl(&locked);
        let encoded = EncodedKey::parse(&desk.text(&format!("{name}.enc"))).unwrap();
        assert_eq!(encoded.unlock(Some(PASSPHRASE)).unwrap_err(), KeyError::NotEd25519, "{name}");
    }
}

#[test]
fn old_encryption_is_refused_by_name() {
    let desk = Desk::new();
    desk.openssl("genpkey -algorithm ed25519 -out @plain.pem");
    for options in ["-v2 des3", "-v2 aes-256-cbc -v2prf hmacWithSHA1", "-v1 PBE-SHA1-3DES"] {
        let line = format!("pkcs8 -topk8 -in @plain.pem {options} -passout env:PASS -out @old.pem");
        desk.openssl(&line);
        let refusal = EncodedKey::parse(&desk.text("old.pem")).unwrap_err();
        assert_eq!(refusal, KeyError::EncryptionUnsupported, "{options}");
    }
}
