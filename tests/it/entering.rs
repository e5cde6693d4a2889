//! What a merge signs into the ledger of the custodian: once, and all of it,
//! wherever it is cut off.

use std::fs;
use std::path::{Path, PathBuf};

use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use handover_core::custody::{Cover, DossierRef, Event, Kind, LedgerId, Person};
use handover_core::description::Day;
use handover_core::digest::Digest;
use handover_core::error::{Error, ErrorKind};
use handover_core::ledger::{
    Checked, KeyTrust, Ledger, LedgerFile, Opening, Options, TrustedKeys, Verdict, Where, who,
};
use handover_core::limits::Limits;
use handover_core::merge::{Entered, Incoming, Writers, enter, merge};
use handover_core::signing::Signer;

use crate::holdings::{Desk, INTO, act, agency, options, verified, ward};
use crate::support::stranger;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn people() -> Vec<Person> {
    let line = |text: &str| text.parse().unwrap();
    vec![Person { name: line("Trần Thị B"), title: line("Văn thư lưu trữ") }]
}

/// A ledger of `agency` at `name`.
fn opened(desk: &Desk, name: &str, of: &str) -> PathBuf {
    let path = desk.place(name);
    let mut event = Event::new(Kind::Open);
    event.by = people();
    let id = LedgerId::random(&mut UnwrapErr(SysRng));
    let opening = Opening { id, agency: agency(of), day: day("2025-07-01"), event };
    Ledger::create(&path, opening, &[&stranger()]).unwrap();
    path
}

fn entered(ledger: &Path, out: &Path, incoming: &[Incoming]) -> Result<Entered, Error> {
    let (mut ledger, _) = Ledger::open(ledger, &Limits::default(), &()).unwrap();
    let (by, key) = (people(), stranger());
    let signers: [&dyn Signer; 1] = [&key];
    let writers = Writers { by: &by, signers: &signers };
    enter(out, incoming, &mut ledger, writers, &Limits::default(), &())
}

fn events(path: &Path) -> (Vec<Checked>, Verdict) {
    let trust = TrustedKeys::new([stranger().public_key()]);
    let ledger = LedgerFile { path, trust: Some(&trust as &dyn KeyTrust), witnesses: &[] };
    let mut events = Vec::new();
    let take = |checked| {
        events.push(checked);
        Ok(())
    };
    let verdict = ledger.verify(take, &Options::default(), &()).unwrap();
    assert!(verdict.report.passes(), "{:#?}", verdict.report);
    (events, verdict)
}

fn fonds(checked: &Checked) -> Vec<&str> {
    let covers = &checked.entry.event.covers;
    covers.iter().filter_map(|cover| Some(cover.fonds.as_ref()?.as_str())).collect()
}

#[test]
fn what_is_merged_is_entered_once() {
    let desk = Desk::new();
    let (one, two) =
        (ward(&desk, "p13", "P13", "27166", INTO), ward(&desk, "p14", "P14", "27169", INTO));
    let out = desk.place("holdings");
    let ledger = opened(&desk, "custody.jsonl", INTO);
    let incoming = [verified(&two), verified(&one)];
    merge(agency(INTO), &incoming, &out, &options(), &()).unwrap();
    let found = entered(&ledger, &out, &incoming).unwrap();
    assert_eq!((found.events.len(), found.known.len(), found.head.count), (2, 0, 3));
    let (all, _) = events(&ledger);
    let mut named: Vec<_> = all[1..].iter().flat_map(fonds).collect();
    named.sort_unstable();
    assert_eq!(named, ["P13", "P14"]);
    for checked in &all[1..] {
        let event = &checked.entry.event;
        assert_eq!((event.kind, checked.entry.day), (Kind::Transfer, day("2025-07-01")));
        assert_eq!(event.to, Some(agency(INTO)));
        let one = incoming.iter().find(|one| Some(one.digest()) == event.bundle).unwrap();
        let id = format!("{}-{}", one.act().id.unwrap(), one.act().issue);
        assert_eq!(event.act.as_ref().unwrap().number.as_str(), id);
        assert_eq!(event.from, Some(one.act().giver));
    }

    // The same bundles again add nothing, in whatever order and number.
    let bytes = fs::read(&ledger).unwrap();
    for again in [&incoming[..], &incoming[1..]] {
        merge(agency(INTO), again, &out, &options(), &()).unwrap();
        let found = entered(&ledger, &out, again).unwrap();
        assert_eq!((found.events.len(), found.known.len()), (0, again.len()));
        assert_eq!(fs::read(&ledger).unwrap(), bytes);
    }

    // Whoever asks gets the answer of the merge.
    let trust = TrustedKeys::new([stranger().public_key()]);
    let file = LedgerFile { path: &ledger, trust: Some(&trust), witnesses: &[] };
    let dossier = DossierRef { fonds: "P14".into(), code: "P14.2001.1".into(), ..<_>::default() };
    let found = who(file, &dossier, day("2025-07-02"), &Options::default(), &()).unwrap();
    let event = found.event.unwrap();
    assert_eq!((event.place, event.holder), (Where::Here, Some(agency(INTO))));
}

