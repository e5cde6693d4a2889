//! Forgeries of every kind, and the questions against a naive model.

mod witnessed;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::custody::{Cover, DossierRef, Event, Head, Kind, LedgerId, Paper, Person, Witness};
use crate::description::Day;
use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::finding::{Code, Report};
use crate::limits::Limits;
use crate::signing::test_rng::{TestRng, key};
use crate::signing::{PrivateKey, Signer};

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn agency(code: u32) -> crate::unit::AgencyRef {
    format!("vn:{code:05}@2025").parse().unwrap()
}

pub(crate) const OWN: u32 = 27163;

fn person() -> Person {
    Person { name: "Trần Thị B".parse().unwrap(), title: "Văn thư".parse().unwrap() }
}

fn paper(number: &str) -> Paper {
    let sha256 = Some(Digest::sha256(number.as_bytes()));
    Paper { number: number.parse().unwrap(), day: day("2025-07-01"), sha256 }
}

fn event(kind: Kind) -> Event {
    let mut event = Event::new(kind);
    event.by = vec![person()];
    event
}

fn receipt(number: u32) -> Event {
    let mut event = event(Kind::Receipt);
    (event.from, event.to) = (Some(agency(1)), Some(agency(OWN)));
    event.receipt = Some(Digest::sha256(&number.to_be_bytes()));
    event
}

fn seal(number: u32) -> Event {
    let mut event = event(Kind::Seal);
    event.seal = format!("NP{number}").parse().ok();
    event.covers = vec![Cover { fonds: "P14".parse().ok(), ..Cover::default() }];
    event
}

fn id() -> LedgerId {
    LedgerId::random(&mut TestRng::new(5))
}

/// Lines of a chain of `events` behind an opening, all by one signer.
fn chain(events: &[(Event, Day)], signer: &PrivateKey) -> Vec<String> {
    let signed: Vec<_> =
        events.iter().map(|(event, day)| (event.clone(), *day, vec![signer])).collect();
    chain_of(&signed, signer)
}

/// The same, each event by signers of its own.
fn chain_of<'k>(
    events: &[(Event, Day, Vec<&'k PrivateKey>)],
    opener: &'k PrivateKey,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let opening = (event(Kind::Open), day("2025-07-01"), vec![opener]);
    for (event, day, keys) in std::iter::once(&opening).chain(events) {
        link(&mut lines, id(), event, *day, keys);
    }
    lines
}

/// The next line of the ledger `id`.
fn link(lines: &mut Vec<String>, id: LedgerId, event: &Event, day: Day, keys: &[&PrivateKey]) {
    let prev = lines.last().map(|line| Digest::sha256(line.as_bytes()));
    let number = lines.len() as u64 + 1;
    let entry = Entry::new((id, agency(OWN)), (number, prev), day, event.clone());
    let signers: Vec<_> = keys.iter().map(|key| *key as &dyn Signer).collect();
    lines.push(entry.sign(&signers).unwrap().to_line().unwrap());
}

/// The bytes of a ledger of moves: what, which records, day of August 2025.
pub(crate) fn moves(moves: &[(u8, u8, u32)]) -> Vec<u8> {
    let keys = [key(1), key(2)];
    let events: Vec<_> = moves
        .iter()
        .map(|(what, which, date)| {
            let (event, signers) = moving(*what, cover(*which));
            let signers = keys[..signers].iter().collect();
            (event, day(&format!("2025-08-{date:02}")), signers)
        })
        .collect();
    joined(&chain_of(&events, &keys[0]))
}

/// Both keys that sign [`moves`].
pub(crate) fn both_keys() -> TrustedKeys {
    TrustedKeys::new([key(1).public_key(), key(2).public_key()])
}

fn head(lines: &[String], count: usize) -> Head {
    let digest = Digest::sha256(lines[count - 1].as_bytes());
    Head { ledger: id(), count: count as u64, digest }
}

fn check(bytes: &[u8], witnesses: &[Witness]) -> Verdict {
    let trust = TrustedKeys::new([key(1).public_key()]);
    let options = Options::default();
    let path = Path::new("custody.jsonl");
    verify(bytes, path, Some(&trust), witnesses, |_| Ok(()), &options, &()).unwrap()
}

pub(crate) fn joined(lines: &[String]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect()
}

fn lines_in(bytes: &[u8]) -> u64 {
    bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n")).count() as u64
}

fn codes(report: &Report) -> Vec<(&'static str, u64)> {
    report.by_code.iter().map(|(code, count)| (code.as_str(), *count)).collect()
}

/// Events and witnesses: a receipt event has been witnessed at the head before it.
fn story(kinds: &[bool]) -> (Vec<(Event, Day)>, Vec<String>, Vec<Witness>) {
    let on = day("2025-07-01");
    let events: Vec<_> = (0..)
        .zip(kinds)
        .map(|(number, is_receipt)| (if *is_receipt { receipt(number) } else { seal(number) }, on))
        .collect();
    let lines = chain(&events, &key(1));
    let witnessed = events.iter().enumerate().filter(|(_, (e, _))| e.kind == Kind::Receipt);
    let witnesses = witnessed
        .map(|(at, (event, _))| Witness {
            head: head(&lines, at + 1),
            day: Some(on),
            receipt: event.receipt,
        })
        .collect();
    (events, lines, witnesses)
}

/// How somebody changes a ledger.
#[derive(Debug, Clone)]
enum Forgery {
    Cut(Index),
    Delete(Index),
    Duplicate(Index),
    Swap(Index, Index),
    Edit(Index),
}

fn forgery() -> impl Strategy<Value = Forgery> {
    prop_oneof![
        any::<Index>().prop_map(Forgery::Cut),
        any::<Index>().prop_map(Forgery::Delete),
        any::<Index>().prop_map(Forgery::Duplicate),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Forgery::Swap(a, b)),
        any::<Index>().prop_map(Forgery::Edit),
    ]
}

