//! Bad luck while packing: whatever happens, nothing stands at the target and
//! nothing unfinished is left.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use handover_core::error::ErrorKind;
use handover_core::inventory::NoTables;
use handover_core::observe::Observer;
use handover_core::pack::{self, pack};
use handover_core::verify::Verdict;

use crate::forge::write_tree;
use crate::listed::{Listed, Mishap};
use crate::support::{key, least_act, pack_folder, verify_at};

/// A place for a bundle, which must be empty after every failure.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Place(tempfile::tempdir().unwrap())
    }

    fn out(&self, zip: bool) -> PathBuf {
        self.0.path().join(if zip { "goi.zip" } else { "goi" })
    }

    /// What was packed so far may be kept for the next run, and bears no
    /// target's name.
    #[track_caller]
    fn is_empty(&self) {
        let left = fs::read_dir(self.0.path()).unwrap().map(|e| e.unwrap().path());
        for path in left {
            assert_eq!(path.extension().unwrap(), "partial");
            assert!(path.join("journal").exists());
            fs::remove_dir_all(&path).unwrap();
        }
    }
}

#[test]
fn a_file_that_changes_or_cannot_be_read() {
    let changed: fn(&ErrorKind) -> bool =
        |kind| matches!(kind, ErrorKind::Changed { path } if path == Path::new("b/2"));
    let unread: fn(&ErrorKind) -> bool =
        |kind| matches!(kind, ErrorKind::Read { path, .. } if path == Path::new("b/2"));
    let place = Place::new();
    for (mishap, right) in [
        (Mishap::Grows, changed),
        (Mishap::Shrinks, changed),
        (Mishap::Vanishes, changed),
        (Mishap::VanishesAfter, changed),
        (Mishap::NewTime, changed),
        (Mishap::OtherSize, changed),
        (Mishap::ErrorAtOnce, unread),
        (Mishap::ErrorInTheMiddle, unread),
        (Mishap::Forbidden, unread),
    ] {
        // A small file shares a write with others; a large one has its own.
        for size in [10, 3 << 20] {
            let mut source = Listed::of(&[("a", "x"), ("b/1", "xx"), ("b/2", ""), ("c", "xxx")]);
            source.files[2].1 = vec![7; size];
            source.mishap = Some(("b/2".to_owned(), mishap));
            for zip in [false, true] {
                let error = source.pack(&place.out(zip)).unwrap_err();
                assert!(right(error.kind()), "{mishap:?}, {size}: {error:?}");
                place.is_empty();
            }
        }
    }
}

#[test]
fn entries_out_of_order() {
    let place = Place::new();
    for files in [&["b", "a"][..], &["a-b/x", "a/z"], &["a.txt", "a/z"]] {
        let files: Vec<_> = files.iter().map(|path| (*path, "x")).collect();
        let error = Listed::of(&files).pack(&place.out(true)).unwrap_err();
        let kind = error.kind();
        assert!(matches!(kind, ErrorKind::Malformed { code: "source.order", .. }), "{kind:?}");
        place.is_empty();
    }
}

#[test]
fn entries_that_collide() {
    let place = Place::new();
    for files in [["a", "a"], ["a", "a/b"], ["A", "a"]] {
        let error = Listed::of(&files.map(|path| (path, "x"))).pack(&place.out(false)).unwrap_err();
        let report = error.refusal().unwrap_or_else(|| panic!("{files:?}: {error:?}"));
        assert!(report.count(handover_core::finding::Code::NameCollision) > 0);
        place.is_empty();
    }
}

#[test]
fn a_target_that_exists_is_left_alone() {
    let source = Listed::of(&[("a", "x")]);
    let place = Place::new();
    let exists = |out: &Path| {
        let error = source.pack(out).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TargetExists { .. }), "{error:?}");
    };
    for zip in [false, true] {
        let out = place.out(zip);
        fs::write(&out, "mine").unwrap();
        exists(&out);
        assert_eq!(fs::read(&out).unwrap(), b"mine");
        fs::remove_file(&out).unwrap();
        fs::create_dir(&out).unwrap();
        exists(&out);
        fs::write(out.join("mine"), "mine").unwrap();
        exists(&out);
        assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
        fs::remove_dir_all(&out).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/nowhere", &out).unwrap();
            exists(&out);
            fs::remove_file(&out).unwrap();
        }
        place.is_empty();
    }
    // A folder that is not there is not made.
    let error = source.pack(&place.0.path().join("no/goi")).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Write { .. }), "{error:?}");
    place.is_empty();
}

#[test]
fn a_target_inside_the_source() {
    let dir = tempfile::tempdir().unwrap();
    let files = dir.path().join("files");
    write_tree(&files, &[("a/b.txt", "x")]);
    for inside in ["goi", "a/goi.zip", "a/../goi.zip"] {
        let error = pack_folder(&files, &files.join(inside)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TargetInside { .. }), "{error:?}");
    }
    assert_eq!(fs::read_dir(&files).unwrap().count(), 1);
    assert_eq!(fs::read_dir(files.join("a")).unwrap().count(), 1);
}

/// Stops after so many questions.
struct Impatient(AtomicU64);

impl Observer for Impatient {
    fn cancelled(&self) -> bool {
        let less = |left: u64| left.checked_sub(1);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_err()
    }
}

#[test]
fn cancelled_at_any_point() {
    let mut source = Listed::of(&[("a", "x"), ("b", ""), ("c", "x"), ("d", "")]);
    source.files[1].1 = vec![1; 5 << 20];
    source.files[3].1 = vec![2; 3 << 20];
    let place = Place::new();
    let options = pack::Options::default();
    for zip in [false, true] {
        let (out, mut stopped) = (place.out(zip), 0);
        for left in 0.. {
            let observer = Impatient(left.into());
            match pack(&source, &NoTables, &least_act(), &[&key()], &out, &options, &observer) {
                Ok(_) => break,
                Err(error) => {
                    assert!(matches!(error.kind(), ErrorKind::Interrupted), "{left}: {error:?}");
                    place.is_empty();
                    stopped += 1;
                }
            }
        }
        assert!(stopped > 10, "{stopped}");
        assert_eq!(verify_at(&out).verdict, Verdict::Valid);
        let _ = fs::remove_file(&out);
        let _ = fs::remove_dir_all(&out);
    }
}

#[test]
fn what_a_killed_run_left_is_cleared() {
    let source = Listed::of(&[("a", "x")]);
    for zip in [false, true] {
        let place = Place::new();
        let out = place.out(zip);
        let left = PathBuf::from(format!("{}.partial", out.display()));
        fs::create_dir_all(left.join("bundle/data")).unwrap();
        fs::write(left.join("bundle/data/a"), "half").unwrap();
        fs::write(left.join("unfinished-handover"), "").unwrap();
        source.pack(&out).unwrap();
        assert!(!left.exists());
        assert_eq!(verify_at(&out).verdict, Verdict::Valid);
    }
}
