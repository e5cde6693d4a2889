use super::*;

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

/// An accepting receipt for the digest of `x`.
pub(crate) fn receipt() -> Receipt {
    let act = ReceivedAct {
        id: Uuid::from_u128(1),
        issue: 1,
        giver: "vn:27169@2024".parse().unwrap(),
        on_behalf_of: None,
        sealed_on: "2025-06-30".parse().unwrap(),
        effective_on: "2025-07-01".parse().unwrap(),
        ledger_head: None,
    };
    let by = vec![Person { name: line("Trần Thị B"), title: line("Văn thư lưu trữ") }];
    Receipt::new(
        (Parcel::Bundle, Digest::sha256(b"x")),
        Some(act),
        ("vn:27163@2025".parse().unwrap(), "2025-07-02".parse().unwrap()),
        by,
        Answer::Accepted,
        CheckedAs::Valid,
    )
}

fn with(change: impl FnOnce(&mut Receipt)) -> Option<ReceiptProblem> {
    let mut receipt = receipt();
    change(&mut receipt);
    receipt.problem()
}

#[test]
fn an_answer_has_what_it_needs_and_no_more() {
    use ReceiptProblem::{Against, Missing, OutOfPlace, TooMany, Twice};
    assert_eq!(with(|_| {}), None);
    assert_eq!(with(|r| r.by.clear()), Some(Missing("by")));
    assert_eq!(with(|r| r.act = None), Some(Missing("act")));
    assert_eq!(with(|r| r.reason = Some(line("x"))), Some(OutOfPlace("reason")));
    assert_eq!(with(|r| r.answer = Answer::Refused), Some(Missing("reason")));
    assert_eq!(with(|r| r.answer = Answer::AcceptedWith), Some(Missing("exceptions")));
    assert_eq!(with(|r| r.held_by = Some(r.receiver)), Some(OutOfPlace("held_by")));
    assert_eq!(with(|r| r.form.media = vec![line("x"); 1001]), Some(TooMany("media")));
    let refused = |r: &mut Receipt| {
        (r.answer, r.reason, r.found) = (Answer::Refused, Some(line("x")), CheckedAs::NotValid);
    };
    assert_eq!(with(refused), None);
    assert_eq!(with(|r| (refused(r), r.act = None).1), None, "an act nobody can read");
    let damaged = || Exception::file(line("01/1.pdf"), ExceptionKind::Damaged);
    let excepting = |r: &mut Receipt, exceptions| {
        (r.answer, r.exceptions) = (Answer::AcceptedWith, exceptions);
        r.held_by = r.act.as_ref().map(|act| act.giver);
    };
    assert_eq!(with(|r| excepting(r, vec![damaged()])), None);
    assert_eq!(with(|r| excepting(r, vec![damaged(); 2])), Some(Twice("exceptions")));
    let nothing = || Exception { path: None, ..damaged() };
    assert_eq!(with(|r| excepting(r, vec![nothing()])), Some(Missing("exceptions")));
    let both = || Exception { dossier: Some(line("HS.1")), ..damaged() };
    assert_eq!(with(|r| excepting(r, vec![both()])), Some(Missing("exceptions")));
    let own = |r: &mut Receipt| (excepting(r, vec![damaged()]), r.held_by = Some(r.receiver)).1;
    assert_eq!(with(own), Some(Against("held_by")));
}

#[test]
fn nobody_accepts_what_was_not_found_valid() {
    use ReceiptProblem::{Against, OutOfPlace};
    for found in [CheckedAs::NotValid, CheckedAs::Incomplete, CheckedAs::SignerUnknown] {
        assert_eq!(with(|r| r.found = found), Some(Against("found")), "{found}");
    }
    let paper = Paper { number: line("01/BB"), day: "2025-06-30".parse().unwrap(), sha256: None };
    let late = |r: &mut Receipt, found| (r.found, r.late) = (found, Some(paper.clone()));
    assert_eq!(with(|r| late(r, CheckedAs::SignerUnknown)), None);
    assert_eq!(with(|r| late(r, CheckedAs::NotValid)), Some(Against("found")));
    assert_eq!(with(|r| late(r, CheckedAs::Valid)), Some(OutOfPlace("late")));
    assert_eq!(with(|r| r.day = "2025-06-30".parse().unwrap()), Some(Against("day")));
    let to_itself = |r: &mut Receipt| r.receiver = r.act.as_ref().unwrap().giver;
    assert_eq!(with(to_itself), Some(Against("receiver")));
}

#[test]
fn words_of_secrecy_in_what_people_wrote_are_told_by_member() {
    let mut receipt = receipt();
    receipt.form.condition = Some(line("Hồ sơ tuyệt mật bị ẩm"));
    receipt.reason = Some(line("một tập"));
    let found = receipt.secrecy(&crate::description::secrecy::Clearances::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].location, crate::finding::Location::act("condition"));
    assert!(!format!("{found:?}").contains("ẩm"));
}

#[test]
fn totals_agree_if_those_that_are_there_do() {
    let mut totals = ReceiptTotals::default();
    assert!(totals.numbers().iter().all(TotalLine::agrees));
    totals.declared.paper.containers = Some(12);
    totals.counted.paper.containers = Some(12);
    assert!(totals.numbers()[0].agrees());
    totals.counted.paper.containers = Some(11);
    assert!(!totals.numbers()[0].agrees());
    totals.computed.paper.metres = Some("1.5".parse().unwrap());
    assert!(totals.metres().agrees());
}
