//! Forgeries of a custody ledger: cut, written anew, by keys that are stolen,
//! given up or borrowed; and destructions whose papers are made up.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use handover_core::audit::{self, Audit, Request, audit};
use handover_core::custody::{Cover, Event, Head, Kind, LedgerId, Paper, Person, Witness};
use handover_core::description::{Day, Dossier};
use handover_core::digest::Digest;
use handover_core::finding::Code;
use handover_core::inventory::{RowTables, Table};
use handover_core::ledger::{KeyTrust, Ledger, LedgerFile, Opening, Options, Verdict};
use handover_core::limits::Limits;
use handover_core::signing::{
    Next, PrivateKey, Role, SignedTrustList, Signer, TrustDraft, TrustedKey,
};
use handover_core::unit::AgencyRef;
use handover_core::verify::ListTrust;

const WARD: &str = "vn:27163@2025";
const CITY: &str = "vn:79@2025";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn new_key() -> PrivateKey {
    PrivateKey::generate(&mut UnwrapErr(SysRng))
}

fn event(kind: Kind) -> Event {
    let mut event = Event::new(kind);
    event.by = vec![Person {
        name: "Trần Thị B".parse().unwrap(),
        title: "Văn thư".parse().unwrap(),
    }];
    event
}

fn cover(dossiers: &str) -> Vec<Cover> {
    let dossiers = vec![dossiers.parse().unwrap()];
    vec![Cover { fonds: "P14".parse().ok(), dossiers, ..Cover::default() }]
}

fn sealing(number: u32) -> Event {
    let mut event = event(Kind::Seal);
    event.seal = format!("NP{number}").parse().ok();
    event.covers = cover("HS.1");
    event
}

/// A ward with a ledger, the keys of its two people, and a province.
struct Ward {
    folder: tempfile::TempDir,
    root: PrivateKey,
    clerk: PrivateKey,
    head: PrivateKey,
    lines: Vec<TrustedKey>,
}

impl Ward {
    fn new() -> Self {
        let (clerk, head) = (new_key(), new_key());
        let days = (date("2025-07-01"), date("2026-06-30"));
        let line = |key: &PrivateKey, person: &str| {
            let agency: AgencyRef = WARD.parse().unwrap();
            TrustedKey::new(key.public_key(), agency, (person, "Văn thư"), [Role::Ledger], days)
        };
        let lines = vec![line(&clerk, "Trần Thị B"), line(&head, "Nguyễn Văn A")];
        let ward =
            Ward { folder: tempfile::tempdir().unwrap(), root: new_key(), clerk, head, lines };
        let opening = Opening {
            id: LedgerId::random(&mut UnwrapErr(SysRng)),
            agency: WARD.parse().unwrap(),
            day: day("2025-07-01"),
            event: event(Kind::Open),
        };
        Ledger::create(&ward.path(), opening, &[&ward.clerk]).unwrap();
        ward
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("custody.jsonl")
    }

    fn append(&self, event: Event, on: &str, keys: &[&PrivateKey]) -> Head {
        let (mut ledger, _) = Ledger::open(&self.path(), &Limits::default(), &()).unwrap();
        let signers: Vec<_> = keys.iter().map(|key| *key as &dyn Signer).collect();
        ledger.append(event, day(on), &signers).unwrap().head
    }

    fn list(&self, change: impl FnOnce(&mut Vec<TrustedKey>)) -> ListTrust {
        let mut lines = self.lines.clone();
        change(&mut lines);
        let draft = TrustDraft::new(Vec::new(), lines);
        let next = Next::new(None, date("2025-07-01"));
        let list = SignedTrustList::sign(&draft, next, &self.root).unwrap();
        let root = self.root.public_key().key_id();
        ListTrust::new(list, Some(root), date("2026-01-01"))
    }

