use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, IoContext, Result};

/// The folder `TARGET.partial` beside a target that is being made.
///
/// Everything unfinished lives here, so that nothing unfinished ever bears the
/// target's name. Dropping it removes it, unless it is kept for a later run.
/// What an earlier run left behind after a crash is removed at the start, or
/// taken over, if the marker shows that it is ours and no living run holds its
/// lock.
#[derive(Debug)]
pub struct Workplace {
    folder: PathBuf,
    /// Holds the lock while the work goes on.
    marker: Option<File>,
    kept: bool,
}

/// Its name says what the folder is, should anybody find it.
pub const MARKER: &str = "unfinished-handover";

impl Workplace {
    /// Makes the workplace of `target`, empty.
    ///
    /// # Errors
    /// `TargetExists` if the target, or a stranger's folder of the same name as
    /// the workplace, is there; `Busy` if another run makes the same target.
    pub fn for_target(target: &Path) -> Result<Self> {
        if target.symlink_metadata().is_ok() {
            return Err(ErrorKind::TargetExists { path: target.to_path_buf() }.into());
        }
        let work = Self::resume(target)?;
        work.clear()?;
        Ok(work)
    }

    /// Makes the workplace of `target`, or takes over what an earlier run left
    /// in it; whether the target may be there is the caller's to say.
    ///
    /// # Errors
    /// As [`Workplace::for_target`], but for the target itself.
    pub fn resume(target: &Path) -> Result<Self> {
        let mut name = target.file_name().map(ToOwned::to_owned).unwrap_or_default();
        name.push(".partial");
        Self::at(&target.with_file_name(name))
    }

    /// The same at `folder`, where a target is its own surroundings.
    ///
    /// # Errors
    /// As [`Workplace::resume`].
    pub fn at(folder: &Path) -> Result<Self> {
        let made = match fs::create_dir(folder) {
            Ok(()) => true,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => false,
            Err(error) => return Err(Error::write(folder, error)),
        };
        // What is made here goes whichever way this returns.
        let mut work = Workplace { folder: folder.to_path_buf(), marker: None, kept: !made };
        let path = work.join(MARKER);
        let marker = if made {
            File::create_new(&path).writing(&path)?
        } else {
            let strange = || ErrorKind::TargetExists { path: folder.to_path_buf() };
            // A link in its place leads to somebody else's files.
            let ours = folder.symlink_metadata().is_ok_and(|folder| folder.is_dir())
                && path.symlink_metadata().is_ok_and(|marker| marker.is_file());
            let marker = fs::OpenOptions::new().write(true).open(&path).ok();
            marker.filter(|_| ours).ok_or_else(strange)?
        };
        match work.marker.insert(marker).try_lock() {
            Ok(()) => {}
            // Some network and user-space file systems have no locks. Without
            // one a later run takes what is left behind for a living run's.
            Err(TryLockError::Error(_)) if made => {}
            // Held, or nobody can say: then somebody has to look.
            Err(_) => return Err(ErrorKind::Busy { path: folder.to_path_buf() }.into()),
        }
        work.kept = false;
        Ok(work)
    }

    /// Leaves it where it is when this is dropped, so that a later run can go
    /// on with it.
    pub fn keep(&mut self) {
        self.kept = true;
    }

    /// Removes everything in it.
    ///
    /// # Errors
    /// `Write`.
    pub fn clear(&self) -> Result<()> {
        clear_folder(&self.folder, |name| name == MARKER)
    }

    /// The folder to work in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A place in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        // Windows removes no folder that holds an open file.
        drop(self.marker.take());
        if !self.kept {
            // Nothing better can be done here; the next run clears it.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Removes everything in `folder` that is not `spared` by its name.
///
/// # Errors
/// `Write`.
pub fn clear_folder(folder: &Path, spared: impl Fn(&str) -> bool) -> Result<()> {
    for entry in fs::read_dir(folder).writing(folder)? {
        let entry = entry.writing(folder)?;
        if entry.file_name().to_str().is_some_and(&spared) {
            continue;
        }
        let path = entry.path();
        let is_folder = entry.file_type().writing(&path)?.is_dir();
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.writing(&path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workplace_vanishes_and_a_stale_one_is_cleared() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("goi.zip");
        let work = Workplace::for_target(&target).unwrap();
        let folder = work.folder().to_path_buf();
        let busy = Workplace::for_target(&target).unwrap_err();
        assert!(matches!(busy.kind(), ErrorKind::Busy { .. }));
        drop(work);
        assert!(!folder.exists());

        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(MARKER), "").unwrap();
        fs::write(folder.join("left"), "over").unwrap();
        let work = Workplace::for_target(&target).unwrap();
        assert!(!work.join("left").exists());
    }

    #[test]
    fn a_strangers_folder_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("goi.partial");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("mine"), "").unwrap();
        let error = Workplace::for_target(&dir.path().join("goi")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TargetExists { .. }));
        assert!(folder.join("mine").exists());
    }
}