fn forge<T: Clone>(list: &[T], forgery: &Forgery, edit: impl Fn(&T) -> T) -> Vec<T> {
    let mut list = list.to_vec();
    let n = list.len();
    match forgery {
        Forgery::Cut(at) => list.truncate(at.index(n)),
        Forgery::Delete(at) => drop(list.remove(at.index(n))),
        Forgery::Duplicate(at) => list.insert(at.index(n), list[at.index(n)].clone()),
        Forgery::Swap(a, b) => list.swap(a.index(n), b.index(n)),
        Forgery::Edit(at) => list[at.index(n)] = edit(&list[at.index(n)]),
    }
    list
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Without the key, everything but a cut behind the last witnessed event
    /// is found.
    #[test]
    fn whoever_has_no_key_can_only_cut_the_end(
        kinds in proptest::collection::vec(any::<bool>(), 1..7), forgery in forgery(),
        edited in any::<Index>(),
    ) {
        let (_, lines, witnesses) = story(&kinds);
        let vouched = witnesses.iter().map(|w| w.head.count + 1).max().unwrap_or(0);
        let sound = check(&joined(&lines), &witnesses);
        prop_assert!(sound.report.passes(), "{:?}", codes(&sound.report));
        prop_assert_eq!(sound.unwitnessed, lines.len() as u64 - vouched);

        let flip = |line: &String| {
            let mut bytes = line.clone().into_bytes();
            // Between two letters nothing but the text changes.
            let at = edited.index(bytes.len());
            bytes[at] = if bytes[at] == b'a' { b'b' } else { b'a' };
            String::from_utf8(bytes).unwrap_or_else(|_| "x".into())
        };
        let forged = forge(&lines, &forgery, flip);
        let verdict = check(&joined(&forged), &witnesses);
        let cut_behind = forged.len() as u64 >= vouched.max(1) && lines.starts_with(&forged);
        prop_assert_eq!(verdict.report.passes(), cut_behind, "{:?}", codes(&verdict.report));
        if cut_behind {
            prop_assert_eq!(verdict.unwitnessed, forged.len() as u64 - vouched);
        }
    }

    /// Who has the key can write the chain anew, and is found out by every
    /// witness whose head or receipt it then lacks.
    #[test]
    fn whoever_has_the_key_is_found_out_up_to_the_last_witness(
        kinds in proptest::collection::vec(any::<bool>(), 1..7), forgery in forgery(),
    ) {
        let (events, lines, witnesses) = story(&kinds);
        let forged = forge(&events, &forgery, |_| (seal(99), day("2025-07-01")));
        let forged_lines = chain(&forged, &key(1));
        let betrayed = witnesses.iter().any(|witness| {
            let count = usize::try_from(witness.head.count).unwrap();
            let same_head = forged_lines.get(..count).is_some_and(|f| *f == lines[..count]);
            // Line `count + 1` is event `count` of those behind the opening.
            let next = forged.get(count - 1).and_then(|(event, _)| event.receipt);
            !same_head || next != witness.receipt
        });
        let verdict = check(&joined(&forged_lines), &witnesses);
        prop_assert_eq!(!verdict.report.passes(), betrayed, "{:?}", codes(&verdict.report));
    }

    #[test]
    fn a_cut_within_a_line_is_a_torn_end(
        kinds in proptest::collection::vec(any::<bool>(), 1..4), at in any::<Index>(),
    ) {
        let (_, lines, witnesses) = story(&kinds);
        let bytes = joined(&lines);
        let cut = &bytes[..at.index(bytes.len())];
        let whole = lines_in(cut);
        let verdict = check(cut, &witnesses);
        let torn = !cut.is_empty() && !cut.ends_with(b"\n");
        prop_assert_eq!(verdict.report.count(Code::LedgerTornEnd), u64::from(torn));
        prop_assert_eq!(verdict.events, whole);
        let vouched = witnesses.iter().map(|w| w.head.count + 1).max().unwrap_or(0);
        prop_assert_eq!(verdict.report.passes(), whole >= vouched.max(1));
    }
}