    fn verify(&self, trust: &dyn KeyTrust, witnesses: &[Witness]) -> Verdict {
        let path = self.path();
        let ledger = LedgerFile { path: &path, trust: Some(trust), witnesses };
        ledger.verify(|_| Ok(()), &Options::default(), &()).unwrap()
    }

    fn lines(&self) -> Vec<String> {
        fs::read_to_string(self.path()).unwrap().lines().map(|line| format!("{line}\n")).collect()
    }
}

fn seen(head: Head, on: Option<&str>) -> Witness {
    Witness { head, day: on.map(day), receipt: None }
}

fn codes(verdict: &Verdict) -> Vec<(&'static str, u64)> {
    let counts = verdict.report.by_code.iter();
    counts.map(|(code, count)| (code.as_str(), *count)).collect()
}

/// Words of the only kind of problem that was found.
fn problems(verdict: &Verdict) -> String {
    format!("{:?}", verdict.report.findings)
}

#[test]
fn the_trust_list_says_who_may_write_a_ledger() {
    let ward = Ward::new();
    ward.append(sealing(1), "2025-08-01", &[&ward.clerk]);
    let unseen = ("ledger.unwitnessed", 1);
    assert_eq!(codes(&ward.verify(&ward.list(|_| ()), &[])), [unseen]);

    // A root that nobody confirmed is told once, and confirms nobody.
    let list = ward.list(|_| ());
    let unconfirmed = ListTrust::new(list.list().clone(), None, date("2026-01-01"));
    assert_eq!(codes(&ward.verify(&unconfirmed, &[])), [("trust.root-unknown", 1), unseen]);

    let not_bound = |change: fn(&mut TrustedKey), word: &str, events: u64| {
        let found = ward.verify(&ward.list(|lines| change(&mut lines[0])), &[]);
        assert_eq!(codes(&found), [("ledger.signer-not-bound", events), unseen], "{word}");
        assert!(problems(&found).contains(&format!("\"signer-{word}\"")), "{word}");
    };
    not_bound(|line| line.roles = vec![Role::Seal], "role", 2);
    not_bound(|line| line.agency = "vn:27166@2025".parse().unwrap(), "other-agency", 2);
    not_bound(|line| line.until = date("2025-07-31"), "not-in-time", 1);
    not_bound(|line| line.ceased = Some(date("2025-08-01")), "ceased", 1);
    not_bound(|line| line.ceased = Some(date("2025-07-01")), "ceased", 2);
    let stranger = new_key();
    ward.append(sealing(2), "2025-08-02", &[&stranger]);
    let found = ward.verify(&ward.list(|_| ()), &[]);
    assert_eq!(codes(&found), [("ledger.signer-unknown", 1), unseen]);
}

#[test]
fn of_a_stolen_ledger_key_only_what_was_seen_before_stands() {
    let ward = Ward::new();
    let before = ward.append(sealing(1), "2025-08-01", &[&ward.clerk]);
    // The thief dates his event back, before the day of the theft.
    ward.append(sealing(2), "2025-08-01", &[&ward.clerk]);
    let stolen = |on: &str| {
        let on = date(on);
        ward.list(move |lines| lines[0].compromised = Some(on))
    };
    let found = |trust: &ListTrust, witnesses: &[Witness]| {
        let found = ward.verify(trust, witnesses);
        assert!(problems(&found).contains("\"signer-compromised\""));
        codes(&found)
    };
    let all = [("ledger.signer-not-bound", 3), ("ledger.unwitnessed", 1)];
    assert_eq!(found(&stolen("2025-09-01"), &[]), all);
    let his =
        [("ledger.signer-not-bound", 1), ("ledger.entered-late", 1), ("ledger.unwitnessed", 1)];
    assert_eq!(found(&stolen("2025-09-01"), &[seen(before, Some("2025-08-15"))]), his);
    // A head that was seen too late, or on a day that nobody knows, proves nothing.
    for on in [Some("2025-09-01"), None] {
        assert_eq!(found(&stolen("2025-09-01"), &[seen(before, on)])[0].1, 3, "{on:?}");
    }
    // Nor does it help for an event of the day of the theft itself.
    assert_eq!(found(&stolen("2025-08-01"), &[seen(before, Some("2025-07-20"))])[0].1, 2);
}

