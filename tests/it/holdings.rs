//! A successor's holdings: what comes out depends on what went in, and on
//! nothing else; nothing is lost on the way.

use std::collections::BTreeMap;
use std::fmt::Write as _;
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

/// A ward whose files are two dossiers.
pub(crate) fn ward(desk: &Desk, name: &str, fonds: &str, giver: &str, into: &str) -> PathBuf {
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

/// The place of a row.
fn at(table: &str, row: u64) -> String {
    Location::row(table, row).to_string()
}

/// Findings of one code, by their places.
fn places(merged: &Merged, code: Code) -> Vec<String> {
    let found = merged.report.findings.iter().filter(|finding| finding.code == code);
    found.map(|finding| finding.location.to_string()).collect()
}

#[test]
fn what_meets_is_told_and_nothing_is_dropped() {
    let desk = Desk::new();
    let dossiers = "fonds,carrier,work,continuedBy,startDate,endDate,path,fileCode,title\n\
        P,paper,,,2001,2001,,P.2001.1,one\nP,paper,,,2025,,,P.2025.2,two\n\
        P,paper,unfinished,vn:27163@2025/ubnd,,,,P.2025.3,three\n\
        P,paper,unfinished,vn:27169@2025/ubnd,,08/2025,,P.2025.4,four\n";
    let documents = "dossier,codeNumber,codeNotation,organName,issuedDate,path,subject\n\
        P.2001.1,01,QĐ-UBND,UBND,05/01/2001,,first\n\
        P.2001.1,01,QĐ-UBND,UBND,05/01/2002,a.txt,the year after\n\
        P.2001.1,02,QĐ-UBND,UBND,01/07/2025,,after the closing\n";
    let fonds = |creator: &str| format!("code,name,creator\nP,Phông,{creator}\n");
    let (one, other) = (fonds("vn:27163@2024/ubnd"), fonds("vn:27166@2024/ubnd"));
    let files = [("a.txt", "the same bytes"), ("empty.txt", "")];
    let first = desk.pack(
        "first.zip",
        &act("27163", INTO),
        &files,
        &[("fonds.csv", &one), ("dossiers.csv", dossiers), ("documents.csv", documents)],
    );
    let again = "fonds,carrier,fileCode,title\nP,paper,P.2001.1,one\nQ,paper,P.2025.2,x\n";
    let second = desk.pack(
        "second.zip",
        &act("27166", INTO),
        &[("b/a.txt", "the same bytes"), ("b/empty.txt", "")],
        &[("fonds.csv", &other), ("dossiers.csv", again)],
    );
    let out = desk.place("holdings");
    let merged = merged(&[&first, &second], &out);
    let mut found: Vec<_> = codes(&merged);
    found.sort_by_key(|(code, _)| code.as_str());
    assert_eq!(
        found,
        [
            (Code::HoldingsAfterClosing, 2),
            (Code::HoldingsContinuedElsewhere, 1),
            (Code::HoldingsDocumentTwice, 1),
            (Code::HoldingsDossierCode, 1),
            (Code::HoldingsDossierTwice, 1),
            (Code::HoldingsFonds, 1),
            (Code::HoldingsNumbers, 1),
            (Code::HoldingsUnfinished, 1),
        ]
    );
    // Nothing is dropped: all rows of both, told apart by their bundle.
    let table = rows(&out, Table::Dossiers);
    let row = |code: &str, title: &str| {
        let at = table.iter().position(|row| row["fileCode"] == code && row["title"] == title);
        at.unwrap() as u64 + 1
    };
    assert_eq!(table.len(), 6);
    let late = [at("dossiers", row("P.2025.4", "four"))];
    assert_eq!(places(&merged, Code::HoldingsAfterClosing)[..1], late);
    let elsewhere = [at("dossiers", row("P.2025.4", "four"))];
    assert_eq!(places(&merged, Code::HoldingsContinuedElsewhere), elsewhere);
    let same: Vec<_> = table.iter().filter(|row| row["fileCode"] == "P.2001.1").collect();
    assert_eq!(same.len(), 2);
    assert_ne!(same[0]["bundle"], same[1]["bundle"]);
    let numbers = merged.report.findings.iter().find(|f| f.code == Code::HoldingsNumbers).unwrap();
    assert_eq!(numbers.details["count"], 1_u64.into());
    assert_eq!(rows(&out, Table::Files).len(), 4);
    // Each transfer is an event of its own, also for the fonds that only a dossier names.
    let events = rows(&out, Table::Events);
    let mut fonds = column(&events, "fonds");
    fonds.sort();
    assert_eq!(fonds, ["P", "P", "Q"]);
}

#[test]
fn another_issue_of_an_act_is_told_and_two_replacements_are_refused() {
    let desk = Desk::new();
    let mut first = act("27163", INTO);
    first.id = Some("00000000-0000-4000-8000-000000000001".parse().unwrap());
    let mut second = first.clone();
    second.issue = 2;
    let one = desk.pack("one.zip", &first, &[("a.txt", "a")], &[]);
    let two = desk.pack("two.zip", &second, &[("a.txt", "b")], &[]);
    let merged = merged(&[&one, &two], &desk.place("issues"));
    assert_eq!(codes(&merged), [(Code::HoldingsIssue, 1)]);
    assert_eq!(rows(&desk.place("issues"), Table::Files).len(), 2);

    let replacement = |name: &str, text: &str| {
        let mut act = act("27163", INTO);
        act.kind = handover_core::transfer::ActKind::Replacement;
        act.base = Some(verified(&one).digest());
        desk.pack(name, &act, &[("a.txt", text)], &[])
    };
    let (three, four) = (replacement("three.zip", "c"), replacement("four.zip", "d"));
    let replaced = try_merge(&[&one, &three], &desk.place("replaced")).unwrap();
    assert_eq!(codes(&replaced), [(Code::HoldingsReplaced, 1)]);
    // The second one comes in a later run: the holdings stay as they are.
    let before = tree(&desk.place("replaced"));
    let error = try_merge(&[&four], &desk.place("replaced")).unwrap_err();
    assert_eq!(error.refusal().unwrap().count(Code::HoldingsReplacements), 1);
    assert_eq!(tree(&desk.place("replaced")), before);
}

#[test]
fn only_what_is_the_custodians_and_proven_comes_in() {
    let desk = Desk::new();
    let bundle = ward(&desk, "a.zip", "P12", "27163", INTO);
    let out = desk.place("out");
    let refused = |into: &str, on: &str| {
        let options = merge::Options::new(on.parse().unwrap());
        let incoming = [verified(&bundle)];
        let error = merge(agency(into), &incoming, &out, &options, &()).unwrap_err();
        let report = error.refusal().unwrap().by_code.clone();
        assert!(!out.exists() && !desk.place("out.partial").exists());
        report.into_iter().collect::<Vec<_>>()
    };
    let other = refused("vn:27169@2025/ubnd", "2025-07-15");
    assert_eq!(other, [(Code::HoldingsReceiver, 1)]);
    assert_eq!(refused(INTO, "2025-06-30"), [(Code::HoldingsNotYet, 1)]);

    // One list was not checked.
    let open = Bundle::open(&bundle, &Limits::default()).unwrap();
    let found = verify(&open, &trust(), &verify::Options::default(), &()).unwrap();
    let quick = Incoming::bundle(&bundle, found.into_verified().unwrap());
    let error = merge(agency(INTO), &[quick], &out, &options(), &()).unwrap_err();
    assert_eq!(error.refusal().unwrap().count(Code::HoldingsNotFull), 1);

    // Another agency of the same unit: said, and not refused.
    let council = agency("vn:27163@2025/hdnd");
    let merged = merge(council, &[verified(&bundle)], &out, &options(), &()).unwrap();
    assert_eq!(codes(&merged), [(Code::HoldingsAgency, 1)]);
    let events = rows(&out, Table::Events);
    assert_eq!(column(&events, "to"), [INTO]);
}

#[test]
fn a_bundle_that_changed_after_its_verify_is_refused() {
    let desk = Desk::new();
    for changed in ["handover/inventory/dossiers.csv", "handover/payload-blake3.txt", "exchanged"] {
        let bundle = ward(&desk, changed.rsplit('/').next().unwrap(), "P12", "27163", INTO);
        let incoming = verified(&bundle);
        let place = bundle.join(changed);
        if changed == "exchanged" {
            fs::rename(&bundle, desk.place("moved")).unwrap();
            let files = desk.place("exchanged.files");
            fs::write(files.join("01/a.txt"), "another").unwrap();
            let tables = FolderTables::new(&desk.place("exchanged.tables"));
            let source = Folder::open(&files).unwrap();
            let (act, options) = (act("27163", INTO), pack::Options::default());
            pack(&source, &tables, &act, &[&key()], &bundle, &options, &()).unwrap();
        } else {
            let text = fs::read_to_string(&place).unwrap();
            fs::write(&place, text.replacen("01", "09", 1)).unwrap();
        }
        let out = desk.place("out");
        let error = merge(agency(INTO), &[incoming], &out, &options(), &()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Changed { .. }), "{changed}: {error}");
        assert!(!out.exists());
    }
}

