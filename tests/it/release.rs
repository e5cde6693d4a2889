//! What a receiver has confirmed: only what the agency that the act names has
//! signed, and never more than that.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::custody::{
    Answer, CheckedAs, Counts, Exception, ExceptionKind, Line, Parcel, Person, Receipt, ReceivedAct,
};
use handover_core::digest::Digest;
use handover_core::error::ErrorKind;
use handover_core::finding::Severities;
use handover_core::inventory::FolderTables;
use handover_core::limits::Limits;
use handover_core::pack::{self, VolumeSize, pack};
use handover_core::release::{Given, Item, ItemKind, Options, Released, State, release};
use handover_core::show::show;
use handover_core::signing::{
    Next, PrivateKey, Role, SignedReceipt, SignedTrustList, Signer, TrustDraft, TrustedKey,
};
use handover_core::survey::Folder;
use handover_core::transfer::Act;
use handover_core::unit::AgencyRef;
use handover_core::verify::{ListTrust, ReceiptVerification, Trust, verify_receipt};

use crate::forge::write_tree;
use crate::support::{key, least_act};

const RECEIVER: &str = "vn:27163@2025/ubnd";
const OTHER_WARD: &str = "vn:27166@2025/ubnd";

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn new_key() -> PrivateKey {
    PrivateKey::generate(&mut UnwrapErr(SysRng))
}

/// A bundle of two dossiers, a receiver with a key, and a province.
struct Story {
    disk: tempfile::TempDir,
    act: Act,
    digest: Digest,
    receiver: PrivateKey,
    other: PrivateKey,
    root: PrivateKey,
}

impl Story {
    fn new() -> Self {
        let disk = tempfile::tempdir().unwrap();
        write_tree(
            disk.path(),
            &[
                ("files/01/a.pdf", "one"),
                ("files/01/b.pdf", "two"),
                ("files/02/c.pdf", "three"),
                ("files/loose.txt", "four"),
                ("tables/fonds.csv", "code,name\nP14,Phông P14\n"),
                (
                    "tables/dossiers.csv",
                    "fonds,path,fileCode,title\nP14,01,HS.01,Một\nP14,02,HS.02,Hai\n",
                ),
                ("tables/documents.csv", "dossier,path,subject\nHS.02,02/c.pdf,Ba\n"),
            ],
        );
        let source = Folder::open(&disk.path().join("files")).unwrap();
        let tables = FolderTables::new(&disk.path().join("tables"));
        let out = disk.path().join("b.zip");
        let options = pack::Options::default();
        let sealed = pack(&source, &tables, &least_act(), &[&key()], &out, &options, &()).unwrap();
        let bundle = Bundle::open(&out, &Limits::default()).unwrap();
        let act = show(&bundle, &Limits::default(), &()).unwrap().act.unwrap();
        assert_eq!(act.receiver, RECEIVER.parse().unwrap());
        let (receiver, other, root) = (new_key(), new_key(), new_key());
        Story { disk, act, digest: sealed.digest, receiver, other, root }
    }

    fn bundle(&self) -> PathBuf {
        self.disk.path().join("b.zip")
    }

    /// The receiver's answer of 2 July 2025; accepted if nothing changes it.
    fn receipt(&self, change: impl FnOnce(&mut Receipt)) -> Receipt {
        let act = ReceivedAct {
            id: self.act.id.unwrap(),
            issue: self.act.issue,
            giver: self.act.giver,
            on_behalf_of: None,
            sealed_on: self.act.sealed_on.to_string().parse().unwrap(),
            effective_on: self.act.effective_on.to_string().parse().unwrap(),
            ledger_head: None,
        };
        let by = vec![Person { name: line("Trần Thị B"), title: line("Văn thư") }];
        let (agency, day) = (RECEIVER.parse().unwrap(), "2025-07-02".parse().unwrap());
        let parcel = (Parcel::Bundle, self.digest);
        let mut receipt =
            Receipt::new(parcel, Some(act), (agency, day), by, Answer::Accepted, CheckedAs::Valid);
        change(&mut receipt);
        receipt
    }

    fn trust(&self, root_known: bool) -> Trust {
        let days = (date("2025-07-01"), date("2030-06-30"));
        let bound = |key: &PrivateKey, agency: &str, person: &str| {
            let agency: AgencyRef = agency.parse().unwrap();
            let (who, role) = ((person, "Văn thư"), [Role::Receive]);
            TrustedKey::new(key.public_key(), agency, who, role, days)
        };
        let lines = vec![
            bound(&self.receiver, RECEIVER, "Trần Thị B"),
            bound(&self.other, OTHER_WARD, "Đỗ D"),
        ];
        let draft = TrustDraft::new(Vec::new(), lines);
        let next = Next::new(None, date("2025-07-01"));
        let list = SignedTrustList::sign(&draft, next, &self.root).unwrap();
        let root = root_known.then(|| self.root.public_key().key_id());
        Trust::List(Box::new(ListTrust::new(list, root, date("2025-08-01"))))
    }

