//! Appending: one at a time, whole lines only, and nowhere else.

use super::*;

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
