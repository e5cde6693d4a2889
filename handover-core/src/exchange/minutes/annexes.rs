//! What goes with the minutes: lists, unfinished work, systems, counts of
//! secrets, exceptions.

use super::block::{Block, Blocks, Grid, Style};
use super::facts::Facts;
use super::heading::Names;
use super::listing::{LONGEST, Listing};
use super::options::MinutesOptions;
use super::words::{fill, grouped, in_groups, plain, say};
use crate::exchange::export::DOSSIER_HEADINGS;
use crate::finding::{Finding, Report, Severity};

/// Findings that the annex of exceptions says one by one.
const EXCEPTIONS: usize = 200;

pub(super) fn annexes(
    facts: &Facts,
    names: &Names<'_>,
    options: &MinutesOptions<'_>,
    paper: &mut Blocks,
) {
    let (found, counts) = (&facts.listings, facts.report.counts);
    let mut number = 0;
    let mut begin = |title: &str, has_more: bool, paper: &mut Blocks| {
        begin_annex(&mut number, title, has_more, paper);
    };
    begin(say("annex-list"), true, paper);
    tables(facts, paper);
    listing(&found.dossiers, &[7, 19, 27, 14, 11, 9, 13], &DOSSIER_HEADINGS, &[], paper);
    begin(say("annex-unfinished"), !found.unfinished.is_empty(), paper);
    unfinished(&found.unfinished, names, paper);
    begin(say("annex-systems"), !found.systems.is_empty(), paper);
    systems(&found.systems, names, paper);
    begin(say("annex-secrets"), !found.secrets.is_empty(), paper);
    secrets(&found.secrets, paper);
    begin(say("annex-exceptions"), counts.block + counts.warn > 0, paper);
    findings(&facts.report, options, paper);
}

/// The heading of the next annex. What says no more than "none" goes on the page
/// that is there.
pub(super) fn begin_annex(number: &mut u32, title: &str, has_more: bool, paper: &mut Blocks) {
    *number += 1;
    if has_more {
        paper.add(Block::Page);
    }
    paper.say(Style::Kind, fill("annex", &[("n", &number.to_string())]));
    paper.say(Style::Subject, title);
}

/// The tables that are under the seal, or the volumes that have them.
fn tables(facts: &Facts, paper: &mut Blocks) {
    if !facts.tables.is_empty() {
        let head = [say("head-table"), say("head-rows"), say("head-digest")];
        let rows = facts.tables.iter().map(|(table, rows, digest)| {
            vec![
                (Style::Cell, table.file_name()),
                (Style::CellNumber, grouped(*rows)),
                (Style::Print, in_groups(&digest.to_string())),
            ]
        });
        paper.add(Grid::ruled(&[26, 12, 62], &head, rows.collect()));
    }
    if !facts.volumes.is_empty() {
        paper.say(Style::Part, say("annex-volumes"));
        let head = [
            say("head-volume"),
            say("head-files"),
            say("head-bytes"),
            say("head-digest"),
            say("head-there"),
        ];
        let rows = facts.volumes.iter().map(|(volume, there)| {
            let state = match there {
                true => (Style::Cell, say("volume-there").to_owned()),
                false => (Style::CellAlarm, say("volume-missing").to_owned()),
            };
            vec![
                (Style::CellNumber, volume.number.to_string()),
                (Style::CellNumber, grouped(volume.files)),
                (Style::CellNumber, grouped(volume.bytes)),
                (Style::Print, in_groups(&volume.digest.to_string())),
                state,
            ]
        });
        paper.add(Grid::ruled(&[7, 10, 15, 54, 14], &head, rows.collect()));
    }
}

