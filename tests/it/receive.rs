//! The receiver's answer: what is refused, what is signed, what the ledger gets,
//! and what becomes of it when it is cut off.

mod judged;

use std::fs;
use std::path::{Path, PathBuf};

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::custody::{
    Answer, CheckedAs, Event, Exception, ExceptionKind, Head, Kind, LedgerId, Line, Paper, Person,
};
use handover_core::description::Day;
use handover_core::error::{Error, ErrorKind};
use handover_core::finding::{Code, Severities};
use handover_core::inventory::FolderTables;
use handover_core::ledger::{self, Ledger, LedgerFile, Opening, Where, who};
use handover_core::limits::Limits;
use handover_core::pack::{self, pack};
use handover_core::receive::{Arrival, Exceptions, Options, Received, Reply, Request, receive};
use handover_core::signing::{PrivateKey, SignedReceipt, Signer};
use handover_core::survey::Folder;
use handover_core::transfer::Act;
use handover_core::unit::AgencyRef;
use handover_core::verify::{self, Trust, Verdict, verify, verify_receipt, verify_set};

use crate::forge::write_tree;
use crate::support::{key, least_act, stranger, trust};
use crate::volumes::Volumes;

const RECEIVER: &str = "vn:27163@2025";
const DOSSIERS: &str = "fonds,carrier,path,fileCode,title\n\
    P14,digital,01,HS.01,one\n\
    P14,digital,02,HS.02,two\n\
    P14,paper,,HS.03,three\n";

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

fn agency(text: &str) -> AgencyRef {
    text.parse().unwrap()
}

fn person() -> Person {
    Person { name: line("Trần Thị B"), title: line("Văn thư") }
}

/// A receiver's desk: bundles, a ledger, receipts.
struct Desk {
    dir: tempfile::TempDir,
    act: Act,
}

impl Desk {
    fn new() -> Self {
        let desk = Desk { dir: tempfile::tempdir().unwrap(), act: least_act() };
        let files = [("01/1.txt", "Điều 1."), ("01/2.txt", "Điều 2."), ("02/1.txt", "Điều 3.")];
        write_tree(&desk.place("files"), &files);
        write_tree(&desk.place("tables"), &[("dossiers.csv", DOSSIERS)]);
        desk
    }

    fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Packs what the desk has, as this issue of the act.
    fn pack(&self, name: &str, issue: u32) -> PathBuf {
        let out = self.place(name);
        let mut act = self.act.clone();
        act.id = Some("0190b3e4-0000-7000-8000-000000000001".parse().unwrap());
        act.issue = issue;
        let source = Folder::open(&self.place("files")).unwrap();
        let tables = FolderTables::new(&self.place("tables"));
        pack(&source, &tables, &act, &[&key()], &out, &pack::Options::default(), &()).unwrap();
        out
    }

    fn open_ledger(&self) {
        let mut event = Event::new(Kind::Open);
        event.by = vec![person()];
        let (id, day) = (LedgerId::random(&mut Zeros), day("2025-07-01"));
        let opening = Opening { id, agency: agency(RECEIVER), day, event };
        Ledger::create(&self.place("custody.jsonl"), opening, &[&clerk()]).unwrap();
    }

    fn answer(&self, of: &Path, reply: Reply, out: &str) -> Result<Received, Error> {
        self.answer_with(of, reply, out, |_| {})
    }

