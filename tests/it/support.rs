//! What the tests share: the sample, a key, and short ways to pack and verify.

use std::path::{Path, PathBuf};

use handover_core::bundle::Bundle;
use handover_core::error::Error;
use handover_core::inventory::{FolderTables, NoTables, Tables};
use handover_core::limits::Limits;
use handover_core::pack::{self, Sealed, pack};
use handover_core::signing::{EncodedKey, PrivateKey, Signer};
use handover_core::survey::Folder;
use handover_core::transfer::{Act, Draft, read_toml};
use handover_core::verify::{self, Trust, Verification, verify};

/// A private key that openssl made for these tests; it protects nothing.
const GIVER: &str = include_str!("keys/giver.key");
/// Another, whom nobody trusts.
const STRANGER: &str = include_str!("keys/stranger.key");

pub(crate) fn key() -> PrivateKey {
    EncodedKey::parse(GIVER).unwrap().unlock(None).unwrap()
}

pub(crate) fn stranger() -> PrivateKey {
    EncodedKey::parse(STRANGER).unwrap().unlock(None).unwrap()
}

pub(crate) fn trust() -> Trust {
    Trust::Key(key().public_key())
}

pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phuong-14")
}

pub(crate) fn act(path: &Path) -> Act {
    match read_toml(&std::fs::read_to_string(path).unwrap(), path).unwrap() {
        Draft::Complete(act) => *act,
        open => panic!("{open:?}"),
    }
}

/// The least act, which packs any folder.
pub(crate) fn least_act() -> Act {
    act(&sample().join("minimal.toml"))
}

pub(crate) fn pack_folder(files: &Path, out: &Path) -> Result<Sealed, Error> {
    pack_with(files, &NoTables, &least_act(), out)
}

pub(crate) fn pack_sample(out: &Path) -> Sealed {
    let tables = FolderTables::new(&sample().join("inventory"));
    pack_with(&sample().join("files"), &tables, &act(&sample().join("transfer.toml")), out).unwrap()
}

pub(crate) fn pack_with(
    files: &Path,
    tables: &dyn Tables,
    act: &Act,
    out: &Path,
) -> Result<Sealed, Error> {
    let source = Folder::open(files)?;
    pack(&source, tables, act, &[&key()], out, &pack::Options::default(), &())
}

pub(crate) fn verify_at(path: &Path) -> Verification {
    verify_as(path, &trust())
}

pub(crate) fn verify_as(path: &Path, trust: &Trust) -> Verification {
    verify_checked(path, trust, verify::Checked::Full)
}

pub(crate) fn verify_checked(path: &Path, trust: &Trust, checked: verify::Checked) -> Verification {
    let bundle = Bundle::open(path, &Limits::default()).unwrap();
    let mut options = verify::Options::default();
    options.checked = checked;
    verify(&bundle, trust, &options, &()).unwrap()
}

/// An entry of a folder: path, content (none for a folder), and the
/// modification time of a file in whole seconds.
pub(crate) type Found = (PathBuf, Option<Vec<u8>>, Option<i64>);

/// Everything below a folder.
pub(crate) fn tree(root: &Path) -> Vec<Found> {
    fn collect(folder: &Path, root: &Path, found: &mut Vec<Found>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_path_buf();
            let metadata = path.symlink_metadata().unwrap();
            if metadata.is_dir() {
                found.push((name, None, None));
                collect(&path, root, found);
            } else {
                let time = filetime::FileTime::from_last_modification_time(&metadata);
                found.push((name, Some(std::fs::read(&path).unwrap()), Some(time.unix_seconds())));
            }
        }
    }
    let mut found = Vec::new();
    collect(root, root, &mut found);
    found.sort();
    found
}
