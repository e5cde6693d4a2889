//! What a plan does on each day, read again from its folder.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use csv::StringRecord;

use super::answer::Amounts;
use super::inventories::open_table;
use crate::description::Metres;
use crate::error::{ErrorKind, Result};
use crate::limits::Limits;
use crate::plan::digitise::{DAY_COLUMNS, DAYS};

/// Days that a plan may have: more than two hundred years.
const MOST: usize = 80_000;

/// The end of a day of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedDay {
    /// The day.
    pub day: NaiveDate,
    /// What is to be done up to its end.
    pub done: Amounts,
}

/// What the plan in the folder `plan` wants done up to the end of each day on which it does
/// anything, in their order.
///
/// # Errors
/// `Read`; `Malformed`; `Limit` beyond 80,000 days.
pub fn planned_days(plan: &Path, limits: &Limits) -> Result<Vec<PlannedDay>> {
    let path = plan.join(DAYS);
    let mut table = open_table(&path, &DAY_COLUMNS, limits)?;
    let mut days: BTreeMap<NaiveDate, Amounts> = BTreeMap::new();
    let mut row = StringRecord::new();
    while table.next(&mut row)? {
        let done = Amounts::new(table.or_none::<Metres>(&row, 4)?, table.or_none::<u64>(&row, 5)?);
        days.entry(table.value(&row, 1)?).or_default().add(done);
        if days.len() > MOST {
            return Err(ErrorKind::Limit { path, what: "working-days", limit: MOST as u64 }.into());
        }
    }
    let mut sum = Amounts::default();
    let upto = |(day, done)| {
        sum.add(done);
        PlannedDay { day, done: sum }
    };
    Ok(days.into_iter().map(upto).collect())
}
