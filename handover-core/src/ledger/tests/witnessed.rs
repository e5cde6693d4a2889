//! Any events, by either of two keys or both, seen by others in every way that
//! there is; then forged at any place, and read as a stranger would read it.

use std::collections::BTreeSet;

use super::*;
use crate::custody::{ReceivedAct, receipt_sample};
use crate::finding::Severity;
use crate::signing::{SignedReceipt, SignedText};

/// How somebody else comes to know where the ledger stands.
#[derive(Debug, Clone, Copy)]
enum Sight {
    Nobody,
    /// The event is that of a receipt, which repeats the head before it.
    Receipt,
    /// An act of the agency states the head behind the event, and the receipt
    /// for it, which another agency wrote, repeats it.
    Act,
    /// Somebody wrote the head behind it down.
    Note,
}

/// An event to come: what, which records, whose keys, its day, who sees it.
type Plan = (u8, u8, u8, u32, Sight);

fn plans(most: usize) -> impl Strategy<Value = Vec<Plan>> {
    let sight = prop_oneof![
        3 => Just(Sight::Nobody),
        1 => Just(Sight::Receipt),
        1 => Just(Sight::Act),
        1 => Just(Sight::Note),
    ];
    proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), 1_u32..28, sight), 1..most)
}

/// An event, its day, and the numbers of the keys that sign it.
type Signed = (Event, Day, &'static [u64]);

/// A ledger, and all that others know of it.
#[derive(Clone)]
struct Story {
    id: LedgerId,
    /// The events behind the opening.
    events: Vec<Signed>,
    lines: Vec<String>,
    receipts: Vec<SignedReceipt>,
    notes: Vec<Witness>,
    /// What a head at this count must be followed by, if it was in a receipt.
    seen: Vec<(usize, Option<Digest>)>,
}

const fn keys_of(choice: u8) -> &'static [u64] {
    match choice % 3 {
        0 => &[1],
        1 => &[2],
        _ => &[1, 2],
    }
}

fn add(lines: &mut Vec<String>, id: LedgerId, (event, day, keys): &Signed) {
    let keys: Vec<_> = keys.iter().map(|number| key(*number)).collect();
    link(lines, id, event, *day, &keys.iter().collect::<Vec<_>>());
}

/// All lines written anew, by whoever has both keys.
fn written(id: LedgerId, events: &[Signed]) -> Vec<String> {
    let mut lines = Vec::new();
    add(&mut lines, id, &(event(Kind::Open), day("2025-07-01"), &[1][..]));
    for event in events {
        add(&mut lines, id, event);
    }
    lines
}

fn head_of(id: LedgerId, lines: &[String]) -> Head {
    let digest = Digest::sha256(lines[lines.len() - 1].as_bytes());
    Head { ledger: id, count: lines.len() as u64, digest }
}

impl Story {
    fn new() -> Self {
        let (events, receipts, notes, seen) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Story { id: id(), events, lines: written(id(), &[]), receipts, notes, seen }
    }

    fn of(plans: &[Plan]) -> Self {
        let mut story = Story::new();
        story.go_on(plans);
        story
    }

    fn go_on(&mut self, plans: &[Plan]) {
        for (what, which, keys, date, sight) in plans {
            let before = head_of(self.id, &self.lines);
            let mut next = moving(*what, cover(*which)).0;
            if matches!(sight, Sight::Receipt) {
                let mut receipt = receipt_sample();
                receipt.ledger_head = Some(before);
                let receipt = SignedReceipt::sign(receipt, &[&key(1)]).unwrap();
                next = super::receipt(0);
                next.receipt = Some(receipt.digest());
                self.seen.push((self.lines.len(), next.receipt));
                self.receipts.push(receipt);
            }
            let day = day(&format!("2025-08-{date:02}"));
            let signed = (next, day, keys_of(*keys));
            add(&mut self.lines, self.id, &signed);
            self.events.push(signed);
            self.look(*sight);
        }
    }

    /// Somebody sees the head.
    fn look(&mut self, sight: Sight) {
        let head = head_of(self.id, &self.lines);
        match sight {
            Sight::Act => {
                let mut receipt = receipt_sample();
                receipt.receiver = agency(1);
                let act = receipt.act.as_mut().unwrap();
                (act.giver, act.ledger_head) = (agency(OWN), Some(head.digest));
                self.receipts.push(SignedReceipt::sign(receipt, &[&key(9)]).unwrap());
            }
            Sight::Note => self.notes.push(Witness { head, day: None, receipt: None }),
            Sight::Nobody | Sight::Receipt => return,
        }
        self.seen.push((self.lines.len(), None));
    }

