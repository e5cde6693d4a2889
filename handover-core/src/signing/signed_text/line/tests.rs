//! Lines that must be read, and every way in which one must not.

use proptest::prelude::*;

use super::*;
use crate::signing::test_rng::key;

const RECEIPT: Schema = Schema::new("receipt", 1);
const TEXT: &str = r#"{"schema":"handover/receipt/1","by":"Ủy ban","n":[{"a":1},{"a":null}]}"#;

fn signed() -> SignedText {
    SignedText::sign(RECEIPT, TEXT, &[&key(1), &key(2)]).unwrap()
}

fn code(line: &str) -> &'static str {
    SignedText::read(RECEIPT, line, 10_000).unwrap_err().code()
}

#[test]
fn a_line_reads_back_and_says_who_signed() {
    let (one, two, three) = (key(1).public_key(), key(2).public_key(), key(3).public_key());
    let line = signed().to_line().unwrap();
    assert!(line.starts_with(r#"{"signed":"{\"schema\":\"handover/receipt/1\",\"by\":\"Ủy"#));
    let read = SignedText::read(RECEIPT, &format!("{line}\n"), 10_000).unwrap();
    assert_eq!((read.text(), read.to_line().unwrap()), (TEXT, line));
    assert_eq!(read.verify_with(&[three, two]), [two.key_id()].into());
    assert_eq!(read.verify_with(&[one, two, one]), [one.key_id(), two.key_id()].into());
    assert!(read.verify_with(&[]).is_empty());
    assert_eq!(read.claimed_keys().count(), 2);
}

#[test]
fn another_text_under_the_same_signatures_does_not_hold() {
    let line = signed().to_line().unwrap().replace("Ủy ban", "ủy ban");
    let read = SignedText::read(RECEIPT, &line, 10_000).unwrap();
    assert!(read.verify_with(&[key(1).public_key(), key(2).public_key()]).is_empty());
}

#[test]
fn unknown_and_duplicate_members_are_refused() {
    let line = signed().to_line().unwrap();
    let id = key(1).public_key().key_id();
    for bad in [
        line.replacen('{', r#"{"extra":1,"#, 1),
        line.replacen('{', r#"{"signed":"","#, 1),
        line.replacen(r#"{"key""#, r#"{"note":"","key""#, 1),
        line.replacen(r#"{"key""#, &format!(r#"{{"key":"{id}","key""#), 1),
        line.replace(r#","signatures""#, r#","signature""#),
        line.replace(&id.to_string(), &id.to_string().to_uppercase()),
        format!("{line} {line}"),
        format!("[{line}]"),
        String::new(),
    ] {
        assert_eq!(code(&bad), "signed-text.malformed", "{bad}");
    }
}

#[test]
fn signatures_are_whole_padded_base64_and_one_a_key() {
    let line = signed().to_line().unwrap();
    let one = key(1).public_key().key_id().to_string();
    let two = key(2).public_key().key_id().to_string();
    assert_eq!(code(&line.replace("==", "")), "signed-text.signature");
    assert_eq!(code(&line.replacen("==\"", "==\\n\"", 1)), "signed-text.signature");
    assert_eq!(code(&line.replacen("\"sig\":\"", "\"sig\":\"AAAA", 1)), "signed-text.signature");
    assert_eq!(code(&line.replace(&two, &one)), "signed-text.key-twice");
    let (start, _) = line.split_once(r#","signatures""#).unwrap();
    assert_eq!(code(&format!("{start},\"signatures\":[]}}")), "signed-text.unsigned");
    let twice = SignedText::sign(RECEIPT, TEXT, &[&key(1), &key(1)]).unwrap_err();
    assert_eq!(twice.code(), "signed-text.key-twice");
    let nobody = SignedText::sign(RECEIPT, TEXT, &[]).unwrap_err();
    assert_eq!(nobody.code(), "signed-text.unsigned");
}

#[test]
fn it_is_one_line_within_its_limit() {
    let line = signed().to_line().unwrap();
    for bad in [
        format!("{line}\r\n"),
        format!("{line}\n\n"),
        format!("\n{line}"),
        line.replacen(':', ":\n", 1),
    ] {
        assert_eq!(code(&bad), "signed-text.lines", "{bad:?}");
    }
    assert!(SignedText::read(RECEIPT, &line, line.len()).is_ok());
    let tight = SignedText::read(RECEIPT, &line, line.len() - 1).unwrap_err();
    assert_eq!(tight.code(), "signed-text.too-large");
}

#[test]
fn a_text_of_one_kind_never_passes_as_another() {
    let refused = |text: &str| SignedText::sign(RECEIPT, text, &[&key(1)]).unwrap_err().code();
    for (text, code) in [
        (r#"{"schema":"handover/witness/1","a":1}"#, "signed-text.other-kind"),
        (r#"{"schema":"handover/receipts/1","a":1}"#, "signed-text.other-kind"),
        (r#"{"schema":"handover/receipt/2","a":1}"#, "signed-text.unknown-version"),
        (r#"{"schema":"handover/receipt/10","a":1}"#, "signed-text.unknown-version"),
        (r#"{"schema":"handover/receipt/0","a":1}"#, "signed-text.unknown-version"),
        (r#"{"schema":"handover/receipt/01","a":1}"#, "signed-text.schema"),
        (r#"{"schema":"handover/receipt/+1","a":1}"#, "signed-text.schema"),
        (r#"{"schema":"handover/receipt","a":1}"#, "signed-text.schema"),
        (r#"{"schema":"handover/receipt/1"}"#, "signed-text.schema"),
        (r#" {"schema":"handover/receipt/1","a":1}"#, "signed-text.schema"),
        (r#"{"schema": "handover/receipt/1","a":1}"#, "signed-text.schema"),
        (r#"{"a":1,"schema":"handover/receipt/1"}"#, "signed-text.schema"),
        (r#"{"schema":"handover/receipt/1","schema":"handover/witness/1"}"#, "signed-text.content"),
        (r#"{"schema":"handover/receipt/1","a":[{"b":1,"b":2}]}"#, "signed-text.content"),
        (r#"{"schema":"handover/receipt/1","a":1,"\u0061":2}"#, "signed-text.content"),
        (r#"{"schema":"handover/receipt/1","a":1}x"#, "signed-text.content"),
        (r#"{"schema":"handover/receipt/1","#, "signed-text.content"),
    ] {
        assert_eq!(refused(text), code, "{text}");
    }
    let witness = Schema::new("witness", 1);
    let other = SignedText::read(witness, &signed().to_line().unwrap(), 10_000).unwrap_err();
    assert_eq!(other.code(), "signed-text.other-kind");
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let deep = format!(r#"{{"schema":"handover/receipt/1","a":{}"#, "[".repeat(100_000));
    let refused = SignedText::sign(RECEIPT, deep, &[&key(1)]).unwrap_err();
    assert_eq!(refused.code(), "signed-text.content");
}

proptest! {
    #[test]
    fn any_value_survives_to_the_byte(value in any::<String>()) {
        let value = serde_json::to_string(&value).unwrap();
        let text = format!(r#"{{"schema":"handover/receipt/1","value":{value}}}"#);
        let signed = SignedText::sign(RECEIPT, text.as_str(), &[&key(1)]).unwrap();
        let read = SignedText::read(RECEIPT, &signed.to_line().unwrap(), 1 << 20).unwrap();
        prop_assert_eq!(read.text(), text);
        prop_assert_eq!(read.verify_with(&[key(1).public_key()]).len(), 1);
    }

    #[test]
    fn reading_never_panics(line in ".*") {
        let _ = SignedText::read(RECEIPT, &line, 10_000);
    }
}
