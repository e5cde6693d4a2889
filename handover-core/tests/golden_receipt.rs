//! Receipts of version 1: what is kept stays readable, and equal inputs give
//! its very bytes.
//!
//! A difference here is a change of the format: see CONTRIBUTING.md first.

use std::path::Path;

use handover_core::custody::{
    Answer, CheckedAs, Exception, ExceptionKind, Head, Line, Paper, Parcel, Person, Receipt,
    ReceiptSide, ReceiptSignatory, ReceivedAct, TrustUsed,
};
use handover_core::digest::Digest;
use handover_core::limits::Limits;
use handover_core::signing::{EncodedKey, PrivateKey, SignedReceipt};

const RECEIPT: &str = include_str!("golden/receipt-1.json");

fn key() -> PrivateKey {
    EncodedKey::parse(include_str!("golden/key.pem")).unwrap().unlock(None).unwrap()
}

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

/// One that has every member but `reason`, which only a refusal has.
fn receipt() -> Receipt {
    let act = ReceivedAct {
        id: "0190b3e4-0000-7000-8000-000000000014".parse().unwrap(),
        issue: 2,
        giver: "vn:770@2025".parse().unwrap(),
        on_behalf_of: "vn:27169@2024".parse().ok(),
        sealed_on: "2025-06-30".parse().unwrap(),
        effective_on: "2025-07-01".parse().unwrap(),
        ledger_head: Some(Digest::sha256(b"giver")),
    };
    let by = vec![Person { name: line("Trần Thị B"), title: line("Văn thư") }];
    let receiver = "vn:27163@2025".parse().unwrap();
    let day = "2025-07-03".parse().unwrap();
    let (answer, found) = (Answer::AcceptedWith, CheckedAs::SignerUnknown);
    let parcel = (Parcel::Set, Digest::sha256(b"x"));
    let mut receipt = Receipt::new(parcel, Some(act), (receiver, day), by, answer, found);
    let (root, digest) = (Digest::sha256(b"root"), Digest::sha256(b"list"));
    receipt.trust = Some(TrustUsed { root, digest, counter: 3 });
    receipt.totals.declared.paper.metres = "1.5".parse().ok();
    receipt.totals.computed.electronic.bytes = Some(280);
    receipt.totals.counted.paper.containers = Some(12);
    let mut missing = Exception::dossier(Some(line("P14")), line("HS.03"), ExceptionKind::Missing);
    missing.note = Some(line("Không có trong hộp 01"));
    let damaged = Exception::file(line("HS.02/1.txt"), ExceptionKind::Damaged);
    receipt.exceptions = vec![damaged, missing];
    receipt.held_by = "vn:79@2025".parse().ok();
    receipt.form.seals = vec![line("NP 001")];
    receipt.form.media = vec![line("WD-1234")];
    receipt.form.condition = Some(line("khô ráo"));
    receipt.form.accession = Some(line("2025/01"));
    let (name, title) = (line("Lê Văn A"), line("Chủ tịch"));
    receipt.form.signatories = vec![ReceiptSignatory { side: ReceiptSide::Giver, name, title }];
    let ledger = "00112233445566778899aabbccddeeff".parse().unwrap();
    receipt.ledger_head = Some(Head { ledger, count: 2, digest: Digest::sha256(b"2") });
    let sha256 = Some(Digest::sha256(b"minutes"));
    let day = "2025-06-30".parse().unwrap();
    receipt.late = Some(Paper { number: line("01/BB"), day, sha256 });
    receipt.first = Some(Digest::sha256(b"first"));
    receipt
}

#[test]
fn equal_inputs_give_the_kept_bytes() {
    let made = SignedReceipt::sign(receipt(), &[&key()]).unwrap().to_line().unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        std::fs::write(folder.join("receipt-1.json"), &made).unwrap();
        return;
    }
    assert_eq!(made, RECEIPT);
}

#[test]
fn what_is_kept_is_read() {
    let read = SignedReceipt::read(RECEIPT, &Limits::default()).unwrap();
    assert_eq!(*read.receipt(), receipt());
}
