use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, IoContext, Result};

/// Gives a finished, synced file its name; never replaces another.
///
/// # Errors
/// `TargetExists` if the name is taken.
pub fn publish_file(finished: &Path, target: &Path) -> Result<()> {
    let finished = tempfile::TempPath::try_from_path(finished).writing(target)?;
    match finished.persist_noclobber(target) {
        Ok(()) => {}
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Error::write(target, error.error));
        }
        // Without a rename that spares, it makes a hard link, which FAT, exFAT
        // and many network disks do not have.
        Err(error) => {
            let finished = error.path.keep().map_err(|error| error.error).writing(target)?;
            rename_checked(&finished, target).writing(target)?;
        }
    }
    sync_parent(target)
}

/// Gives a finished, synced folder its name; never replaces another.
///
/// # Errors
/// `TargetExists` if the name is taken.
pub fn publish_folder(finished: &Path, target: &Path) -> Result<()> {
    rename_new(finished, target).writing(target)?;
    sync_parent(target)
}

/// Puts a finished, synced folder in the place of one of ours; both must lie on
/// one disk. Afterwards `finished` holds what was there before, or is gone.
///
/// Where the system can swap two folders, there is no moment without a target.
/// Elsewhere there is a short one, in which the old folder bears the name
/// `finished` with `.old` behind it.
///
/// # Errors
/// `Write`; the old folder is in its place then.
pub fn replace_folder(finished: &Path, target: &Path) -> Result<()> {
    match swap(finished, target) {
        Ok(()) => {}
        Err(error) if is_no_such_thing(&error) => {
            let old = beside(finished);
            fs::rename(target, &old).writing(target)?;
            if let Err(error) = fs::rename(finished, target) {
                fs::rename(&old, target).writing(target)?;
                return Err(Error::write(target, error));
            }
        }
        Err(error) => return Err(Error::write(target, error)),
    }
    sync_parent(target)
}

/// Gives `target` back what [`replace_folder`] had taken away for `finished`,
/// if it was cut off in the moment between; the new folder is made again.
///
/// # Errors
/// `Write`.
pub fn restore_replaced(finished: &Path, target: &Path) -> Result<()> {
    let old = beside(finished);
    if target.symlink_metadata().is_ok() || old.symlink_metadata().is_err() {
        return Ok(());
    }
    rename_new(&old, target).writing(target)?;
    sync_parent(target)
}

/// Where the old folder waits while the new one takes its name.
fn beside(finished: &Path) -> PathBuf {
    finished.with_extension("old")
}

#[cfg(target_os = "linux")]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            Err(io::ErrorKind::Unsupported.into())
        }
        result => result.map_err(Into::into),
    }
}

#[cfg(not(target_os = "linux"))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Not every file system knows the flag.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => rename_checked(from, to),
        result => result.map_err(Into::into),
    }
}

#[cfg(not(target_os = "linux"))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    rename_checked(from, to)
}

fn rename_checked(from: &Path, to: &Path) -> io::Result<()> {
    // A plain rename may replace an empty folder, so look first.
    if to.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

fn sync_parent(target: &Path) -> Result<()> {
    match target.parent() {
        Some(parent) if parent.as_os_str().is_empty() => sync_folder(Path::new(".")),
        Some(parent) => sync_folder(parent),
        None => Ok(()),
    }
}

/// Brings a folder's names to the disk, where the system can.
pub fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(windows) {
        // Windows opens no folder for writing; its journal orders the names.
        return Ok(());
    }
    let handle = File::open(folder).reading(folder)?;
    match handle.sync_all() {
        // Network file systems may refuse to sync a folder.
        Err(error) if is_no_such_thing(&error) => Ok(()),
        result => result.writing(folder),
    }
}

fn is_no_such_thing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

/// Brings everything below `folder` to the disk.
#[cfg(target_os = "linux")]
pub fn sync_all_below(folder: &Path) -> Result<()> {
    // One call for the whole file system: a call for each of a million files
    // costs a hundred times more.
    let handle = File::open(folder).reading(folder)?;
    rustix::fs::syncfs(&handle).map_err(io::Error::from).writing(folder)
}

/// Brings everything below `folder` to the disk.
#[cfg(not(target_os = "linux"))]
pub fn sync_all_below(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).reading(folder)? {
        let path = entry.reading(folder)?.path();
        if path.is_dir() {
            sync_all_below(&path)?;
        } else {
            let file = fs::OpenOptions::new().write(true).open(&path).writing(&path)?;
            file.sync_all().writing(&path)?;
        }
    }
    sync_folder(folder)
}

/// Writes a small file and brings it to the disk, or leaves none. What an earlier run left
/// under that name goes; where that is a link, what it leads to stays as it is.
///
/// # Errors
/// `Write`, `DiskFull`.
pub fn write_synced(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path).writing(path)?;
            File::create_new(path).writing(path)?
        }
        made => made.writing(path)?,
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.writing(path).inspect_err(|_| {
        // The error of writing is the one to tell; half a file helps nobody.
        let _ = fs::remove_file(path);
    })
}