#[test]
fn each_defect_has_its_finding() {
    let (events, lines, witnesses) = story(&[false, true, false, false]);
    let told = |lines: &[String], witnesses: &[Witness]| {
        let report = check(&joined(lines), witnesses).report;
        let blocks =
            report.findings.iter().filter(|f| f.severity == crate::finding::Severity::Block);
        blocks.map(|f| format!("{} {}", f.code, f.location)).collect::<Vec<_>>()
    };
    let without = |at: usize| {
        let mut lines = lines.clone();
        lines.remove(at);
        lines
    };
    assert_eq!(
        told(&without(3), &witnesses),
        ["ledger.number custody.jsonl:4", "ledger.chain-broken custody.jsonl:4"]
    );
    let mut edited = lines.clone();
    edited[3] = edited[3].replace("NP2", "NP3");
    assert_eq!(
        told(&edited, &witnesses),
        ["ledger.signature custody.jsonl:4", "ledger.chain-broken custody.jsonl:5"]
    );
    edited[3] = "{}".into();
    assert_eq!(
        told(&edited, &witnesses),
        ["ledger.line custody.jsonl:4", "ledger.chain-broken custody.jsonl:5"]
    );
    let stranger = chain(&events, &key(2));
    assert_eq!(told(&stranger[..1], &[]), ["ledger.signer-unknown custody.jsonl:1"]);
    assert_eq!(told(&without(0)[..1], &[])[..1], ["ledger.number custody.jsonl:1"]);
    // The head of the receipt is there, and the event behind it is another.
    let mut other = events.clone();
    other[1] = (seal(7), day("2025-07-01"));
    assert_eq!(told(&chain(&other, &key(1)), &witnesses), ["ledger.receipt-not-next ."]);
    assert_eq!(told(&lines[..2], &witnesses), ["ledger.receipt-not-next ."]);
    assert_eq!(told(&lines[..1], &witnesses), ["ledger.head-not-there ."]);
    assert_eq!(told(&[], &[]), ["ledger.line ."]);
}

#[test]
fn a_fork_is_named() {
    let (events, lines, witnesses) = story(&[true, false, true]);
    let mut other = events.clone();
    other[1] = (seal(7), day("2025-07-01"));
    let fork = chain(&other, &key(1));
    let forked = Witness { head: head(&fork, 3), ..witnesses[1] };
    let count = |witnesses: &[Witness]| {
        let report = check(&joined(&lines), witnesses).report;
        (report.count(Code::LedgerFork), report.count(Code::LedgerHeadNotThere))
    };
    assert_eq!(count(&witnesses), (0, 0));
    assert_eq!(count(&[witnesses[1], forked]).0, 1, "two heads of one count");
    let behind = Witness { head: head(&lines, 4), day: None, receipt: None };
    assert_eq!(count(&[forked, behind]), (1, 1), "one that the chain has left");
    let second = Witness { receipt: Some(Digest::sha256(b"another")), ..witnesses[0] };
    assert_eq!(count(&[witnesses[0], second]), (1, 0), "two receipts for one head");
    let mut strange = witnesses[0];
    strange.head.ledger = LedgerId::random(&mut TestRng::new(9));
    let report = check(&joined(&lines), &[strange]).report;
    assert_eq!(report.count(Code::LedgerOtherLedger), 1);
}