#[test]
fn cut_off_anywhere_the_next_run_enters_what_is_missing() {
    let desk = Desk::new();
    // More fonds than one event names.
    let names: Vec<String> = (0..250).map(|number| format!("F{number:03}")).collect();
    let mut table = "code,name,creator\n".to_owned();
    for name in &names {
        table += &format!("{name},Phông {name},vn:27169@2024/ubnd\n");
    }
    let bundle =
        desk.pack("many", &act("27169", INTO), &[("a.txt", "a")], &[("fonds.csv", &table)]);
    let out = desk.place("holdings");
    let ledger = opened(&desk, "custody.jsonl", INTO);
    let incoming = [verified(&bundle)];
    merge(agency(INTO), &incoming, &out, &options(), &()).unwrap();
    // Killed between holdings and ledger: nothing is entered yet.
    let unopened = fs::read(&ledger).unwrap();
    assert_eq!(entered(&ledger, &out, &incoming).unwrap().events.len(), 3);
    let whole = fs::read_to_string(&ledger).unwrap();
    let lines: Vec<_> = whole.split_inclusive('\n').collect();
    assert_eq!(lines.len(), 4);
    for kept in 1..=4 {
        fs::write(&ledger, lines[..kept].concat()).unwrap();
        merge(agency(INTO), &incoming, &out, &options(), &()).unwrap();
        let found = entered(&ledger, &out, &incoming).unwrap();
        assert_eq!(found.events.len(), 4 - kept, "{kept} lines were there");
        let (all, _) = events(&ledger);
        let mut named: Vec<_> = all[1..].iter().flat_map(fonds).collect();
        named.sort_unstable();
        assert_eq!(named, names, "each fonds once, {kept} lines were there");
    }
    // A line that was torn by the crash counts for nothing.
    fs::write(&ledger, &unopened).unwrap();
    assert_eq!(entered(&ledger, &out, &incoming).unwrap().events.len(), 3);
}

#[test]
fn a_receipt_in_the_ledger_has_said_it() {
    let desk = Desk::new();
    let bundle = ward(&desk, "p14", "P14", "27169", INTO);
    let out = desk.place("holdings");
    let ledger = opened(&desk, "custody.jsonl", INTO);
    let incoming = [verified(&bundle)];
    merge(agency(INTO), &incoming, &out, &options(), &()).unwrap();
    let mut taken = Event::new(Kind::Receipt);
    taken.by = people();
    (taken.from, taken.to) = (Some(incoming[0].act().giver), Some(agency(INTO)));
    taken.bundle = Some(incoming[0].digest());
    taken.receipt = Some(Digest::sha256(b"receipt"));
    taken.covers = vec![Cover { fonds: "P14".parse().ok(), ..Cover::default() }];
    let (mut open, _) = Ledger::open(&ledger, &Limits::default(), &()).unwrap();
    open.append(taken.clone(), day("2025-07-03"), &[&stranger()]).unwrap();
    drop(open);
    let found = entered(&ledger, &out, &incoming).unwrap();
    assert_eq!((found.events.len(), found.known), (0, vec![incoming[0].digest()]));

    // Also where it names dossiers without their fonds.
    let bare = opened(&desk, "bare.jsonl", INTO);
    let mut codes = taken.clone();
    codes.covers[0].fonds = None;
    codes.covers[0].dossiers = vec!["P14.2001.1".parse().unwrap()];
    let (mut open, _) = Ledger::open(&bare, &Limits::default(), &()).unwrap();
    open.append(codes, day("2025-07-03"), &[&stranger()]).unwrap();
    drop(open);
    assert_eq!(entered(&bare, &out, &incoming).unwrap().events.len(), 0);

    // One for another bundle, or by which it left, says nothing of this one.
    for change in [
        (|event: &mut Event| event.bundle = Some(Digest::sha256(b"other"))) as fn(&mut Event),
        |event| (event.from, event.to) = (event.to, event.from),
    ] {
        let ledger = opened(&desk, &format!("{:p}.jsonl", change), INTO);
        let mut other = taken.clone();
        change(&mut other);
        let (mut open, _) = Ledger::open(&ledger, &Limits::default(), &()).unwrap();
        open.append(other, day("2025-07-03"), &[&stranger()]).unwrap();
        drop(open);
        assert_eq!(entered(&ledger, &out, &incoming).unwrap().events.len(), 1);
    }
}

#[test]
fn without_a_fonds_the_bundle_is_named() {
    let desk = Desk::new();
    let bundle = desk.pack("plain", &act("27169", INTO), &[("a.txt", "a")], &[]);
    let out = desk.place("holdings");
    let ledger = opened(&desk, "custody.jsonl", INTO);
    let incoming = [verified(&bundle)];
    merge(agency(INTO), &incoming, &out, &options(), &()).unwrap();
    assert_eq!(entered(&ledger, &out, &incoming).unwrap().events.len(), 1);
    let (all, _) = events(&ledger);
    assert_eq!(all[1].entry.event.bundle, Some(incoming[0].digest()));
    assert!(all[1].entry.event.covers.is_empty());
    assert_eq!(entered(&ledger, &out, &incoming).unwrap().events.len(), 0);
}

#[test]
fn another_agencys_ledger_is_refused() {
    let desk = Desk::new();
    let bundle = ward(&desk, "p14", "P14", "27169", INTO);
    let out = desk.place("holdings");
    let incoming = [verified(&bundle)];
    merge(agency(INTO), &incoming, &out, &options(), &()).unwrap();
    let ledger = opened(&desk, "custody.jsonl", "vn:27166@2025/ubnd");
    let bytes = fs::read(&ledger).unwrap();
    let error = entered(&ledger, &out, &incoming).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Malformed { code: "ledger.agency", .. }), "{error}");
    assert_eq!(fs::read(&ledger).unwrap(), bytes);
    // Holdings that were edited by hand are no ground for a signature.
    let table = out.join("inventory/events.csv");
    let edited = fs::read_to_string(&table).unwrap().replace("P14", "P15");
    fs::write(&table, edited).unwrap();
    let ledger = opened(&desk, "own.jsonl", INTO);
    let error = entered(&ledger, &out, &incoming).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Read { .. }), "{error:?}");
    assert_eq!(events(&ledger).0.len(), 1);
}