    fn signed(&self, receipt: Receipt, key: &PrivateKey) -> ReceiptVerification {
        judged(receipt, key, &self.trust(true))
    }

    fn accepted(&self) -> ReceiptVerification {
        self.signed(self.receipt(|_| ()), &self.receiver)
    }

    fn with(&self, exceptions: Vec<Exception>) -> ReceiptVerification {
        let receipt = self.receipt(|receipt| {
            receipt.answer = Answer::AcceptedWith;
            receipt.exceptions = exceptions;
            receipt.held_by = Some(self.act.giver);
        });
        self.signed(receipt, &self.receiver)
    }

    fn ask(&self, receipts: &[ReceiptVerification]) -> (Vec<Item>, Released) {
        asked(&self.bundle(), receipts)
    }

    #[track_caller]
    fn is(&self, receipts: &[ReceiptVerification], codes: &str, states: &str) {
        let (items, released) = self.ask(receipts);
        let found = released.report.by_code.keys().map(|code| code.as_str());
        assert_eq!(found.collect::<Vec<_>>().join(" "), codes);
        assert_eq!(told(&items), states);
    }
}

fn judged(receipt: Receipt, key: &PrivateKey, trust: &Trust) -> ReceiptVerification {
    let signed = SignedReceipt::sign(receipt, &[key]).unwrap();
    let line = signed.to_line().unwrap();
    let bounds = (&Limits::default(), &Severities::default());
    verify_receipt(&line, trust, None, bounds, &()).unwrap()
}

fn asked(path: &Path, receipts: &[ReceiptVerification]) -> (Vec<Item>, Released) {
    let mut items = Vec::new();
    let tell = |item| {
        items.push(item);
        Ok(())
    };
    let given = [Given::new(path, Vec::new())];
    let released = release(&given, receipts, tell, &Options::default(), &()).unwrap();
    (items, released)
}

/// `c` for confirmed, `h` for held, `-` for nothing: dossiers, then files.
fn told(items: &[Item]) -> String {
    let letter = |item: &&Item| match item.state {
        State::Confirmed => 'c',
        State::Held => 'h',
        State::Unconfirmed => '-',
    };
    let of = |kind| items.iter().filter(move |item| item.item == kind);
    let dossiers: String = of(ItemKind::Dossier).map(|item| letter(&item)).collect();
    let files: String = of(ItemKind::File).map(|item| letter(&item)).collect();
    format!("{dossiers} {files}")
}

#[test]
fn all_is_confirmed_only_by_a_receipt_without_exceptions() {
    let story = Story::new();
    story.is(&[story.accepted()], "", "cc cccc");
    let (_, released) = story.ask(&[story.accepted()]);
    assert_eq!(released.subjects[0].accepted_on.unwrap().to_string(), "2025-07-02");
    // The same receipt twice is one.
    story.is(&[story.accepted(), story.accepted()], "", "cc cccc");
    assert_eq!(story.ask(&[story.accepted(), story.accepted()]).1.subjects[0].receipts.len(), 1);
    story.is(&[], "release.no-receipt", "-- ----");
}

#[test]
fn a_dossier_falls_with_any_of_its_files_and_they_with_it() {
    let story = Story::new();
    let file = |path: &str| Exception::file(line(path), ExceptionKind::Damaged);
    let dossier =
        |code: &str| Exception::dossier(Some(line("P14")), line(code), ExceptionKind::Missing);
    let held = |exception, states| story.is(&[story.with(vec![exception])], "release.held", states);
    held(file("01/b.pdf"), "hc chcc");
    held(file("02/c.pdf"), "ch cchc");
    held(file("loose.txt"), "cc ccch");
    held(dossier("HS.01"), "hc hhcc");
    held(dossier("HS.02"), "ch cchc");
    let (items, released) = story.ask(&[story.with(vec![dossier("HS.01")])]);
    assert_eq!(items[0].exception, Some(ExceptionKind::Missing));
    assert_eq!(released.subjects[0].held_by, Some(story.act.giver));
    // What names nothing of it may mean anything.
    for exception in [file("03/x.pdf"), dossier("HS.09")] {
        story.is(&[story.with(vec![exception])], "release.exception", "cc cccc");
    }
}

