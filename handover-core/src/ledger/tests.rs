//! Chains of small events, for the tests of the ledger and of what asks it.

mod forged;
mod questions;
mod witnessed;
mod writing;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;

pub(crate) use questions::naive;

use self::forged::{forge, forgery};
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
