//! A successor's holdings: what comes out depends on what went in, and on
//! nothing else; nothing is lost on the way.

mod compared;
mod meeting;
mod refused;
mod whole;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::custody::DossierRef;
use handover_core::diff::{self, Change, Side, Summary, diff};
use handover_core::error::{Error, ErrorKind};
use handover_core::finding::{Code, Location};
use handover_core::holdings::Holdings;
use handover_core::inventory::{FolderTables, NoTables, Table, Tables};
use handover_core::limits::Limits;
use handover_core::merge::{self, Incoming, Merged, merge};
use handover_core::pack::{self, pack};
use handover_core::survey::Folder;
use handover_core::transfer::Act;
use handover_core::unit::{AgencyRef, Register};
use handover_core::verify::{self, Checked, Verdict, verify, verify_set};
use proptest::prelude::*;

use crate::forge::write_tree;
use crate::support::{key, least_act, tree, trust};

pub(crate) const INTO: &str = "vn:27163@2025/ubnd";

pub(crate) fn agency(text: &str) -> AgencyRef {
    text.parse().unwrap()
}

/// A transfer of the ward `giver` (its code in the list of 2024).
pub(crate) fn act(giver: &str, into: &str) -> Act {
    let mut act = least_act();
    act.giver = agency(&format!("vn:{giver}@2024/ubnd"));
    act.receiver = agency(into);
    act
}

/// Places for archives, bundles and holdings.
pub(crate) struct Desk {
    dir: tempfile::TempDir,
}

pub(crate) type Texts<'t> = &'t [(&'t str, &'t str)];

impl Desk {
    pub(crate) fn new() -> Self {
        Desk { dir: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Packs an archive as `name`, a folder or a ZIP.
    pub(crate) fn pack(
        &self,
        name: &str,
        act: &Act,
        files: Texts<'_>,
        tables: Texts<'_>,
    ) -> PathBuf {
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

pub(crate) fn verified(path: &Path) -> Incoming {
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

pub(crate) fn options() -> merge::Options<'static> {
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
        writeln!(table, "{fonds},{path},{code},Hồ sơ {code},A1").unwrap();
    }
    let fonds = format!("code,name,creator\n{fonds},Phông {fonds},vn:{giver}@2024/ubnd\n");
    vec![("fonds.csv".into(), fonds), ("dossiers.csv".into(), table)]
}

fn borrowed(tables: &[(String, String)]) -> Vec<(&str, &str)> {
    tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// A ward whose files are two dossiers; a third is on paper only.
pub(crate) fn ward(desk: &Desk, name: &str, fonds: &str, giver: &str, into: &str) -> PathBuf {
    let dossiers = [(format!("{fonds}.2001.1"), "01"), (format!("{fonds}.2002.7"), "02")];
    let dossiers: Vec<_> = dossiers.iter().map(|(code, path)| (code.as_str(), *path)).collect();
    let files = [
        ("01/a.txt".to_owned(), format!("first of {fonds}")),
        ("02/b.txt".to_owned(), format!("second of {fonds}")),
        ("02/c.txt".to_owned(), format!("third of {fonds}")),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut tables = tables(fonds, giver, &dossiers);
    on_paper(&mut tables[1].1, fonds, "3");
    desk.pack(name, &act(giver, into), &files, &borrowed(&tables))
}

/// Adds a dossier without a file to a table.
fn on_paper(table: &mut String, fonds: &str, number: &str) {
    writeln!(table, "{fonds},,{fonds}.2003.{number},Hồ sơ giấy {number},A1").unwrap();
}

/// What the dossiers of two sides differ in.
fn compare_dossiers(a: &Path, b: &Path) -> (Vec<String>, diff::DossierSummary) {
    let (changes, summary) = compare(a, b);
    let name = |dossier: Option<DossierRef>| dossier.map_or("?".to_owned(), |one| one.code);
    let told = changes.into_iter().filter_map(|change| match change {
        Change::DossierAdded { at, dossier } => Some(format!("+{} {at}", name(dossier))),
        Change::DossierRemoved { at, dossier } => Some(format!("-{} {at}", name(dossier))),
        Change::DossierChanged { at, dossier, fields } => {
            Some(format!("{} {at} {}", name(dossier), fields.join(",")))
        }
        _ => None,
    });
    (told.collect(), summary.dossiers.unwrap())
}
