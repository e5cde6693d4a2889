//! A successor's holdings: what comes out depends on what went in, and on
//! nothing else; nothing is lost on the way.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::diff::{self, Change, Side, Summary, diff};
use handover_core::error::{Error, ErrorKind};
use handover_core::finding::{Code, Location};
use handover_core::holdings::Holdings;
use handover_core::inventory::{FolderTables, NoTables, Table, Tables};
use handover_core::limits::Limits;
use handover_core::merge::{self, Incoming, Merged, merge};
use handover_core::pack::{self, VolumeSize, pack};
use handover_core::survey::Folder;
use handover_core::transfer::Act;
use handover_core::unit::{AgencyRef, Register};
use handover_core::verify::{self, Checked, Verdict, verify, verify_set};
use proptest::prelude::*;

use crate::forge::write_tree;
use crate::support::{key, least_act, tree, trust};

const INTO: &str = "vn:27163@2025/ubnd";

fn agency(text: &str) -> AgencyRef {
    text.parse().unwrap()
}

/// A transfer of the ward `giver` (its code in the list of 2024).
fn act(giver: &str, into: &str) -> Act {
    let mut act = least_act();
    act.giver = agency(&format!("vn:{giver}@2024/ubnd"));
    act.receiver = agency(into);
    act
}

/// Places for archives, bundles and holdings.
struct Desk {
    dir: tempfile::TempDir,
}

type Texts<'t> = &'t [(&'t str, &'t str)];

impl Desk {
    fn new() -> Self {
        Desk { dir: tempfile::tempdir().unwrap() }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Packs an archive as `name`, a folder or a ZIP.
    fn pack(&self, name: &str, act: &Act, files: Texts<'_>, tables: Texts<'_>) -> PathBuf {
        let (source, inventory) =
            (self.place(&format!("{name}.files")), self.place(&format!("{name}.tables")));
        fs::create_dir_all(&source).unwrap();
        write_tree(&source, files);
        write_tree(&inventory, tables);
        let out = self.place(name);
        let folder = FolderTables::new(&inventory);
        let tables: &dyn Tables = if tables.is_empty() { &NoTables } else { &folder };
        let source = Folder::open(&source).unwrap();
        pack(&source, tables, act, &[&key()], &out, &pack::Options::default(), &()).unwrap();
        out
    }
}

fn verified(path: &Path) -> Incoming {
    let mut options = verify::Options::default();
    options.checked = Checked::Full;
    if VolumeSet::is_one(path) {
        let set = VolumeSet::open(path, &[], &Limits::default()).unwrap();
        let found = verify_set(&set, &trust(), &options, &mut |_, _| Ok(()), &()).unwrap();
        return Incoming::set(path, Vec::new(), found.into_verified().unwrap());
    }
    let bundle = Bundle::open(path, &Limits::default()).unwrap();
    let found = verify(&bundle, &trust(), &options, &()).unwrap();
    assert_eq!(found.verdict, Verdict::Valid, "{:?}", found.report);
    Incoming::bundle(path, found.into_verified().unwrap())
}

fn options() -> merge::Options<'static> {
    merge::Options::new("2025-07-15".parse().unwrap())
}

fn merged(bundles: &[&Path], out: &Path) -> Merged {
    try_merge(bundles, out).unwrap()
}

fn try_merge(bundles: &[&Path], out: &Path) -> Result<Merged, Error> {
    let incoming: Vec<_> = bundles.iter().map(|path| verified(path)).collect();
    merge(agency(INTO), &incoming, out, &options(), &())
}

/// The rows of a table, each by its columns.
fn rows(holdings: &Path, table: Table) -> Vec<BTreeMap<String, String>> {
    let limits = Limits::default();
    let holdings = Holdings::open(holdings, &limits).unwrap();
    let Some(mut reader) = holdings.table(table, &limits).unwrap() else { return Vec::new() };
    let mut rows = Vec::new();
    while let Some((_, row)) = reader.read().unwrap() {
        rows.push(row.cells().map(|(name, _, text)| (name.to_owned(), text.to_owned())).collect());
    }
    rows
}

fn column(rows: &[BTreeMap<String, String>], name: &str) -> Vec<String> {
    rows.iter().map(|row| row.get(name).cloned().unwrap_or_default()).collect()
}

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

/// Codes of a merge, each with how often.
fn codes(merged: &Merged) -> Vec<(Code, u64)> {
    merged.report.by_code.iter().map(|(code, count)| (*code, *count)).collect()
}

/// The inventory of a ward with one fonds, and dossiers by code and path.
fn tables(fonds: &str, giver: &str, dossiers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut table = "fonds,path,fileCode,title,Kho\n".to_owned();
    for (code, path) in dossiers {
        table += &format!("{fonds},{path},{code},Hồ sơ {code},A1\n");
    }
    let fonds = format!("code,name,creator\n{fonds},Phông {fonds},vn:{giver}@2024/ubnd\n");
    vec![("fonds.csv".into(), fonds), ("dossiers.csv".into(), table)]
}

