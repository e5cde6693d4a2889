//! A key that this program never holds: the `openssl` program signs, as a token
//! or a signing service would.
//!
//!     openssl genpkey -algorithm ed25519 -out target/token.key
//!     cargo run --example openssl_signer -- target/token.key target/goi-token
//!
//! Packs the sample with it. Everything in the toolkit that signs asks for a
//! `Signer` and checks what it answers against its public key.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use handover_core::digest::Digest;
use handover_core::inventory::FolderTables;
use handover_core::pack::{self, pack};
use handover_core::signing::{PublicKey, SignError, Signature, Signer};
use handover_core::survey::Folder;
use handover_core::transfer::{Draft, read_toml};

/// Signs with the key in a file that only `openssl` reads.
struct OpenSsl {
    key: PathBuf,
    public: PublicKey,
}

impl OpenSsl {
    fn new(key: PathBuf) -> Result<Self, Box<dyn Error>> {
        let output = Command::new("openssl").args(["pkey", "-pubout", "-in"]).arg(&key).output()?;
        let public = PublicKey::from_pem(std::str::from_utf8(&output.stdout)?)?;
        Ok(OpenSsl { key, public })
    }

    fn ask(&self, message: &[u8]) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        // Ed25519 reads its message twice, so openssl wants a file.
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), message)?;
        let mut command = Command::new("openssl");
        command.args(["pkeyutl", "-sign", "-rawin", "-inkey"]).arg(&self.key);
        let output = command.arg("-in").arg(file.path()).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(output.stdout)
    }
}

impl Signer for OpenSsl {
    fn public_key(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignError> {
        let bytes = self.ask(message).map_err(SignError::unavailable)?;
        Signature::try_from(bytes.as_slice()).map_err(SignError::unavailable)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1).map(PathBuf::from);
    let (Some(key), Some(out)) = (args.next(), args.next()) else {
        return Err("wanted: the key and the bundle to make".into());
    };
    let (digest, key) = pack_sample(key, &out)?;
    println!("bundle       {digest}");
    println!("fingerprint  {}", key.key_id().fingerprint());
    Ok(())
}

/// Packs the sample with the key in a file that `openssl` reads.
pub(crate) fn pack_sample(key: PathBuf, out: &Path) -> Result<(Digest, PublicKey), Box<dyn Error>> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phuong-14");
    let path = sample.join("transfer.toml");
    let Draft::Complete(act) = read_toml(&std::fs::read_to_string(&path)?, &path)? else {
        return Err("the act is still open".into());
    };
    let signer = OpenSsl::new(key)?;
    let source = Folder::open(&sample.join("files"))?;
    let tables = FolderTables::new(&sample.join("inventory"));
    let sealed = pack(&source, &tables, &act, &[&signer], out, &pack::Options::default(), &())?;
    Ok((sealed.digest, signer.public))
}
