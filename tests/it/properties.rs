//! Any tree packs and verifies, in both shapes, to the same bytes each time.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::num::NonZeroUsize;
use std::path::Path;

use handover_core::bundle::Bundle;
use handover_core::concurrency::Concurrency;
use handover_core::inventory::NoTables;
use handover_core::limits::Limits;
use handover_core::pack::{self, pack};
use handover_core::path;
use handover_core::survey::Folder;
use handover_core::verify::{self, Checked, Verdict, Verification, verify};
use proptest::prelude::*;

use crate::forge::blocks;
use crate::support::{key, least_act, trust};

/// Files by path: how many bytes, and which; `None` is an empty folder.
type Tree = BTreeMap<String, Option<(usize, u8)>>;

fn name() -> impl Strategy<Value = String> {
    // No word of secrecy can come of these letters.
    "[a-dđĐếƯ0-2][a-dđĐếƯ0-2 _.-]{0,8}[a-dđếư0-2]"
}

fn size() -> impl Strategy<Value = usize> {
    // Two MiB are one write: near it, what belongs to a batch changes.
    let edge = (2_usize << 20) - 2..(2 << 20) + 3;
    prop_oneof![4 => Just(0), 16 => 1..3000_usize, 4 => 3000..300_000_usize, 1 => edge]
}

fn tree() -> impl Strategy<Value = Tree> {
    let path = proptest::collection::vec(name(), 1..=4).prop_map(|names| names.join("/"));
    let content = prop_oneof![8 => (size(), any::<u8>()).prop_map(Some), 1 => Just(None)];
    proptest::collection::vec((path, content), 0..24).prop_map(without_collisions)
}

/// Leaves out what could not lie in one folder, or would be refused.
fn without_collisions(entries: Vec<(String, Option<(usize, u8)>)>) -> Tree {
    let mut tree = Tree::new();
    let mut heads: BTreeMap<String, (String, bool)> = BTreeMap::new();
    'entries: for (path, content) in entries {
        let mut new = Vec::new();
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let head = &path[..end];
            let is_leaf = end == path.len();
            let found = heads.get(&path::collision_key(head));
            if found.is_some_and(|(known, leaf)| known != head || *leaf || is_leaf) {
                continue 'entries;
            }
            new.push((path::collision_key(head), (head.to_owned(), is_leaf)));
        }
        heads.extend(new);
        tree.insert(path, content);
    }
    tree
}

fn write(tree: &Tree, root: &Path) {
    fs::create_dir(root).unwrap();
    for (number, (path, content)) in (0_i64..).zip(tree) {
        let place = root.join(path);
        let Some((size, seed)) = content else {
            fs::create_dir_all(place).unwrap();
            continue;
        };
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let bytes: Vec<u8> = (0..*size).map(|at| u8::try_from(at % 251).unwrap() ^ *seed).collect();
        fs::write(&place, bytes).unwrap();
        let time = filetime::FileTime::from_unix_time(1_700_000_000 + number * 61, 0);
        filetime::set_file_mtime(&place, time).unwrap();
    }
}

fn concurrency(threads: usize, readers: usize) -> Concurrency {
    let [threads, readers] = [threads, readers].map(|n| NonZeroUsize::new(n).unwrap());
    Concurrency::new(threads, readers)
}

fn pack_by(files: &Path, out: &Path, concurrency: Concurrency) {
    let mut options = pack::Options::default();
    options.concurrency = concurrency;
    let source = Folder::open(files).unwrap();
    pack(&source, &NoTables, &least_act(), &[&key()], out, &options, &()).unwrap();
}

fn verify_by(bundle: &Path, concurrency: Concurrency) -> Verification {
    let bundle = Bundle::open(bundle, &Limits::default()).unwrap();
    let mut options = verify::Options::default();
    (options.checked, options.concurrency) = (Checked::Full, concurrency);
    verify(&bundle, &trust(), &options, &()).unwrap()
}

/// Every file of a folder bundle.
fn folder(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(place) = open.pop() {
        for entry in fs::read_dir(place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

/// Every file of a ZIP bundle, by another reader.
fn zipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        (name.strip_prefix("goi/").unwrap().to_owned(), bytes)
    };
    (0..count).map(read).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 200, ..Default::default() })]

    #[test]
    fn any_tree_packs_and_verifies_to_the_same_bytes(tree in tree()) {
        let dir = tempfile::tempdir().unwrap();
        let files = dir.path().join("files");
        write(&tree, &files);
        let mut zips: Vec<Vec<u8>> = Vec::new();
        let mut folders: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
        for (threads, readers) in [(1, 1), (2, 2), (2, 7), (3, 1)] {
            // The name of the ZIP is in it; that of its folder is not.
            let work = dir.path().join(format!("{threads}-{readers}"));
            let concurrency = concurrency(threads, readers);
            fs::create_dir(&work).unwrap();
            for out in [work.join("goi"), work.join("goi.zip")] {
                pack_by(&files, &out, concurrency);
                let found = verify_by(&out, concurrency);
                prop_assert_eq!((blocks(&found), found.verdict), (String::new(), Verdict::Valid));
            }
            zips.push(fs::read(work.join("goi.zip")).unwrap());
            folders.push(folder(&work.join("goi")));
        }
        prop_assert!(zips.windows(2).all(|pair| pair[0] == pair[1]));
        prop_assert!(folders.windows(2).all(|pair| pair[0] == pair[1]));
        prop_assert!(zipped(&zips[0]) == folders[0], "folder and ZIP differ");
        // What went in is what lies there.
        for (path, content) in tree.iter().filter_map(|(p, c)| Some((p, c.as_ref()?))) {
            let packed = &folders[0][&format!("data/{path}")];
            prop_assert_eq!(packed, &fs::read(files.join(path)).unwrap());
            prop_assert_eq!(packed.len(), content.0);
        }
        let files = tree.values().flatten().count().max(1);
        let payload = folders[0].keys().filter(|path| path.starts_with("data/")).count();
        prop_assert_eq!(payload, files);
    }
}