fn borrowed(tables: &[(String, String)]) -> Vec<(&str, &str)> {
    tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// A ward whose files are two dossiers.
fn ward(desk: &Desk, name: &str, fonds: &str, giver: &str, into: &str) -> PathBuf {
    let dossiers = [(format!("{fonds}.2001.1"), "01"), (format!("{fonds}.2002.7"), "02")];
    let dossiers: Vec<_> = dossiers.iter().map(|(code, path)| (code.as_str(), *path)).collect();
    let files = [
        ("01/a.txt".to_owned(), format!("first of {fonds}")),
        ("02/b.txt".to_owned(), format!("second of {fonds}")),
        ("02/c.txt".to_owned(), format!("third of {fonds}")),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let tables = tables(fonds, giver, &dossiers);
    desk.pack(name, &act(giver, into), &files, &borrowed(&tables))
}

#[test]
fn three_wards_come_to_their_successors_and_nothing_is_missing() {
    let desk = Desk::new();
    // The register names the successors: 12 and 13 (whole) and 14 (in part).
    let register = Register::vietnam();
    let mut by_receiver: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (fonds, giver) in [("P13", "27166"), ("P15", "27172"), ("P8", "27187")] {
        let unit = format!("vn:{giver}@2024").parse().unwrap();
        let successor = register.successors(&unit).first().unwrap().to;
        let into = format!("{successor}/ubnd");
        let bundle = ward(&desk, &format!("{fonds}.zip"), fonds, giver, &into);
        by_receiver.entry(into).or_default().push(bundle);
    }
    let receivers: Vec<_> = by_receiver.keys().map(String::as_str).collect();
    assert_eq!(receivers, ["vn:27163@2025/ubnd", "vn:27169@2025/ubnd"]);
    for (number, (into, bundles)) in by_receiver.iter().enumerate() {
        let incoming: Vec<_> = bundles.iter().map(|path| verified(path)).collect();
        let out = desk.place(&format!("holdings-{number}"));
        let merged = merge(agency(into), &incoming, &out, &options(), &()).unwrap();
        assert!(merged.report.by_code.is_empty(), "{:?}", merged.report);
        let count = bundles.len();
        assert_eq!((merged.added.len(), merged.known.len()), (count, 0));
        let fonds = rows(&out, Table::Fonds);
        assert_eq!(column(&fonds, "status"), vec!["closed"; count]);
        assert_eq!(column(&fonds, "closedOn"), vec!["2025-06-30"; count]);
        assert_eq!(rows(&out, Table::Dossiers).len(), 2 * count);
        let events = rows(&out, Table::Events);
        assert_eq!(column(&events, "kind"), vec!["transferred"; count]);
        assert_eq!(column(&events, "to"), vec![into.clone(); count]);
        assert_eq!(column(&events, "fonds"), column(&fonds, "code"));
        assert_eq!(column(&events, "from"), column(&fonds, "creator"));
        for bundle in bundles {
            let files = PathBuf::from(format!("{}.files", bundle.display()));
            for source in [bundle, &files] {
                let (changes, summary) = compare(source, &out);
                assert_eq!((summary.removed, summary.changed, summary.moved), (0, 0, 0));
                assert_eq!(summary.unchanged, 3, "{changes:?}");
                assert_eq!(summary.added, 3 * (count as u64 - 1));
            }
            // One dossier that the bundle has not is named.
            write_tree(&files, &[("03/left out.txt", "left out")]);
            let (changes, summary) = compare(&files, &out);
            assert_eq!((summary.removed, summary.unchanged), (1, 3));
            let named = Change::Removed { at: Location::file("03/left out.txt"), size: Some(8) };
            assert!(changes.contains(&named), "{changes:?}");
        }
        assert!(compare(&out, &out).1.is_same());
    }
}

#[test]
fn neither_order_nor_grouping_shows_and_again_adds_nothing() {
    let desk = Desk::new();
    let names = ["a.zip", "b", "c.zip"];
    let bundles: Vec<_> = [("P12", "27163"), ("P13", "27166"), ("P15", "27172")]
        .into_iter()
        .zip(names)
        .map(|((fonds, giver), name)| ward(&desk, name, fonds, giver, INTO))
        .collect();
    let [a, b, c] = [&*bundles[0], &*bundles[1], &*bundles[2]];
    let whole = desk.place("whole");
    merged(&[a, b, c], &whole);
    let wanted = tree(&whole);
    let same = |out: &Path| {
        let content = |found: Vec<crate::support::Found>| {
            found.into_iter().map(|(path, content, _)| (path, content)).collect::<Vec<_>>()
        };
        assert_eq!(content(tree(out)), content(wanted.clone()));
    };
    for (name, groups) in [
        ("back", vec![vec![c, b, a]]),
        ("one by one", vec![vec![b], vec![c], vec![a]]),
        ("two and one", vec![vec![c, a], vec![b]]),
        ("twice", vec![vec![a, b, a], vec![c, a, b]]),
    ] {
        let out = desk.place(name);
        for group in &groups {
            merged(group, &out);
        }
        same(&out);
    }
    let again = merged(&[b, a], &whole);
    assert_eq!((again.added.len(), again.known.len(), again.bundles), (0, 2, 3));
    same(&whole);
    assert!(!desk.place("whole.partial").exists());
}
