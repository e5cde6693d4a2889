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
fn a_day_chooses_the_edition() {
    let on = |day| handover(&["unit", "find", "00004", "--on", day, "--json"]).out;
    assert!(on("2025-06-30").contains("Phường Trúc Bạch"));
    let new = on("2025-07-01");
    assert!(new.contains("Phường Ba Đình") && new.lines().count() == 1, "{new}");
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

#[test]
fn successors_are_a_tree_for_people_and_edges_for_programs() {
    let ward = ["unit", "successors", "vn:27169@2024"];
    let people = handover(&[&ward[..], &["--lang", "en"]].concat());
    assert_eq!(people.code, exit::DONE, "{}", people.err);
    assert!(people.out.contains("├─ vn:27163@2025"), "{}", people.out);
    assert!(people.out.contains("└─ vn:27169@2025"), "{}", people.out);
    assert!(people.out.contains("legal kind not known"), "{}", people.out);
    let edges = handover(&[&ward[..], &["--json"]].concat()).out;
    assert_eq!(edges.lines().count(), 2, "{edges}");
    assert!(edges.lines().all(|line| line.starts_with(r#"{"schema":"handover/succession/1","#)));
    assert!(edges.contains(r#""kind":null,"kind_is":"unknown""#), "{edges}");
    let back = handover(&["unit", "predecessors", "vn:27163@2025", "--json"]).out;
    assert!(back.contains(r#""from":"vn:27169@2024""#), "{back}");
    let on = handover(&[&ward[..], &["--on", "2025-06-30", "--json"]].concat()).out;
    assert!(on.contains(r#""relative":"vn:27169@2024""#), "{on}");
    let bad = handover(&[&ward[..], &["--on", "30/06/2025"]].concat());
    assert_eq!(bad.code, exit::USAGE);
}

#[test]
fn a_district_is_answered_by_archive_and_territory() {
    let district = handover(&["unit", "successors", "vn:771@2024", "--lang", "vi"]);
    assert!(district.out.contains("Lưu trữ lịch sử"), "{}", district.out);
    assert!(district.out.contains("vn:27163@2025"), "{}", district.out);
    let json = handover(&["unit", "history", "vn:771@2024", "--json"]).out;
    assert!(json.contains(r#""archives":["vn:79@2025/luu-tru-lich-su"]"#), "{json}");
    let lasts = handover(&["unit", "successors", "vn:27163@2025", "--lang", "en"]);
    assert!(lasts.out.contains("in force"), "{}", lasts.out);
}

#[test]
fn another_register_is_a_folder_of_tables() {
    let folder = Scratch::new();
    let units = "code,level,kind,name,parent_code\n1,province,province,Tỉnh A,\n\
                 11,commune,ward,Phường B,1\n12,commune,ward,Phường C,1\n";
    folder.write("units-until-2029-12-31.csv", units);
    folder.write("units-from-2030-01-01.csv", units);
    let links = "old_code,new_code,extent\n11,12,whole\n12,12,whole\n";
    folder.write("succession-2030-01-01.csv", links);
    let place = folder.text("");
    let found = handover(&["unit", "successors", "vn:11@2029", "--register", &place, "--json"]);
    assert!(found.out.contains(r#""to":"vn:12@2030""#), "{}{}", found.out, found.err);
    assert!(found.out.contains(r#""kind":"merged","kind_is":"inferred""#), "{}", found.out);
    let plan = ["plan", "routes", "--unit", "phuong b", "--register", &place, "--lang", "en"];
    let plan = handover(&plan);
    assert_eq!(plan.code, exit::DONE, "{}", plan.err);
    assert!(plan.out.contains("Historical archive of Tỉnh A"), "{}", plan.out);

    folder.write("succession-2030-01-01.csv", format!("{links}12,11,whole\n"));
    let broken = handover(&["unit", "find", "b", "--register", &place, "--lang", "en"]);
    assert_eq!(broken.code, exit::UNFINISHED);
    let (table, row) = ("succession-2030-01-01.csv", "line 3");
    assert!(broken.err.contains(table) && broken.err.contains(row), "{}", broken.err);
    assert!(broken.err.contains("write part or remainder"), "{}", broken.err);
}

#[test]
fn routes_go_into_a_table_once() {
    let folder = Scratch::new();
    let out = folder.text("routes.csv");
    let rules = folder.write(
        "rules.toml",
        "schema = 'handover/rules/1'\nprovince = 'vn:79@2025'\ndecision = 'QĐ 9/QĐ-UBND'\n\
         [[rule]]\nwork = 'unfinished'\nblock = 'government'\nreceiver = 'successor'\ndays = 45\n\
         [[rule]]\nunit = 'vn:1@2024'\ndays = 1\n",
    );
    let ask = ["plan", "routes", "--province", "ho chi minh", "--rules", &rules, "--lang", "en"];
    let done = handover(&[&ask[..], &["--out", &out]].concat());
    assert_eq!(done.code, exit::DONE, "{}", done.err);
    assert!(done.out.contains("to decide"), "{}", done.out);
    assert!(done.err.contains("begin at these lines: 9"), "{}", done.err);
    let table = std::fs::read_to_string(&out).unwrap();
    assert!(table.starts_with("unit,giver,giverUnit,receiver,"), "{}", &table[..80]);
    assert!(table.contains(",2025-08-15,province,QĐ 9/QĐ-UBND,"));
    let again = handover(&[&ask[..], &["--out", &out]].concat());
    assert_eq!(again.code, exit::UNFINISHED);
    let lines = handover(&[&ask[..], &["--json"]].concat()).out;
    assert_eq!(lines.lines().count(), table.lines().count(), "a header there, a summary here");
    // What does not close is refused with what did.
    let late = handover(&["plan", "routes", "--province", "vn:79@2025", "--lang", "en"]);
    assert_eq!(late.code, exit::NO);
    assert!(late.err.contains("vn:74@2024"), "{}", late.err);
    let both = handover(&["plan", "routes", "--province", "a", "--unit", "b"]);
    assert_eq!((both.code, handover(&["plan", "routes"]).code), (exit::USAGE, exit::USAGE));
}
