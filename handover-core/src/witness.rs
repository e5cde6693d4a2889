//! Witnessing: another agency signs that a seal existed on a day, without
//! taking anything over, so that it stands when the unit that sealed is gone.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;

use crate::bundle::layout::TAG_MANIFEST;
use crate::bundle::{Bundle, VolumeSet};
use crate::digest::Digest;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;
use crate::signing::{Signer, Witness};
use crate::unit::AgencyRef;

/// Signs the identity of the bundle or set at `path` and the day, in the name
/// of `agency`; gives that identity and the line of the file, without LF.
///
/// Reads only `tagmanifest-sha256.txt`, or the list of a set, so that what is
/// damaged or not all there can be witnessed too. Whether it is sound, sealed
/// or whose it is, is not looked at and not said.
///
/// # Errors
/// `Read`, `Limit`; `WrongKind` where there is no such list; `Sign`.
pub fn witness(
    path: &Path,
    (agency, on): (AgencyRef, NaiveDate),
    signer: &dyn Signer,
    limits: &Limits,
) -> Result<(Digest, String)> {
    let digest = identity(path, limits)?;
    let line = Witness::sign(digest, on, agency, signer);
    line.map(|line| (digest, line))
        .map_err(|source| ErrorKind::Sign { source: source.into() }.into())
}

fn identity(path: &Path, limits: &Limits) -> Result<Digest> {
    let no = |wanted| Error::from(ErrorKind::WrongKind { path: path.to_path_buf(), wanted });
    if VolumeSet::is_one(path) {
        return VolumeSet::open(path, &[], limits)?.digest().ok_or_else(|| no("set"));
    }
    let limit = limits.tag_files as u64 * limits.line_bytes as u64;
    let manifest = if path.is_dir() {
        in_folder(&path.join(TAG_MANIFEST), limit)?
    } else {
        Bundle::open(path, limits)?.read_tag(TAG_MANIFEST, limit)?
    };
    manifest.as_deref().map(Digest::sha256).ok_or_else(|| no("bundle"))
}

/// The list itself, and nothing around it: the folder may be in any state.
fn in_folder(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    if !path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).reading(path)?;
    if bytes.len() as u64 > limit {
        return Err(ErrorKind::Limit { path: path.to_path_buf(), what: "bytes", limit }.into());
    }
    Ok(Some(bytes))
}