    fn answer_with(
        &self,
        of: &Path,
        reply: Reply,
        out: &str,
        change: impl FnOnce(&mut Request<'_>),
    ) -> Result<Received, Error> {
        let mut request = Request::new(agency(RECEIVER), day("2025-07-02"), vec![person()], reply);
        change(&mut request);
        let path = self.place("custody.jsonl");
        let mut ledger =
            path.exists().then(|| Ledger::open(&path, &Limits::default(), &()).unwrap().0);
        let (ledger, signers) = (ledger.as_mut(), [&clerk() as &dyn Signer]);
        let out = self.place(out);
        receive(&arrived(of), &request, ledger, &out, &signers, &Options::default(), &())
    }

    fn events(&self) -> Vec<(Kind, Head)> {
        let mut events = Vec::new();
        let path = self.place("custody.jsonl");
        let ledger = LedgerFile { path: &path, trust: None, witnesses: &[] };
        let take = |checked: ledger::Checked| {
            events.push((checked.entry.event.kind, checked.head));
            Ok(())
        };
        ledger.verify(take, &ledger::Options::default(), &()).unwrap();
        events
    }

    fn kinds(&self) -> Vec<Kind> {
        self.events().into_iter().map(|(kind, _)| kind).collect()
    }

    /// Where a dossier is, by the ledger.
    fn whereabouts(&self, code: &str) -> Option<(Where, Option<AgencyRef>)> {
        let path = self.place("custody.jsonl");
        let file = LedgerFile { path: &path, trust: None, witnesses: &[] };
        let dossier = handover_core::custody::DossierRef {
            fonds: "P14".into(),
            code: code.into(),
            ..Default::default()
        };
        let options = ledger::Options::default();
        let found = who(file, &dossier, day("2025-08-01"), &options, &()).unwrap();
        found.event.map(|event| (event.place, event.holder))
    }
}

/// The least random of all; identities need only differ between ledgers.
struct Zeros;

impl getrandom::rand_core::TryRng for Zeros {
    type Error = std::convert::Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(0)
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(0)
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        bytes.fill(0);
        Ok(())
    }
}

impl getrandom::rand_core::TryCryptoRng for Zeros {}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The receiver's key.
fn clerk() -> PrivateKey {
    stranger()
}

fn arrived(path: &Path) -> Arrival {
    arrived_as(path, verify::Checked::Full)
}

fn arrived_as(path: &Path, checked: verify::Checked) -> Arrival {
    let mut options = verify::Options::default();
    options.checked = checked;
    if VolumeSet::is_one(path) {
        let set = VolumeSet::open(path, &[], &Limits::default()).unwrap();
        let found = verify_set(&set, &trust(), &options, &mut |_, _| Ok(()), &()).unwrap();
        return Arrival::set(path, Vec::new(), &found);
    }
    let bundle = Bundle::open(path, &Limits::default()).unwrap();
    Arrival::bundle(path, &verify(&bundle, &trust(), &options, &()).unwrap())
}