/// Whether the disk of `folder` holds files of 4 GiB and more; `None` if the
/// system does not say. FAT does not.
#[cfg(target_os = "linux")]
pub fn holds_large_files(folder: &Path) -> Option<bool> {
    const MSDOS: u64 = 0x4d44;
    let found = rustix::fs::statfs(folder).ok()?;
    Some(u64::try_from(found.f_type).ok()? != MSDOS)
}

/// Whether the disk of `folder` holds files of 4 GiB and more; `None` if the
/// system does not say. FAT does not.
#[cfg(not(target_os = "linux"))]
pub fn holds_large_files(_: &Path) -> Option<bool> {
    None
}

/// Whether [`sync_files`] needs the name of each file.
pub const SYNCS_FILE_BY_FILE: bool = !cfg!(target_os = "linux");

/// Brings `files`, all below `folder`, to the disk.
#[cfg(target_os = "linux")]
pub fn sync_files(folder: &Path, _: &[PathBuf]) -> Result<()> {
    sync_all_below(folder)
}

/// Brings `files`, all below `folder`, to the disk.
#[cfg(not(target_os = "linux"))]
pub fn sync_files(_: &Path, files: &[PathBuf]) -> Result<()> {
    files.iter().try_for_each(|path| {
        let file = fs::OpenOptions::new().write(true).open(path).writing(path)?;
        file.sync_data().writing(path)
    })
}

/// Whether what is at `path`, and all below it, is a folder or a file with no
/// other name: nothing that leads elsewhere when it is written to.
///
/// # Errors
/// What the system says.
pub fn is_plain(path: &Path) -> io::Result<bool> {
    let mut left = vec![path.to_path_buf()];
    while let Some(path) = left.pop() {
        let metadata = path.symlink_metadata()?;
        if metadata.is_dir() {
            for entry in fs::read_dir(&path)? {
                left.push(entry?.path());
            }
        } else if !metadata.is_file() || has_other_names(&metadata) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(unix)]
fn has_other_names(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

/// Windows says it only of an open file.
#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Bytes of the file at `path`, or of the files directly or deeper in it; what
/// cannot be looked at is not counted.
pub fn bytes_below(path: &Path) -> u64 {
    let Ok(metadata) = path.symlink_metadata() else { return 0 };
    if metadata.is_file() {
        return metadata.len();
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| bytes_below(&entry.path())).fold(0, u64::saturating_add)
}

/// Refuses a target that lies inside the folder that is read.
///
/// # Errors
/// `TargetInside`, or the error of looking.
pub fn refuse_inside(target: &Path, source: &Path) -> Result<()> {
    let source = source.canonicalize().reading(source)?;
    let parent = match target.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => target,
    };
    let parent = parent.canonicalize().map_err(|error| Error::write(parent, error))?;
    if parent.starts_with(&source) {
        return Err(ErrorKind::TargetInside { path: target.to_path_buf() }.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_folder_takes_the_place_of_another() {
        let dir = tempfile::tempdir().unwrap();
        let place = |name: &str| dir.path().join(name);
        for name in ["new", "old"] {
            fs::create_dir(place(name)).unwrap();
            fs::write(place(name).join("file"), name).unwrap();
        }
        replace_folder(&place("new"), &place("old")).unwrap();
        assert_eq!(fs::read(place("old").join("file")).unwrap(), b"new");
        assert!(replace_folder(&place("none"), &place("old")).is_err());
        assert_eq!(fs::read(place("old").join("file")).unwrap(), b"new");
    }

    #[test]
    fn what_was_taken_away_and_not_replaced_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        let place = |name: &str| dir.path().join(name);
        fs::create_dir(place("fresh.old")).unwrap();
        restore_replaced(&place("fresh"), &place("target")).unwrap();
        assert!(place("target").is_dir() && !place("fresh.old").exists());
        // Where the target is in its place, nothing moves.
        fs::create_dir(place("fresh.old")).unwrap();
        restore_replaced(&place("fresh"), &place("target")).unwrap();
        assert!(place("fresh.old").is_dir());
    }

    #[test]
    fn nothing_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let place = |name: &str| dir.path().join(name);
        fs::write(place("new"), "new").unwrap();
        fs::write(place("old"), "old").unwrap();
        assert!(publish_file(&place("new"), &place("old")).is_err());
        assert_eq!(fs::read(place("old")).unwrap(), b"old");

        fs::create_dir(place("d1")).unwrap();
        fs::create_dir(place("d2")).unwrap();
        let error = publish_folder(&place("d1"), &place("d2")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TargetExists { .. }));
        publish_folder(&place("d1"), &place("d3")).unwrap();
        assert!(place("d3").exists());
    }

    #[test]
    fn a_target_inside_the_source_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let error = refuse_inside(&dir.path().join("out.zip"), dir.path()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TargetInside { .. }));
        assert!(refuse_inside(&dir.path().join("out"), &dir.path().join(".")).is_err());
    }
}