#[test]
fn an_old_trust_list_over_a_ledger() {
    let ward = Ward::new();
    let old = ward.list(|_| ());
    let newer = (old.list().list().counter + 1, Digest::sha256(b"newer"));
    let found = ward.verify(&old.after(newer.0, newer.1), &[]);
    assert_eq!(codes(&found), [("trust.older-list", 1), ("ledger.unwitnessed", 1)]);
}

/// The last day of a witnessed event is the fourth; two follow.
fn witnessed() -> (Ward, Witness, Vec<String>) {
    let ward = Ward::new();
    let receipt = Digest::sha256(b"receipt");
    ward.append(sealing(1), "2025-08-01", &[&ward.clerk]);
    let head = ward.append(sealing(2), "2025-08-02", &[&ward.clerk]);
    let mut taken = event(Kind::Receipt);
    (taken.from, taken.to) = (CITY.parse().ok(), WARD.parse().ok());
    taken.receipt = Some(receipt);
    ward.append(taken, "2025-08-03", &[&ward.clerk]);
    ward.append(sealing(3), "2025-08-04", &[&ward.clerk]);
    ward.append(sealing(4), "2025-08-05", &[&ward.clerk]);
    let mut witness = seen(head, Some("2025-08-03"));
    witness.receipt = Some(receipt);
    let lines = ward.lines();
    (ward, witness, lines)
}

#[test]
fn a_ledger_cut_before_at_and_after_a_witnessed_event() {
    let (ward, witness, lines) = witnessed();
    let list = ward.list(|_| ());
    let cut = |kept: usize| {
        fs::write(ward.path(), lines[..kept].concat()).unwrap();
        let found = ward.verify(&list, &[witness]);
        (codes(&found), found.unwitnessed)
    };
    assert_eq!(cut(6), (vec![("ledger.unwitnessed", 1)], 2));
    // Before it the head itself is gone, at it the event that names the receipt.
    for kept in [1, 2] {
        assert_eq!(cut(kept).0[0], ("ledger.head-not-there", 1), "{kept}");
    }
    assert_eq!(cut(3).0, [("ledger.receipt-not-next", 1)]);
    // Behind it nobody can notice, and how far is said.
    assert_eq!(cut(5), (vec![("ledger.unwitnessed", 1)], 1));
    assert_eq!(cut(4), (vec![], 0));
}

#[test]
fn a_ledger_that_its_own_clerk_writes_anew() {
    let (ward, witness, lines) = witnessed();
    let list = ward.list(|_| ());
    // With the key, behind the head that was seen: another event takes the
    // place of the one that names the receipt.
    fs::write(ward.path(), lines[..3].concat()).unwrap();
    ward.append(sealing(9), "2025-08-03", &[&ward.clerk]);
    let found = ward.verify(&list, &[witness]);
    assert_eq!(codes(&found), [("ledger.receipt-not-next", 1), ("ledger.unwitnessed", 1)]);
    // Before it: the head does not fit any more.
    fs::write(ward.path(), lines[..2].concat()).unwrap();
    ward.append(sealing(9), "2025-08-02", &[&ward.clerk]);
    let found = ward.verify(&list, &[witness]);
    assert_eq!(codes(&found)[0], ("ledger.head-not-there", 1));
}

fn paper(number: &str, text: &str) -> Paper {
    let sha256 = Some(Digest::sha256(text.as_bytes()));
    Paper { number: number.parse().unwrap(), day: day("2025-08-20"), sha256 }
}

