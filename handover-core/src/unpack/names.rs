//! Original names: data of strangers, given back only where nothing can go
//! wrong.

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;

use crate::description::secrecy::{self, Clearances};
use crate::error::{IoContext, Result};
use crate::finding::{Code, Collector};
use crate::path::BundlePath;
use crate::verify::FileFacts;

/// Renames what lies at `path` below `root` to what it was called, or says why
/// not. Everything is written by now, so a name that is taken shows.
pub(super) fn restore(
    root: &Path,
    path: &str,
    row: &FileFacts,
    cleared: &Clearances,
    found: &mut Collector<'_>,
) -> Result<()> {
    if row.original.is_none() && row.original_hex.is_none() {
        return Ok(());
    }
    let free = |to: &PathBuf| to.symlink_metadata().is_err();
    let to = original(row).map(|original| root.join(original)).filter(free);
    let (Some(to), Ok(inner)) = (to, BundlePath::new(path)) else {
        found.at(Code::NameOriginalUnsafe, secrecy::location(path, cleared));
        return Ok(());
    };
    let from = inner.under(root);
    let parent = to.parent().unwrap_or(root);
    // A file may stand where a folder was: then the portable name stays.
    let moved = std::fs::create_dir_all(parent).is_ok() && std::fs::rename(&from, &to).is_ok();
    if !moved {
        found.at(Code::NameOriginalUnsafe, secrecy::location(path, cleared));
        return Ok(());
    }
    remove_emptied(root, &from)
}

/// The path as it was, if it is safe.
fn original(row: &FileFacts) -> Option<PathBuf> {
    if let Some(hex) = &row.original_hex {
        return from_bytes(&HEXLOWER.decode(hex.as_bytes()).ok()?);
    }
    let original = row.original.as_ref()?;
    original.split('/').all(is_single_name).then(|| original.split('/').collect())
}

#[cfg(unix)]
fn from_bytes(bytes: &[u8]) -> Option<PathBuf> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let mut names = bytes.split(|byte| *byte == b'/');
    let safe = |name: &[u8]| !matches!(name, b"" | b"." | b"..") && !name.contains(&0);
    names.clone().all(safe).then(|| names.by_ref().map(OsStr::from_bytes).collect())
}

#[cfg(not(unix))]
fn from_bytes(_: &[u8]) -> Option<PathBuf> {
    // What is no text has no name here.
    None
}

/// Whether the system takes it for one name and nothing else.
fn is_single_name(name: &str) -> bool {
    let plain = !matches!(name, "" | "." | "..") && !name.contains(['/', '\0']);
    if cfg!(windows) {
        plain && crate::path::check_component(&crate::path::nfc(name)).is_empty()
    } else {
        plain && name.len() <= crate::path::COMPONENT_BYTES
    }
}

/// Removes the folders that held only what was renamed.
fn remove_emptied(root: &Path, from: &Path) -> Result<()> {
    for folder in from.ancestors().skip(1).take_while(|folder| *folder != root) {
        let mut left = std::fs::read_dir(folder).reading(folder)?;
        if left.next().is_some() {
            break;
        }
        drop(left);
        std::fs::remove_dir(folder).writing(folder)?;
    }
    Ok(())
}
