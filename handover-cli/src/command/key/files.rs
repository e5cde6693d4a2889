//! The two files of a key, both or none.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use handover_core::error::ErrorKind;

use crate::failure::Failure;

/// `STEM.key` and `STEM.pem`.
pub(super) struct KeyFiles {
    pub(super) private: PathBuf,
    pub(super) public: PathBuf,
}

impl KeyFiles {
    /// The files of `stem`, whose dots stay: `phường.14` gives `phường.14.key`.
    ///
    /// Refuses where one is there already, before anybody types a passphrase.
    pub(super) fn of_stem(stem: &Path) -> Result<Self, Failure> {
        let with = |suffix: &str| {
            let mut name = OsString::from(stem);
            name.push(suffix);
            PathBuf::from(name)
        };
        let files = Self { private: with(".key"), public: with(".pem") };
        for path in [&files.private, &files.public] {
            if fs::symlink_metadata(path).is_ok() {
                return Err(ErrorKind::TargetExists { path: path.clone() }.into());
            }
        }
        Ok(files)
    }

    /// Writes both and brings them to the disk. If one fails, none is left.
    pub(super) fn write(&self, private: &str, public: &str) -> Result<(), Failure> {
        create(&self.private, private, Audience::Owner)?;
        if let Err(failure) = create(&self.public, public, Audience::Everybody) {
            // The error of the second is the one to tell; the first was new.
            let _ = fs::remove_file(&self.private);
            return Err(failure);
        }
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Audience {
    Owner,
    Everybody,
}

fn create(path: &Path, text: &str, audience: Audience) -> Result<(), Failure> {
    let failed = |source: io::Error| -> Failure {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::AlreadyExists => ErrorKind::TargetExists { path }.into(),
            io::ErrorKind::StorageFull => ErrorKind::DiskFull { path, needed: None }.into(),
            _ => ErrorKind::Write { path, source }.into(),
        }
    };
    let mut file = open_new(path, audience).map_err(failed)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|source| {
        // Half a key is none; the file is ours, made a moment ago.
        let _ = fs::remove_file(path);
        failed(source)
    })
}

/// Creates the file with its final permissions, never with wider ones first.
fn open_new(path: &Path, audience: Audience) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(if audience == Audience::Owner { 0o600 } else { 0o644 });
    }
    #[cfg(not(unix))]
    let _ = audience;
    options.open(path)
}