    /// Lines up to the last that anybody vouches for.
    fn vouched(&self) -> usize {
        let up_to =
            |(count, receipt): &(usize, Option<Digest>)| count + usize::from(receipt.is_some());
        self.seen.iter().map(up_to).max().unwrap_or(0)
    }

    /// What a stranger finds who gets `lines`, and all that others know.
    fn shown(&self, lines: &[String]) -> Verdict {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("custody.jsonl");
        fs::write(&path, joined(lines)).unwrap();
        let trust = both_keys();
        let bare = LedgerFile { path: &path, trust: Some(&trust), witnesses: &[] };
        let mut witnesses = bare.seen_by(&self.receipts, &Options::default(), &()).unwrap();
        witnesses.extend(&self.notes);
        let ledger = LedgerFile { witnesses: &witnesses, ..bare };
        ledger.verify(|_| Ok(()), &Options::default(), &()).unwrap()
    }
}

fn blocks(verdict: &Verdict) -> BTreeSet<&'static str> {
    let findings = verdict.report.findings.iter();
    findings.filter(|f| f.severity == Severity::Block).map(|f| f.code.as_str()).collect()
}

/// Another byte at a place of the line: in its text, in a signature or a key.
fn bent(line: &str, at: Index) -> String {
    let mut bytes = line.as_bytes().to_vec();
    let at = at.index(bytes.len());
    bytes[at] = if bytes[at] == b'a' { b'b' } else { b'a' };
    String::from_utf8(bytes).unwrap_or_else(|_| "x".into())
}

/// The line without one of its signatures.
fn stripped(line: &str, at: usize) -> String {
    let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
    let signatures = value["signatures"].as_array_mut().unwrap();
    drop(signatures.remove(at % signatures.len()));
    value.to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whoever has no key can cut the end behind the last that was seen, and
    /// nothing else; what he could cut is counted.
    #[test]
    fn without_the_keys_only_the_unseen_end_can_be_cut(
        plans in plans(8), forgery in forgery(), at in any::<Index>(), strip in any::<bool>(),
    ) {
        let story = Story::of(&plans);
        let vouched = story.vouched();
        let sound = story.shown(&story.lines);
        prop_assert!(sound.report.passes(), "{:?}", blocks(&sound));
        prop_assert_eq!(sound.unwitnessed, (story.lines.len() - vouched) as u64);

        let edit = |line: &String| if strip { stripped(line, at.index(2)) } else { bent(line, at) };
        let forged = forge(&story.lines, &forgery, edit);
        let verdict = story.shown(&forged);
        let cut = story.lines.starts_with(&forged) && forged.len() >= vouched.max(1);
        prop_assert_eq!(verdict.report.passes(), cut, "{:?}", blocks(&verdict));
        if cut {
            prop_assert_eq!(verdict.unwitnessed, (forged.len() - vouched) as u64);
        }

        // A stranger goes on where the ledger ends.
        let mut longer = story.lines.clone();
        add(&mut longer, story.id, &(seal(9), day("2025-08-28"), &[3][..]));
        prop_assert!(!story.shown(&longer).report.passes());
    }

    /// Whoever has both keys writes it anew, under its identity or another, and
    /// is found out by everybody whose head, or whose receipt as the next
    /// event, is then not there.
    #[test]
    fn with_the_keys_all_holds_up_to_the_last_that_was_seen(
        plans in plans(8), forgery in forgery(), anew in 0..4,
    ) {
        let story = Story::of(&plans);
        let another = (seal(99), day("2025-08-01"), &[2][..]);
        let forged = forge(&story.events, &forgery, |_| another.clone());
        let id = if anew == 0 { LedgerId::random(&mut TestRng::new(6)) } else { story.id };
        let lines = written(id, &forged);
        let betrayed = story.seen.iter().any(|(count, receipt)| {
            let there = lines.get(..*count).is_some_and(|lines| *lines == story.lines[..*count]);
            // Line `count + 1` is event `count` of those behind the opening.
            let next = forged.get(count - 1).and_then(|(event, ..)| event.receipt);
            !there || (receipt.is_some() && next != *receipt)
        });
        let verdict = story.shown(&lines);
        prop_assert_eq!(!verdict.report.passes(), betrayed, "{:?}", blocks(&verdict));
        if !betrayed {
            prop_assert_eq!(verdict.unwitnessed, (lines.len() - story.vouched()) as u64);
        }
    }

    /// Two ledgers that part after some events, each shown to somebody else:
    /// neither passes with what both have seen, and the one that was seen
    /// further on is named a fork.
    #[test]
    fn receipts_on_two_branches_are_a_fork(
        trunk in plans(4), one in plans(4), other in plans(4),
    ) {
        let trunk = Story::of(&trunk);
        let branch = |name: u32, plans: &[Plan]| {
            let mut story = trunk.clone();
            let parting = (seal(name), day("2025-08-28"), &[1][..]);
            add(&mut story.lines, story.id, &parting);
            story.events.push(parting);
            story.go_on(plans);
            // Its end is seen by a receipt, whose event stands behind it.
            story.go_on(&[(0, 0, 0, 28, Sight::Receipt)]);
            story
        };
        let (one, other) = (branch(101, &one), branch(102, &other));
        let (long, short) =
            if one.vouched() >= other.vouched() { (one, other) } else { (other, one) };
        prop_assert!(long.shown(&long.lines).report.passes());
        let mut both = long.clone();
        both.receipts.extend(short.receipts.iter().cloned());
        let verdict = both.shown(&long.lines);
        prop_assert!(verdict.report.count(Code::LedgerFork) > 0, "{:?}", blocks(&verdict));
        let verdict = both.shown(&short.lines);
        prop_assert!(verdict.report.count(Code::LedgerHeadNotThere) > 0, "{:?}", blocks(&verdict));
    }
}

