//! The inventory of a bundle: secrets, law, rows against files, totals.

use std::path::Path;

use super::judge::original;
use super::lists::{FileRow, FileRows};
use super::opening::Opened;
use super::outcome::Options;
use crate::bundle::layout::{FILES, INVENTORY, PAYLOAD};
use crate::description::secrecy::{Clearances, PathSieve};
use crate::error::Result;
use crate::finding::{Collector, Finding};
use crate::inventory::{
    Counted, FileItem, PartyAndState, Reconciler, Table, TableReader, check_header_secrets,
    check_papers, check_secrets, judge_totals, path_of,
};

use super::set::Whole;

/// Checks the tables whose digest has matched. What only the whole transfer can
/// answer is left to `whole`, where the bundle is a volume of a set.
pub(super) fn check(
    opened: &Opened<'_>,
    cleared: &Clearances,
    options: &Options<'_>,
    temporary: &Path,
    mut whole: Option<&mut Whole>,
    found: &mut Collector<'_>,
) -> Result<Counted> {
    let limits = &options.limits;
    let mut report = |finding: Finding| found.add(finding);
    let alone = whole.is_none();
    let mut reconciler = Reconciler::new(limits.sort_bytes, temporary);
    if !opened.is_alone() {
        reconciler = reconciler.of_volume();
    }
    let mut blocks = PartyAndState::default();
    for table in Table::ALL.iter().filter(|table| **table != Table::Files) {
        let path = format!("{INVENTORY}{}", table.file_name());
        let Some(input) = opened.tag(&path)? else { continue };
        let mut reader = TableReader::new(input, *table, path, limits, &mut report)?;
        check_header_secrets(reader.header(), cleared, &mut report);
        while let Some(row) = reader.read(&mut report)? {
            check_secrets(&row, cleared, &mut report);
            check_papers(&row, &mut report);
            let mut judged = |finding| {
                if alone {
                    report(finding);
                }
            };
            blocks.row(&row, &mut judged);
            reconciler.row(&row, path_of(&row), &mut judged)?;
            if let Some(whole) = &mut whole {
                whole.row(&row)?;
            }
        }
    }
    let Some(files) = opened.tag(FILES)? else { return Ok(Counted::default()) };
    let rows = FileRows::new(files, limits)?;
    let mut sieve = PathSieve::new(cleared);
    // What is wrong with a row was told when the payload was read.
    let items = rows.filter_map(|row| match row {
        Ok(FileRow::Bad(_)) => None,
        Ok(FileRow::Row { path, row, size }) => {
            let inner = &path[PAYLOAD.len()..];
            let place = sieve.enter(inner, original(&row).as_deref()).place;
            let item = FileItem { location: place.location(&path), path: inner.to_owned(), size };
            let kept = whole.as_mut().map_or(Ok(()), |whole| whole.file(&item));
            Some(kept.map(|()| item))
        }
        Err(error) => Some(Err(error)),
    });
    let counted = reconciler.finish(items, &mut |finding| {
        if alone {
            report(finding);
        }
    })?;
    // The totals are those of the whole transfer, never of one volume.
    if let Some(act) = opened.act.as_ref().filter(|_| opened.is_alone()) {
        judge_totals(act, &counted, &mut report);
    }
    Ok(counted)
}