#[test]
fn holdings_that_somebody_changed_are_not_built_upon() {
    let desk = Desk::new();
    let (a, b) =
        (ward(&desk, "a.zip", "P12", "27163", INTO), ward(&desk, "b.zip", "P13", "27166", INTO));
    let fresh = |name: &str| {
        let out = desk.place(name);
        merged(&[&a], &out);
        out
    };
    let refused = |out: &Path| try_merge(&[&b], out).unwrap_err();

    let out = fresh("row gone");
    let table = out.join("inventory/dossiers.csv");
    let text = fs::read_to_string(&table).unwrap();
    let cut = text.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n";
    fs::write(&table, cut).unwrap();
    let before = tree(&out);
    assert!(matches!(refused(&out).kind(), ErrorKind::Read { .. }));
    assert_eq!(tree(&out), before);

    let out = fresh("table gone");
    fs::remove_file(out.join("inventory/files.csv")).unwrap();
    assert!(matches!(refused(&out).kind(), ErrorKind::Read { .. }));

    let out = fresh("index cut");
    fs::remove_file(out.join("bundles.csv")).unwrap();
    assert!(matches!(refused(&out).kind(), ErrorKind::Malformed { code: "holdings.table", .. }));

    let out = fresh("somebody's file");
    fs::write(out.join("inventory/notes.txt"), "mine").unwrap();
    assert!(matches!(refused(&out).kind(), ErrorKind::TargetExists { .. }));
    assert!(out.join("inventory/notes.txt").exists());

    let out = fresh("newer");
    let marker = fs::read_to_string(out.join("holdings.json")).unwrap();
    fs::write(out.join("holdings.json"), marker.replace("holdings/1", "holdings/2")).unwrap();
    assert!(matches!(refused(&out).kind(), ErrorKind::Malformed { code: "holdings.newer", .. }));

    let out = fresh("another's");
    let council = merge(agency("vn:27163@2025/hdnd"), &[verified(&b)], &out, &options(), &());
    let error = council.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Malformed { code: "holdings.custodian", .. }));

    let folder = desk.place("no holdings");
    fs::create_dir(&folder).unwrap();
    assert!(matches!(refused(&folder).kind(), ErrorKind::TargetExists { .. }));
}

