//! The object that ends a result, as labels and values.

use serde_json::Value;

use super::Answer;
use crate::exchange::report::page::{Cell, Mark, Part};
use crate::exchange::report::receipts;
use crate::exchange::report::summary::Facts;
use crate::exchange::report::words::Words;
use crate::unit::AgencyRef;

/// What a result is called.
pub(super) fn name_of(kind: &str) -> &'static str {
    match kind {
        "report" => "result-verify",
        "set-report" => "result-verify-set",
        "witness-report" => "result-witness",
        "receipt-report" => "result-receipt",
        "checked" => "result-check",
        "diff" => "result-diff",
        "audit" => "result-audit",
        "ledger" => "result-ledger",
        _ => "result-unfinished",
    }
}

/// What it is about: the last part of a path, which is the same on every machine.
pub(super) fn subject(kind: &str, object: &Value, words: &Words<'_>) -> String {
    let member = match kind {
        "report" => "/bundle",
        "set-report" => "/set",
        "witness-report" | "receipt-report" => "/file",
        "checked" => "/folder",
        "audit" => "/ledger/agency",
        "ledger" => "/agency",
        _ => return String::new(),
    };
    let Some(text) = text(object, member) else { return String::new() };
    if let Ok(agency) = text.parse::<AgencyRef>() {
        return words.codes.agency(&agency);
    }
    let last = text.rsplit(['/', '\\']).find(|part| !part.is_empty());
    words.data(last.unwrap_or(text))
}

/// What it says in one word.
pub(super) fn answer(kind: &str, object: &Value, words: &Words<'_>) -> Answer {
    let blocks = number(object, "/counts/block");
    if let Some(verdict) = text(object, "/verdict") {
        let mark = match verdict {
            "valid" => Mark::Good,
            "intact-signer-unknown" => Mark::Caution,
            _ => Mark::Bad,
        };
        return Answer { mark, text: words.word("verdict", verdict) };
    }
    let of = |mark, key: &'static str| Answer { mark, text: words.say(key).to_owned() };
    match kind {
        "diff" => {
            let different = ["added", "removed", "changed", "moved", "duplicated"];
            let same = different.iter().all(|what| number(object, &format!("/{what}")) == 0);
            match (same, object.get("unexplained").is_some(), number(object, "/unexplained")) {
                (true, ..) => of(Mark::Good, "answer-same"),
                (_, true, 1..) => of(Mark::Bad, "answer-unexplained"),
                _ => of(Mark::Caution, "answer-different"),
            }
        }
        "unfinished" => of(Mark::Bad, "answer-unfinished"),
        _ if blocks > 0 || number(object, "/ledger/counts/block") > 0 => {
            of(Mark::Bad, "answer-blocks")
        }
        "audit" if number(object, "/totals/gone") > 0 => of(Mark::Bad, "answer-gone"),
        _ if number(object, "/counts/warn") > 0 => of(Mark::Caution, "answer-warns"),
        _ => of(Mark::Good, "answer-no-findings"),
    }
}

/// Labels of the numbers that results have, by their members.
const NUMBERS: [(&str, &str); 34] = [
    ("fact-files", "/files"),
    ("fact-bytes", "/bytes"),
    ("fact-empty-folders", "/empty_folders"),
    ("fact-containers", "/counted/containers"),
    ("fact-paper-dossiers", "/counted/paper_dossiers"),
    ("fact-electronic-dossiers", "/counted/electronic_dossiers"),
    ("fact-documents", "/counted/documents"),
    ("fact-unlisted-files", "/counted/unlisted_files"),
    ("fact-rows", "/rows"),
    ("diff-added", "/added"),
    ("diff-removed", "/removed"),
    ("diff-changed", "/changed"),
    ("diff-moved", "/moved"),
    ("diff-duplicated", "/duplicated"),
    ("diff-unchanged", "/unchanged"),
    ("diff-other-times", "/other_times"),
    ("diff-explained", "/explained"),
    ("diff-reported-lost", "/reported_lost"),
    ("diff-unexplained", "/unexplained"),
    ("audit-dossiers", "/totals/dossiers"),
    ("audit-here", "/totals/here"),
    ("audit-not-looked-at", "/totals/not_looked_at"),
    ("audit-left", "/totals/left"),
    ("audit-destroyed", "/totals/destroyed"),
    ("audit-on-loan", "/totals/on_loan"),
    ("audit-reported-lost", "/totals/reported_lost"),
    ("audit-gone", "/totals/gone"),
    ("audit-unlisted-files", "/totals/unlisted_files"),
    ("audit-papers-named", "/totals/papers_named"),
    ("audit-papers-seen", "/totals/papers_seen"),
    ("ledger-events", "/ledger/events"),
    ("ledger-unwitnessed", "/ledger/unwitnessed"),
    ("ledger-events", "/events"),
    ("ledger-unwitnessed", "/unwitnessed"),
];

