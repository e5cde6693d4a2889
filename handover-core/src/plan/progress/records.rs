//! What was known on each day: `progress/2025-06-01.csv` in the plan's folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use csv::StringRecord;

use super::answer::Amounts;
use super::inventories::{Reading, open_table};
use crate::description::Metres;
use crate::durable::{Workplace, publish_file, sync_folder};
use crate::error::{IoContext, Result};
use crate::limits::Limits;
use crate::plan::digitise::TableFile;

const FOLDER: &str = "progress";
const COLUMNS: [&str; 5] = ["inventory", "arranged", "toArrange", "scanned", "toScan"];
/// Runs on one day.
const MOST: u32 = 1000;

/// How an inventory stood on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// In order, and scanned.
    pub(super) ready: Amounts,
    /// Still to do.
    pub(super) left: Amounts,
}

pub(super) type Day = BTreeMap<String, Known>;

/// The tables of days up to `on`, in their order; of a day's several, as they were written.
pub(super) fn days(plan: &Path, on: NaiveDate) -> Result<Vec<(NaiveDate, PathBuf)>> {
    let folder = plan.join(FOLDER);
    let mut found = Vec::new();
    if folder.symlink_metadata().is_err() {
        return Ok(Vec::new());
    }
    for entry in fs::read_dir(&folder).reading(&folder)? {
        let path = entry.reading(&folder)?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if let Some((day, number)) = name.and_then(day_of)
            && day <= on
        {
            found.push((day, number, path));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(day, _, path)| (day, path)).collect())
}

/// `2025-06-01.csv`, `2025-06-01-2.csv`.
fn day_of(name: &str) -> Option<(NaiveDate, u32)> {
    let stem = name.strip_suffix(".csv")?;
    let (day, rest) = (stem.get(..10)?, stem.get(10..)?);
    let number = match rest.strip_prefix('-') {
        Some(number) => number.parse().ok()?,
        None if rest.is_empty() => 1,
        None => return None,
    };
    Some((day.parse().ok()?, number))
}

pub(super) fn read(path: &Path, limits: &Limits) -> Result<Day> {
    let mut table = open_table(path, &COLUMNS, limits)?;
    let mut day = Day::new();
    let mut row = StringRecord::new();
    while table.next(&mut row)? {
        let metres = |column| table.value::<Metres>(&row, column);
        let pages = |column| table.value::<u64>(&row, column);
        let known = Known {
            ready: Amounts::new(metres(1)?, pages(3)?),
            left: Amounts::new(metres(2)?, pages(4)?),
        };
        day.insert(Reading::text(&row, 0).to_owned(), known);
    }
    Ok(day)
}

/// Writes what is known on a day beside what was known before; nothing is overwritten.
pub(super) fn keep(plan: &Path, on: NaiveDate, day: &Day) -> Result<()> {
    let folder = plan.join(FOLDER);
    if folder.symlink_metadata().is_err() {
        fs::create_dir(&folder).writing(&folder)?;
        sync_folder(plan)?;
    }
    let name = |number: u32| match number {
        1 => format!("{on}.csv"),
        number => format!("{on}-{number}.csv"),
    };
    let is_free = |number: &u32| folder.join(name(*number)).symlink_metadata().is_err();
    let number = (1..MOST).find(is_free).unwrap_or(MOST);
    let target = folder.join(name(number));
    let work = Workplace::for_target(&target)?;
    let mut table = TableFile::create(&work.join(""), "day", &COLUMNS)?;
    for (inventory, known) in day {
        table.row(&[
            inventory.clone(),
            known.ready.metres.to_string(),
            known.left.metres.to_string(),
            known.ready.pages.to_string(),
            known.left.pages.to_string(),
        ])?;
    }
    table.finish()?;
    publish_file(&work.join("day"), &target)
}
