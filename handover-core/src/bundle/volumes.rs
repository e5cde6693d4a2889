//! A set on disk: its list, and where its volumes may lie.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::layout::DECLARATION;
use super::set::{ENDING, NotASet, Set};
use crate::digest::Digest;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;
use crate::signing::SignedText;
use crate::small_file;

/// The list of a set's volumes, opened and not yet believed, and everything
/// around it that may be one of them.
#[derive(Debug)]
pub struct VolumeSet {
    path: PathBuf,
    list: Result<(Set, SignedText), NotASet>,
    candidates: Vec<PathBuf>,
}

impl VolumeSet {
    /// Whether `path` is the list of a set, or a folder that holds one and is
    /// no bundle itself.
    pub fn is_one(path: &Path) -> bool {
        if path.is_dir() {
            return !path.join(DECLARATION).exists() && lists_in(path).is_ok_and(|l| !l.is_empty());
        }
        is_list(path)
    }

    /// Opens the list at `path`, or the one list in the folder `path`. Volumes
    /// are looked for beside it and in the folders `further`, by content: what
    /// they are called means nothing.
    ///
    /// # Errors
    /// `Read`; `WrongKind` for a folder without a list, `Malformed` for one with
    /// several; `Limit`.
    pub fn open(path: &Path, further: &[PathBuf], limits: &Limits) -> Result<Self> {
        let path = if path.is_dir() { only_list(path)? } else { path.to_path_buf() };
        let list = read(&path, limits)?;
        let beside = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        let (mut folders, mut candidates) = (Vec::new(), Vec::new());
        for folder in std::iter::once(&beside).chain(further) {
            let real = folder.canonicalize().reading(folder)?;
            if !folders.contains(&real) {
                folders.push(real);
                candidates.extend(bundles_in(folder, limits)?);
            }
        }
        Ok(VolumeSet { path, list, candidates })
    }

    /// Where its list is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the list says, whoever signed it; `None` if it is no list.
    pub fn claimed(&self) -> Option<&Set> {
        self.list.as_ref().ok().map(|(set, _)| set)
    }

    /// Its identity: the SHA-256 of the signed text.
    pub fn digest(&self) -> Option<Digest> {
        let (_, text) = self.list.as_ref().ok()?;
        Some(Digest::sha256(text.text().as_bytes()))
    }

    pub(crate) fn list(&self) -> Result<(&Set, &SignedText), &NotASet> {
        self.list.as_ref().map(|(set, text)| (set, text))
    }

    /// Bundles beside the list and in the further folders, in that order.
    pub(crate) fn candidates(&self) -> &[PathBuf] {
        &self.candidates
    }

    /// The number of the volume whose name `path` bears, as pack gives them.
    pub(crate) fn number_in_name(&self, path: &Path) -> Option<u32> {
        let name = self.path.file_name()?.to_str()?;
        let stem = name.get(..name.len().checked_sub(ENDING.len())?)?;
        let volume = path.file_name()?.to_str()?;
        let volume = volume.strip_suffix(".zip").unwrap_or(volume);
        let digits = volume.strip_prefix(stem)?.strip_prefix('-')?;
        let plain = digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|number| plain && *number > 0)
    }
}

fn is_list(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let end = name.len().saturating_sub(ENDING.len());
    name.get(end..).is_some_and(|end| end.eq_ignore_ascii_case(ENDING)) && path.is_file()
}

fn lists_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut lists = Vec::new();
    for entry in std::fs::read_dir(folder).reading(folder)? {
        let path = entry.reading(folder)?.path();
        // Two are as bad as any number.
        if lists.len() < 2 && is_list(&path) {
            lists.push(path);
        }
    }
    Ok(lists)
}

