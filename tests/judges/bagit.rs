//! Bags of another maker, `bagit.py`, read by the looser rules.

use std::fs;
use std::path::Path;

use handover_core::verify::Trust;
use tempfile::TempDir;

use crate::support::{approved, ask, bagit, copy_folder, sample, we_say};

/// A bag by `bagit.py` of some of the sample, with these options.
fn bag(options: &[&str]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    copy_folder(&sample().join("inventory"), &place.path().join("túi/bảng kê"));
    let arguments = [options, &["túi"]].concat();
    approved(&bagit(), &arguments, place.path());
    place
}

#[test]
fn sound_bags_are_intact_and_never_valid() {
    for options in [&[][..], &["--sha256"], &["--sha512"], &["--sha256", "--sha512"]] {
        let place = bag(options);
        let said = we_say(&place.path().join("túi"), &Trust::Nobody);
        assert_eq!(said.verdict, "intact-signer-unknown", "{options:?}: {said:?}");
        assert!(said.codes.contains("seal.foreign-bag"), "{options:?}: {said:?}");
    }
}

#[test]
fn damage_is_found_where_bagit_py_finds_it() {
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 4] = [
        ("payload.digest", |bag| flip(&bag.join("data/bảng kê/dossiers.csv"))),
        ("payload.missing", |bag| {
            fs::remove_file(bag.join("data/bảng kê/dossiers.csv")).unwrap();
        }),
        ("payload.unlisted", |bag| fs::write(bag.join("data/thừa.txt"), "thừa").unwrap()),
        ("tag.changed", |bag| flip(&bag.join("bag-info.txt"))),
    ];
    for options in [&[][..], &["--sha256"], &["--sha512"]] {
        for (code, damage) in damages {
            let place = bag(options);
            damage(&place.path().join("túi"));
            let theirs = ask(&bagit(), &["--validate", "túi"], place.path());
            assert!(!theirs.status.success(), "bagit.py takes {code}");
            let said = we_say(&place.path().join("túi"), &Trust::Nobody);
            assert_eq!(said.verdict, "not-valid", "{options:?} {code}: {said:?}");
            assert!(said.codes.contains(code), "{options:?} {code}: {said:?}");
        }
    }
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(path, bytes).unwrap();
}
