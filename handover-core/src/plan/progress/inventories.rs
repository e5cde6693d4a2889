//! The tables of a plan's folder, read again.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Take};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use csv::StringRecord;

use super::answer::Amounts;
use crate::description::Metres;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;
use crate::plan::digitise::{
    Calendar, INVENTORIES, INVENTORY_COLUMNS, PlannedInventory, SCHEDULE, SCHEDULE_COLUMNS,
};
use crate::plan::state::share;

/// A table of which every column must be there, and no other, in its order.
pub(super) struct Reading {
    csv: csv::Reader<Take<File>>,
    path: PathBuf,
    limit: u64,
}

pub(super) fn open_table(path: &Path, columns: &[&str], limits: &Limits) -> Result<Reading> {
    let limit = limits.table_bytes;
    let file = File::open(path).reading(path)?.take(limit.saturating_add(1));
    let mut table =
        Reading { csv: csv::Reader::from_reader(file), path: path.to_path_buf(), limit };
    let header = table.csv.headers().cloned();
    let header = header.map_err(|error| table.unreadable(error))?;
    if header.iter().ne(columns.iter().copied()) {
        return Err(Error::malformed(path, Some(1), "work-plan.columns", "other columns"));
    }
    Ok(table)
}

impl Reading {
    pub(super) fn next(&mut self, row: &mut StringRecord) -> Result<bool> {
        let more = self.csv.read_record(row);
        let more = more.map_err(|error| self.unreadable(error))?;
        if self.csv.get_ref().limit() == 0 {
            let (path, limit) = (self.path.clone(), self.limit);
            return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
        }
        Ok(more)
    }

    pub(super) fn text(row: &StringRecord, column: usize) -> &str {
        row.get(column).unwrap_or_default()
    }

    pub(super) fn value<T: FromStr>(&self, row: &StringRecord, column: usize) -> Result<T> {
        let line = row.position().map(csv::Position::line);
        let wrong = |_| Error::malformed(&self.path, line, "work-plan.cell", "not of its column");
        Self::text(row, column).parse().map_err(wrong)
    }

    /// The value, or what an empty cell stands for.
    pub(super) fn or_none<T: FromStr + Default>(
        &self,
        row: &StringRecord,
        column: usize,
    ) -> Result<T> {
        match Self::text(row, column) {
            "" => Ok(T::default()),
            _ => self.value(row, column),
        }
    }

    fn unreadable(&self, error: csv::Error) -> Error {
        let line = error.position().map(csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(source) => Error::read(&self.path, source),
            _ => Error::malformed(&self.path, line, "work-plan.row", "not a row of equal length"),
        }
    }
}

/// Where the inventories stood when the plan was made.
pub(super) fn planned(plan: &Path, limits: &Limits) -> Result<Vec<PlannedInventory>> {
    let mut table = open_table(&plan.join(INVENTORIES), &INVENTORY_COLUMNS, limits)?;
    let mut inventories = Vec::new();
    let mut row = StringRecord::new();
    while table.next(&mut row)? {
        let unit = match Reading::text(&row, 1) {
            "" => None,
            _ => Some(table.value(&row, 1)?),
        };
        inventories.push(PlannedInventory {
            name: Reading::text(&row, 0).to_owned(),
            unit,
            dossiers: table.value(&row, 2)?,
            containers: table.value(&row, 3)?,
            arranged: table.value(&row, 4)?,
            to_arrange: table.value(&row, 5)?,
            scanned: table.value(&row, 6)?,
            to_scan: table.value(&row, 7)?,
        });
    }
    Ok(inventories)
}

/// What the schedule asks of each inventory up to the end of each of `days`, which stand in
/// their order. A week that has begun asks for its part by working days.
pub(super) fn asked(
    plan: &Path,
    start: NaiveDate,
    days: &[NaiveDate],
    calendar: &Calendar,
    limits: &Limits,
) -> Result<(BTreeMap<String, Amounts>, Vec<Amounts>)> {
    let mut table = open_table(&plan.join(SCHEDULE), &SCHEDULE_COLUMNS, limits)?;
    let mut by_inventory: BTreeMap<String, Amounts> = BTreeMap::new();
    let mut by_day = vec![Amounts::default(); days.len()];
    let mut row = StringRecord::new();
    while table.next(&mut row)? {
        let week: NaiveDate = table.value(&row, 1)?;
        let (metres, pages) = (table.or_none::<Metres>(&row, 6)?, table.or_none::<u64>(&row, 7)?);
        let (first, last) = (week.max(start), week.checked_add_days(Days::new(6)).unwrap_or(week));
        for (place, day) in days.iter().enumerate() {
            let part = match (*day >= last, *day >= first) {
                (true, _) => Amounts::new(metres, pages),
                (false, false) => continue,
                (false, true) => {
                    let (past, all) =
                        (calendar.between(first, *day), calendar.between(first, last));
                    let mm = share(metres.millimetres(), past, all);
                    Amounts::new(Metres::from_millimetres(mm), share(pages, past, all))
                }
            };
            by_day[place].add(part);
            if place + 1 == days.len() {
                by_inventory.entry(Reading::text(&row, 5).to_owned()).or_default().add(part);
            }
        }
    }
    Ok((by_inventory, by_day))
}
