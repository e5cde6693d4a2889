//! Files that grow, shrink or vanish while they are packed.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::thread;

use handover_core::error::ErrorKind;
use serde_json::json;

use crate::draw::Draw;
use crate::job::{files_below, make_files, must_exit, output, pack, usual_time, verify};
use crate::listed::{Listed, Mishap};
use crate::rounds;

/// What another program does to a file. Sizes change, so that it shows.
fn change(file: &Path, what: &str) {
    match what {
        "grows" => {
            let mut file = OpenOptions::new().append(true).open(file).unwrap();
            file.write_all(&[9; 5_000]).unwrap();
        }
        "shrinks" => {
            let length = file.metadata().unwrap().len();
            File::options().write(true).open(file).unwrap().set_len(length / 2).unwrap();
        }
        _ => fs::remove_file(file).unwrap(),
    }
}

#[test]
fn files_that_another_program_changes() {
    let home = tempfile::tempdir().unwrap();
    let trial = home.path().join("trial");
    make_files(&trial, &mut Draw::new(11));
    let took = usual_time(|| {
        let out = tempfile::tempdir().unwrap();
        must_exit(&mut pack(&trial, &out.path().join("goi")), 0);
    });
    rounds::play("file-changes", |draw| {
        let place = tempfile::tempdir().unwrap();
        let (files, out) = (place.path().join("files"), place.path().join("goi"));
        make_files(&files, draw);
        let mut victims = files_below(&files);
        let count = usize::try_from(draw.between(1, 1 + victims.len() as u64)).unwrap();
        while victims.len() > count {
            victims.swap_remove(usize::try_from(draw.between(0, victims.len() as u64)).unwrap());
        }
        let before: Vec<_> = victims.iter().map(|file| fs::read(file).unwrap()).collect();
        let what = ["grows", "shrinks", "vanishes"][usize::try_from(draw.between(0, 3)).unwrap()];
        let wait = took * u32::try_from(draw.between(0, 1000)).unwrap() / 1000;
        let (exit, told) = thread::scope(|scope| {
            scope.spawn(|| {
                thread::sleep(wait);
                for file in &victims {
                    change(file, what);
                    thread::sleep(took / 2 / u32::try_from(count).unwrap());
                }
            });
            output(&mut pack(&files, &out))
        });
        let ended = if exit == 0 {
            // All of the old or all of the new, and never some of each.
            for (file, before) in victims.iter().zip(&before) {
                let packed = fs::read(out.join("data").join(file.strip_prefix(&files).unwrap()));
                let packed = packed.ok();
                assert!(packed.as_ref() == Some(before) || packed == fs::read(file).ok(), "torn");
            }
            "finished, one state of every file"
        } else {
            assert_eq!(exit, 3, "{told:?}");
            assert!(out.symlink_metadata().is_err(), "something looks whole");
            must_exit(&mut pack(&files, &out), 0);
            "stopped, then finished"
        };
        must_exit(&mut verify(&out), 0);
        (ended, json!({ "files": count, "what": what, "after_ms": wait.as_millis() }))
    });
}

#[test]
fn a_source_that_fails_at_a_random_file() {
    rounds::play("source-fails", |draw| {
        let mishaps = [
            Mishap::Grows,
            Mishap::Shrinks,
            Mishap::Vanishes,
            Mishap::VanishesAfter,
            Mishap::NewTime,
            Mishap::OtherSize,
            Mishap::ErrorAtOnce,
            Mishap::ErrorInTheMiddle,
            Mishap::Forbidden,
        ];
        let mishap = mishaps[usize::try_from(draw.between(0, 9)).unwrap()];
        let files = (0..draw.between(1, 60)).map(|number| {
            let size = if draw.between(0, 8) == 0 { 3 << 20 } else { 40_000 };
            // One that is empty cannot shrink.
            let mut content = vec![0; usize::try_from(draw.between(1, size)).unwrap() + 1];
            draw.fill(&mut content);
            (format!("{:02}/{number:03}.pdf", number / 9), content)
        });
        let mut source = Listed { files: files.collect(), mishap: None };
        let at = usize::try_from(draw.between(0, source.files.len() as u64)).unwrap();
        let victim = source.files[at].0.clone();
        source.mishap = Some((victim.clone(), mishap));
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join(if draw.between(0, 2) == 0 { "goi" } else { "goi.zip" });
        let error = source.pack(&out).unwrap_err();
        let (ErrorKind::Changed { path } | ErrorKind::Read { path, .. }) = error.kind() else {
            panic!("{mishap:?}: {error:?}")
        };
        assert_eq!(path, Path::new(&victim));
        assert!(out.symlink_metadata().is_err(), "{mishap:?}: something looks whole");
        source.mishap = None;
        source.pack(&out).unwrap();
        ("stopped, then finished", json!({ "file": format!("{mishap:?}"), "at": at }))
    });
}
