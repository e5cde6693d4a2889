use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::fix_paths;
use crate::finding::Code;
use crate::inventory::Table::{self, Documents, Dossiers, Systems};
use crate::inventory::test_tables::{Texts, checked, checked_within};
use crate::inventory::{CheckOptions, Checked, FolderTables, Tables};
use crate::profile::BuiltIn;

fn run(tables: &[(Table, &str)], files: &[&str]) -> (Checked, Vec<String>) {
    checked(BuiltIn::Nd30, &Texts::of(tables), Some(files))
}

/// What is told of files and paths.
fn told(tables: &[(Table, &str)], files: &[&str]) -> Vec<String> {
    let (_, told) = run(tables, files);
    let other = ["table.cell", "inventory.ordinal"];
    told.into_iter().filter(|line| !other.iter().any(|code| line.contains(code))).collect()
}

const DOSSIER: (Table, &str) = (Dossiers, "fileCode,title\nA.1,x\n");

#[test]
fn rows_without_files_and_files_without_rows() {
    let documents = "dossier,path,subject\nA.1,a/1.pdf,x\nA.1,a/9.doc,x\nA.1,e\u{301}.pdf,x\n\
                     A.1,a/1.pdf,x\n";
    assert_eq!(
        told(&[DOSSIER, (Documents, documents)], &["a/1.pdf", "a/trống.pdf", "é.pdf", "ý/"]),
        [
            "documents[2] inventory.row-without-file",
            "documents[4].path inventory.path-twice first=1",
            "a/trống.pdf file.zero-bytes",
            "a/trống.pdf inventory.file-without-row",
        ]
    );
}

#[test]
fn near_misses_are_told_with_the_fix() {
    let documents = "dossier,path,subject\nA.1,\\2001\\Hồ sơ 1\\QĐ 01.PDF,x\n\
                     A.1,ho_so 2/bao cao.pdf,x\nA.1,D:\\quét\\ho so 3\\3.pdf,x\n\
                     A.1,none.pdf,x\n";
    let files =
        ["2001/ho so 1/qd-01.pdf", "Hồ sơ 2/Báo cáo.pdf", "tất cả/Hồ sơ 3/3.pdf", "other.pdf"];
    assert_eq!(
        told(&[DOSSIER, (Documents, documents)], &files),
        [
            "documents[1].path inventory.path-near-miss difference=separators, extension-case, \
             case, diacritics, spaces file=2001/ho so 1/qd-01.pdf how=path",
            "documents[2].path inventory.path-near-miss difference=case, diacritics, spaces \
             file=Hồ sơ 2/Báo cáo.pdf how=path",
            "documents[3].path inventory.path-near-miss difference=separators, case, \
             diacritics, folder file=tất cả/Hồ sơ 3/3.pdf how=tail",
            "documents[4] inventory.row-without-file",
            "other.pdf inventory.file-without-row",
        ]
    );
}

#[test]
fn files_that_are_named_by_the_rule() {
    let documents = "dossier,docOrdinal,docId,carrier,subject\nH49.64.2001.160,1,,digital,x\n\
                     H49.64.2001.160,02,,,x\nH49.64.2001.160,10,,,x\nH49.64.2001.160,,K.7,,x\n\
                     H49.64.2001.160,4,,digital,x\n";
    let dossiers = "fileCode,title\nH49.64.2001.160,x\nH49.64.2001.161,x\n";
    let files = [
        "x/H49.64.2001.160.1_signed.pdf",
        "x/h49.64.2001.160.0000002.pdf",
        "x/H49.64.2001.160.10.pdf",
        "x/K.7.pdf",
        "x/H49.64.2001.161.pdf",
    ];
    let lines = told(&[(Dossiers, dossiers), (Documents, documents)], &files);
    assert_eq!(
        lines,
        [
            "dossiers[2].path inventory.path-proposed file=x/H49.64.2001.161.pdf how=name",
            "documents[1].path inventory.path-near-miss file=x/H49.64.2001.160.1_signed.pdf \
             how=name",
            "documents[2].path inventory.path-proposed file=x/h49.64.2001.160.0000002.pdf \
             how=name",
            "documents[3].path inventory.path-proposed file=x/H49.64.2001.160.10.pdf how=name",
            "documents[4].path inventory.path-proposed file=x/K.7.pdf how=name",
            "documents[5] inventory.row-without-file",
        ]
    );
}

