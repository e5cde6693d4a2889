//! Receipts and trust lists: seals whose time nobody can prove, thresholds,
//! receipts as witnesses, heads of two ledgers.

use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use handover_core::digest::Digest;
use handover_core::signing::{
    Next, Role, SignedTrustList, Threshold, TrustDraft, TrustedKey, Witnessed,
};
use handover_core::verify::{ListTrust, ReceiptVerification, Verification};

use super::*;

const WARD: &str = "vn:27169@2024";

fn new_key() -> PrivateKey {
    PrivateKey::generate(&mut UnwrapErr(SysRng))
}

/// A province's list: the giver's clerk, whose key ends with the ward or some
/// days later, and people of the receiver.
struct List {
    root: PrivateKey,
    lines: Vec<TrustedKey>,
    thresholds: Vec<Threshold>,
}

impl List {
    fn new(giver_until: &str) -> Self {
        let root = new_key();
        let list = List { root, lines: Vec::new(), thresholds: Vec::new() };
        let days = ("2024-07-01", giver_until);
        list.with(&key(), WARD, ("Lê Văn A", Role::Seal), days).receiver(&clerk(), "Trần Thị B")
    }

    fn with(
        mut self,
        key: &PrivateKey,
        agency: &str,
        (person, role): (&str, Role),
        (from, until): (&str, &str),
    ) -> Self {
        let days = (day(from).0, day(until).0);
        let who = (person, "Văn thư");
        let agency = agency.parse().unwrap();
        self.lines.push(TrustedKey::new(key.public_key(), agency, who, [role], days));
        self
    }

    fn receiver(self, key: &PrivateKey, person: &str) -> Self {
        self.with(key, RECEIVER, (person, Role::Receive), ("2025-07-01", "2027-12-31"))
    }

    fn two_must_sign(mut self) -> Self {
        self.thresholds = vec![Threshold::new(agency(RECEIVER), 2)];
        self
    }

    fn on(&self, on: &str, seen: impl IntoIterator<Item = Witnessed>) -> Trust {
        let draft = TrustDraft::new(self.thresholds.clone(), self.lines.clone());
        let next = Next::new(None, day("2025-06-01").0);
        let list = SignedTrustList::sign(&draft, next, &self.root).unwrap();
        let root = Some(self.root.public_key().key_id());
        Trust::List(Box::new(ListTrust::new(list, root, day(on).0).witnessed_by(seen)))
    }

    fn says(&self, receipt: &SignedReceipt) -> ReceiptVerification {
        let (limits, severities) = (Limits::default(), Severities::default());
        let line = receipt.to_line().unwrap();
        verify_receipt(&line, &self.on("2025-07-02", []), None, (&limits, &severities), &())
            .unwrap()
    }
}

fn looked(bundle: &Path, trust: &Trust) -> Verification {
    crate::support::verify_as(bundle, trust)
}

/// An answer of the second of July by these keys, with no ledger.
fn answered(
    desk: &Desk,
    arrival: &Arrival,
    reply: Reply,
    (late, signers): (bool, &[&dyn Signer]),
    out: &str,
) -> Result<Received, Error> {
    let mut request = Request::new(agency(RECEIVER), day("2025-07-02"), vec![person()], reply);
    let minutes = Paper { number: line("01/BB"), day: day("2025-06-30"), sha256: None };
    request.late = late.then_some(minutes);
    receive(arrival, &request, None, &desk.place(out), signers, &Options::default(), &())
}

