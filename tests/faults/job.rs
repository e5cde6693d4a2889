//! Files to hand over, and the commands that do it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use handover_core::signing::Signer;

use crate::draw::Draw;
use crate::support::{key, sample, tree};

/// The command with its arguments, silent but for its answer.
pub(crate) fn handover(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover-under-test"));
    command.args(["--lang", "en"]).args(arguments).stdin(Stdio::null());
    command
}

pub(crate) fn output(command: &mut Command) -> (i32, Output) {
    let output = command.output().unwrap();
    (output.status.code().unwrap_or(-1), output)
}

#[track_caller]
pub(crate) fn must_exit(command: &mut Command, code: i32) -> Output {
    let (exit, output) = output(command);
    assert_eq!(exit, code, "{command:?}\n{output:?}");
    output
}

/// How long something takes when nothing else holds it up.
pub(crate) fn usual_time(mut act: impl FnMut()) -> Duration {
    let time = |_| {
        let begin = Instant::now();
        act();
        begin.elapsed()
    };
    (0..3).map(time).min().unwrap()
}

/// Some megabytes in files small and large.
pub(crate) fn make_files(root: &Path, draw: &mut Draw) {
    for number in 0..40 {
        let size =
            if number % 10 == 3 { draw.between(1 << 20, 3 << 20) } else { draw.between(0, 50_000) };
        let mut content = vec![0; usize::try_from(size).unwrap()];
        draw.fill(&mut content);
        let place = root.join(format!("Hồ sơ {:02}/Tờ {number:03}.pdf", number / 7));
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
    }
}

/// Files below a folder, in path order.
pub(crate) fn files_below(root: &Path) -> Vec<PathBuf> {
    let files = tree(root).into_iter().filter(|(_, content, _)| content.is_some());
    files.map(|(path, ..)| root.join(path)).collect()
}

pub(crate) fn pack(files: &Path, out: &Path) -> Command {
    let mut command = handover(&["pack"]);
    command.arg("--transfer").arg(sample().join("minimal.toml")).arg("--files").arg(files);
    let giver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/keys/giver.key");
    command.arg("--key").arg(giver).arg("--out").arg(out);
    command
}

pub(crate) fn verify(bundle: &Path) -> Command {
    let mut command = handover(&["verify", "--json", "--full"]);
    command.arg(bundle).args(["--fingerprint", &key().public_key().key_id().to_string()]);
    command
}

/// A bundle that nobody disturbed, and how long it took.
pub(crate) struct Reference {
    pub(crate) home: tempfile::TempDir,
    pub(crate) took: Duration,
    zip: bool,
}

impl Reference {
    /// Makes files and packs them, as a ZIP or as a folder.
    pub(crate) fn new(zip: bool, draw: &mut Draw) -> Self {
        let home = tempfile::tempdir().unwrap();
        make_files(&home.path().join("files"), draw);
        let mut reference = Reference { home, took: Duration::ZERO, zip };
        must_exit(&mut reference.pack(reference.home.path()), 0);
        reference.took = usual_time(|| {
            let again = tempfile::tempdir().unwrap();
            must_exit(&mut reference.pack(again.path()), 0);
        });
        reference
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.home.path().join("files")
    }

    /// Where the bundle stands in `folder`. Its name makes bytes, so it is the
    /// same everywhere.
    pub(crate) fn target(&self, folder: &Path) -> PathBuf {
        folder.join(if self.zip { "goi.zip" } else { "goi" })
    }

    pub(crate) fn pack(&self, folder: &Path) -> Command {
        pack(&self.files(), &self.target(folder))
    }

    /// That the bundle in `folder` has the very bytes of this one.
    #[track_caller]
    pub(crate) fn is_equal(&self, folder: &Path) {
        let (other, own) = (self.target(folder), self.target(self.home.path()));
        assert!(other.exists(), "{} has no bundle", folder.display());
        if self.zip {
            assert!(fs::read(other).unwrap() == fs::read(own).unwrap(), "other bytes");
            return;
        }
        let bytes = |root: &Path| {
            tree(root).into_iter().map(|(path, content, _)| (path, content)).collect::<Vec<_>>()
        };
        assert!(bytes(&other) == bytes(&own), "other bytes");
    }

    /// That nothing bears the name of the bundle.
    #[track_caller]
    pub(crate) fn is_absent(&self, folder: &Path) {
        let target = self.target(folder);
        assert!(target.symlink_metadata().is_err(), "{} looks whole", target.display());
    }

    /// That nothing but the finished bundle is left.
    #[track_caller]
    pub(crate) fn is_alone(&self, folder: &Path) {
        let left: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(left, [self.target(folder)]);
    }
}