#[test]
fn hostile_cells_come_through_as_they_are() {
    let desk = Desk::new();
    let odd = "\"=cmd|' /C calc'!A1, \"\"x\"\"\nsecond line\"";
    let dossiers = format!(
        "fileCode,title,bundle,x-bundle,blake3,Ghi chú,carrier\nH29.70.33.2001.1,{odd},mine,own,b3,\u{202e}abc,paper\n"
    );
    let fonds = "code,name,status,x-bundle\nP14Q10,Phông,closed,y\n";
    let bundle = desk.pack(
        "a.zip",
        &act("27163", INTO),
        &[],
        &[("fonds.csv", fonds), ("dossiers.csv", &dossiers)],
    );
    let out = desk.place("out");
    merged(&[&bundle], &out);
    let row = rows(&out, Table::Dossiers).remove(0);
    assert_eq!(row["title"], "=cmd|' /C calc'!A1, \"x\"\nsecond line");
    let own = ["x-bundle", "x-x-bundle", "x-blake3", "Ghi chú"].map(|name| row[name].as_str());
    assert_eq!(own, ["mine", "own", "b3", "\u{202e}abc"]);
    assert_eq!(row["bundle"], verified(&bundle).digest().to_string());
    // Both codes are there to be found by.
    assert_eq!((&*row["fileCode"], &*row["closedFileCode"]), ("H29.70.33.2001.1", "P14Q10.2001.1"));
    // Built upon, its columns do not change their names again.
    let other = ward(&desk, "b.zip", "P13", "27166", INTO);
    merged(&[&other], &out);
    let rows = rows(&out, Table::Dossiers);
    let again = rows.iter().find(|row| row["x-bundle"] == "mine").unwrap();
    assert_eq!((again["x-x-bundle"].as_str(), rows.len()), ("own", 3));
}

