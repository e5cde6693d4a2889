use super::*;
use crate::custody::receipt_sample;
use crate::signing::test_rng::key;

fn line(signers: &[&dyn Signer]) -> String {
    SignedReceipt::sign(receipt_sample(), signers).unwrap().to_line().unwrap()
}

fn text(line: &str) -> String {
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    line["signed"].as_str().unwrap().to_owned()
}

fn refused(line: &str) -> String {
    SignedReceipt::read(line, &Limits::default()).unwrap_err().code().to_owned()
}

#[test]
fn what_is_signed_is_read() {
    let line = line(&[&key(2), &key(1)]);
    let read = SignedReceipt::read(&line, &Limits::default()).unwrap();
    assert_eq!(*read.receipt(), receipt_sample());
    assert_eq!(read.to_line().unwrap(), line);
    assert_eq!(read.digest(), Digest::sha256(text(&line).as_bytes()));
    let keys: Vec<_> = read.witnessed().map(|seen| seen.key).collect();
    let mut both = [key(1).public_key().key_id(), key(2).public_key().key_id()];
    both.sort();
    assert_eq!(keys, both);
    assert!(read.ledger_witness().is_none(), "no ledger was kept");
    assert!(text(&line).starts_with(r#"{"schema":"handover/receipt/1","keys":["#));
}

#[test]
fn the_head_is_a_witness_that_names_the_receipt() {
    let mut receipt = receipt_sample();
    let ledger = "00112233445566778899aabbccddeeff".parse().unwrap();
    let head = crate::custody::Head { ledger, count: 4, digest: Digest::sha256(b"4") };
    receipt.ledger_head = Some(head);
    let signed = SignedReceipt::sign(receipt, &[&key(1)]).unwrap();
    let seen = signed.ledger_witness().unwrap();
    assert_eq!((seen.head, seen.receipt), (head, Some(signed.digest())));
    assert_eq!(seen.day, Some("2025-07-02".parse().unwrap()));
}

#[test]
fn every_other_text_is_refused() {
    let honest = line(&[&key(1)]);
    assert_eq!(refused(&honest.replace("2025-07-02", "2025-07-03")), "receipt.bad-signature");
    assert_eq!(refused(&honest.replace("/receipt/1", "/witness/1")), "signed-text.other-kind");
    assert_eq!(refused(&honest.replace("/receipt/1", "/receipt/2")), "signed-text.unknown-version");
    assert_eq!(refused(&"x".repeat(9 << 20)), "signed-text.too-large");
    let honest = text(&honest);
    let sign = |text: String, signers: &[&dyn Signer]| {
        SignedText::sign(SCHEMA, text, signers).unwrap().to_line().unwrap()
    };
    // A stranger signs what names this key; one more signs beside it.
    assert_eq!(refused(&sign(honest.clone(), &[&key(2)])), "receipt.members");
    assert_eq!(refused(&sign(honest.clone(), &[&key(1), &key(2)])), "receipt.members");
    for (from, to, code) in [
        ("\"day\":", "\"day\": ", "receipt.members"),
        ("\"day\":", "\"more\":1,\"day\":", "receipt.members"),
        ("\"issue\":1,", "\"issue\":1,\"extra\":1,", "receipt.members"),
        ("\"checked\":\"full\"", "\"checked\":\"blake3\"", "receipt.members"),
        ("\"answer\":\"accepted\"", "\"answer\":\"refused\"", "receipt-missing"),
        ("\"found\":\"valid\"", "\"found\":\"not-valid\"", "receipt-against"),
    ] {
        let other = honest.replacen(from, to, 1);
        assert_ne!(other, honest, "{from}");
        assert_eq!(refused(&sign(other, &[&key(1)])), code, "{to}");
    }
    let twice = honest.replacen("\"issue\":1", "\"issue\":1,\"issue\":1", 1);
    assert!(SignedText::sign(SCHEMA, twice, &[&key(1)]).is_err());
}

#[test]
fn what_is_no_receipt_is_not_signed() {
    let mut receipt = receipt_sample();
    receipt.by.clear();
    let error = SignedReceipt::sign(receipt, &[&key(1)]).unwrap_err();
    assert_eq!(error.code(), "receipt-missing");
    let error = SignedReceipt::sign(receipt_sample(), &[]).unwrap_err();
    assert_eq!(error.code(), "signed-text.unsigned");
}
