//! `handover unit`, and units wherever a command takes one.

use super::support::{Scratch, handover};
use crate::exit;

#[test]
fn a_name_without_marks_finds_one_ward() {
    let found = handover(&["unit", "find", "phuong", "14", "quan", "10", "--json"]);
    assert_eq!(found.code, exit::DONE, "{}", found.err);
    assert_eq!(found.out.lines().count(), 1, "{}", found.out);
    assert!(found.out.contains(r#""reference":"vn:27169@2024""#), "{}", found.out);
}

#[test]
fn a_bare_code_names_both_units() {
    for command in ["find", "show"] {
        let found = handover(&["unit", command, "00004", "--lang", "vi"]);
        assert_eq!(found.code, exit::DONE);
        assert!(found.out.contains("Phường Trúc Bạch"), "{}", found.out);
        assert!(found.out.contains("Phường Ba Đình"), "{}", found.out);
    }
}

#[test]
fn what_may_be_several_or_none_is_refused_with_names() {
    let several = handover(&["unit", "show", "ba", "dinh", "--lang", "vi"]);
    assert_eq!((several.code, several.out.as_str()), (exit::NO, ""));
    assert!(several.err.contains("vn:001@2024"), "{}", several.err);
    let none = handover(&["unit", "find", "phường hòa hưngg"]);
    assert_eq!(none.code, exit::NO);
    assert!(none.err.contains("vn:27163@2025"), "{}", none.err);
}

#[test]
fn a_key_wants_a_unit_that_exists() {
    let folder = Scratch::new();
    let stem = folder.text("k");
    let make = |unit| handover(&["key", "new", "--unit", unit, "--out", &stem, "--no-passphrase"]);
    let unknown = make("vn:27169@2023");
    assert_eq!(unknown.code, exit::NO, "{}", unknown.err);
    assert!(unknown.err.contains("vn:27169@2024"), "{}", unknown.err);
    let not_yet = make("phường hòa hưng/ubnd");
    assert_eq!(not_yet.code, exit::DONE, "{}", not_yet.err);
    assert!(not_yet.err.contains("2025-07-01"), "{}", not_yet.err);
}