#[test]
fn a_receipt_signed_by_a_stranger_confirms_nothing() {
    let story = Story::new();
    let nothing = |receipt: ReceiptVerification, codes: &str| {
        story.is(&[receipt], codes, "-- ----");
    };
    // Whose key nobody knows.
    nothing(story.signed(story.receipt(|_| ()), &new_key()), "release.no-receipt");
    // Another ward's sound key, in the receiver's name, and in its own.
    nothing(story.signed(story.receipt(|_| ()), &story.other), "release.no-receipt");
    let own = story.receipt(|receipt| receipt.receiver = OTHER_WARD.parse().unwrap());
    nothing(story.signed(own, &story.other), "release.no-receipt release.other-receiver");
    // A list whose root nobody confirmed, or no list at all.
    nothing(
        judged(story.receipt(|_| ()), &story.receiver, &story.trust(false)),
        "release.no-receipt",
    );
    let by_key = Trust::Key(story.receiver.public_key());
    nothing(judged(story.receipt(|_| ()), &story.receiver, &by_key), "release.no-receipt");
    // Before the key was the receiver's.
    let early = story.receipt(|receipt| {
        receipt.day = "2025-06-20".parse().unwrap();
        receipt.act.as_mut().unwrap().effective_on = "2025-06-01".parse().unwrap();
    });
    nothing(story.signed(early, &story.receiver), "release.no-receipt");
    // Beside the receiver's own it takes nothing away.
    let stranger = story.signed(story.receipt(|_| ()), &new_key());
    story.is(&[stranger, story.accepted()], "", "cc cccc");
}

#[test]
fn what_was_refused_or_is_of_another_act_confirms_nothing() {
    let story = Story::new();
    let refused = |day: &str| {
        let receipt = story.receipt(|receipt| {
            (receipt.answer, receipt.found) = (Answer::Refused, CheckedAs::NotValid);
            receipt.reason = Some(line("hỏng"));
            receipt.day = day.parse().unwrap();
        });
        story.signed(receipt, &story.receiver)
    };
    story.is(&[refused("2025-07-03")], "release.refused", "-- ----");
    // Refused first and taken over later is one story, the other way round is two.
    story.is(&[refused("2025-07-01"), story.accepted()], "", "cc cccc");
    story.is(&[story.accepted(), refused("2025-07-03")], "release.contradiction", "-- ----");
    let damaged = Exception::file(line("01/a.pdf"), ExceptionKind::Damaged);
    let both = [story.accepted(), story.with(vec![damaged])];
    story.is(&both, "release.contradiction release.held", "hc hccc");
    for change in [(|act: &mut ReceivedAct| act.issue = 2) as fn(&mut ReceivedAct), |act| {
        act.giver = OTHER_WARD.parse().unwrap()
    }] {
        let other = story.receipt(|receipt| change(receipt.act.as_mut().unwrap()));
        let other = story.signed(other, &story.receiver);
        story.is(&[other], "release.no-receipt release.other-act", "-- ----");
    }
    let other = story.receipt(|receipt| receipt.digest = Digest::sha256(b"another"));
    let other = story.signed(other, &story.receiver);
    story.is(&[other, story.accepted()], "release.no-bundle", "cc cccc");
}

#[test]
fn counts_that_differ_are_in_the_way() {
    let story = Story::new();
    let counted = |boxes| {
        let mut declared = Counts::default();
        declared.paper.containers = Some(12);
        story.receipt(|receipt| {
            receipt.totals.declared = declared;
            receipt.totals.counted.paper.containers = Some(boxes);
        })
    };
    story.is(&[story.signed(counted(12), &story.receiver)], "", "cc cccc");
    story.is(&[story.signed(counted(11), &story.receiver)], "release.totals", "cc cccc");
}

#[test]
fn a_set_is_asked_of_volume_by_volume() {
    let story = Story::new();
    let disk = story.disk.path();
    let big = "x".repeat(400 << 10);
    write_tree(disk, &[("files/01/big.pdf", &big), ("files/02/big.pdf", &big)]);
    let source = Folder::open(&disk.join("files")).unwrap();
    let tables = FolderTables::new(&disk.join("tables"));
    let mut options = pack::Options::default();
    options.volume_size = Some(VolumeSize::Bytes(700 << 10));
    let out = disk.join("set.zip");
    pack(&source, &tables, &least_act(), &[&key()], &out, &options, &()).unwrap();
    let path = disk.join("set.set.json");
    let set = VolumeSet::open(&path, &[], &Limits::default()).unwrap();
    let receipt = story.receipt(|receipt| {
        (receipt.parcel, receipt.digest) = (Parcel::Set, set.digest().unwrap());
        let first = disk.join("set-001.zip");
        let bundle = Bundle::open(&first, &Limits::default()).unwrap();
        let act = show(&bundle, &Limits::default(), &()).unwrap().act.unwrap();
        receipt.act.as_mut().unwrap().id = act.id.unwrap();
    });
    let (items, released) = asked(&path, &[story.signed(receipt, &story.receiver)]);
    assert!(released.report.passes(), "{:?}", released.report);
    assert_eq!(told(&items), "cc cccccc");
    assert!(items.iter().any(|item| item.volume == Some(2)));

    // A volume that is missing: nobody says anything of the whole.
    std::fs::remove_file(disk.join("set-002.zip")).unwrap();
    let given = [Given::new(&path, Vec::new())];
    let error = release(&given, &[], |_| Ok(()), &Options::default(), &()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Refused { .. }), "{error}");
}
