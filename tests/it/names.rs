//! Names as disks have them: what travels, what is refused and how, what an
//! alias makes of it, and that the source stays as it was.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

use handover_core::digest::Digest;
use handover_core::walk::Names;
use unicode_normalization::UnicodeNormalization;

use crate::listed::Listed;
use crate::tree::{Tree, blocking};

#[test]
fn three_spellings_are_one_name() {
    let composed = "Quyết định số 1.pdf";
    let decomposed: String = composed.nfd().collect();
    let half = composed.replace('ế', "ê\u{301}");
    for spelling in [composed, &decomposed, &half] {
        let tree = Tree::of(spelling);
        let original = if spelling == composed { "" } else { spelling };
        for names in [Names::Refuse, Names::Alias] {
            let rows = tree.rows(names);
            assert!(rows[0].starts_with(&format!("{composed},1,{original},,")), "{rows:?}");
            assert!(tree.out().join("data").join(composed).exists());
        }
    }
    let twins = Tree::of(composed).with(&decomposed).with(&half);
    twins.refused("name.collision");
    let rows = twins.rows(Names::Alias);
    assert_eq!(rows.len(), 3);
    // The first by raw bytes keeps the name: `e` and its marks come before `ế`.
    let kept = rows.iter().find(|row| row.starts_with(composed)).unwrap();
    assert!(kept.contains(&decomposed), "{kept}");
}

#[test]
fn names_equal_but_for_case_collide() {
    let twins = Tree::of("Báo cáo.pdf").with("BÁO CÁO.PDF");
    twins.refused("name.collision");
    assert_eq!(twins.rows(Names::Alias).len(), 2);
    Tree::of("A/x").with("a/y").refused("name.collision");
}

#[test]
fn names_that_windows_cannot_hold() {
    for (name, code) in [
        ("aux.pdf", "name.reserved"),
        ("Com1", "name.reserved"),
        ("LPT¹.txt", "name.reserved"),
        ("ends.", "name.trailing-dot"),
        ("a:b.pdf", "name.forbidden-character"),
        ("what?", "name.forbidden-character"),
        ("a\\b", "name.forbidden-character"),
        ("50%", "name.percent"),
        (" a", "name.white-space"),
        ("a\u{a0}", "name.white-space"),
        ("a\u{202e}fdp.exe", "name.control-character"),
        ("a\nb", "name.control-character"),
        ("\u{feff}a", "name.control-character"),
    ] {
        let tree = Tree::of(name);
        tree.refused(code);
        assert!(!tree.rows(Names::Alias).is_empty(), "{name:?}");
        // A folder of that name, just so.
        let tree = Tree::of(format!("{name}/x.pdf"));
        tree.refused(code);
        assert!(!tree.rows(Names::Alias).is_empty(), "{name:?}");
    }
    Tree::of("a:b.pdf").aliased("a_b~3bd62af9.pdf", "a:b.pdf");
    // printf 'aux.pdf' | sha256sum | cut -c1-8
    let tail = &Digest::sha256(b"aux.pdf").to_string()[..8];
    Tree::of("aux.pdf").aliased(&format!("aux~{tail}.pdf"), "aux.pdf");
}

#[test]
fn long_names() {
    let fits = "ế".repeat(85);
    assert!(Tree::of(&fits).rows(Names::Refuse)[0].starts_with(&fits));
    // 255 bytes are the most that most disks hold; decomposed, 85 letters are
    // more, and 50 are 250 bytes of the disk and 150 of a bundle.
    let decomposed: String = "ế".repeat(50).nfd().collect();
    assert!(Tree::of(&decomposed).rows(Names::Refuse)[0].starts_with(&"ế".repeat(50)));
    // 236 letters and `data/` are 241 units.
    let name = "x".repeat(236);
    let tree = Tree::of(&name);
    tree.refused("name.path-too-long");
    assert_eq!(tree.rows(Names::Alias).len(), 1);
    assert!(Tree::of(&name[1..]).rows(Names::Refuse)[0].starts_with("xxx"));
    let deep = format!("{}/{}/{}.pdf", "a".repeat(80), "b".repeat(80), "c".repeat(80));
    let tree = Tree::of(&deep);
    tree.refused("name.path-too-long");
    let row = &tree.rows(Names::Alias)[0];
    assert!(row.contains(&deep) && row.split(',').next().unwrap().len() <= 235, "{row}");
}

/// Names that no Linux disk holds, from a source of one's own.
#[test]
fn names_too_long_for_a_disk() {
    for name in ["ế".repeat(100), "x".repeat(300)] {
        let dir = tempfile::tempdir().unwrap();
        let source = Listed::of(&[(&name, "x")]);
        let error = source.pack(&dir.path().join("goi")).unwrap_err();
        let codes = blocking(error.refusal().unwrap());
        assert!(codes.contains("name.too-long"), "{codes}");
    }
}

#[test]
fn empty_folders_and_empty_files() {
    let tree = Tree::of("a/0.txt");
    fs::write(tree.source().join("a/0.txt"), "").unwrap();
    fs::create_dir_all(tree.source().join("b/c")).unwrap();
    let rows = tree.rows(Names::Refuse);
    assert!(rows[0].starts_with("a/0.txt,0,,,"));
    assert!(rows[0].ends_with(",text/plain,file"));
    assert!(rows[1].starts_with("b/c,,,,") && rows[1].ends_with(",,empty-folder"));
    assert!(!tree.out().join("data/b").exists());
    let only = Tree::new();
    assert_eq!(only.rows(Names::Refuse), [""; 0]);
    assert!(only.out().join("data/act.txt").exists());
}

#[test]
fn links_are_never_followed() {
    let tree = Tree::of("a.txt");
    symlink(".", tree.source().join("loop")).unwrap();
    symlink("a.txt", tree.source().join("b.txt")).unwrap();
    symlink("/nowhere", tree.source().join("c.txt")).unwrap();
    tree.refused("file.special");
    // No alias makes a file of a link.
    assert_eq!(blocking(&tree.pack(Names::Alias).unwrap_err()), "file.special");
}

#[test]
fn names_that_are_no_text() {
    let tree = Tree::of(OsStr::from_bytes(b"thu\xe2n.txt"));
    tree.refused("name.not-utf8");
    let rows = tree.rows(Names::Alias);
    let cells: Vec<_> = rows[0].split(',').collect();
    // printf 'thu\xe2n.txt' | sha256sum | cut -c1-8
    let tail = &Digest::sha256(b"thu\xe2n.txt").to_string()[..8];
    assert_eq!(cells[0], format!("thu_n~{tail}.txt"));
    assert_eq!((cells[2], cells[3]), ("", "746875e26e2e747874"));
}

#[test]
fn a_source_that_cannot_be_written_to_is_packed_all_the_same() {
    let tree = Tree::of("a/b.txt").with("c.txt");
    let chmod = |mode: u32| {
        for place in ["a/b.txt", "c.txt"] {
            let place = tree.source().join(place);
            fs::set_permissions(place, fs::Permissions::from_mode(mode & 0o666)).unwrap();
        }
        for place in ["a", ""] {
            let place = tree.source().join(place);
            fs::set_permissions(place, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    chmod(0o555);
    assert_eq!(tree.rows(Names::Refuse).len(), 2);
    chmod(0o755);
}
