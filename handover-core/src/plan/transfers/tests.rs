use super::*;
use crate::custody::receipt_sample as receipt;
use crate::custody::{CheckedAs, Exception, ExceptionKind};
use crate::signing::test_rng::key;
use crate::signing::{Role, SignedReceipt, SignedTrustList, Signer, TrustDraft, TrustedKey};
use crate::verify::{ListTrust, Trust, verify_receipt};

const TABLE: &str = "\
unit,giver,giverUnit,receiver,receiverUnit,level,block,work,term,carrier,effectiveOn,dueOn,status,rule,candidates
vn:27169@2024,vn:27169@2024/ubnd,,vn:27163@2025/ubnd,,commune,government,unfinished,,both,2025-07-01,2025-08-15,province,QĐ 1,
vn:27169@2024,vn:27169@2024/ubnd,,vn:27163@2025/ubnd,,commune,mass,unfinished,,both,2025-07-01,2025-08-01,province,QĐ 1,
vn:27169@2024,vn:27169@2024/ubnd,,vn:79@2025/luu-tru-lich-su,,commune,government,finished,permanent,both,2025-07-01,,province,QĐ 1,
vn:27169@2024,vn:27169@2024/dang-uy,,,,commune,party,finished,,both,2025-07-01,,decide,party-archive,
";

fn routes() -> Vec<Result<Route>> {
    let limits = Limits::default();
    let path = std::path::Path::new("routes.csv");
    super::super::RouteReader::new(TABLE.as_bytes(), path, &limits).unwrap().collect()
}

fn line(text: &str) -> crate::custody::Line {
    text.parse().unwrap()
}

fn judged(receipt: Receipt, trust: &Trust) -> ReceiptVerification {
    let signed = SignedReceipt::sign(receipt, &[&key(1)]).unwrap();
    let bounds = (&Limits::default(), &Severities::default());
    verify_receipt(&signed.to_line().unwrap(), trust, None, bounds, &()).unwrap()
}

/// The receipt with a change, by a key that nobody was asked about.
fn with(change: impl FnOnce(&mut Receipt)) -> ReceiptVerification {
    let mut receipt = receipt();
    change(&mut receipt);
    judged(receipt, &Trust::Nobody)
}

fn refuse(receipt: &mut Receipt) {
    (receipt.answer, receipt.found) = (Answer::Refused, CheckedAs::NotValid);
    receipt.reason = Some(line("hỏng"));
}

fn except(receipt: &mut Receipt) {
    receipt.answer = Answer::AcceptedWith;
    receipt.exceptions = vec![Exception::file(line("1.pdf"), ExceptionKind::Damaged)];
    receipt.held_by = receipt.act.as_ref().map(|act| act.giver);
}

fn asked(receipts: Vec<ReceiptVerification>, on: &str) -> Transfers {
    let receipts = receipts.into_iter().map(Ok);
    transfers(routes(), receipts, on.parse().unwrap(), &Options::default(), &()).unwrap()
}

/// States of the transfer to the ward, to the archive, and of the Party's.
fn states(receipts: Vec<ReceiptVerification>, on: &str) -> String {
    let found = asked(receipts, on);
    let states: Vec<_> = found.transfers.iter().map(|one| one.state.code()).collect();
    states.join(" ")
}

#[test]
fn each_transfer_is_done_open_late_or_disputed() {
    assert_eq!(states(vec![], "2025-08-01"), "open open undecided");
    // The first last day of its routes counts, and the day itself is in time.
    assert_eq!(states(vec![], "2025-08-02"), "late open undecided");
    assert_eq!(states(vec![with(|_| {})], "2026-01-01"), "done open undecided");
    assert_eq!(states(vec![with(refuse)], "2025-07-05"), "disputed open undecided");
    assert_eq!(states(vec![with(except)], "2025-07-05"), "disputed open undecided");
    // Refused and taken over afterwards is done; the other way round nobody knows.
    let on = |day: &'static str| move |receipt: &mut Receipt| receipt.day = day.parse().unwrap();
    let late = |receipt: &mut Receipt| (refuse(receipt), on("2025-07-09")(receipt)).1;
    let accepted = || with(on("2025-07-08"));
    assert_eq!(states(vec![with(refuse), accepted()], "2025-07-10"), "done open undecided");
    assert_eq!(states(vec![with(late), accepted()], "2025-07-10"), "disputed open undecided");
    let other = |receipt: &mut Receipt| receipt.digest = Digest::sha256(b"another packing");
    assert_eq!(states(vec![with(other), accepted()], "2025-07-10"), "disputed open undecided");
}

#[test]
fn the_routes_between_two_agencies_are_one_transfer() {
    let found = asked(vec![with(|_| {}), with(|_| {})], "2025-09-01");
    assert_eq!((found.transfers[0].routes, found.transfers[0].accepted), (2, 1));
    assert_eq!(found.transfers[0].due_on.unwrap().to_string(), "2025-08-01");
    assert_eq!((found.counts.done, found.counts.open, found.counts.undecided), (1, 1, 1));
    assert!(!found.judged && found.report.passes());
    // Whoever acts for a closed body gives what that body had.
    let behalf = |receipt: &mut Receipt| {
        let act = receipt.act.as_mut().unwrap();
        act.on_behalf_of = Some(act.giver);
        act.giver = "vn:79@2025/ubnd".parse().unwrap();
    };
    assert_eq!(states(vec![with(behalf)], "2025-09-01"), "done open undecided");
    let elsewhere = |receipt: &mut Receipt| receipt.receiver = "vn:27166@2025".parse().unwrap();
    let found = asked(vec![with(elsewhere)], "2025-07-05");
    assert_eq!((found.elsewhere, found.report.count(Code::TransferElsewhere)), (1, 1));
}

#[test]
fn by_a_trust_list_only_the_receivers_own_receipts_count() {
    let list = |agency: &str| {
        let days = ("2025-07-01".parse().unwrap(), "2026-07-01".parse().unwrap());
        let who = ("Trần Thị B", "Văn thư");
        let agency = agency.parse().unwrap();
        let line = TrustedKey::new(key(1).public_key(), agency, who, [Role::Receive], days);
        let draft = TrustDraft::new(Vec::new(), vec![line]);
        let next = crate::signing::Next::new(None, "2025-07-01".parse().unwrap());
        let list = SignedTrustList::sign(&draft, next, &key(2)).unwrap();
        let root = Some(key(2).public_key().key_id());
        Trust::List(Box::new(ListTrust::new(list, root, "2025-08-01".parse().unwrap())))
    };
    let by = |agency| asked(vec![judged(receipt(), &list(agency))], "2025-07-05");
    let found = by("vn:27163@2025");
    assert_eq!((found.counts.done, found.uncounted, found.judged), (1, 0, true));
    let found = by("vn:27166@2025");
    assert_eq!((found.counts.done, found.uncounted), (0, 1));
    assert_eq!(found.report.count(Code::TransferNotCounted), 1);
}
