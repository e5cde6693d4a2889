//! A disk of a few KiB or MiB, to fill up.

use std::path::Path;
use std::process::Command;

/// A small disk of its own, for as long as the value lives.
pub(crate) struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    pub(crate) fn new(size: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(dir.path());
        let status = mount.status().expect("mount, as root");
        assert!(status.success(), "a small disk needs the right to mount: run this as root");
        SmallDisk(dir)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}