#[test]
fn files_in_the_folder_of_their_dossier() {
    let dossiers = "fileCode,path,title\nA,Hồ sơ 1,x\nB,ho so 2,x\nC.3,,x\n";
    let documents = "dossier,docOrdinal,subject\nA,1,x\nA,2,x\nA,10,x\nC.3,1,x\nB,1,x\n";
    let files = [
        "Hồ sơ 1/VB 01.pdf",
        "Hồ sơ 1/VB 02 (bản chính).pdf",
        "Hồ sơ 1/VB 02 (bản sao) 2.pdf",
        "Hồ sơ 1/VB 10.pdf",
        "Hồ sơ 2/1.pdf",
        "c_3/1.pdf",
    ];
    assert_eq!(
        told(&[(Dossiers, dossiers), (Documents, documents)], &files),
        [
            "dossiers[2].path inventory.path-near-miss difference=case, diacritics \
             file=Hồ sơ 2 how=path",
            "documents[1].path inventory.path-proposed file=Hồ sơ 1/VB 01.pdf how=folder",
            "documents[3].path inventory.path-proposed file=Hồ sơ 1/VB 10.pdf how=folder",
            "Hồ sơ 2/1.pdf inventory.file-without-row",
            "c_3/1.pdf inventory.file-without-row",
        ]
    );
}

#[test]
fn between_equals_nobody_gets_the_file() {
    let documents = "dossier,path,subject\nA.1,BÁO CÁO.pdf,x\nA.1,bao-cao.pdf,x\nA.1,Ý.pdf,x\n";
    let files = ["Báo cáo.pdf", "y.PDF", "ỳ.pdf"];
    assert_eq!(
        told(&[DOSSIER, (Documents, documents)], &files),
        [
            "documents[1] inventory.row-without-file",
            "documents[2] inventory.row-without-file",
            "documents[3] inventory.row-without-file",
            "Báo cáo.pdf inventory.file-without-row",
            "y.PDF inventory.file-without-row",
            "ỳ.pdf inventory.file-without-row",
        ]
    );
}

#[test]
fn two_ways_that_are_as_sure_lead_nowhere() {
    // One row, two files: by its own code, and by dossier and ordinal.
    let documents = "dossier,docOrdinal,docId,carrier,subject\nA.1,3,K.7,digital,x\n";
    assert_eq!(
        told(&[DOSSIER, (Documents, documents)], &["A.1.3.pdf", "K.7.pdf"]),
        [
            "documents[1] inventory.row-without-file",
            "A.1.3.pdf inventory.file-without-row",
            "K.7.pdf inventory.file-without-row",
        ]
    );
    // Two rows, one file.
    let documents = "dossier,docOrdinal,docId,carrier,subject\nA.1,3,,digital,x\n\
                     A.1,,A.1.3,digital,x\n";
    assert_eq!(
        told(&[DOSSIER, (Documents, documents)], &["A.1.3.pdf"]),
        [
            "documents[1] inventory.row-without-file",
            "documents[2] inventory.row-without-file",
            "A.1.3.pdf inventory.file-without-row",
        ]
    );
    // The surer way wins: the path of the second row is that of the file.
    let documents = "dossier,docOrdinal,path,carrier,subject\nA.1,3,,digital,x\n\
                     A.1,,a_1_3.pdf,,x\nA.1,,Á.1.3.PDF,,x\n";
    assert_eq!(
        told(&[DOSSIER, (Documents, documents)], &["A.1.3.pdf"]),
        [
            "documents[1] inventory.row-without-file",
            "documents[2] inventory.row-without-file",
            "documents[3].path inventory.path-near-miss difference=extension-case, diacritics \
             file=A.1.3.pdf how=path",
        ]
    );
}

#[test]
fn a_file_under_suspicion_is_offered_to_nobody() {
    let documents = "dossier,docOrdinal,path,subject\nA.1,1,kho/1.PDF,x\nA.1,2,Kho/2.pdf,x\n";
    let files = ["Kho Mật/a.1.1.pdf", "kho mật.pdf", "kho/1.pdf", "tối mật/a.1.2.pdf"];
    let (checked, lines) = run(&[DOSSIER, (Documents, documents)], &files);
    assert_eq!(checked.fixes.count, 1);
    assert!(lines.iter().all(|line| !line.to_lowercase().contains("mật")), "{lines:?}");
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let tables = Texts::of(&[DOSSIER, (Documents, documents)]);
    let error = fix_paths(checked, &tables, &out, &CheckOptions::default(), &()).unwrap_err();
    assert_eq!(error.code(), "error.refused");
    assert!(!out.exists());
}

fn fix(tables: &[(Table, &str)], files: &[&str]) -> (std::path::PathBuf, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let (checked, _) = run(tables, files);
    fix_paths(checked, &Texts::of(tables), &out, &CheckOptions::default(), &()).unwrap();
    (out, dir)
}

#[test]
fn the_corrected_tables_differ_in_paths_alone() {
    let documents = "subject,dossier,docOrdinal,Lạ\n\"x, \"\"y\"\"\",A.1,01,l\nz,A.1,2,\n";
    let systems = "name,path\nCSDL,csdl\\So di.csv\nKhác,\n";
    let tables = [DOSSIER, (Documents, documents), (Systems, systems)];
    let files = ["a.1.1.pdf", "CSDL/sổ đi.csv"];
    let (out, _dir) = fix(&tables, &files);
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    assert_eq!(
        read("documents.csv"),
        "dossier,docOrdinal,path,subject,Lạ\nA.1,01,a.1.1.pdf,\"x, \"\"y\"\"\",l\nA.1,2,,z,\n"
    );
    assert_eq!(read("systems.csv"), "name,path\nCSDL,CSDL/sổ đi.csv\nKhác,\n");
    // What was mended is not told again.
    let (again, _) = checked(BuiltIn::Nd30, &FolderTables::new(&out), Some(&files));
    assert_eq!((again.fixes.count, again.matched.unwrap().unlisted), (0, 0));
    let (checked, _) = run(&tables, &files);
    let error = fix_paths(checked, &Texts::of(&tables), &out, &CheckOptions::default(), &());
    assert_eq!(error.unwrap_err().code(), "error.target-exists");
}