/// The last line has no line behind it that holds its digest.
#[test]
fn no_signature_can_be_taken_from_the_last_line() {
    let mut story = Story::new();
    story.go_on(&[(5, 0, 2, 1, Sight::Nobody)]);
    let mut forged = story.lines.clone();
    for signature in 0..2 {
        forged[1] = stripped(&story.lines[1], signature);
        let verdict = story.shown(&forged);
        assert_eq!(blocks(&verdict).into_iter().collect::<Vec<_>>(), ["ledger.line"]);
    }
}

/// Nothing hides in a second spelling, not even by a trusted key.
#[test]
fn an_event_has_one_spelling() {
    let story = Story::of(&[(0, 0, 0, 1, Sight::Nobody)]);
    let text: serde_json::Value = serde_json::from_str(&story.lines[1]).unwrap();
    let text = text["signed"].as_str().unwrap();
    let found = |text: String| {
        let line = SignedText::sign(SCHEMA, text, &[&key(1)]).unwrap().to_line().unwrap();
        blocks(&story.shown(&[story.lines[0].clone(), line]))
    };
    assert_eq!(found(text.to_owned()), BTreeSet::new());
    for (one, other) in [
        ("\"number\":2", "\"number\": 2"),
        ("\"event\":{", "\"event\":{\"note\":null,"),
        ("/ubnd\",\"day\"", "\",\"day\""),
    ] {
        assert!(text.contains(one), "{text}");
        let found = found(text.replacen(one, other, 1));
        assert_eq!(found, BTreeSet::from(["ledger.line"]), "{other}");
    }
}

/// What the act of another says is no witness of this ledger.
#[test]
fn an_act_of_another_giver_says_nothing_of_it() {
    let mut story = Story::of(&[(0, 0, 0, 1, Sight::Nobody)]);
    let mut receipt = receipt_sample();
    receipt.receiver = agency(1);
    let act: &mut ReceivedAct = receipt.act.as_mut().unwrap();
    act.ledger_head = Some(Digest::sha256(b"elsewhere"));
    let signed = |receipt| SignedReceipt::sign(receipt, &[&key(9)]).unwrap();
    story.receipts = vec![signed(receipt.clone())];
    assert!(story.shown(&story.lines).report.passes());
    receipt.act.as_mut().unwrap().giver = agency(OWN);
    story.receipts = vec![signed(receipt)];
    let verdict = story.shown(&story.lines);
    assert_eq!(verdict.report.count(Code::LedgerHeadNotThere), 1);
}