/// The blocks that a refused answer was told.
fn no(answer: Result<Received, Error>) -> Vec<Code> {
    let error = answer.unwrap_err();
    let ErrorKind::Refused { report } = error.kind() else { panic!("{error:?}") };
    let blocks = report.findings.iter();
    blocks
        .filter(|f| f.severity == handover_core::finding::Severity::Block)
        .map(|f| f.code)
        .collect()
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes[0] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn refusal() -> Reply {
    Reply::Refuse(line("Tệp hỏng"))
}

fn damaged(path: &str) -> Exception {
    Exception::file(line(path), ExceptionKind::Damaged)
}

fn missing(code: &str) -> Exception {
    Exception::dossier(None, line(code), ExceptionKind::Missing)
}

#[test]
fn what_was_accepted_is_signed_entered_and_checked_without_the_bundle() {
    let desk = Desk::new();
    desk.open_ledger();
    let bundle = desk.pack("p14", 1);
    let before = desk.events()[0].1;
    let received = desk.answer(&bundle, Reply::Accept, "r.json").unwrap();
    let receipt = received.receipt.receipt();
    assert_eq!((receipt.answer, receipt.found), (Answer::Accepted, CheckedAs::Valid));
    assert_eq!((receipt.ledger_head, received.entered), (Some(before), 1));
    assert_eq!(receipt.totals.computed.electronic.files, Some(3));
    assert_eq!(receipt.totals.computed.paper.dossiers, Some(1));
    assert_eq!(desk.kinds(), [Kind::Open, Kind::Receipt]);
    assert_eq!(desk.whereabouts("HS.02"), Some((Where::Here, Some(agency(RECEIVER)))));
    assert_eq!(desk.whereabouts("HS.04"), None, "another dossier of the fonds");

    fs::remove_dir_all(&bundle).unwrap();
    let text = fs::read_to_string(desk.place("r.json")).unwrap();
    let (limits, severities) = (Limits::default(), Severities::default());
    let custody = desk.place("custody.jsonl");
    let check = |text: &str, trust: &Trust, ledger| {
        verify_receipt(text, trust, ledger, (&limits, &severities), &()).unwrap()
    };
    let clerk = Trust::Key(clerk().public_key());
    let found = check(&text, &clerk, Some(&custody));
    assert_eq!(found.verdict, Verdict::Valid, "{:?} {:?}", found.report, found.ledger);
    assert_eq!(check(&text, &trust(), None).verdict, Verdict::IntactSignerUnknown);
    let edited = text.replace("2025-07-02", "2025-07-03");
    assert_eq!(check(&edited, &clerk, None).report.count(Code::ReceiptBroken), 1);

    // The ledger is cut behind the head that the receipt names.
    let whole = fs::read_to_string(&custody).unwrap();
    fs::write(&custody, whole.lines().next().unwrap().to_owned() + "\n").unwrap();
    let cut = check(&text, &clerk, Some(&custody));
    assert_eq!(cut.verdict, Verdict::NotValid);
    assert_eq!(cut.ledger.unwrap().report.count(Code::LedgerReceiptNotNext), 1);
}

#[test]
fn custody_passes_for_all_but_the_exceptions() {
    let desk = Desk::new();
    desk.open_ledger();
    let bundle = desk.pack("p14", 1);
    let exceptions = Exceptions::new(vec![damaged("01/2.txt"), missing("HS.03")]);
    let received = desk.answer(&bundle, Reply::AcceptWith(exceptions), "r.json").unwrap();
    let receipt = received.receipt.receipt();
    assert_eq!((receipt.exceptions.len(), receipt.held_by), (2, Some(desk.act.giver)));
    assert_eq!(desk.kinds(), [Kind::Open, Kind::Receipt, Kind::Refusal]);
    assert_eq!(desk.whereabouts("HS.01"), Some((Where::Here, Some(agency(RECEIVER)))));
    assert_eq!(desk.whereabouts("HS.03"), Some((Where::There, Some(desk.act.giver))));

    for unknown in [damaged("01/3.txt"), damaged("01"), missing("HS.3"), missing("01/1.txt")] {
        let desk = Desk::new();
        let bundle = desk.pack("p14", 1);
        let reply = Reply::AcceptWith(Exceptions::new(vec![missing("HS.03"), unknown]));
        assert_eq!(no(desk.answer(&bundle, reply, "r.json")), [Code::ReceiptException]);
        assert!(!desk.place("r.json").exists());
    }
    let desk = Desk::new();
    let bundle = desk.pack("p14", 1);
    let none = Reply::AcceptWith(Exceptions::default());
    assert_eq!(no(desk.answer(&bundle, none, "r")), [Code::ReceiptNoException]);
    let own = |request: &mut Request<'_>| request.held_by = Some(request.receiver);
    let reply = Reply::AcceptWith(Exceptions::new(vec![missing("HS.03")]));
    assert_eq!(no(desk.answer_with(&bundle, reply, "r", own)), [Code::ReceiptHeldBySelf]);
}

#[test]
fn damage_is_refused_and_another_packing_accepted() {
    let desk = Desk::new();
    desk.open_ledger();
    let (first, again) = (desk.pack("first", 1), desk.pack("again", 2));
    let pristine = desk.pack("pristine", 1);
    flip(&first.join("data/01/1.txt"));
    assert_eq!(no(desk.answer(&first, Reply::Accept, "a")), [Code::ReceiptNotValid]);
    let refused = desk.answer(&first, refusal(), "refused.json").unwrap();
    assert_eq!(refused.receipt.receipt().found, CheckedAs::NotValid);
    let accepted = desk.answer(&again, Reply::Accept, "accepted.json").unwrap();
    assert_eq!(accepted.receipt.receipt().first, None, "another bundle");
    // The old packing turns up, whole: one transfer is taken over once.
    assert_eq!(no(desk.answer(&pristine, Reply::Accept, "b")), [Code::ReceiptOtherPacking]);
    assert_eq!(no(desk.answer(&again, Reply::Accept, "c")), [Code::ReceiptAlready]);
    assert_eq!(no(desk.answer(&again, refusal(), "c")), [Code::ReceiptAlready]);
    // Somebody packed other files under the same issue.
    fs::write(desk.place("files/01/1.txt"), "Điều 4.").unwrap();
    let forged = desk.pack("forged", 2);
    assert_eq!(no(desk.answer(&forged, Reply::Accept, "d")), [Code::ReceiptTwoDigests]);
    desk.answer(&forged, refusal(), "d").unwrap();
    assert_eq!(
        desk.kinds(),
        [Kind::Open, Kind::Refusal, Kind::Receipt, Kind::Refusal],
        "what was not answered is not in it"
    );
}

#[test]
fn a_second_receipt_names_the_first_with_a_ledger_or_a_folder_of_receipts() {
    for kept in [true, false] {
        let desk = Desk::new();
        if kept {
            desk.open_ledger();
        }
        let bundle = desk.pack("p14", 1);
        flip(&bundle.join("data/01/1.txt"));
        let first = desk.answer(&bundle, refusal(), "no.json").unwrap().receipt;
        flip(&bundle.join("data/01/1.txt"));
        let earlier = [first.clone()];
        let give = |request: &mut Request<'_>| {
            // It lives as long as the desk needs it.
            request.earlier = if kept { &[] } else { Vec::leak(earlier.to_vec()) };
        };
        let second = desk.answer_with(&bundle, Reply::Accept, "yes.json", give).unwrap();
        assert_eq!(second.receipt.receipt().first, Some(first.digest()));
    }
}

