//! Disks that are too small by a random amount, or filled up at a random moment.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::json;

use crate::draw::Draw;
use crate::job::{Reference, must_exit, output};
use crate::rounds;
use crate::small_disk::SmallDisk;
use crate::support::tree;

/// Bytes of a bundle.
fn size(bundle: &Path) -> u64 {
    if bundle.is_file() {
        return bundle.metadata().unwrap().len();
    }
    // Files take whole pages.
    let pages = |content: Vec<u8>| (content.len() as u64).div_ceil(4096) * 4096;
    tree(bundle).into_iter().filter_map(|(_, content, _)| content.map(pages)).sum()
}

fn resize(disk: &SmallDisk, bytes: u64) {
    let mut mount = Command::new("mount");
    mount.args(["-o", &format!("remount,size={bytes}")]).arg(disk.path());
    assert!(mount.status().unwrap().success());
}

#[test]
fn a_disk_that_is_too_small() {
    for (kind, zip) in [("disk-small-zip", true), ("disk-small-folder", false)] {
        let reference = Reference::new(zip, &mut Draw::new(9));
        let needed = size(&reference.target(reference.home.path()));
        rounds::play(kind, |draw| {
            let bytes = draw.between(4096, needed);
            let disk = SmallDisk::new(&bytes.to_string());
            must_exit(&mut reference.pack(disk.path()), 3);
            reference.is_absent(disk.path());
            resize(&disk, 2 * needed + (8 << 20));
            must_exit(&mut reference.pack(disk.path()), 0);
            reference.is_alone(disk.path());
            reference.is_equal(disk.path());
            ("refused, then finished", json!({ "disk": bytes, "needed": needed, "equal": true }))
        });
    }
}

/// Another program that takes all room from a random moment on.
fn fill(disk: &Path, until: &AtomicBool) {
    let mut file = File::create(disk.join("filler")).unwrap();
    while !until.load(Ordering::Relaxed) {
        while file.write_all(&[1; 4096]).is_ok() {}
        thread::yield_now();
    }
}

#[test]
fn a_disk_that_another_program_fills() {
    for (kind, zip) in [("disk-filled-zip", true), ("disk-filled-folder", false)] {
        let reference = Reference::new(zip, &mut Draw::new(10));
        let needed = size(&reference.target(reference.home.path()));
        rounds::play(kind, |draw| {
            let disk = SmallDisk::new(&(2 * needed + (8 << 20)).to_string());
            let wait = reference.took * u32::try_from(draw.between(0, 1000)).unwrap() / 1000;
            let over = AtomicBool::new(false);
            let (exit, told) = thread::scope(|scope| {
                scope.spawn(|| {
                    thread::sleep(wait);
                    fill(disk.path(), &over);
                });
                let ended = output(&mut reference.pack(disk.path()));
                over.store(true, Ordering::Relaxed);
                ended
            });
            fs::remove_file(disk.path().join("filler")).unwrap();
            let ended = if exit == 0 {
                "finished before it was full"
            } else {
                assert_eq!(exit, 3, "{told:?}");
                reference.is_absent(disk.path());
                must_exit(&mut reference.pack(disk.path()), 0);
                "stopped, then finished"
            };
            reference.is_alone(disk.path());
            reference.is_equal(disk.path());
            (ended, json!({ "after_ms": wait.as_millis(), "equal": true }))
        });
    }
}
