//! Two sides compared: what moved is moved, and nothing is lost in between.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use handover_core::diff::{self, Change, Side, Summary, diff};
use handover_core::finding::Location;
use handover_core::limits::Limits;
use handover_core::snapshot::SnapshotWriter;
use handover_core::survey::{self, Folder, survey};
use proptest::prelude::*;

use crate::support::{pack_folder, pack_sample, sample};

fn compare(a: &Path, b: &Path) -> (Vec<Change>, Summary) {
    let limits = Limits::default();
    let (a, b) = (Side::open(a, &limits).unwrap(), Side::open(b, &limits).unwrap());
    let mut changes = Vec::new();
    let keep = |change| {
        changes.push(change);
        Ok(())
    };
    let summary = diff(&a, &b, keep, &diff::Options::default(), &()).unwrap();
    (changes, summary)
}

fn snapshot(folder: &Path, out: &Path) {
    let mut writer = SnapshotWriter::create(out).unwrap();
    let source = Folder::open(folder).unwrap();
    survey(&source, |record| writer.push(record), &survey::Options::default(), &()).unwrap();
    writer.finish().unwrap();
}

#[test]
fn a_folder_its_survey_and_its_bundles_are_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let files = sample().join("files");
    let sides = [dir.path().join("s.survey"), dir.path().join("goi"), dir.path().join("goi.zip")];
    snapshot(&files, &sides[0]);
    pack_sample(&sides[1]);
    pack_sample(&sides[2]);
    for a in sides.iter().chain([&files]) {
        for b in sides.iter().chain([&files]) {
            let (changes, summary) = compare(a, b);
            assert_eq!(changes, [], "{} {}", a.display(), b.display());
            assert_eq!(summary.unchanged, 35);
        }
    }
}

#[test]
fn moved_changed_copied_added_removed() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    let write = |root: &Path, path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (path, text) in
        [("Hồ sơ 1/1.pdf", "one"), ("Hồ sơ 1/2.pdf", "two"), ("same", "same"), ("gone", "gone")]
    {
        write(&a, path, text);
    }
    write(&a, "edited", "before");
    for (path, text) in [
        ("Hồ sơ 01/1.pdf", "one"),
        ("Hồ sơ 01/2.pdf", "two"),
        ("same", "same"),
        ("copy", "same"),
        ("new", "new"),
        ("edited", "beforf"),
    ] {
        write(&b, path, text);
    }
    fs::create_dir(b.join("empty")).unwrap();
    let (changes, summary) = compare(&a, &b);
    let at = |path: &str| Location::file(path);
    let moved = |n| Change::Moved {
        from: at(&format!("Hồ sơ 1/{n}.pdf")),
        to: at(&format!("Hồ sơ 01/{n}.pdf")),
        size: 3,
    };
    let wanted = [
        moved(1),
        moved(2),
        Change::Duplicated { at: at("copy"), of: at("same"), size: 4 },
        Change::Changed { at: at("edited"), what: diff::What::Content, from_size: 6, to_size: 6 },
        Change::Added { at: at("empty"), size: None },
        Change::Removed { at: at("gone"), size: Some(4) },
        Change::Added { at: at("new"), size: Some(3) },
    ];
    assert_eq!(changes, wanted);
    assert_eq!((summary.moved, summary.unchanged, summary.is_same()), (2, 1, false));
}

#[test]
fn hidden_names_are_compared_by_digest_and_never_named() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    fs::create_dir_all(a.join("Công văn Mật")).unwrap();
    fs::create_dir_all(b.join("Công văn Mật")).unwrap();
    fs::write(a.join("Công văn Mật/x"), "same").unwrap();
    fs::write(b.join("Công văn Mật/x"), "same").unwrap();
    fs::write(a.join("Công văn Mật/y"), "gone").unwrap();
    let (changes, summary) = compare(&a, &b);
    let removed = Change::Removed { at: Location::Entry { folder: 1, ordinal: 2 }, size: Some(4) };
    assert_eq!(changes, [removed]);
    assert_eq!(summary.unchanged, 1);
}

type Tree = BTreeMap<String, u8>;

fn build(root: &Path, tree: &Tree) {
    fs::create_dir_all(root).unwrap();
    for (path, content) in tree {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, [*content]).unwrap();
    }
}

fn path_of(location: &Location) -> String {
    match location {
        Location::File { path } => path.clone(),
        other => panic!("{other}"),
    }
}

/// Does the changes to the left side; contents of what is new are the right's.
fn apply(mut left: Tree, changes: &[Change], right: &Tree) -> Tree {
    let old = left.clone();
    for change in changes {
        match change {
            Change::Removed { at, .. } => left.remove(&path_of(at)),
            Change::Moved { from, .. } => left.remove(&path_of(from)),
            _ => None,
        };
    }
    for change in changes {
        let (to, content) = match change {
            Change::Added { at, .. } | Change::Changed { at, .. } => {
                (path_of(at), right[&path_of(at)])
            }
            Change::Moved { from, to, .. } => (path_of(to), old[&path_of(from)]),
            Change::Duplicated { at, of, .. } => (path_of(at), old[&path_of(of)]),
            _ => continue,
        };
        left.insert(to, content);
    }
    left
}

fn any_tree() -> impl Strategy<Value = Tree> {
    // Files at depth two only, so that no file stands where a folder is.
    proptest::collection::btree_map("[ab]/[à-ãx-z]{1,2}", 0_u8..5, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_difference_done_to_the_left_gives_the_right(a in any_tree(), b in any_tree()) {
        let dir = tempfile::tempdir().unwrap();
        let (left, right) = (dir.path().join("l"), dir.path().join("r"));
        build(&left, &a);
        build(&right, &b);
        let (changes, summary) = compare(&left, &right);
        prop_assert_eq!(apply(a.clone(), &changes, &b), b.clone());
        prop_assert_eq!(summary.is_same(), a == b);
        if !b.is_empty() {
            let bundle = dir.path().join("goi");
            pack_folder(&right, &bundle).unwrap();
            prop_assert_eq!(compare(&left, &bundle).0, changes);
        }
    }
}
