use std::fs;

use proptest::prelude::*;

use super::*;
use crate::custody::{Covered, DossierRef};
use crate::description::{Document, Dossier};
use crate::inventory::{RowTables, Table};
use crate::ledger::tests::{OWN, agency, both_keys, day, moves, naive};

/// Fonds, container and code of the dossiers; the last two have documents.
const DOSSIERS: [[&str; 3]; 5] = [
    ["F1", "01", "HS.1"],
    ["F1", "03", "HS.9"],
    ["F2", "02", "HS.2"],
    ["F3", "02", "HS.7"],
    ["F3", "04", "HS.8"],
];

fn tables() -> RowTables {
    let dossiers = DOSSIERS.iter().enumerate().map(|(number, [fonds, container, code])| {
        let mut row = Dossier::new(*code, format!("Tiêu đề {number}"));
        row.fonds = Some((*fonds).into());
        row.container = Some((*container).into());
        row.path = (number < 3).then(|| format!("d{number}"));
        row
    });
    let documents = (3..5).flat_map(|number| {
        (0..2).map(move |part| {
            let mut row = Document::new(DOSSIERS[number][2], "Trích yếu");
            row.path = Some(format!("d{number}/{part}.pdf"));
            row
        })
    });
    let mut tables = RowTables::new();
    tables.add(Table::Dossiers, dossiers).unwrap();
    tables.add(Table::Documents, documents).unwrap();
    tables
}

/// What a person would say who looks at each dossier by itself.
fn expected(here: bool, all: &[ledger::Checked], dossier: &DossierRef, on: Day) -> Fate {
    let deciding = naive(all, dossier, on).map(|line| &all[usize::try_from(line).unwrap() - 1]);
    match deciding.map(|checked| ledger::standing(checked).0) {
        Some(Where::Lost) => Fate::ReportedLost,
        Some(Where::There | Where::OnLoan | Where::Destroyed) => Fate::Left,
        _ if here => Fate::Here,
        _ => Fate::Gone,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_audit_says_what_one_look_at_each_dossier_says(
        events in proptest::collection::vec((any::<u8>(), any::<u8>(), 1_u32..28), 0..10),
        on in 1_u32..28, present in proptest::collection::vec(any::<bool>(), 7),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("custody.jsonl");
        fs::write(&path, moves(&events)).unwrap();
        let files = dir.path().join("files");
        fs::create_dir(&files).unwrap();
        let places = ["d0/a/x.pdf", "d1", "d2/y", "d3/0.pdf", "d3/1.pdf", "d4/0.pdf", "d4/1.pdf"];
        for (place, _) in places.iter().zip(&present).filter(|(_, there)| **there) {
            let place = files.join(place);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, "x").unwrap();
        }
        let here = [present[0], present[1], present[2], present[3] && present[4], present[5] && present[6]];
        let on = day(&format!("2025-08-{on:02}"));
        let trust = both_keys();
        let ledger = LedgerFile { path: &path, trust: Some(&trust), witnesses: &[] };
        let tables = tables();
        let request = Request { tables: &tables, files: Some(&files), ledger, papers: None, on };
        let mut answers = Vec::new();
        let sink = |answer| { answers.push(answer); Ok(()) };
        let audit = audit(&request, sink, &Options::default(), &()).unwrap();

        let mut all = Vec::new();
        ledger.verify(|checked| { all.push(checked); Ok(()) }, &ledger::Options::default(), &()).unwrap();
        let mut answers = answers.into_iter();
        let (mut gone, mut lost) = (0, 0);
        for (number, [fonds, container, code]) in DOSSIERS.iter().enumerate() {
            let dossier = DossierRef {
                fonds: (*fonds).into(), container: (*container).into(), code: (*code).into(),
            };
            let fate = expected(here[number], &all, &dossier, on);
            gone += u64::from(fate == Fate::Gone);
            lost += u64::from(fate == Fate::ReportedLost);
            if fate == Fate::Here {
                continue;
            }
            let answer = answers.next().unwrap();
            prop_assert_eq!(answer.at, Location::row("dossiers", number as u64 + 1));
            prop_assert_eq!((answer.fate, answer.code.as_deref()), (fate, Some(*code)));
            prop_assert_eq!(answer.title, None);
            let line = naive(&all, &dossier, on);
            prop_assert_eq!(answer.event.as_ref().map(|event| event.number), line);
            if fate == Fate::Gone {
                prop_assert!(answer.missing > 0);
                prop_assert_eq!(answer.holder, Some(agency(OWN)));
            }
        }
        prop_assert!(answers.next().is_none());
        prop_assert_eq!((audit.totals.gone, audit.totals.reported_lost), (gone, lost));
        prop_assert_eq!(audit.totals.dossiers, 5);
        prop_assert_eq!(audit.report.count(Code::CustodyUnexplained), gone);
        let unproven = all.iter().filter(|checked| {
            checked.entry.event.kind == Kind::Destruction && checked.persons < 2
                && checked.entry.day <= on
        });
        prop_assert_eq!(audit.report.count(Code::CustodyFewSigners), unproven.count() as u64);
        prop_assert_eq!(audit.totals.papers_seen, 0);
        prop_assert_eq!(audit.report.count(Code::CustodyPaperUnseen), audit.totals.papers_named);
    }
}

#[test]
fn papers_are_seen_by_their_digest_and_suspected_rows_keep_their_names() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("custody.jsonl");
    // A destruction of fonds F1 by two persons: 5 + 7·8 is odd, so two sign.
    fs::write(&path, moves(&[(61, 0, 5)])).unwrap();
    let papers = dir.path().join("papers");
    fs::create_dir(&papers).unwrap();
    for (name, content) in [("a.pdf", "1"), ("b.pdf", "2"), ("c.pdf", "no paper of it")] {
        fs::write(papers.join(name), content).unwrap();
    }
    let mut secret = Dossier::new("HS.1", "Vụ án mật");
    secret.fonds = Some("F1".into());
    let mut plain = Dossier::new("HS.2", "Đất đai");
    plain.fonds = Some("F1".into());
    let mut tables = RowTables::new();
    tables.add(Table::Dossiers, [secret, plain]).unwrap();
    let trust = both_keys();
    let ledger = LedgerFile { path: &path, trust: Some(&trust), witnesses: &[] };
    let on = day("2025-08-10");
    let request = Request { tables: &tables, files: None, ledger, papers: Some(&papers), on };
    let mut answers: Vec<Answer> = Vec::new();
    let options = Options { titles: Titles::Shown, ..Options::default() };
    let sink = |answer| {
        answers.push(answer);
        Ok(())
    };
    let audit = audit(&request, sink, &options, &()).unwrap();
    assert_eq!((audit.totals.papers_named, audit.totals.papers_seen), (3, 2));
    assert_eq!(audit.report.count(Code::CustodyPaperUnseen), 1);
    assert!(audit.ledger.report.passes());
    let told: Vec<_> =
        answers.iter().map(|answer| (answer.code.as_deref(), answer.title.as_deref())).collect();
    assert_eq!(told, [(None, None), (Some("HS.2"), Some("Đất đai"))]);
    assert!(answers.iter().all(|answer| answer.fate == Fate::Left));
    // A cover of dossiers that nobody asked for says nothing.
    let unknown = DossierRef { code: "HS.1".into(), ..DossierRef::default() };
    let cover = crate::ledger::tests::cover(0);
    assert_eq!(cover.covers(&unknown), Covered::Perhaps);
}
