//! The transfers that a reorganisation demands.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use chrono::NaiveDate;

use super::page::{Cell, Kind, Mark, Part, Section, Table};
use super::summary::Facts;
use super::words::Words;
use crate::error::{IoContext, Result};
use crate::limits::Limits;
use crate::plan::transfers::{self, TransferState};
use crate::plan::{Answer, Route, RouteReader, Status, Term};

/// Lines of a table of routes that a page has room for; all are counted.
const KEPT: usize = 50_000;

/// The transfers in the table at `path`, and how many there are.
pub(super) fn section(path: &Path, limits: &Limits, words: &Words<'_>) -> Result<(Section, u64)> {
    let file = BufReader::new(File::open(path).reading(path)?);
    let headings = words.headings(&[
        "column-unit",
        "column-giver",
        "column-block",
        "column-work",
        "column-retention",
        "column-receiver",
        "column-status",
        "column-rule",
        "column-effective-on",
        "column-due-on",
    ]);
    let mut table = Table::new("transfers", Kind::Rows, words.say("caption-routes"), headings);
    let mut counts: BTreeMap<Status, u64> = BTreeMap::new();
    let mut all = 0_u64;
    for route in RouteReader::new(file, path, limits)? {
        let route = route?;
        all += 1;
        *counts.entry(route.status()).or_default() += 1;
        if table.rows.len() < KEPT {
            table.rows.push(row(&route, words));
        } else {
            table.dropped += 1;
        }
    }
    let mut facts = Facts::new("transfers-sum", words.say("caption-routes-sum"), words);
    facts.number("transfers", all);
    for status in Status::ALL {
        let count = counts.get(status).copied().unwrap_or_default();
        facts.number(key(*status), count);
    }
    let heading = words.say("section-transfers").to_owned();
    let parts = vec![facts.part(), Part::Table(table)];
    Ok((Section { id: "transfers".to_owned(), heading, parts }, all))
}

/// Which transfers are done: the routes at `path` held against the receipts below `receipts`.
pub(super) fn standing(
    (path, receipts): (&Path, &Path),
    on: NaiveDate,
    limits: &Limits,
    words: &Words<'_>,
) -> Result<Part> {
    let file = BufReader::new(File::open(path).reading(path)?);
    let routes = RouteReader::new(file, path, limits)?;
    let receipts = super::receipts::verified(receipts, limits)?;
    let options = transfers::Options { limits: *limits, ..Default::default() };
    let found = transfers::transfers(routes, receipts, on, &options, &())?;
    let headings = words.headings(&[
        "column-giver",
        "column-receiver",
        "column-status",
        "column-routes",
        "column-due-on",
        "column-accepted-on",
        "column-accepted",
        "column-with-exceptions",
        "column-refused",
    ]);
    let caption = words.say("caption-standing");
    let mut table = Table::new("transfers-standing", Kind::Rows, caption, headings);
    for transfer in &found.transfers {
        if table.rows.len() == KEPT {
            table.dropped += 1;
            continue;
        }
        let (mark, state) = match transfer.state {
            TransferState::Done => (Mark::Good, "transfer-done"),
            TransferState::Open => (Mark::Aside, "transfer-open"),
            TransferState::Late => (Mark::Bad, "transfer-late"),
            TransferState::Disputed => (Mark::Bad, "transfer-disputed"),
            TransferState::Undecided => (Mark::Caution, "transfer-undecided"),
        };
        let receiver = transfer.receiver.map(|agency| words.codes.agency(&agency));
        table.rows.push(vec![
            Cell::Text(words.codes.agency(&transfer.giver)),
            Cell::Text(receiver.unwrap_or_else(|| "–".to_owned())),
            Cell::Marked(mark, words.say(state).to_owned()),
            Cell::Number(transfer.routes),
            Cell::Day(transfer.due_on),
            Cell::Day(transfer.accepted_on),
            Cell::Number(transfer.accepted),
            Cell::Number(transfer.with_exceptions),
            Cell::Number(transfer.refused),
        ]);
    }
    Ok(Part::Table(table))
}

const fn key(status: Status) -> &'static str {
    match status {
        Status::Rule => "status-rule",
        Status::Province => "status-province",
        Status::Decide => "status-decide",
    }
}

fn row(route: &Route, words: &Words<'_>) -> Vec<Cell> {
    let records = &route.records;
    let mark = if route.status() == Status::Decide { Mark::Caution } else { Mark::Good };
    let (to, rule) = match &route.answer {
        Answer::Goes { to, .. } => (words.codes.agency(to), words.data(route.rule())),
        Answer::Decide { reason, candidates } => {
            let among: Vec<String> =
                candidates.iter().take(3).map(|agency| words.codes.agency(agency)).collect();
            let more = if candidates.len() > 3 { "; …" } else { "" };
            (among.join("; ") + more, words.word("reason", reason.code()))
        }
    };
    let term = records.term.map(|term: Term| words.word("term", term.code()));
    vec![
        Cell::Text(words.unit(&route.unit)),
        Cell::Text(words.codes.agency(&route.giver)),
        Cell::Text(words.word("block", records.block.code())),
        Cell::Text(words.word("work", records.work.code())),
        Cell::Text(term.unwrap_or_else(|| "–".to_owned())),
        Cell::Text(to),
        Cell::Marked(mark, words.say(key(route.status())).to_owned()),
        Cell::Text(rule),
        Cell::Day(Some(route.effective_on)),
        Cell::Day(route.due_on),
    ]
}