#[test]
fn a_set_of_volumes_gives_the_rows_of_one_bundle() {
    let volumes = crate::volumes::Volumes::packed();
    let set = volumes.place("usb/p14.set.json");
    let out = volumes.place("holdings");
    let merged = merged(&[&set], &out);
    assert!(!merged.report.by_code.contains_key(&Code::HoldingsDossierTwice));
    let (dossiers, containers) = (rows(&out, Table::Dossiers), rows(&out, Table::Containers));
    let mut codes = column(&dossiers, "fileCode");
    codes.sort();
    assert_eq!(codes, ["HS1", "HS2", "HS3", "HS4"]);
    // Two that say the same were two before.
    let mut boxes = column(&containers, "code");
    boxes.sort();
    assert_eq!(boxes, ["H1", "H2", "H2"]);
    assert_eq!((rows(&out, Table::Documents).len(), rows(&out, Table::Fonds).len()), (5, 1));
    let files = rows(&out, Table::Files);
    assert!(column(&files, "volume").iter().all(|volume| volume.parse::<u32>().is_ok()));
    let held = Holdings::open(&out, &Limits::default()).unwrap();
    assert_eq!(held.volumes().len(), held.bundles()[0].volumes as usize);
    assert!(compare(&volumes.place("files"), &out).1.is_same());
    assert!(compare(&set, &out).1.is_same());
}

/// Dossiers of three wards: code, whether on paper, and the title.
type Wards = Vec<Vec<(String, bool, String)>>;

fn wards() -> impl Strategy<Value = Wards> {
    let dossier = ("[A-C][0-9]{1,2}", any::<bool>(), "[a-z ,\"\n]{1,12}");
    proptest::collection::vec(proptest::collection::vec(dossier, 0..6), 3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_dossier_is_lost_and_no_order_shows(wards in wards(), order in 0..6_usize, cut in 0..4_usize) {
        let desk = Desk::new();
        let mut bundles = Vec::new();
        let mut wanted = Vec::new();
        for (number, (dossiers, giver)) in wards.iter().zip(["27163", "27166", "27172"]).enumerate() {
            let mut table = "fonds,carrier,fileCode,title\n".to_owned();
            for (code, paper, title) in dossiers {
                let carrier = if *paper { "paper" } else { "" };
                let quoted = title.replace('"', "\"\"");
                writeln!(table, "P{number},{carrier},{code},\"{quoted}\"").unwrap();
                wanted.push((format!("P{number}"), code.clone(), title.clone()));
            }
            let file = format!("of ward {number}");
            let name = format!("{number}.zip");
            let act = act(giver, INTO);
            bundles.push(desk.pack(&name, &act, &[("a.txt", &file)], &[("dossiers.csv", &table)]));
        }
        let whole = desk.place("whole");
        let all = merged(&[&bundles[0], &bundles[1], &bundles[2]], &whole);
        let orders =
            [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let turned: Vec<&Path> = orders[order].iter().map(|at| &*bundles[*at]).collect();
        let parts = desk.place("parts");
        let (first, second) = turned.split_at(cut);
        merged(first, &parts);
        merged(second, &parts);
        let content = |root: &Path| {
            tree(root).into_iter().map(|(path, content, _)| (path, content)).collect::<Vec<_>>()
        };
        prop_assert_eq!(content(&whole), content(&parts));

        let rows = rows(&whole, Table::Dossiers);
        let mut found: Vec<_> = rows
            .iter()
            .map(|row| (row["fonds"].clone(), row["fileCode"].clone(), row["title"].clone()))
            .collect();
        found.sort();
        wanted.sort();
        prop_assert_eq!(&found, &wanted);
        // Totals of the parts are those of the whole.
        let held = Holdings::open(&whole, &Limits::default()).unwrap();
        let files: u64 = held.bundles().iter().map(|bundle| bundle.files).sum();
        prop_assert_eq!((files, all.added.len()), (3, 3));
        for (number, ward) in wards.iter().enumerate() {
            let fonds = format!("P{number}");
            let of = found.iter().filter(|(of, _, _)| *of == fonds).count();
            prop_assert_eq!(of, ward.len());
        }
    }
}

#[test]
fn a_fonds_said_to_be_open_and_a_custodian_that_closed_are_told() {
    let desk = Desk::new();
    let fonds = "code,name,status,creator\nP,Phông,open,vn:27163@2024/ubnd\n";
    let bundle = desk.pack("a.zip", &act("27163", INTO), &[], &[("fonds.csv", fonds)]);
    let out = desk.place("open");
    assert_eq!(codes(&merged(&[&bundle], &out)), [(Code::HoldingsFondsOpen, 1)]);
    // What the giver says of it is kept.
    assert_eq!(column(&rows(&out, Table::Fonds), "status"), ["open"]);

    let mut act = act("27163", "vn:27169@2024/ubnd");
    act.sealed_on = "2025-05-01".parse().unwrap();
    act.effective_on = "2025-05-02".parse().unwrap();
    let bundle = desk.pack("b.zip", &act, &[("a.txt", "a")], &[]);
    let into = agency("vn:27169@2024/ubnd");
    let merged = merge(into, &[verified(&bundle)], &desk.place("closed"), &options(), &()).unwrap();
    assert_eq!(codes(&merged), [(Code::HoldingsClosed, 1)]);
}