#[test]
fn rows_that_cannot_be_read_are_not_left_out_without_a_word() {
    let tables = [DOSSIER, (Documents, "dossier,path,subject\nA.1,A.pdf,x\nA.1,x\n")];
    let (checked, _) = run(&tables, &["a.pdf"]);
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let options = CheckOptions::default();
    let refused = fix_paths(checked, &Texts::of(&tables), &out, &options, &()).unwrap_err();
    assert_eq!(refused.refusal().unwrap().count(Code::TableRow), 1);
    // Other tables than those that were checked are not written either.
    let sound = [DOSSIER, (Documents, "dossier,path,subject\nA.1,A.pdf,x\n")];
    for rows in ["", "A.1,A.pdf,x\nA.1,,y\n"] {
        let (checked, _) = run(&sound, &["a.pdf"]);
        let other = format!("dossier,path,subject\n{rows}");
        let other = [DOSSIER, (Documents, other.as_str())];
        let error = fix_paths(checked, &Texts::of(&other), &out, &options, &()).unwrap_err();
        assert_eq!(error.code(), "error.changed", "{rows}");
    }
    assert!(!out.exists());
}

/// Paths that come close to each other.
fn path() -> impl Strategy<Value = String> {
    "([aáA]|b|Đ|d)(/([aá_ -]|b|đ){0,2}[abđ])?\\.(pdf|PDF)"
}

proptest! {
    /// Against a model that holds everything: what is told is told once, fixes
    /// are one to one, and nobody gets what another row names.
    #[test]
    fn fixes_are_one_to_one(
        rows in proptest::collection::vec(path(), 0..8),
        files in proptest::collection::btree_set(path(), 0..8),
    ) {
        let lines: Vec<_> = rows.iter().map(|row| format!("A.1,{row},x\n")).collect();
        let text = format!("dossier,path,subject\n{}", lines.concat());
        // A disk has no file below a file, and one spelling of a folder.
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let tables = Texts(vec![(Dossiers, DOSSIER.1.to_owned()), (Documents, text)]);
        let run = |budget| checked_within(budget, BuiltIn::Nd30, &tables, Some(&files));
        let (checked, lines) = run(1 << 20);
        let again = if files.len() == 3 { run(1).1 } else { run(1 << 20).1 };
        prop_assert_eq!(&lines, &again, "the same twice");

        let fold = super::fold::fold_path;
        let free: Vec<&str> =
            files.iter().copied().filter(|f| !rows.iter().any(|row| row == f)).collect();
        let lacking: Vec<(usize, &String)> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !files.contains(&row.as_str()))
            .collect();
        let mut expected = BTreeMap::new();
        for (at, row) in &lacking {
            let alike: Vec<&&str> = free.iter().filter(|f| fold(f) == fold(row)).collect();
            let rivals = lacking.iter().filter(|(_, other)| fold(other) == fold(row)).count();
            if let ([file], 1) = (alike.as_slice(), rivals) {
                expected.insert(at + 1, (**file).to_owned());
            }
        }
        let near: Vec<&String> = lines.iter().filter(|l| l.contains("path-near-miss")).collect();
        prop_assert_eq!(near.len(), expected.len(), "{:?}", &lines);
        for (row, file) in &expected {
            let start = format!("documents[{row}].path inventory.path-near-miss");
            let told = near.iter().any(|l| l.starts_with(&start) && l.contains(&format!("file={file} ")));
            prop_assert!(told, "{} {:?}", row, &lines);
        }
        let given: BTreeSet<&String> = expected.values().collect();
        prop_assert_eq!(given.len(), expected.len());
        let missing = lines.iter().filter(|l| l.ends_with("row-without-file")).count();
        prop_assert_eq!(missing, lacking.len() - expected.len());
        let unlisted = lines.iter().filter(|l| l.ends_with("file-without-row")).count();
        prop_assert_eq!(unlisted, free.len() - expected.len());
        prop_assert_eq!(checked.fixes.count, expected.len() as u64);
    }
}

#[test]
fn tables_of_a_folder_can_be_listed_again() {
    let (out, _dir) =
        fix(&[DOSSIER, (Documents, "dossier,path,subject\nA.1,A.pdf,x\n")], &["a.pdf"]);
    let listed = FolderTables::new(&out).list(&mut |finding| panic!("{finding:?}")).unwrap();
    assert_eq!(listed, [Dossiers, Documents]);
}
