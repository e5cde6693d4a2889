//! A disk that fills up: before the work, in the middle of it, at its end.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use handover_core::durable::write_synced;
use handover_core::error::{Error, ErrorKind, Result};
use handover_core::exchange::{Form, Letterhead, export};
use handover_core::inventory::{FolderTables, NoTables};
use handover_core::observe::{Observer, Phase, Work};
use handover_core::pack::{self, Sealed, pack};
use handover_core::verify::Verdict;

use crate::listed::Listed;
use crate::small_disk::SmallDisk;
use crate::support::{key, least_act, verify_at};

/// Another program that fills the disk when a phase begins, but for some KiB.
struct Filler<'a> {
    disk: &'a Path,
    phase: Phase,
    left: u64,
}

impl Observer for Filler<'_> {
    fn begin(&self, phase: Phase, _: Option<Work>) {
        if phase == self.phase {
            let mut file = File::create(self.disk.join("filler")).unwrap();
            while file.write_all(&[1; 4096]).is_ok() {}
            let len = file.metadata().unwrap().len();
            file.set_len(len.saturating_sub(self.left << 10)).unwrap();
        }
    }
}

fn source() -> Listed {
    let large = "x".repeat(600 << 10);
    let huge = "y".repeat(3 << 20);
    Listed::of(&[("a", "x"), ("b", &large), ("c", &large), ("d", &huge)])
}

fn pack_to(out: &Path, observer: &dyn Observer) -> Result<Sealed> {
    let options = pack::Options::default();
    pack(&source(), &NoTables, &least_act(), &[&key()], out, &options, observer)
}

#[track_caller]
fn is_full(error: &Error) {
    assert!(matches!(error.kind(), ErrorKind::DiskFull { .. }), "{error:?}");
}

fn left_on(disk: &SmallDisk) -> Vec<String> {
    let entries = fs::read_dir(disk.path()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_disk_that_is_too_small_from_the_start() {
    for size in ["4k", "16k", "256k", "1m", "4m"] {
        let disk = SmallDisk::new(size);
        for name in ["goi", "goi.zip"] {
            is_full(&pack_to(&disk.path().join(name), &()).expect_err(size));
            assert!(left_on(&disk).is_empty(), "{size}: {:?}", left_on(&disk));
        }
    }
    let disk = SmallDisk::new("12m");
    let sealed = pack_to(&disk.path().join("goi.zip"), &()).unwrap();
    assert_eq!(verify_at(&sealed.path).verdict, Verdict::Valid);
}

#[test]
fn a_disk_that_another_program_fills_meanwhile() {
    let disk = SmallDisk::new("12m");
    let points = [0, 4, 64, 601, 1300, 3000, 4200]
        .map(|left| (Phase::Pack, left))
        .into_iter()
        .chain([(Phase::Seal, 0), (Phase::Seal, 4)]);
    for (phase, left) in points {
        for name in ["goi", "goi.zip"] {
            let filler = Filler { disk: disk.path(), phase, left };
            let error = pack_to(&disk.path().join(name), &filler).unwrap_err();
            is_full(&error);
            assert!(
                matches!(error.kind(), ErrorKind::DiskFull { needed: None, .. }),
                "{phase:?}, {left}: {error:?}"
            );
            let place = disk.path().join(name);
            assert!(!place.exists(), "{phase:?}, {left}");
            // With room again the same call goes on and ends well.
            fs::remove_file(disk.path().join("filler")).unwrap();
            let sealed = pack_to(&place, &()).unwrap();
            assert_eq!(verify_at(&sealed.path).verdict, Verdict::Valid);
            assert_eq!(left_on(&disk), [name], "{phase:?}, {left}");
            let _ = fs::remove_file(&place);
            let _ = fs::remove_dir_all(&place);
        }
    }
}

#[test]
fn a_small_file_is_whole_or_not_there() {
    let disk = SmallDisk::new("16k");
    let path = disk.path().join("receipt.json");
    is_full(&write_synced(&path, "x".repeat(64 << 10).as_bytes()).unwrap_err());
    assert_eq!(left_on(&disk), Vec::<String>::new());
    write_synced(&path, b"x").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"x");
}

#[test]
fn a_list_for_printing_says_that_the_disk_is_full() {
    let (disk, tables) = (SmallDisk::new("4k"), tempfile::tempdir().unwrap());
    fs::write(tables.path().join("dossiers.csv"), "fileCode,title\n01,Một\n").unwrap();
    let (source, out) = (FolderTables::new(tables.path()), disk.path().join("list.xlsx"));
    let error = export(&source, &out, Form::Nd30, &Letterhead::default(), &()).unwrap_err();
    is_full(&error);
    assert_eq!(left_on(&disk), Vec::<String>::new());
}
