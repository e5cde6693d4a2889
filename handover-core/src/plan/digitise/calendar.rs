use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Days on which people work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Calendar {
    /// Working days of a week.
    pub week: BTreeSet<u32>,
    /// Months and days without work, every year.
    pub yearly: BTreeSet<(u32, u32)>,
    /// Days without work.
    pub holidays: BTreeSet<NaiveDate>,
}

/// A plan that is not done after so many working days is none: forty years.
pub(super) const HORIZON: usize = 10_000;

impl Calendar {
    /// Whether people work on the day.
    pub fn works(&self, day: NaiveDate) -> bool {
        self.week.contains(&day.weekday().num_days_from_monday())
            && !self.yearly.contains(&(day.month(), day.day()))
            && !self.holidays.contains(&day)
    }

    /// Working days from `first` to `last`, both with it.
    pub fn between(&self, first: NaiveDate, last: NaiveDate) -> u64 {
        let days = first.iter_days().take_while(|day| *day <= last).take(HORIZON * 7);
        days.filter(|day| self.works(*day)).count() as u64
    }

    /// The working days from `first` on, as far as a plan reaches. Fewer where the calendar
    /// has hardly any.
    pub(super) fn days(&self, first: NaiveDate) -> Vec<NaiveDate> {
        let days = first.iter_days().take(HORIZON * 7);
        days.filter(|day| self.works(*day)).take(HORIZON).collect()
    }

    /// The day after `count` working days from `day`, which is not counted.
    pub fn after(&self, day: NaiveDate, count: u64) -> Option<NaiveDate> {
        let first = day.succ_opt()?;
        match usize::try_from(count).ok()? {
            0 => Some(day),
            count => self.days(first).get(count - 1).copied(),
        }
    }
}

/// The Monday of the day's week.
pub(in crate::plan) fn week_of(day: NaiveDate) -> NaiveDate {
    let past = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(past)).unwrap_or(day)
}

/// `mon` … `sun`, as days from Monday.
pub(super) fn weekday(text: &str) -> Option<u32> {
    text.parse::<Weekday>().ok().filter(|_| text.len() == 3).map(|day| day.num_days_from_monday())
}
