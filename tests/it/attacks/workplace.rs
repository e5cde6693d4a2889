//! A disk that somebody prepared: a workplace that no run of ours left.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use handover_core::error::ErrorKind;
use handover_core::verify::Verdict;

use crate::forge::write_tree;
use crate::support::{pack_folder, verify_at};

/// A folder to pack, the name of a bundle, and somebody's file elsewhere.
struct Disk(tempfile::TempDir);

const MINE: &str = "the only copy of something else";

impl Disk {
    fn new() -> Self {
        let disk = Disk(tempfile::tempdir().unwrap());
        write_tree(disk.0.path(), &[("files/a.txt", "one"), ("files/b/c.txt", "two")]);
        write_tree(disk.0.path(), &[("elsewhere/mine", MINE)]);
        disk
    }

    fn at(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// A workplace as a run leaves it, empty.
    fn workplace(&self, out: &str) -> std::path::PathBuf {
        let work = self.at(&format!("{out}.partial"));
        fs::create_dir_all(&work).unwrap();
        fs::write(work.join("unfinished-handover"), "").unwrap();
        work
    }

    #[track_caller]
    fn ends_well(&self, out: &str) {
        pack_folder(&self.at("files"), &self.at(out)).unwrap();
        assert_eq!(verify_at(&self.at(out)).verdict, Verdict::Valid);
        self.is_untouched();
    }

    #[track_caller]
    fn is_untouched(&self) {
        assert_eq!(fs::read_to_string(self.at("elsewhere/mine")).unwrap(), MINE);
    }
}

#[test]
fn links_in_it_are_not_written_through() {
    let name: fn(&Path, &Path) = |from, to| fs::hard_link(from, to).unwrap();
    let link: fn(&Path, &Path) = |from, to| symlink(from, to).unwrap();
    for plant in [name, link] {
        for planted in ["made-001", "journal", "moves"] {
            for out in ["goi", "goi.zip"] {
                let disk = Disk::new();
                let work = disk.workplace(out);
                plant(&disk.at("elsewhere/mine"), &work.join(planted));
                disk.ends_well(out);
            }
        }
        let disk = Disk::new();
        let below = disk.workplace("goi").join("made-001/data");
        fs::create_dir_all(&below).unwrap();
        plant(&disk.at("elsewhere/mine"), &below.join("a.txt"));
        disk.ends_well("goi");
    }
    let disk = Disk::new();
    let made = disk.workplace("goi").join("made-001");
    fs::create_dir(&made).unwrap();
    symlink(disk.at("elsewhere"), made.join("data")).unwrap();
    disk.ends_well("goi");
}

#[test]
fn a_link_in_the_place_of_it_is_left_alone() {
    let disk = Disk::new();
    fs::write(disk.at("elsewhere/unfinished-handover"), "").unwrap();
    symlink(disk.at("elsewhere"), disk.at("goi.partial")).unwrap();
    let error = pack_folder(&disk.at("files"), &disk.at("goi")).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::TargetExists { .. }), "{error:?}");
    disk.is_untouched();
}