#[test]
fn nobody_takes_over_what_is_not_for_him_not_read_or_not_yet() {
    let mut desk = Desk::new();
    let bundle = desk.pack("p14", 1);
    let other = |request: &mut Request<'_>| request.receiver = agency("vn:27166@2025");
    let answer = desk.answer_with(&bundle, refusal(), "r", other);
    assert_eq!(no(answer), [Code::ReceiptOtherReceiver]);
    let early = |request: &mut Request<'_>| request.day = day("2025-06-30");
    assert_eq!(no(desk.answer_with(&bundle, Reply::Accept, "r", early)), [Code::ReceiptNotYet]);
    let quick = arrived_as(&bundle, verify::Checked::Blake3);
    let request = Request::new(agency(RECEIVER), day("2025-07-02"), vec![person()], Reply::Accept);
    let (out, signers) = (desk.place("r"), [&clerk() as &dyn Signer]);
    let answer = receive(&quick, &request, None, &out, &signers, &Options::default(), &());
    assert_eq!(no(answer), [Code::ReceiptNotFull]);
    let late = Paper { number: line("01/BB"), day: day("2025-06-30"), sha256: None };
    let needless = |request: &mut Request<'_>| request.late = Some(late);
    let received = desk.answer_with(&bundle, Reply::Accept, "r", needless).unwrap();
    assert_eq!(received.report.count(Code::ReceiptLateNeedless), 1);
    assert!(received.receipt.receipt().late.is_none());

    // Another agency's ledger.
    desk.act.giver = agency("vn:27166@2024");
    let mut event = Event::new(Kind::Open);
    event.by = vec![person()];
    let id = LedgerId::random(&mut Zeros);
    let opening = Opening { id, agency: agency("vn:27166@2025"), day: day("2025-07-01"), event };
    Ledger::create(&desk.place("custody.jsonl"), opening, &[&clerk()]).unwrap();
    assert_eq!(no(desk.answer(&bundle, refusal(), "s")), [Code::ReceiptOtherLedger]);
}

#[test]
fn counts_stand_side_by_side_and_words_of_secrecy_stop_it() {
    let desk = Desk::new();
    let bundle = desk.pack("p14", 1);
    let count = |request: &mut Request<'_>| {
        request.form.counted.electronic.files = Some(2);
        request.form.counted.paper.containers = Some(12);
    };
    let received = desk.answer_with(&bundle, Reply::Accept, "r", count).unwrap();
    assert_eq!(received.report.count(Code::ReceiptTotals), 1, "nothing speaks of boxes");
    let speak = |request: &mut Request<'_>| {
        request.form.form.condition = Some(line("Có hồ sơ tối mật"));
    };
    let answer = desk.answer_with(&bundle, Reply::Accept, "s", speak);
    assert_eq!(no(answer), [Code::SecretSuspected]);
}