#[test]
fn a_seal_whose_time_is_unproven_is_taken_over_on_paper_minutes_alone() {
    let desk = Desk::new();
    let bundle = desk.pack("p14", 1);
    let list = List::new("2025-06-30");
    let found = looked(&bundle, &list.on("2025-07-02", []));
    assert_eq!(found.verdict, Verdict::IntactSignerUnknown);
    assert_eq!(found.report.count(Code::SealTimeUnproven), 1);
    let arrival = Arrival::bundle(&bundle, &found);
    let by = clerk();
    let signers = [&by as &dyn Signer];
    let answer = |late, out| answered(&desk, &arrival, Reply::Accept, (late, &signers), out);
    assert_eq!(no(answer(false, "no")), [Code::ReceiptNotValid]);
    let received = answer(true, "r.json").unwrap();
    assert_eq!(received.report.count(Code::ReceiptLateNeedless), 0);
    let receipt = received.receipt.receipt();
    assert_eq!(receipt.found, CheckedAs::SignerUnknown);
    assert_eq!(receipt.late.as_ref().unwrap().number, line("01/BB"));
    assert_eq!(list.says(&received.receipt).verdict, Verdict::Valid);

    // Minutes help against nothing else: not for a stranger's key, not for damage.
    let mut strange = List::new("2025-06-30");
    strange.lines.remove(0);
    let found = looked(&bundle, &strange.on("2025-07-02", []));
    assert_eq!(found.verdict, Verdict::IntactSignerUnknown);
    let unknown = Arrival::bundle(&bundle, &found);
    let answer = answered(&desk, &unknown, Reply::Accept, (true, &signers), "no");
    assert_eq!(no(answer), [Code::ReceiptNotValid]);
    flip(&bundle.join("data/01/1.txt"));
    let damaged = Arrival::bundle(&bundle, &looked(&bundle, &list.on("2025-07-02", [])));
    let answer = answered(&desk, &damaged, Reply::Accept, (true, &signers), "no");
    assert_eq!(no(answer), [Code::ReceiptNotValid]);
    // Who refuses relies on nothing.
    let refused = answered(&desk, &damaged, refusal(), (true, &signers), "refused").unwrap();
    assert!(refused.receipt.receipt().late.is_none());
}

#[test]
fn where_two_must_sign_for_the_receiver_two_keys_of_one_person_are_not_enough() {
    let desk = Desk::new();
    let arrival = arrived(&desk.pack("p14", 1));
    let (first, second, head) = (clerk(), new_key(), new_key());
    let list = List::new("2025-06-30").two_must_sign();
    let list = list.receiver(&second, "TRẦN THỊ  B").receiver(&head, "Nguyễn Văn A");
    let signed = |signers: &[&dyn Signer], out| {
        let received = answered(&desk, &arrival, Reply::Accept, (false, signers), out);
        let found = list.says(&received.unwrap().receipt);
        let codes: Vec<_> = found.report.by_code.keys().copied().collect();
        (found.verdict, codes, found.signed_by.len())
    };
    let too_few = |keys| (Verdict::NotValid, vec![Code::ReceiptThreshold], keys);
    assert_eq!(signed(&[&first], "one"), too_few(1));
    assert_eq!(signed(&[&first, &second], "one-twice"), too_few(2));
    assert_eq!(signed(&[&first, &head], "two"), (Verdict::Valid, vec![], 2));
    // A stranger beside the one helps as little.
    let (verdict, codes, _) = signed(&[&first, &new_key()], "stranger");
    assert_eq!(verdict, Verdict::NotValid);
    assert_eq!(codes, [Code::ReceiptUnknownKey, Code::ReceiptThreshold]);
}

#[test]
fn a_receipt_witnesses_the_time_of_a_seal_and_of_no_other() {
    let desk = Desk::new();
    let (bundle, other) = (desk.pack("p14", 1), desk.pack("other", 2));
    // The giver's key outlives the receipt by some days.
    let list = List::new("2025-07-05");
    let by = clerk();
    let answer = |out| {
        answered(&desk, &arrived(&bundle), Reply::Accept, (false, &[&by as &dyn Signer]), out)
    };
    let receipt = answer("r.json").unwrap().receipt;
    let text = fs::read_to_string(desk.place("r.json")).unwrap();
    let seen: Vec<_> =
        SignedReceipt::read(&text, &Limits::default()).unwrap().witnessed().collect();
    assert_eq!((seen.len(), seen[0].on), (1, receipt.receipt().day.0));
    let verdict = |bundle: &Path, list: &List, seen: &[Witnessed]| {
        let found = looked(bundle, &list.on("2055-01-01", seen.iter().copied()));
        (found.verdict, found.report.count(Code::SealTimeUnproven))
    };
    let unproven = (Verdict::IntactSignerUnknown, 1);
    assert_eq!(verdict(&bundle, &list, &[]), unproven);
    assert_eq!(verdict(&bundle, &list, &seen), (Verdict::Valid, 0));
    assert_eq!(verdict(&other, &list, &seen), unproven, "of another bundle");
    assert_eq!(verdict(&bundle, &List::new("2025-07-01"), &seen), unproven, "a day too late");
    let mut nobody = List::new("2025-07-05");
    nobody.lines.truncate(1);
    assert_eq!(verdict(&bundle, &nobody, &seen), unproven, "by a stranger");
}

