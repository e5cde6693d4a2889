//! Memory of a merge does not grow with the rows: what the system counts at
//! most is nearly the same for twenty times as many. In a program of its own,
//! as the count is of the whole process.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::path::Path;

use handover_core::bundle::Bundle;
use handover_core::inventory::{FolderTables, Table};
use handover_core::limits::Limits;
use handover_core::merge::{self, Incoming, merge};
use handover_core::pack::{self, pack};
use handover_core::signing::{EncodedKey, Signer};
use handover_core::survey::Folder;
use handover_core::transfer::Act;
use handover_core::verify::{self, Checked, Trust, verify};

const KEY: &str = include_str!("golden/key.pem");
/// Sorts may hold so much here, so that both runs spill.
const SORT: usize = 256 << 10;
const FEW: usize = 1_000;
const MANY: usize = 20 * FEW;

/// Most bytes that this process ever had.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() << 10
}

fn run(root: &Path, dossiers: usize) {
    let (files, tables, out) = (root.join("files"), root.join("tables"), root.join("goi"));
    fs::create_dir_all(&files).unwrap();
    fs::create_dir_all(&tables).unwrap();
    fs::write(files.join("a.txt"), "a").unwrap();
    let mut table = std::io::BufWriter::new(fs::File::create(tables.join("dossiers.csv")).unwrap());
    writeln!(table, "fonds,carrier,fileCode,title,description").unwrap();
    for number in 0..dossiers {
        let (title, text) = ("t".repeat(900), "d".repeat(900));
        writeln!(table, "P,paper,P.2001.{number},{title},{text}").unwrap();
    }
    table.into_inner().unwrap().sync_all().unwrap();
    let act = Act::builder(
        "vn:27169@2024/ubnd".parse::<handover_core::unit::AgencyRef>().unwrap(),
        "vn:27163@2025/ubnd".parse::<handover_core::unit::AgencyRef>().unwrap(),
        "2025-06-30".parse().unwrap(),
        "2025-07-01".parse().unwrap(),
    )
    .legal_basis("QĐ 1")
    .build();
    let key = EncodedKey::parse(KEY).unwrap().unlock(None).unwrap();
    let mut limits = Limits::default();
    limits.sort_bytes = SORT;
    let mut packing = pack::Options::default();
    packing.limits = limits;
    let source = Folder::open(&files).unwrap();
    pack(&source, &FolderTables::new(&tables), &act, &[&key], &out, &packing, &()).unwrap();
    let mut checking = verify::Options::default();
    checking.limits = limits;
    checking.checked = Checked::Full;
    let bundle = Bundle::open(&out, &limits).unwrap();
    let found = verify(&bundle, &Trust::Key(key.public_key()), &checking, &()).unwrap();
    let incoming = [Incoming::bundle(&out, found.into_verified().unwrap())];
    let mut options = merge::Options::new("2025-07-15".parse().unwrap());
    options.limits = limits;
    let holdings = root.join("holdings");
    let into = "vn:27163@2025/ubnd".parse().unwrap();
    let merged = merge(into, &incoming, &holdings, &options, &()).unwrap();
    let sum = merged.tables.iter().find(|sum| sum.table == Table::Dossiers).unwrap();
    assert_eq!(sum.rows, dossiers as u64);
}

#[test]
fn memory_does_not_grow_with_the_rows() {
    let dir = tempfile::tempdir().unwrap();
    run(&dir.path().join("few"), FEW);
    let few = peak();
    run(&dir.path().join("many"), MANY);
    let grown = peak() - few;
    // The rows themselves are 36 MiB.
    let table = dir.path().join("many/holdings/inventory/dossiers.csv");
    assert!(fs::metadata(table).unwrap().len() > 36 << 20);
    assert!(grown < 6 << 20, "{few} bytes at most for {FEW} dossiers, {grown} more for {MANY}");
}