/// The run ends after the receipt, or after its first event, and is run again.
#[test]
fn what_was_cut_off_is_finished_by_the_same_call_and_by_no_other() {
    let reply = || Reply::AcceptWith(Exceptions::new(vec![missing("HS.03")]));
    for left in [1, 2] {
        let desk = Desk::new();
        desk.open_ledger();
        let bundle = desk.pack("p14", 1);
        let whole = desk.answer(&bundle, reply(), "r.json").unwrap();
        let path = desk.place("custody.jsonl");
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<_> = text.lines().take(left).collect();
        fs::write(&path, lines.join("\n") + "\n").unwrap();

        let other = desk.answer(&bundle, Reply::Accept, "r.json");
        assert!(matches!(other.unwrap_err().kind(), ErrorKind::TargetExists { .. }));
        let again = desk.answer(&bundle, reply(), "r.json").unwrap();
        assert!(again.finished);
        assert_eq!(
            (again.receipt.digest(), again.entered),
            (whole.receipt.digest(), 3 - left as u64)
        );
        assert_eq!(desk.kinds(), [Kind::Open, Kind::Receipt, Kind::Refusal]);
        let done = desk.answer(&bundle, reply(), "r.json");
        assert!(matches!(done.unwrap_err().kind(), ErrorKind::TargetExists { .. }));
    }
    // Meanwhile something else was entered: the head in the receipt is behind.
    let desk = Desk::new();
    desk.open_ledger();
    let bundle = desk.pack("p14", 1);
    let path = desk.place("custody.jsonl");
    let before = fs::read(&path).unwrap();
    desk.answer(&bundle, reply(), "r.json").unwrap();
    fs::write(&path, before).unwrap();
    let mut ledger = Ledger::open(&path, &Limits::default(), &()).unwrap().0;
    let mut seal = Event::new(Kind::Unseal);
    seal.by = vec![person()];
    seal.covers =
        vec![handover_core::custody::Cover { fonds: Some(line("P1")), ..Default::default() }];
    ledger.append(seal, day("2025-07-02"), &[&clerk()]).unwrap();
    drop(ledger);
    let stale = desk.answer(&bundle, reply(), "r.json").unwrap_err();
    assert!(
        matches!(stale.kind(), ErrorKind::Malformed { code: "receipt.stale", .. }),
        "{stale:?}"
    );
}

#[test]
fn whatever_else_lies_where_the_receipt_is_to_be_stays_there() {
    let desk = Desk::new();
    let bundle = desk.pack("p14", 1);
    let limit = Limits::default().receipt_bytes;
    fs::create_dir(desk.place("folder")).unwrap();
    fs::write(desk.place("long"), vec![b' '; limit + 2]).unwrap();
    fs::write(desk.place("no-text"), b"\xff").unwrap();
    for out in ["folder", "long", "no-text"] {
        let error = desk.answer(&bundle, Reply::Accept, out).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TargetExists { .. }), "{out}: {error:?}");
    }
    assert_eq!(fs::metadata(desk.place("long")).unwrap().len(), limit as u64 + 2);
}

#[test]
fn a_set_is_received_as_one() {
    let desk = Desk::new();
    desk.open_ledger();
    let volumes = Volumes::packed();
    let set = volumes.set();
    let received = desk.answer(&set, Reply::Accept, "r.json").unwrap();
    assert_eq!(received.receipt.receipt().parcel, handover_core::custody::Parcel::Set);
    assert_eq!(received.receipt.receipt().totals.computed.electronic.files, Some(8));
    assert_eq!(desk.kinds(), [Kind::Open, Kind::Receipt]);
    let text = fs::read_to_string(desk.place("r.json")).unwrap();
    let read = SignedReceipt::read(&text, &Limits::default()).unwrap();
    assert_eq!(read, received.receipt);
}
