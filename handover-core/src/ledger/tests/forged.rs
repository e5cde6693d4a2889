//! Forgeries of every kind, without the key and with it.

use super::*;

/// How somebody changes a ledger.
#[derive(Debug, Clone)]
pub(super) enum Forgery {
    Cut(Index),
    Delete(Index),
    Duplicate(Index),
    Swap(Index, Index),
    Edit(Index),
}

pub(super) fn forgery() -> impl Strategy<Value = Forgery> {
    prop_oneof![
        any::<Index>().prop_map(Forgery::Cut),
        any::<Index>().prop_map(Forgery::Delete),
        any::<Index>().prop_map(Forgery::Duplicate),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Forgery::Swap(a, b)),
        any::<Index>().prop_map(Forgery::Edit),
    ]
}

pub(super) fn forge<T: Clone>(list: &[T], forgery: &Forgery, edit: impl Fn(&T) -> T) -> Vec<T> {
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