fn only_list(folder: &Path) -> Result<PathBuf> {
    let mut lists = lists_in(folder)?;
    match (lists.pop(), lists.pop()) {
        (Some(list), None) => Ok(list),
        (None, _) => Err(ErrorKind::WrongKind { path: folder.to_path_buf(), wanted: "set" }.into()),
        _ => {
            Err(Error::malformed(folder, None, "set.several", "it holds several lists of volumes"))
        }
    }
}

fn read(path: &Path, limits: &Limits) -> Result<Result<(Set, SignedText), NotASet>> {
    let bytes = small_file::read(path, limits.set_bytes)?;
    Ok(match std::str::from_utf8(&bytes) {
        Ok(line) => Set::read(line, limits),
        Err(_) => Err(NotASet::Members),
    })
}

fn bundles_in(folder: &Path, limits: &Limits) -> Result<Vec<PathBuf>> {
    let mut bundles = Vec::new();
    let (mut seen, limit) = (0, limits.folder_entries);
    for entry in std::fs::read_dir(folder).reading(folder)? {
        let path = entry.reading(folder)?.path();
        seen += 1;
        if seen > limit {
            let (path, limit) = (folder.to_path_buf(), limit as u64);
            return Err(ErrorKind::Limit { path, what: "folder-entries", limit }.into());
        }
        if is_bundle(&path) {
            bundles.push(path);
        }
    }
    bundles.sort();
    Ok(bundles)
}

/// Whether it may be a bundle: what it holds is for others to say.
fn is_bundle(path: &Path) -> bool {
    if path.is_dir() {
        return path.join(DECLARATION).is_file();
    }
    let named = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    path.is_file() && (named || begins_like_a_zip(path))
}

fn begins_like_a_zip(path: &Path) -> bool {
    let mut head = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == *b"PK\x03\x04"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(path: &Path, further: &[PathBuf]) -> Result<VolumeSet> {
        VolumeSet::open(path, further, &Limits::default())
    }

    #[test]
    fn the_list_is_found_and_what_may_be_a_volume() {
        let dir = tempfile::tempdir().unwrap();
        let place = |name: &str| dir.path().join(name);
        let kind = |error: Error| error.code();
        assert_eq!(kind(open(dir.path(), &[]).unwrap_err()), "error.wrong-kind");
        assert!(!VolumeSet::is_one(dir.path()));
        std::fs::write(place("p14.set.json"), "x").unwrap();
        std::fs::write(place("p14-001.zip"), "").unwrap();
        std::fs::write(place("renamed"), b"PK\x03\x04").unwrap();
        std::fs::write(place("letter.txt"), "PK").unwrap();
        std::fs::create_dir_all(place("disk/p14-003")).unwrap();
        std::fs::write(place("disk/p14-003/bagit.txt"), "").unwrap();
        assert!(VolumeSet::is_one(dir.path()) && VolumeSet::is_one(&place("p14.set.json")));
        // A folder counts once, however it is named.
        let further = [place("disk"), place("disk/../disk"), place(".")];
        let set = open(dir.path(), &further).unwrap();
        let found = [place("p14-001.zip"), place("renamed"), place("disk/p14-003")];
        assert_eq!(set.candidates(), found);
        let numbers: Vec<_> = found.iter().map(|path| set.number_in_name(path)).collect();
        assert_eq!(numbers, [Some(1), None, Some(3)]);
        for name in ["p14-01.zip", "p14-000.zip", "p14-+01.zip", "p15-001.zip", "p14-001.zip.zip"] {
            assert_eq!(set.number_in_name(&place(name)), None, "{name}");
        }
        assert!(set.list().is_err() && set.claimed().is_none() && set.digest().is_none());

        std::fs::write(place("p15.set.json"), "x").unwrap();
        assert_eq!(kind(open(dir.path(), &[]).unwrap_err()), "error.malformed");
        assert_eq!(open(&place("p15.set.json"), &[]).unwrap().path(), place("p15.set.json"));
        assert_eq!(kind(open(&place("p14.set.json"), &[place("no")]).unwrap_err()), "error.read");
    }
}
