use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, IoContext, Result};

/// The folder `TARGET.partial` beside a target that is being made.
///
/// Everything unfinished lives here, so that nothing unfinished ever bears the
/// target's name. Dropping it removes it. What an earlier run left behind after
/// a crash is removed at the start, if the marker shows that it is ours and no
/// living run holds its lock.
#[derive(Debug)]
pub struct Workplace {
    folder: PathBuf,
    /// Holds the lock while the work goes on.
    marker: Option<File>,
}

/// Its name says what the folder is, should anybody find it.
const MARKER: &str = "unfinished-handover";

impl Workplace {
    /// Makes the workplace of `target`.
    ///
    /// # Errors
    /// `TargetExists` if the target, or a stranger's folder of the same name as
    /// the workplace, is there; `Busy` if another run makes the same target.
    pub fn for_target(target: &Path) -> Result<Self> {
        if target.symlink_metadata().is_ok() {
            return Err(ErrorKind::TargetExists { path: target.to_path_buf() }.into());
        }
        let mut name = target.file_name().map(ToOwned::to_owned).unwrap_or_default();
        name.push(".partial");
        let folder = target.with_file_name(name);
        match fs::create_dir(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                clear_left_over(&folder)?;
                fs::create_dir(&folder).writing(&folder)?;
            }
            Err(error) => return Err(Error::write(folder, error)),
        }
        // From here on it is ours, and goes whichever way this returns.
        let mut work = Workplace { folder, marker: None };
        let path = work.join(MARKER);
        let marker = work.marker.insert(File::create_new(&path).writing(&path)?);
        match marker.try_lock() {
            Err(TryLockError::WouldBlock) => {
                Err(ErrorKind::Busy { path: work.folder.clone() }.into())
            }
            // Some network and user-space file systems have no locks. Without
            // one a later run takes what is left behind for a living run's.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(work),
        }
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
        // Nothing better can be done here; the next run clears it.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn clear_left_over(folder: &Path) -> Result<()> {
    let path = folder.join(MARKER);
    let Ok(marker) = File::open(&path) else {
        return Err(ErrorKind::TargetExists { path: folder.to_path_buf() }.into());
    };
    if marker.try_lock().is_err() {
        // Held, or nobody can say: then somebody has to look.
        return Err(ErrorKind::Busy { path: folder.to_path_buf() }.into());
    }
    drop(marker);
    fs::remove_dir_all(folder).writing(folder)
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
