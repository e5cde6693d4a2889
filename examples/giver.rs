//! The giver's side: Phường 14 packs its archive on its last day.
//!
//!     cargo run --example giver -- target/goi-p14.zip
//!
//! Writes the bundle and, beside it, the public key whose fingerprint goes on
//! the signed paper minutes.

use std::error::Error;
use std::path::{Path, PathBuf};

use handover_core::inventory::FolderTables;
use handover_core::pack::{self, pack};
use handover_core::signing::{PrivateKey, Signer};
use handover_core::survey::Folder;
use handover_core::transfer::{Draft, read_toml};

fn main() -> Result<(), Box<dyn Error>> {
    let out =
        std::env::args().nth(1).map_or_else(|| PathBuf::from("target/goi-p14.zip"), PathBuf::from);
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phuong-14");

    // A draft may still have marks that only a person can fill.
    let path = sample.join("transfer.toml");
    let act = match read_toml(&std::fs::read_to_string(&path)?, &path)? {
        Draft::Complete(act) => act,
        Draft::Open(marks) => return Err(format!("still open: {marks:?}").into()),
        _ => return Err("an act of a newer kind".into()),
    };

    // A real giver keeps its key in a file with a passphrase, or in a token:
    // anything that implements `Signer` will do.
    let key = PrivateKey::generate(&mut getrandom::rand_core::UnwrapErr(getrandom::SysRng));
    let source = Folder::open(&sample.join("files"))?;
    let tables = FolderTables::new(&sample.join("inventory"));
    let sealed = pack(&source, &tables, &act, &[&key], &out, &pack::Options::default(), &())?;

    std::fs::write(out.with_extension("pem"), key.public_key().to_pem())?;
    println!("{}", out.display());
    println!("files        {}", sealed.tally.files);
    println!("bytes        {}", sealed.tally.bytes);
    println!("without row  {}", sealed.counted.unlisted_files);
    println!("bundle       {}", sealed.digest);
    println!("fingerprint  {}", key.public_key().key_id().fingerprint());
    Ok(())
}
