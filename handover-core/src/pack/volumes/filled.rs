//! Volumes of known files, counted by hand.

use super::model::{Entry, Row};
use super::spool::{Spool, TOP, Written};
use super::{Planning, VolumeSize};
use crate::finding::Finding;
use crate::inventory::Table;

fn file(path: &str, size: u64) -> Entry {
    Entry { path: path.to_owned(), size: Some(size) }
}

fn dossier(code: &str, path: &str) -> Row {
    let cells = [("fileCode", code), ("title", "t"), ("path", path)];
    Row { table: Table::Dossiers, cells: cells.map(|(name, text)| (name, text.to_owned())).into() }
}

/// The first letters of the paths of each volume.
fn shape(volumes: &[Written]) -> Vec<String> {
    let paths = |volume: &Written| volume.column(Table::Files, "path").concat();
    volumes.iter().map(paths).collect()
}

#[test]
fn volumes_are_filled_to_the_brim_and_folders_stay_whole() {
    let files: Vec<_> = ["a/1", "a/2", "b/1", "b/2", "b/3", "c/1", "d/1"]
        .iter()
        .map(|path| file(path, 1000))
        .collect();
    let spool = Spool::new(&files, &[]);
    let ruler = Planning::ruler(VolumeSize::Fat32, TOP.len());
    let row = "a/1,1000,,,,,file\n".len() as u64;
    let one = ruler.payload("a/1", 1000).bytes + row;
    let plan = |room| spool.plan(VolumeSize::Bytes(spool.base() + room), 16 << 20).unwrap();
    assert_eq!(shape(&plan(7 * one)), ["a/1a/2b/1b/2b/3c/1d/1"]);
    assert_eq!(shape(&plan(6 * one)), ["a/1a/2b/1b/2b/3c/1", "d/1"]);
    assert_eq!(shape(&plan(4 * one)), ["a/1a/2", "b/1b/2b/3c/1", "d/1"]);
    // One byte less than four files: three.
    assert_eq!(shape(&plan(4 * one - 1)), ["a/1a/2", "b/1b/2b/3", "c/1d/1"]);
    // A folder that no volume holds fills what is left, and is divided.
    assert_eq!(shape(&plan(2 * one)), ["a/1a/2", "b/1b/2", "b/3c/1", "d/1"]);
    assert_eq!(plan(2 * one)[2].files, 2);
}

#[test]
fn a_scattered_dossier_stays_together() {
    let files = [file("a/1", 900), file("b/1", 900), file("c/1", 900), file("d/1", 900)];
    let rows = [dossier("x", "a"), dossier("y", "b"), dossier("x", "c")];
    let spool = Spool::new(&files, &rows);
    let found = spool.plan(VolumeSize::Bytes(spool.base() + 2_700), 16 << 20).unwrap();
    assert_eq!(shape(&found), ["a/1c/1", "b/1d/1"]);
    assert_eq!(found[1].column(Table::Dossiers, "fileCode"), ["y"]);
    let metadata = &found[1].tables.last().unwrap().1;
    assert!(metadata.contains("dossiers.csv") && !metadata.contains("documents.csv"));
}

#[test]
fn many_small_files_make_pieces_of_many() {
    let files: Vec<_> = (0..3000).map(|at| file(&format!("a/{at:04}"), 10)).collect();
    let spool = Spool::new(&files, &[]);
    let ruler = Planning::ruler(VolumeSize::Fat32, TOP.len());
    let one = ruler.payload("a/0000", 10).bytes + "a/0000,10,,,,,file\n".len() as u64;
    // A piece is a sixteenth: a volume wastes less than one.
    let found = spool.plan(VolumeSize::Bytes(spool.base() + 1600 * one), 16 << 20).unwrap();
    let counts: Vec<_> = found.iter().map(|volume| volume.files).collect();
    assert_eq!(counts, [1600, 1400]);
}

#[test]
fn a_file_that_no_volume_holds_is_told_by_its_place_alone() {
    let files = [file("a/1", 10), file("tối mật/1", 90_000), file("z/2", 80_000)];
    let spool = Spool::new(&files, &[]);
    let found = spool.plan(VolumeSize::Bytes(spool.base() + 50_000), 16 << 20).unwrap_err();
    let told: Vec<_> =
        found.iter().map(|finding| format!("{} {}", finding.code, finding.location)).collect();
    let wanted = ["volume.file-too-large folder 2, entry 1", "volume.file-too-large z/2"];
    assert_eq!(told, wanted);
    assert_eq!(found[0].details["limit"], 50_000.into());
    assert!(spool.plan(VolumeSize::Unlimited, 16 << 20).is_ok());
}

#[test]
fn rows_that_no_first_volume_holds_are_told() {
    let rows: Vec<_> = (0..100).map(|at| dossier(&at.to_string(), "")).collect();
    let spool = Spool::new(&[file("a", 5000)], &rows);
    let plan = |room| spool.plan(VolumeSize::Bytes(spool.base() + room), 16 << 20);
    let code = |found: Vec<Finding>| found[0].code.to_string();
    assert_eq!(code(plan(1000).unwrap_err()), "volume.file-too-large");
    let rows: Vec<_> = (0..300).map(|at| dossier(&at.to_string(), "")).collect();
    let spool = Spool::new(&[file("a", 5000)], &rows);
    let found = spool.plan(VolumeSize::Bytes(spool.base() + 6000), 16 << 20).unwrap_err();
    assert_eq!(code(found), "volume.too-small");
    assert_eq!(code(spool.plan(VolumeSize::Bytes(100), 1).unwrap_err()), "volume.too-small");
}

#[test]
fn rows_alone_may_fill_the_first_volume() {
    let rows: Vec<_> = (0..100).map(|at| dossier(&at.to_string(), "")).collect();
    let spool = Spool::new(&[file("a", 5000)], &rows);
    let found = spool.plan(VolumeSize::Bytes(spool.base() + 6000), 16 << 20).unwrap();
    assert_eq!(shape(&found), ["", "a"]);
    let counts: Vec<_> =
        found.iter().map(|volume| volume.column(Table::Dossiers, "title").len()).collect();
    assert_eq!(counts, [100, 0]);
}

#[test]
fn what_is_above_a_document_follows_it() {
    let row = |table, cells: &[(&'static str, &str)]| Row {
        table,
        cells: cells.iter().map(|(name, text)| (*name, (*text).to_owned())).collect(),
    };
    let rows = [
        row(Table::Fonds, &[("code", "F")]),
        row(Table::Fonds, &[("code", "G")]),
        row(Table::Containers, &[("fonds", "F"), ("code", "1")]),
        row(Table::Containers, &[("fonds", "G"), ("code", "1")]),
        row(Table::Dossiers, &[("fileCode", "x"), ("container", "1"), ("fonds", "F")]),
        row(Table::Documents, &[("dossier", "x"), ("path", "b/1")]),
    ];
    let spool = Spool::new(&[file("a/1", 5000), file("b/1", 5000)], &rows);
    let found = spool.plan(VolumeSize::Bytes(spool.base() + 6000), 16 << 20).unwrap();
    assert_eq!(shape(&found), ["a/1", "b/1"]);
    assert_eq!(found[0].column(Table::Containers, "fonds"), ["G"]);
    assert_eq!(found[0].column(Table::Fonds, "code"), ["G"]);
    assert_eq!(found[1].column(Table::Dossiers, "fileCode"), ["x"]);
    assert_eq!(found[1].column(Table::Containers, "fonds"), ["F"]);
    assert_eq!(found[1].column(Table::Fonds, "code"), ["F"]);
}
