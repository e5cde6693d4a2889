use super::*;
use crate::description::Record;

fn read(toml: &str) -> Result<Event, toml::de::Error> {
    toml::from_str(toml)
}

const TRANSFER: &str = r#"
kind = "transfer"
from = "vn:27169@2024"
to = "vn:27163@2025"
[act]
number = "12/QĐ-UBND"
day = "2025-06-30"
[[by]]
name = "Nguyễn Văn A"
title = "Chủ tịch"
[[covers]]
fonds = "P14"
containers = [{ from = "01", to = "12" }, "15"]
"#;

#[test]
fn an_event_is_as_its_kind_wants_it() {
    let event = read(TRANSFER).unwrap();
    assert_eq!(event.problem(), None);
    let giver = "vn:27169@2024".parse().unwrap();
    assert_eq!(event.account(&giver), Account::Explained);
    assert_eq!(event.account(&"vn:27163@2025".parse().unwrap()), Account::Silent);
    assert_eq!(event.row_kind(), Some(EventKind::Transferred));

    let problem = |change: fn(&mut Event)| {
        let mut event = read(TRANSFER).unwrap();
        change(&mut event);
        event.problem()
    };
    assert_eq!(problem(|e| e.act = None), Some(EventProblem::Missing("act")));
    assert_eq!(problem(|e| e.by.clear()), Some(EventProblem::Missing("by")));
    assert_eq!(problem(|e| e.covers.clear()), Some(EventProblem::Missing("covers")));
    assert_eq!(problem(|e| e.covers.push(Cover::default())), Some(EventProblem::Missing("covers")));
    assert_eq!(problem(|e| e.to = e.from), Some(EventProblem::SameParty));
    assert_eq!(problem(|e| e.seal = "1".parse().ok()), Some(EventProblem::OutOfPlace("seal")));
    let many = |e: &mut Event| {
        let cover = Cover { dossiers: vec!["1..99999".parse().unwrap()], ..Cover::default() };
        e.covers = vec![cover.clone(), cover];
    };
    assert_eq!(problem(many), Some(EventProblem::TooMany("covers")));
}

#[test]
fn hostile_values_are_no_events() {
    for (from, to) in [
        ("12/QĐ-UBND", "\\u0007"),
        ("2025-06-30", "2025-6-30"),
        ("vn:27163@2025", "nowhere"),
        ("kind = \"transfer\"", "kind = \"gift\""),
        ("title = \"Chủ tịch\"", "title = \"Chủ tịch\"\nage = 1"),
        ("to = \"12\"", "to = \"12000000000\""),
    ] {
        assert!(read(&TRANSFER.replace(from, to)).is_err(), "{to}");
    }
}

#[test]
fn a_destruction_names_three_papers_by_digest() {
    let mut event = read(TRANSFER).unwrap();
    event.kind = Kind::Destruction;
    (event.from, event.to) = (None, None);
    let mut paper = event.act.clone().unwrap();
    assert_eq!(event.problem(), Some(EventProblem::Missing("council_minutes")));
    event.council_minutes = Some(paper.clone());
    event.destruction_minutes = Some(paper.clone());
    assert_eq!(event.problem(), Some(EventProblem::Missing("act")));
    paper.sha256 = Some(Digest::sha256(b"x"));
    event.act = Some(paper.clone());
    event.council_minutes = Some(paper.clone());
    assert_eq!(event.problem(), Some(EventProblem::Missing("destruction_minutes")));
    event.destruction_minutes = Some(paper);
    assert_eq!(event.problem(), None);
    assert_eq!(event.papers().count(), 3);
}

#[test]
fn every_word_of_the_table_has_its_kind_in_a_ledger() {
    for kind in EventKind::ALL {
        let mut event = Event::new(kind.in_ledger());
        event.regime = Some(Regime::Secrets);
        let what = if *kind == EventKind::Found { IncidentKind::Found } else { IncidentKind::Lost };
        let paper = read(TRANSFER).unwrap().act.unwrap();
        let answers = read(TRANSFER).unwrap().by.remove(0);
        event.incident = Some(Incident { what, record: paper, answers });
        assert_eq!(event.row_kind(), Some(*kind), "{kind}");
    }
    // What stood in tables before there were ledgers is still read.
    let row = super::super::CustodyEvent::from_cells(|name| match name {
        "kind" => "moved-secret",
        _ => "",
    });
    assert_eq!(
        row.kind.and_then(crate::description::Stated::into_value),
        Some(EventKind::MovedSecret)
    );
}

#[test]
fn words_of_secrecy_are_told_by_member_and_can_be_cleared() {
    let mut event = read(TRANSFER).unwrap();
    assert_eq!(event.secrecy(), []);
    event.note = "Hồ sơ mật ong".parse().ok();
    let found = event.secrecy();
    assert_eq!(found[0].code, crate::finding::Code::SecretSuspected);
    assert_eq!(found[0].location, Location::act("note"));
    assert!(!format!("{found:?}").contains("ong"));
    let mark = secrecy::mark("Hồ sơ mật ong");
    event.cleared =
        vec![Cleared { mark, by: "Lê Văn C, cán bộ bảo mật".parse().unwrap() }];
    assert_eq!(event.secrecy()[0].code, crate::finding::Code::SecretCleared);
    event.note = "Tối mật".parse().ok();
    assert_eq!(event.secrecy()[0].code, crate::finding::Code::SecretLevel);
}
