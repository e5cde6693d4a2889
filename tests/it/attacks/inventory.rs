//! Inventories that promise what is not there, or what the law does not allow.

use handover_core::finding::{Code, Severity};
use handover_core::verify::Verdict;

use crate::forge::{Forge, codes, write_tree};
use crate::support::{least_act, pack_with};

const DOSSIERS: &str = "handover/inventory/dossiers.csv";
const FONDS: &str = "handover/inventory/fonds.csv";
const EVENTS: &str = "handover/inventory/events.csv";
const FILES: [(&str, &str); 2] = [("a/1.txt", "one"), ("b.txt", "two two")];

fn with(tables: &[(&str, &str)]) -> Forge {
    Forge::with(&FILES, tables, &least_act())
}

#[track_caller]
fn incomplete(forge: &Forge, codes: &str) {
    assert_eq!(forge.reseal().blocked_by(codes).verdict, Verdict::Incomplete);
}

#[test]
fn a_row_whose_file_is_not_there() {
    let forge = with(&[("dossiers.csv", "path,fileCode,title\na,P.1,Hồ sơ\n")]);
    forge.is_valid();
    incomplete(forge.replace(DOSSIERS, "\na,", "\nc,"), "inventory.row-without-file");
    let forge = with(&[("dossiers.csv", "carrier,path,fileCode,title\ndigital,a,P.1,Hồ sơ\n")]);
    incomplete(forge.replace(DOSSIERS, "digital,a,", "digital,,"), "inventory.row-without-file");
}

#[test]
fn a_row_that_climbs_out_has_no_file() {
    let forge = with(&[("dossiers.csv", "path,fileCode,title\na,P.1,Hồ sơ\n")]);
    for path in ["../a", "/a", "data/a", "a/../a", "A"] {
        let text = format!("path,fileCode,title\n{path},P.1,Hồ sơ\n");
        incomplete(forge.write(DOSSIERS, text), "inventory.row-without-file");
    }
}

#[test]
fn a_file_that_no_row_speaks_of_is_told() {
    let found = with(&[("dossiers.csv", "path,fileCode,title\na,P.1,Hồ sơ\n")]).is_valid();
    assert_eq!(found.report.count(Code::FileWithoutRow), 1);
    assert!(codes(&found, Severity::Warn).contains("inventory.file-without-row"));
}

#[test]
fn totals_that_differ_and_totals_that_nobody_can_count() {
    let forge = Forge::sample();
    let found = forge.is_valid();
    assert!(found.report.count(Code::TotalsDeclared) > 0, "lot 3 is sealed");
    incomplete(
        forge.replace("handover/transfer.json", "\"files\":35", "\"files\":36"),
        "totals.differ",
    );
    let paper = "{\"containers\":40}";
    let mut act = least_act();
    act.paper = Some(serde_json::from_str(paper).unwrap());
    let found = Forge::with(&FILES, &[], &act).is_valid();
    assert_eq!(found.report.count(Code::TotalsDeclared), 1);
}

#[test]
fn fonds_of_party_and_state_in_one_act() {
    let rows = "code,name,block\nA,Phông A,government\nB,Phông B,government\n";
    let forge = with(&[("fonds.csv", rows)]);
    forge.is_valid();
    forge.replace(FONDS, "B,government", "B,party").reseal().blocked_by("law.party-and-state");
}

#[test]
fn destroyed_without_its_papers() {
    let rows = "on,kind,dossier,decision,handoverMinutes,destructionMinutes\n\
                2024-01-02,destroyed,P.9,QĐ 1,BB 1,BB 2\n";
    let forge = with(&[("events.csv", rows)]);
    forge.is_valid();
    for paper in ["QĐ 1", "BB 1", "BB 2"] {
        let forge = with(&[("events.csv", rows)]);
        forge.replace(EVENTS, paper, "").reseal().blocked_by("law.destruction-without-papers");
    }
}

#[test]
fn tables_that_cannot_be_read() {
    for (text, code) in [
        ("path,path,fileCode,title\na,a,P.1,x\n", "table.header"),
        ("", "table.header"),
        ("path,fileCode,title\na,P.1\n", "table.row"),
        ("path,fileCode,title\na,P.1,\"x\n", "table.row"),
    ] {
        let forge = with(&[("dossiers.csv", "path,fileCode,title\na,P.1,Hồ sơ\n")]);
        forge.write(DOSSIERS, text).reseal().blocked_by(code);
    }
}

#[test]
fn pack_refuses_the_same() {
    let refused = |tables: &[(&str, &str)]| {
        let dir = tempfile::tempdir().unwrap();
        write_tree(&dir.path().join("files"), &FILES);
        write_tree(&dir.path().join("inventory"), tables);
        let folder = handover_core::inventory::FolderTables::new(&dir.path().join("inventory"));
        let out = dir.path().join("goi");
        let error = pack_with(&dir.path().join("files"), &folder, &least_act(), &out).unwrap_err();
        assert!(!out.exists());
        let report = error.refusal().expect("refused").clone();
        let codes = report.by_code.keys().filter(|code| code.severity() == Severity::Block);
        codes.map(|code| code.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mixed = "code,name,block\nA,x,government\nB,y,party\n";
    assert_eq!(refused(&[("fonds.csv", mixed)]), "law.party-and-state");
    let lost = "path,fileCode,title\nc,P.1,x\n";
    assert_eq!(refused(&[("dossiers.csv", lost)]), "inventory.row-without-file");
    let burnt = "on,kind,dossier\n2024-01-02,destroyed,P.9\n";
    assert_eq!(refused(&[("events.csv", burnt)]), "law.destruction-without-papers");
}