#[test]
fn days_that_go_back_and_events_entered_late() {
    let mut events = vec![(receipt(1), day("2025-08-01")), (seal(1), day("2025-07-15"))];
    let lines = chain(&events, &key(1));
    let witness = Witness {
        head: head(&lines, 1),
        day: Some(day("2025-08-01")),
        receipt: events[0].0.receipt,
    };
    let report = check(&joined(&lines), &[witness]).report;
    assert!(report.passes());
    assert_eq!(report.count(Code::LedgerEnteredLate), 1);
    assert_eq!(report.count(Code::LedgerDayBack), 1);
    events[1].1 = day("2025-08-01");
    let report = check(&joined(&chain(&events, &key(1))), &[witness]).report;
    assert_eq!(report.count(Code::LedgerEnteredLate) + report.count(Code::LedgerDayBack), 0);
}

#[test]
fn without_trust_nothing_is_judged_and_that_is_said() {
    let (_, lines, _) = story(&[false]);
    let bytes = joined(&lines);
    let options = Options::default();
    let verdict = verify(&bytes[..], Path::new("l"), None, &[], |_| Ok(()), &options, &()).unwrap();
    assert!(!verdict.signers_judged && !verdict.report.passes());
    assert_eq!(codes(&verdict.report), [("ledger.signer-unknown", 1), ("ledger.unwitnessed", 1)]);
}

// --- appending -----------------------------------------------------------------

pub(crate) fn created(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("custody.jsonl");
    let (agency, day) = (agency(OWN), day("2025-07-01"));
    let opening = Opening { id: id(), agency, day, event: event(Kind::Open) };
    Ledger::create(&path, opening, &[&key(1)]).unwrap();
    path
}

pub(crate) fn open(path: &Path) -> Result<(Ledger, Option<Recovered>), Error> {
    Ledger::open(path, &Limits::default(), &())
}

#[test]
fn what_is_appended_verifies_and_one_writes_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let path = created(dir.path());
    let (mut ledger, recovered) = open(&path).unwrap();
    assert_eq!(recovered, None);
    assert!(matches!(open(&path).unwrap_err().kind(), ErrorKind::Busy { .. }));
    for number in 0..3 {
        ledger.append(seal(number), day("2025-07-02"), &[&key(1)]).unwrap();
    }
    assert!(ledger.append(seal(4), day("2025-07-01"), &[&key(1)]).unwrap().day_back);
    let head = ledger.head();
    drop(ledger);
    let verdict = check(&fs::read(&path).unwrap(), &[]);
    assert!(verdict.report.passes());
    assert_eq!(verdict.head, Some(head));
    assert_eq!(head.count, 5);
    assert!(!intent::beside(&path, ".next").exists());
}

#[test]
fn events_that_are_none_are_refused_and_nothing_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = created(dir.path());
    let before = fs::read(&path).unwrap();
    let (mut ledger, _) = open(&path).unwrap();
    let mut nameless = seal(1);
    nameless.by.clear();
    for wrong in [nameless, event(Kind::Open), event(Kind::Destruction)] {
        let error = ledger.append(wrong, day("2025-07-02"), &[&key(1)]).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Malformed { code: "ledger.event", .. }));
    }
    let mut secret = seal(1);
    secret.note = "Tuyệt mật".parse().ok();
    let error = ledger.append(secret, day("2025-07-02"), &[&key(1)]).unwrap_err();
    assert_eq!(error.refusal().unwrap().count(Code::SecretLevel), 1);
    let error = ledger.append(seal(1), day("2025-07-02"), &[]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Sign { .. }));
    assert_eq!(fs::read(&path).unwrap(), before);
    let opening = Opening { id: id(), agency: agency(OWN), day: day("2025-07-01"), event: seal(1) };
    drop(ledger);
    assert!(Ledger::create(&path, opening, &[&key(1)]).is_err());
}