#[test]
fn the_givers_head_travels_from_the_act_into_the_receipt_and_holds_its_ledger() {
    let mut desk = Desk::new();
    // The giver's ledger, before it gives.
    let giver = desk.place("giver.jsonl");
    let mut event = Event::new(Kind::Open);
    event.by = vec![person()];
    let (id, on) = (LedgerId::random(&mut Zeros), day("2025-06-01"));
    let opening = Opening { id, agency: desk.act.giver, day: on, event };
    Ledger::create(&giver, opening, &[&key()]).unwrap();
    let mut ledger = Ledger::open(&giver, &Limits::default(), &()).unwrap().0;
    let sealed = |number: &str| {
        let mut seal = Event::new(Kind::Seal);
        (seal.by, seal.seal) = (vec![person()], Some(line(number)));
        let fonds = Some(line("P14"));
        seal.covers = vec![handover_core::custody::Cover { fonds, ..Default::default() }];
        seal
    };
    let head = ledger.append(sealed("NP 1"), on, &[&key()]).unwrap().head;
    desk.act.ledger_head = Some(head.digest);
    let bundle = desk.pack("p14", 1);
    let received = desk.answer(&bundle, Reply::Accept, "r.json").unwrap();
    let stated = received.receipt.receipt().act.as_ref().unwrap().ledger_head;
    assert_eq!(stated, Some(head.digest));
    ledger.append(sealed("NP 2"), on, &[&key()]).unwrap();
    drop(ledger);

    let text = fs::read_to_string(desk.place("r.json")).unwrap();
    let check = |ledger: &str| {
        fs::write(&giver, ledger).unwrap();
        let (limits, severities) = (Limits::default(), Severities::default());
        let trust = Trust::Key(clerk().public_key());
        verify_receipt(&text, &trust, Some(&giver), (&limits, &severities), &()).unwrap()
    };
    let whole = fs::read_to_string(&giver).unwrap();
    let found = check(&whole);
    assert_eq!(found.verdict, Verdict::Valid, "{:?}", found.ledger);
    assert_eq!(found.ledger.unwrap().unwitnessed, 1);
    let first = whole.lines().next().unwrap().to_owned() + "\n";
    let cut = check(&first);
    assert_eq!(cut.verdict, Verdict::NotValid);
    assert_eq!(cut.ledger.unwrap().report.count(Code::LedgerHeadNotThere), 1);
    assert_ne!(Digest::sha256(first.as_bytes()), head.digest);
}

#[test]
fn exceptions_that_stay_with_a_closed_body_are_warned_of() {
    let desk = Desk::new();
    let bundle = desk.pack("p14", 1);
    let warned = |reply: Reply, held_by: Option<&str>, out: &str| {
        let keep = |request: &mut Request<'_>| request.held_by = held_by.map(agency);
        let report = desk.answer_with(&bundle, reply, out, keep).unwrap().report;
        let told = report.findings.iter().find(|f| f.code == Code::ReceiptHeldByClosed);
        told.map(|finding| format!("{:?}", finding.details))
    };
    let with = || Reply::AcceptWith(Exceptions::new(vec![missing("HS.03")]));
    // The giver ended on the last of June, and it is July.
    let told = warned(with(), None, "a").unwrap();
    assert!(told.contains("vn:27169@2024/ubnd") && told.contains("2025-06-30"), "{told}");
    assert!(warned(with(), Some("vn:27166@2024"), "b").is_some(), "whoever is named");
    assert_eq!(warned(with(), Some("vn:79@2025/luu-tru-lich-su"), "c"), None);
    assert_eq!(warned(Reply::Accept, None, "d"), None, "nothing stays");
    assert_eq!(warned(refusal(), None, "e"), None, "all of it stays, and that is no answer");

    let mut options = Options::default();
    options.register = None;
    let request = Request::new(agency(RECEIVER), day("2025-07-02"), vec![person()], with());
    let (out, signers) = (desk.place("f"), [&clerk() as &dyn Signer]);
    let received = receive(&arrived(&bundle), &request, None, &out, &signers, &options, &());
    assert_eq!(received.unwrap().report.count(Code::ReceiptHeldByClosed), 0);
}
