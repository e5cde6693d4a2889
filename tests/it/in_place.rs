//! A folder that becomes a bundle where it is.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use handover_core::error::{Error, ErrorKind};
use handover_core::finding::Code;
use handover_core::inventory::NoTables;
use handover_core::observe::{Observer, Phase, Work};
use handover_core::pack::{self, Sealed, pack_in_place};
use handover_core::transfer::{Act, Exclusion};
use handover_core::verify::Verdict;

use crate::forge::write_tree;
use crate::support::{key, least_act, pack_folder, tree, verify_at};

const FILES: [(&str, &str); 4] =
    [("data/a/1.pdf", "one"), ("data/a/2.pdf", "two"), ("data/b.pdf", "three"), ("data/c", "")];

fn place(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    write_tree(dir.path(), files);
    dir
}

fn seal(folder: &Path, act: &Act, observer: &dyn Observer) -> Result<Sealed, Error> {
    let options = pack::Options::default();
    pack_in_place(folder, &NoTables, act, &[&key()], &options, observer)
}

#[test]
fn the_payload_is_untouched_and_the_lists_are_those_of_a_copy() {
    let dir = place(&FILES);
    let before = tree(&dir.path().join("data"));
    let copy = tempfile::tempdir().unwrap();
    pack_folder(&dir.path().join("data"), &copy.path().join("goi")).unwrap();
    let sealed = seal(dir.path(), &least_act(), &()).unwrap();
    assert_eq!(tree(&dir.path().join("data")), before);
    assert_eq!(verify_at(dir.path()).verdict, Verdict::Valid);
    assert_eq!(sealed.path, dir.path().canonicalize().unwrap());
    let bytes = |found: Vec<crate::support::Found>| -> Vec<_> {
        found.into_iter().map(|(path, bytes, _)| (path, bytes)).collect()
    };
    assert_eq!(bytes(tree(dir.path())), bytes(tree(&copy.path().join("goi"))));
}

#[test]
fn what_cannot_stay_as_it_is_is_refused_and_nothing_is_written() {
    let mut without_junk = least_act();
    without_junk.exclusions.push(Exclusion::OsJunk);
    for (more, act, code) in [
        (("x.txt", "stray"), least_act(), Code::InPlaceStray),
        (("data/e\u{301}.txt", "x"), least_act(), Code::NameInPlace),
        (("data/aux", "x"), least_act(), Code::NameReserved),
        (("data/Thumbs.db", "x"), without_junk, Code::FileInPlace),
    ] {
        let dir = place(&FILES);
        write_tree(dir.path(), &[more]);
        let before = tree(dir.path());
        let error = seal(dir.path(), &act, &()).unwrap_err();
        let report = error.refusal().unwrap_or_else(|| panic!("{error:?}"));
        assert!(report.count(code) > 0, "{code}: {report:?}");
        assert_eq!(tree(dir.path()), before, "{code}");
    }
    let empty = tempfile::tempdir().unwrap();
    fs::create_dir(empty.path().join("data")).unwrap();
    let error = seal(empty.path(), &least_act(), &()).unwrap_err();
    assert_eq!(error.refusal().unwrap().count(Code::InPlaceEmpty), 1);

    let none = place(&[("files/a", "x")]);
    let error = seal(none.path(), &least_act(), &()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WrongKind { .. }), "{error:?}");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("files", none.path().join("data")).unwrap();
        let error = seal(none.path(), &least_act(), &()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::WrongKind { .. }), "{error:?}");
    }
}

/// Changes a file when all were read.
struct Meddler<'a> {
    root: &'a Path,
    left: AtomicU64,
    change: fn(&Path),
}

impl Observer for Meddler<'_> {
    fn advance(&self, phase: Phase, done: Work) {
        if phase != Phase::Pack || done.entries == 0 {
            return;
        }
        if self.left.fetch_sub(done.entries, Ordering::SeqCst) == done.entries {
            (self.change)(self.root);
        }
    }
}

#[test]
fn a_file_that_changes_after_it_was_read_is_noticed_before_the_seal() {
    let changes: [fn(&Path); 4] = [
        |root| fs::write(root.join("data/a/1.pdf"), "other").unwrap(),
        |root| fs::remove_file(root.join("data/a/2.pdf")).unwrap(),
        |root| fs::write(root.join("data/new"), "x").unwrap(),
        |root| fs::create_dir(root.join("data/a/0")).unwrap(),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let dir = place(&FILES);
        let left = AtomicU64::new(FILES.len() as u64);
        let meddler = Meddler { root: dir.path(), left, change };
        let error = seal(dir.path(), &least_act(), &meddler).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Changed { .. }), "{number}: {error:?}");
        assert!(!dir.path().join("bagit.txt").exists());
        // The same call goes on, and reads only what changed.
        let sealed = seal(dir.path(), &least_act(), &()).unwrap();
        assert!(sealed.resumed.entries >= 2, "{number}: {:?}", sealed.resumed);
        assert_eq!(verify_at(dir.path()).verdict, Verdict::Valid, "{number}");
        assert!(!dir.path().join("handover.partial").exists());
    }
}
