//! What was found, each with its place and what to do.

use std::collections::BTreeMap;

use super::page::{Cell, Kind, Mark, Part, Section, Table};
use super::words::Words;
use crate::finding::{Finding, Report, Severity};

/// The sign of a severity.
pub(super) fn severity(severity: Severity, words: &Words<'_>) -> Cell {
    let (mark, code) = match severity {
        Severity::Block => (Mark::Bad, "block"),
        Severity::Warn => (Mark::Caution, "warn"),
        Severity::Info => (Mark::Aside, "info"),
    };
    Cell::Marked(mark, words.word("severity", code))
}

/// A table of findings without rows.
pub(super) fn table(name: impl Into<String>, words: &Words<'_>) -> Table {
    let headings = words.headings(&[
        "column-severity",
        "column-place",
        "column-finding",
        "column-remedy",
        "column-code",
    ]);
    Table::new(name, Kind::Rows, words.say("caption-findings"), headings)
}

/// What was found while inventories were read.
pub(super) fn section(report: &Report, words: &Words<'_>) -> Section {
    let mut table = table("findings", words);
    table.rows.extend(report.findings.iter().map(|finding| row(finding, words)));
    let counts = report.counts;
    let all = counts.block.saturating_add(counts.warn).saturating_add(counts.info);
    table.dropped = all.saturating_sub(report.findings.len() as u64);
    let heading = words.say("section-findings").to_owned();
    let parts = match all {
        0 => vec![Part::Text(words.say("no-findings").to_owned())],
        _ => vec![Part::Table(table)],
    };
    Section { id: "findings".to_owned(), heading, parts }
}

fn row(finding: &Finding, words: &Words<'_>) -> Vec<Cell> {
    let details: BTreeMap<_, _> =
        finding.details.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    vec![
        severity(finding.severity, words),
        Cell::Text(words.place(&finding.location)),
        Cell::Text(words.finding(finding.code, details)),
        Cell::Text(words.codes.remedy(finding.code)),
        Cell::Text(finding.code.as_str().to_owned()),
    ]
}
