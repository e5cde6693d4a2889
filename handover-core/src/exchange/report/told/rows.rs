//! The objects before the last of a result: findings, differences, dossiers.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::exchange::report::findings;
use crate::exchange::report::page::{Cell, Kind, Mark, Part, Table};
use crate::exchange::report::words::Words;
use crate::finding::{self, Code, Location, Severity};
use crate::unit::AgencyRef;

/// Rows of one result that are kept; all are counted.
const KEPT: usize = 5000;
/// Values of one finding that are looked at.
const DETAILS: usize = 32;

/// The rows of one result.
pub(super) struct Rows<'w> {
    words: &'w Words<'w>,
    findings: Table,
    changes: Table,
    losses: Table,
    fates: Table,
    /// What kept a command from doing its work.
    errors: Vec<String>,
}

impl<'w> Rows<'w> {
    pub(super) fn new(words: &'w Words<'w>) -> Self {
        let table = |name: &str, caption: &str, headings: &[&str]| {
            Table::new(name, Kind::Rows, words.say(caption), words.headings(headings))
        };
        let changes = ["column-change", "column-place", "column-other-place", "column-bytes"];
        let losses = ["column-split", "column-place", "column-event"];
        let fates = [
            "column-fate",
            "column-place",
            "column-code",
            "column-title",
            "column-holder",
            "column-missing",
            "column-listed",
            "column-event",
        ];
        Rows {
            words,
            findings: findings::table("result-findings", words),
            changes: table("result-changes", "caption-changes", &changes),
            losses: table("result-losses", "caption-losses", &losses),
            fates: table("result-dossiers", "caption-fates", &fates),
            errors: Vec::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        let tables = [&self.findings, &self.changes, &self.losses, &self.fates];
        tables.iter().all(|table| table.rows.is_empty()) && self.errors.is_empty()
    }

    /// Takes an object; no if it belongs to no result that a page shows.
    pub(super) fn take(&mut self, kind: &str, object: &Value) -> bool {
        let words = self.words;
        let (table, row) = match kind {
            "finding" => (&mut self.findings, finding(object, words)),
            "change" => (&mut self.changes, change(object, words)),
            "loss" => (&mut self.losses, loss(object, words)),
            "fate" => (&mut self.fates, fate(object, words)),
            "error" => {
                let message = text(object, "message").unwrap_or_default();
                self.errors.extend((self.errors.len() < KEPT).then(|| words.data(message)));
                return true;
            }
            _ => return false,
        };
        if table.rows.len() < KEPT {
            table.rows.push(row);
        } else {
            table.dropped += 1;
        }
        true
    }

    pub(super) fn parts(self) -> Vec<Part> {
        let tables = [self.findings, self.fates, self.losses, self.changes];
        let tables = tables.into_iter().filter(|table| !table.rows.is_empty()).map(Part::Table);
        self.errors.into_iter().map(Part::Text).chain(tables).collect()
    }
}

fn finding(object: &Value, words: &Words<'_>) -> Vec<Cell> {
    let severity = match text(object, "severity") {
        Some("block") => Severity::Block,
        Some("info") => Severity::Info,
        _ => Severity::Warn,
    };
    let code = text(object, "code").unwrap_or_default();
    let details = object.get("details").and_then(Value::as_object).into_iter().flatten();
    let details: BTreeMap<String, finding::Value> = details
        .take(DETAILS)
        .filter_map(|(name, value)| Some((name.clone(), detail(value)?)))
        .collect();
    // A later version may have found what this one has no words for.
    let (says, remedy) = match code.parse::<Code>() {
        Ok(known) => (words.finding(known, details), words.codes.remedy(known)),
        Err(()) => (words.data(code), String::new()),
    };
    vec![
        findings::severity(severity, words),
        Cell::Text(place(object, "location", words)),
        Cell::Text(says),
        Cell::Text(remedy),
        Cell::Text(words.data(code)),
    ]
}

fn detail(value: &Value) -> Option<finding::Value> {
    match value {
        Value::Number(number) => number.as_u64().map(finding::Value::Number),
        Value::String(text) => Some(finding::Value::Text(text.clone())),
        _ => None,
    }
}

fn change(object: &Value, words: &Words<'_>) -> Vec<Cell> {
    let (from, other) = match text(object, "change") {
        Some("moved") => ("from", "to"),
        _ => ("at", "of"),
    };
    let (mark, key) = match text(object, "change") {
        Some("added") => (Mark::Aside, "change-added"),
        Some("removed") => (Mark::Bad, "change-removed"),
        Some("changed") => (Mark::Caution, "change-changed"),
        Some("moved") => (Mark::Aside, "change-moved"),
        Some("duplicated") => (Mark::Aside, "change-duplicated"),
        _ => (Mark::Caution, "change-other"),
    };
    let size = ["size", "to_size"].into_iter().find_map(|name| object.get(name)?.as_u64());
    vec![
        Cell::Marked(mark, words.say(key).to_owned()),
        Cell::Text(place(object, from, words)),
        Cell::Text(place(object, other, words)),
        size.map_or_else(|| Cell::Text("–".to_owned()), Cell::Number),
    ]
}

fn loss(object: &Value, words: &Words<'_>) -> Vec<Cell> {
    let (mark, key) = match text(object, "split") {
        Some("explained") => (Mark::Good, "split-explained"),
        Some("reported-lost") => (Mark::Caution, "split-reported-lost"),
        _ => (Mark::Bad, "split-unexplained"),
    };
    vec![
        Cell::Marked(mark, words.say(key).to_owned()),
        Cell::Text(place(object, "at", words)),
        Cell::Text(event(object, words)),
    ]
}

fn fate(object: &Value, words: &Words<'_>) -> Vec<Cell> {
    let fate = text(object, "fate").unwrap_or_default();
    let mark = match fate {
        "here" | "left" => Mark::Good,
        "not-looked-at" => Mark::Aside,
        "reported-lost" => Mark::Caution,
        _ => Mark::Bad,
    };
    let count = |name: &str| object.get(name).and_then(Value::as_u64).unwrap_or_default();
    let title = text(object, "title").and_then(|title| words.title(title));
    vec![
        Cell::Marked(mark, words.word("fate", &words.data(fate))),
        Cell::Text(place(object, "at", words)),
        Cell::Text(text(object, "code").map(|code| words.data(code)).unwrap_or_default()),
        Cell::Text(title.unwrap_or_default()),
        Cell::Text(agency(object.get("holder"), words)),
        Cell::Number(count("missing")),
        Cell::Number(count("listed")),
        Cell::Text(event(object, words)),
    ]
}

/// `event 4: destruction, 10/09/2025`, and to whom.
fn event(object: &Value, words: &Words<'_>) -> String {
    let Some(event) = object.get("event").filter(|event| event.is_object()) else {
        return String::new();
    };
    let number = event.get("number").and_then(Value::as_u64).unwrap_or_default();
    let kind = words.data(text(event, "kind").unwrap_or_default());
    let day = text(event, "day").and_then(|day| day.parse().ok());
    let mut said = words.fill(
        "event",
        &[
            ("number", &words.number(number)),
            ("kind", &words.word("event", &kind)),
            ("day", &words.day_or_none(day)),
        ],
    );
    let to = agency(event.get("to"), words);
    if !to.is_empty() {
        said += " → ";
        said += &to;
    }
    said
}

fn agency(value: Option<&Value>, words: &Words<'_>) -> String {
    let known = value.and_then(Value::as_str).and_then(|text| text.parse::<AgencyRef>().ok());
    known.map(|agency| words.codes.agency(&agency)).unwrap_or_default()
}

/// Where it stands; a place that this version has no words for is left out.
fn place(object: &Value, member: &str, words: &Words<'_>) -> String {
    let place = object.get(member).and_then(|at| Location::deserialize(at).ok());
    place.map(|place| words.place(&place)).unwrap_or_default()
}

fn text<'v>(object: &'v Value, member: &str) -> Option<&'v str> {
    object.get(member).and_then(Value::as_str)
}