pub(super) fn parts(kind: &str, object: &Value, answer: &Answer, words: &Words<'_>) -> Vec<Part> {
    let caption = words.say("caption-result");
    let mut facts = Facts::new("result", caption, words);
    facts.add(words.say("column-answer"), Cell::Marked(answer.mark, answer.text.clone()));
    let agencies = [
        ("fact-giver", "/act/giver"),
        ("fact-giver", "/receipt/act/giver"),
        ("fact-receiver", "/act/receiver"),
        ("fact-receiver", "/receipt/receiver"),
    ];
    for (key, member) in agencies {
        if let Some(agency) = text(object, member).and_then(|text| text.parse().ok()) {
            facts.text(key, words.codes.agency(&agency));
        }
    }
    if let Some(answer) = text(object, "/receipt/answer").and_then(|text| text.parse().ok()) {
        facts.text("fact-answered", words.say(receipts::key(answer)).to_owned());
    }
    let days = [("fact-sealed-on", "/act/sealed_on"), ("fact-effective-on", "/act/effective_on")];
    for (key, member) in days {
        if let Some(day) = text(object, member).and_then(|text| text.parse().ok()) {
            facts.add(words.say(key), Cell::Day(Some(day)));
        }
    }
    signers(object, words, &mut facts);
    for (key, member) in NUMBERS {
        if let Some(number) = object.pointer(member).and_then(Value::as_u64) {
            facts.number(key, number);
        }
    }
    let missing = object.get("missing").and_then(Value::as_array).into_iter().flatten();
    let missing: Vec<_> = missing.filter_map(Value::as_u64).take(100).collect();
    if !missing.is_empty() {
        let missing: Vec<_> = missing.into_iter().map(|number| words.number(number)).collect();
        facts.text("fact-missing-volumes", missing.join("; "));
    }
    let digest = text(object, "/digest");
    if let Some(digest) = digest.filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit())) {
        facts.text("fact-digest", words.data(digest));
    }
    let mut parts = vec![facts.part()];
    if let Some(key) = meaning(kind, object) {
        parts.insert(0, Part::Text(words.say(key).to_owned()));
    }
    let unjudged = match kind {
        "audit" => object.pointer("/ledger/signers_judged"),
        _ => object.get("signers_judged"),
    };
    if unjudged == Some(&Value::Bool(false)) {
        parts.push(Part::Text(words.say("signers-not-judged").to_owned()));
    }
    parts
}

/// Who sealed, as a trust list says it.
fn signers(object: &Value, words: &Words<'_>, facts: &mut Facts<'_>) {
    let seals = ["sealed_by", "signed_by"].into_iter().filter_map(|member| object.get(member));
    for seal in seals.filter_map(Value::as_array).flatten().take(16) {
        let said = ["person", "title"].map(|member| seal.get(member).and_then(Value::as_str));
        let said: Vec<_> = said.into_iter().flatten().map(|text| words.data(text)).collect();
        if !said.is_empty() {
            facts.text("fact-sealed-by", said.join(", "));
        }
    }
}

/// A sentence on what the verdict on a bundle or a set means and what to do.
fn meaning(kind: &str, object: &Value) -> Option<&'static str> {
    let of_records = matches!(kind, "report" | "set-report");
    match text(object, "/verdict").filter(|_| of_records)? {
        "valid" => Some("means-valid"),
        "intact-signer-unknown" => Some("means-intact"),
        "incomplete" => Some("means-incomplete"),
        "not-valid" => Some("means-not-valid"),
        _ => None,
    }
}

fn text<'v>(object: &'v Value, member: &str) -> Option<&'v str> {
    object.pointer(member).and_then(Value::as_str)
}

fn number(object: &Value, member: &str) -> u64 {
    object.pointer(member).and_then(Value::as_u64).unwrap_or_default()
}