/// A numbered table; `numbers` are the columns that hold figures.
fn listing(
    listing: &Listing,
    widths: &[u16],
    head: &[&str],
    numbers: &[usize],
    paper: &mut Blocks,
) {
    if listing.is_empty() {
        paper.say(Style::Text, say("none"));
    } else if listing.is_over {
        paper.say(Style::Text, fill("list-over", &[("n", &grouped(LONGEST as u64))]));
    } else {
        let rows = (1..).zip(&listing.rows).map(|(number, row): (u64, _)| {
            let style = |at| if numbers.contains(&at) { Style::CellNumber } else { Style::Cell };
            let cells = row.iter().enumerate().map(|(at, text)| (style(at), text.clone()));
            let mut all = vec![(Style::CellNumber, number.to_string())];
            all.extend(cells);
            all
        });
        paper.add(Grid::ruled(widths, head, rows.collect()));
    }
}

fn unfinished(found: &Listing, names: &Names<'_>, paper: &mut Blocks) {
    let head = [
        say("head-number"),
        say("head-code"),
        say("head-title"),
        say("head-lot"),
        say("head-continued"),
    ];
    listing(&with_names(found, &[3], names), &[7, 27, 32, 7, 27], &head, &[2], paper);
}

fn systems(found: &Listing, names: &Names<'_>, paper: &mut Blocks) {
    let head = [
        say("head-number"),
        say("head-system"),
        say("head-owner"),
        say("head-scope"),
        say("head-extracted"),
        say("head-records"),
        say("head-running"),
        say("head-until"),
    ];
    let widths = [7, 16, 14, 17, 17, 8, 11, 10];
    listing(&with_names(found, &[1], names), &widths, &head, &[4], paper);
}

/// The same with agencies by their names.
fn with_names(found: &Listing, columns: &[usize], names: &Names<'_>) -> Listing {
    found.with_cells(
        |at, text| {
            if columns.contains(&at) { names.cell(text) } else { text.to_owned() }
        },
    )
}

fn secrets(found: &Listing, paper: &mut Blocks) {
    paper.say(Style::Remark, say("secrets-how"));
    let head = [
        say("head-number"),
        say("head-fonds"),
        say("head-level"),
        say("head-containers"),
        say("head-dossiers"),
        say("head-documents"),
        say("head-metres"),
        say("head-reference"),
    ];
    listing(found, &[7, 16, 14, 11, 10, 11, 10, 21], &head, &[2, 3, 4, 5], paper);
}

/// What was found, the weighty first; `info` stays off the paper.
pub(super) fn findings(report: &Report, options: &MinutesOptions<'_>, paper: &mut Blocks) {
    let counts = report.counts;
    let weighty = |finding: &&Finding| finding.severity != Severity::Info;
    let mut told: Vec<_> = report.findings.iter().filter(weighty).collect();
    told.sort_by_key(|finding| finding.severity != Severity::Block);
    told.truncate(EXCEPTIONS);
    if told.is_empty() && counts.block + counts.warn == 0 {
        paper.say(Style::Text, say("none"));
        return;
    }
    let head = [say("head-number"), say("head-weight"), say("head-finding")];
    let rows = (1..).zip(&told).map(|(number, finding): (u64, _)| {
        let words = options.describe.map(|describe| describe(finding));
        let code = finding.code.as_str();
        let words = words.map_or_else(|| code.to_owned(), |words| format!("{words} [{code}]"));
        let weight = match finding.severity {
            Severity::Block => (Style::CellAlarm, say("weight-block").to_owned()),
            _ => (Style::Cell, say("weight-warn").to_owned()),
        };
        // A finding never tells what is under suspicion, but may quote data.
        let words = plain(&words);
        vec![(Style::CellNumber, number.to_string()), weight, (Style::Cell, words)]
    });
    paper.add(Grid::ruled(&[7, 13, 80], &head, rows.collect()));
    let rest = (counts.block + counts.warn).saturating_sub(told.len() as u64);
    if rest > 0 {
        paper.say(Style::Remark, fill("exceptions-more", &[("n", &grouped(rest))]));
    }
}