fn audited(ward: &Ward, trust: &dyn KeyTrust, papers: Option<&Path>) -> Audit {
    let files = ward.folder.path().join("files");
    fs::create_dir_all(&files).unwrap();
    let mut row = Dossier::new("HS.4", "Hồ sơ");
    row.fonds = Some("P14".into());
    row.path = Some("HS.4".into());
    let mut tables = RowTables::new();
    tables.add(Table::Dossiers, [row]).unwrap();
    let path = ward.path();
    let request = Request {
        tables: &tables,
        files: Some(&files),
        ledger: LedgerFile { path: &path, trust: Some(trust), witnesses: &[] },
        papers,
        on: day("2025-11-01"),
    };
    audit(&request, |_| Ok(()), &audit::Options::default(), &()).unwrap()
}

#[test]
fn a_destruction_with_invented_papers() {
    let ward = Ward::new();
    let mut gone = event(Kind::Destruction);
    gone.covers = cover("HS.4");
    gone.act = Some(paper("12/QĐ-UBND", "decision"));
    gone.council_minutes = Some(paper("01/BB", "council"));
    gone.destruction_minutes = Some(paper("02/BB", "destruction"));
    ward.append(gone, "2025-09-10", &[&ward.clerk, &ward.head]);
    let papers = ward.folder.path().join("papers");
    fs::create_dir(&papers).unwrap();
    for text in ["decision", "council"] {
        fs::write(papers.join(text), text).unwrap();
    }
    // The third paper was never written: something else lies under its name.
    fs::write(papers.join("destruction"), "invented").unwrap();
    let code = |found: &Audit| {
        found.report.by_code.keys().map(|code| code.as_str()).collect::<Vec<_>>().join(" ")
    };
    let list = ward.list(|_| ());
    let found = audited(&ward, &list, Some(&papers));
    assert_eq!(code(&found), "custody.paper-unseen");
    assert!(!found.report.passes());
    fs::write(papers.join("destruction"), "destruction").unwrap();
    let found = audited(&ward, &list, Some(&papers));
    assert_eq!((code(&found).as_str(), found.totals.destroyed), ("", 1));

    // One person with two keys is one, by whatever spelling of the name.
    let one = ward.list(|lines| lines[1].person = "TRẦN THI B".into());
    let found = audited(&ward, &one, Some(&papers));
    assert_eq!(found.totals.destroyed, 0);
    assert!(code(&found).contains("custody.few-signers"), "{}", code(&found));
}

#[test]
fn two_agencies_that_agree_to_forget_a_dossier() {
    let ward = Ward::new();
    let mut taken = event(Kind::Receipt);
    (taken.from, taken.to) = ("vn:27169@2024".parse().ok(), WARD.parse().ok());
    (taken.receipt, taken.covers) = (Some(Digest::sha256(b"receipt")), cover("HS.1..HS.9"));
    let head = ward.append(taken, "2025-07-02", &[&ward.clerk]);
    let list = ward.list(|_| ());
    let told = |found: &Audit| found.report.by_code.keys().copied().collect::<Vec<_>>();
    // Both keep silent: the older inventory and the ward's own receipt do not.
    let found = audited(&ward, &list, None);
    assert!(told(&found).contains(&Code::CustodyUnexplained));
    let holder = format!("{:?}", found.report.findings);
    assert!(holder.contains("vn:27163@2025/ubnd"), "{holder}");

    // Both sign that it went, under a day that is past: that explains it, hands
    // the question on to who is said to have it, and comes after a head that
    // somebody has seen.
    let mut gone = event(Kind::Transfer);
    (gone.from, gone.to) = (WARD.parse().ok(), CITY.parse().ok());
    (gone.act, gone.covers) = (Some(paper("9/BB", "minutes")), cover("HS.4"));
    ward.append(gone, "2025-07-05", &[&ward.clerk, &ward.head]);
    assert!(!told(&audited(&ward, &list, None)).contains(&Code::CustodyUnexplained));
    let found = ward.verify(&list, &[seen(head, Some("2025-10-01"))]);
    assert_eq!(codes(&found), [("ledger.entered-late", 1), ("ledger.unwitnessed", 1)]);
}