#[test]
fn a_line_torn_anywhere_is_moved_aside_if_it_is_ours() {
    let dir = tempfile::tempdir().unwrap();
    let path = created(dir.path());
    let before = fs::read(&path).unwrap();
    let (mut ledger, _) = open(&path).unwrap();
    ledger.append(seal(1), day("2025-07-02"), &[&key(1)]).unwrap();
    drop(ledger);
    let after = fs::read(&path).unwrap();
    let line = &after[before.len()..];
    let next = intent::beside(&path, ".next");
    for cut in (0..=line.len()).step_by(7).chain([line.len() - 1, line.len()]) {
        fs::write(&path, [&before, &line[..cut]].concat()).unwrap();
        fs::write(&next, line).unwrap();
        let (ledger, recovered) = open(&path).unwrap();
        let whole = cut == line.len();
        assert_eq!(ledger.head().count, 1 + u64::from(whole), "{cut}");
        match recovered.unwrap() {
            Recovered::NotWritten => assert_eq!(cut, 0),
            Recovered::Written => assert!(whole),
            Recovered::Torn(aside) => {
                assert_eq!(fs::read(&aside).unwrap(), &line[..cut]);
                fs::remove_file(aside).unwrap();
            }
        }
        assert!(!next.exists());
    }
    // Somebody else's torn line stays for people to look at.
    for intent in [None, Some(&b"{\"signed\":\"other"[..])] {
        fs::write(&path, [&before[..], b"{\"signed\":\"x"].concat()).unwrap();
        if let Some(bytes) = intent {
            fs::write(&next, bytes).unwrap();
        }
        let error = open(&path).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Malformed { code: "ledger.torn-end", .. }));
        assert!(fs::read(&path).unwrap().ends_with(b"signed\":\"x"));
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_that_somebody_planted_beside_it() {
    use std::os::unix::fs::symlink;

    const MINE: &str = "the only copy of something else";
    let dir = tempfile::tempdir().unwrap();
    let (path, mine) = (dir.path().join("custody.jsonl"), dir.path().join("mine"));
    let absent = dir.path().join("absent");
    let beside = |ending: &str| dir.path().join(format!("custody.jsonl{ending}"));
    let untouched = || {
        assert_eq!(fs::read_to_string(&mine).unwrap(), MINE);
        assert!(!absent.exists());
    };
    let opening = || Opening {
        id: id(),
        agency: agency(OWN),
        day: day("2025-07-01"),
        event: event(Kind::Open),
    };
    let refused = |result: Result<(), Error>| {
        assert!(matches!(result.unwrap_err().kind(), ErrorKind::TargetExists { .. }));
    };
    fs::write(&mine, MINE).unwrap();

    // What is made beside it takes the place of the link, not of its target.
    symlink(&mine, beside(".made")).unwrap();
    Ledger::create(&path, opening(), &[&key(1)]).unwrap();
    untouched();
    assert!(!path.symlink_metadata().unwrap().is_symlink());
    fs::hard_link(&mine, beside(".next")).unwrap();
    let (mut ledger, _) = Ledger::open(&path, &Limits::default(), &()).unwrap();
    symlink(&mine, beside(".next")).unwrap();
    ledger.append(seal(1), day("2025-07-02"), &[&key(1)]).unwrap();
    drop(ledger);
    untouched();

    // A lock and an intent that are no files are refused, and not followed.
    for ending in [".next", ".lock"] {
        let _ = fs::remove_file(beside(ending));
        for target in [&mine, &absent] {
            symlink(target, beside(ending)).unwrap();
            refused(Ledger::open(&path, &Limits::default(), &()).map(drop));
            untouched();
            fs::remove_file(beside(ending)).unwrap();
        }
    }
    symlink(&absent, beside(".lock")).unwrap();
    refused(Ledger::create(&dir.path().join("custody.jsonl"), opening(), &[&key(1)]).map(drop));
    untouched();
}

#[test]
fn nobody_goes_on_from_a_broken_chain() {
    let dir = tempfile::tempdir().unwrap();
    let path = created(dir.path());
    let (_, mut lines, _) = story(&[false, false, false]);
    lines.remove(2);
    fs::write(&path, joined(&lines)).unwrap();
    let error = open(&path).unwrap_err();
    assert_eq!(error.refusal().unwrap().count(Code::LedgerChainBroken), 1);
}

// --- questions -------------------------------------------------------------------

pub(crate) fn cover(choice: u8) -> Cover {
    let spans = |text: &str| vec![text.parse().unwrap()];
    let mut cover = Cover::default();
    match choice % 5 {
        0 => cover.fonds = "F1".parse().ok(),
        1 => cover.dossiers = spans("HS.1..HS.3"),
        2 => cover.containers = spans("02"),
        3 => (cover.fonds, cover.dossiers) = ("F2".parse().ok(), spans("HS.2")),
        _ => (cover.fonds, cover.containers) = ("F1".parse().ok(), spans("01..02")),
    }
    cover
}

