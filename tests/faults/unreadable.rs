//! What may not be read, and what cannot.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::draw::Draw;
use crate::job::{Reference, files_below, must_exit, output, verify};
use crate::rounds;

/// The same command by a user who has to obey permissions, even if it is root.
fn obedient(command: &Command) -> Command {
    let mut all = Command::new("setpriv");
    all.args(["--bounding-set", "-dac_override,-dac_read_search"]);
    all.arg(command.get_program()).args(command.get_args());
    all
}

#[test]
fn a_folder_or_file_without_permission() {
    let reference = Reference::new(true, &mut Draw::new(12));
    let files = files_below(&reference.files());
    rounds::play("no-permission", |draw| {
        let place = tempfile::tempdir().unwrap();
        let file = &files[usize::try_from(draw.between(0, files.len() as u64)).unwrap()];
        let is_folder = draw.between(0, 2) == 0;
        let victim = if is_folder { file.parent().unwrap() } else { file };
        let allowed = victim.metadata().unwrap().permissions();
        fs::set_permissions(victim, Permissions::from_mode(0o000)).unwrap();
        let (exit, told) = output(&mut obedient(&reference.pack(place.path())));
        fs::set_permissions(victim, allowed).unwrap();
        // A folder that cannot be listed is a finding, and was not judged.
        assert_eq!(exit, 3, "{told:?}");
        assert!(!is_folder || String::from_utf8_lossy(&told.stderr).contains("[file.unreadable]"));
        reference.is_absent(place.path());
        must_exit(&mut obedient(&reference.pack(place.path())), 0);
        reference.is_alone(place.path());
        reference.is_equal(place.path());
        ("stopped, then finished", json!({ "folder": is_folder, "exit": exit }))
    });
}

/// A disk with bad sectors: the end of its image is gone.
struct BadDisk(tempfile::TempDir);

impl BadDisk {
    const BYTES: u64 = 32 << 20;

    /// Writes what `from` holds and loses every byte from `good` on.
    fn with(from: &Path, good: u64) -> Self {
        let disk = BadDisk(tempfile::tempdir().unwrap());
        fs::create_dir(disk.root()).unwrap();
        let image = disk.0.path().join("image");
        let file = File::create(&image).unwrap();
        file.set_len(Self::BYTES).unwrap();
        run("mkfs.ext4", ["-q".as_ref(), image.as_os_str()]);
        disk.mount("loop");
        run("cp", ["-r".as_ref(), from.as_os_str(), disk.root().as_os_str()]);
        run("umount", [disk.root().as_os_str()]);
        // Nothing of it lies in the page cache any more; and a disk that is
        // smaller than it says would not be mounted.
        disk.mount("loop,ro");
        file.set_len(good).unwrap();
        disk
    }

    fn mount(&self, options: &str) {
        let (image, root) = (self.0.path().join("image"), self.root());
        run("mount", ["-o".as_ref(), options.as_ref(), image.as_os_str(), root.as_os_str()]);
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("disk")
    }
}

impl Drop for BadDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.root()).status();
    }
}

#[track_caller]
fn run<'a>(program: &str, arguments: impl IntoIterator<Item = &'a OsStr>) {
    let status = Command::new(program).args(arguments).status().expect(program);
    assert!(status.success(), "{program} failed: a bad disk needs root and loop devices");
}

#[test]
fn a_disk_with_bad_sectors() {
    let reference = Reference::new(true, &mut Draw::new(13));
    let bundle = reference.target(reference.home.path());
    rounds::play("bad-sectors", |draw| {
        let good = draw.between(BadDisk::BYTES / 8, BadDisk::BYTES / 2) / 4096 * 4096;
        let place = tempfile::tempdir().unwrap();
        let files = BadDisk::with(&reference.files(), good);
        let mut pack =
            crate::job::pack(&files.root().join("files"), &reference.target(place.path()));
        let (packed, told) = output(&mut pack);
        match packed {
            // The bad sectors were nobody's.
            0 => reference.is_equal(place.path()),
            3 => reference.is_absent(place.path()),
            other => panic!("exit code {other}: {told:?}"),
        }
        drop(files);

        let disk = BadDisk::with(&bundle, good);
        let (verified, told) = output(&mut verify(&disk.root().join("goi.zip")));
        assert!([0, 1, 3].contains(&verified), "exit code {verified}: {told:?}");
        if verified == 0 {
            // Then every byte was there.
            let read = fs::read(disk.root().join("goi.zip")).unwrap();
            assert!(read == fs::read(&bundle).unwrap());
        }
        let ended = if packed == 3 { "stopped" } else { "finished, the sectors were nobody's" };
        (ended, json!({ "good": good, "pack": packed, "verify": verified }))
    });
}