pub(crate) fn moving(choice: u8, covers: Cover) -> (Event, usize) {
    let (own, other) = (Some(agency(OWN)), Some(agency(u32::from(choice % 3) + 1)));
    let kind = [
        Kind::Transfer,
        Kind::Return,
        Kind::Loan,
        Kind::Incident,
        Kind::Incident,
        Kind::Destruction,
        Kind::Seal,
    ][usize::from(choice % 7)];
    let mut made = event(kind);
    made.covers = vec![covers];
    match kind {
        Kind::Transfer | Kind::Return => {
            made.act = Some(paper("1"));
            (made.from, made.to) = if choice >= 128 { (other, own) } else { (own, other) };
        }
        Kind::Loan => {
            (made.from, made.to) = (own, other);
            made.until = Some(day("2026-01-01"));
        }
        Kind::Incident => {
            let what = [crate::custody::IncidentKind::Lost, crate::custody::IncidentKind::Found];
            let what = what[usize::from(choice % 7 == 4)];
            let (record, answers) = (paper("2"), person());
            made.incident = Some(crate::custody::Incident { what, record, answers });
        }
        Kind::Destruction => {
            made.act = Some(paper("1"));
            made.council_minutes = Some(paper("2"));
            made.destruction_minutes = Some(paper("3"));
        }
        _ => made.seal = "1".parse().ok(),
    }
    let signers = usize::from(choice % 2) + 1;
    assert_eq!(made.problem(), None, "{made:?}");
    (made, signers)
}

proptest! {
    /// The sorted streams answer as one look after the other at each event.
    #[test]
    fn coverage_is_what_one_look_at_each_event_says(
        events in proptest::collection::vec((any::<u8>(), any::<u8>(), 1_u32..28), 0..12),
        on in 1_u32..28, budget in 1_usize..3000,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("custody.jsonl");
        let on = day(&format!("2025-08-{on:02}"));
        let trust = both_keys();
        let bytes = moves(&events);
        let mut all = Vec::new();
        let take = |checked| { all.push(checked); Ok(()) };
        verify(&bytes[..], &path, Some(&trust), &[], take, &Options::default(), &()).unwrap();

        let dossiers: Vec<DossierRef> = ["F1 01 HS.1", "F1 03 HS.9", "F2 02 HS.2", "F3 02 HS.7"]
            .iter()
            .map(|text| {
                let mut parts = text.split(' ').map(str::to_owned);
                let mut part = || parts.next().unwrap();
                DossierRef { fonds: part(), container: part(), code: part() }
            })
            .collect();
        let mut coverage = Coverage::new(budget, dir.path());
        for checked in &all {
            coverage.event(checked, on).unwrap();
        }
        for (number, dossier) in (0..).zip(&dossiers) {
            coverage.ask(number, dossier).unwrap();
        }
        let answers: Vec<_> = coverage.finish().unwrap().map(|answer| answer.unwrap()).collect();
        prop_assert_eq!(answers.len(), dossiers.len());
        let mut shelf = Shelf::new(std::io::Cursor::new(&bytes), &path, Some(&trust), &[], &Limits::default());
        for ((number, history), dossier) in answers.into_iter().zip(&dossiers) {
            prop_assert_eq!(&dossiers[usize::try_from(number).unwrap()], dossier);
            let mut standing = Standing::default();
            for checked in &all {
                standing.take(checked, dossier, on);
            }
            prop_assert_eq!(standing.history, history);
            prop_assert_eq!(naive(&all, dossier, on), history.deciding().map(|deed| deed.line));
            if let Some(deed) = history.deciding() {
                let fetched = shelf.fetch(deed).unwrap();
                prop_assert_eq!(&fetched.entry, &all[usize::try_from(deed.line).unwrap() - 1].entry);
                prop_assert_eq!(fetched.persons, all[usize::try_from(deed.line).unwrap() - 1].persons);
            }
        }
    }
}

/// The line that decides, by sorting all events and going through them.
pub(crate) fn naive(all: &[Checked], dossier: &DossierRef, on: Day) -> Option<u64> {
    let mut events: Vec<_> = all.iter().filter(|checked| checked.entry.day <= on).collect();
    events.sort_by_key(|checked| checked.entry.day);
    let (mut last, mut lost) = (None, None);
    for checked in events {
        let event = &checked.entry.event;
        let covers = |cover: &Cover| cover.covers(dossier) == crate::custody::Covered::Yes;
        if !event.covers.iter().any(covers) {
            continue;
        }
        match (event.kind, event.incident.as_ref().map(|incident| incident.what)) {
            (_, Some(crate::custody::IncidentKind::Lost)) => lost = Some(checked.line),
            (_, Some(_)) => lost = None,
            (Kind::Destruction, _) if checked.persons < 2 => {}
            (Kind::Seal | Kind::Open, _) => {}
            _ => last = Some(checked.line),
        }
    }
    lost.or(last)
}
