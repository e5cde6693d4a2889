use chrono::NaiveDate;
use serde::Serialize;

use crate::description::Metres;
use crate::finding::Report;
use crate::unit::UnitRef;

/// Work of both kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Amounts {
    /// Shelf.
    pub metres: Metres,
    /// Pages.
    pub pages: u64,
}

impl Amounts {
    pub(super) fn new(metres: Metres, pages: u64) -> Self {
        Amounts { metres, pages }
    }

    pub(super) fn add(&mut self, other: Amounts) {
        self.metres += other.metres;
        self.pages = self.pages.saturating_add(other.pages);
    }

    /// What this is more than the other.
    pub(super) fn beyond(self, other: Amounts) -> Amounts {
        let metres = self.metres.millimetres().saturating_sub(other.metres.millimetres());
        Amounts {
            metres: Metres::from_millimetres(metres),
            pages: self.pages.saturating_sub(other.pages),
        }
    }

    /// Whether there is nothing of either.
    pub fn is_nothing(&self) -> bool {
        *self == Amounts::default()
    }
}

/// How a unit or an inventory keeps its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Pace {
    /// Nothing is left.
    Done,
    /// As much as planned, or more.
    OnTime,
    /// Less than planned.
    Late,
    /// No news for four weeks.
    Silent,
}

impl Pace {
    /// Every pace, the best first.
    pub const ALL: [Pace; 4] = [Pace::Done, Pace::OnTime, Pace::Late, Pace::Silent];

    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Pace::Done => "done",
            Pace::OnTime => "on-time",
            Pace::Late => "late",
            Pace::Silent => "silent",
        }
    }
}

/// One inventory against its plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct InventoryProgress {
    /// Its name.
    pub inventory: String,
    /// Its unit.
    pub unit: Option<UnitRef>,
    /// How it keeps its plan.
    pub pace: Pace,
    /// The last day on which it was heard of.
    pub heard_on: Option<NaiveDate>,
    /// What should be done by now.
    pub planned: Amounts,
    /// What was done since the plan was made.
    pub done: Amounts,
    /// What is left.
    pub left: Amounts,
    /// How much planned work is not done yet.
    pub behind: Amounts,
}

/// A unit with all units in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnitProgress {
    /// The unit; `None` for inventories that name none.
    pub unit: Option<UnitRef>,
    /// Inventories by pace: done, on time, late, silent.
    pub inventories: [u64; 4],
    /// What should be done by now.
    pub planned: Amounts,
    /// What was done.
    pub done: Amounts,
    /// What is left.
    pub left: Amounts,
    /// When nothing will be left at the rate of the last weeks; `None` where nothing was done.
    pub ends_on: Option<NaiveDate>,
}

/// Done against planned on a day that was told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DayPoint {
    /// The day.
    pub day: NaiveDate,
    /// What should be done at its end.
    pub planned: Amounts,
    /// What was known to be done.
    pub done: Amounts,
}

/// How the work keeps its plan.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Progress {
    /// The day that this is about.
    pub on: NaiveDate,
    /// What should be done by now.
    pub planned: Amounts,
    /// What was done since the plan was made.
    pub done: Amounts,
    /// What is left, with what came since.
    pub left: Amounts,
    /// How much of what is left came since: inventories that the plan does not know.
    pub unplanned: Amounts,
    /// First day of the weeks whose rate is projected.
    pub rate_from: NaiveDate,
    /// Done in these weeks, on each working day: millimetres of shelf, pages.
    pub rate: [u64; 2],
    /// The day on which the plan ends.
    pub plan_ends_on: Option<NaiveDate>,
    /// When nothing will be left at that rate; `None` where it never will.
    pub ends_on: Option<NaiveDate>,
    /// The same of arranging, and of scanning.
    pub ends_each: [Option<NaiveDate>; 2],
    /// Inventories by pace: done, on time, late, silent.
    pub inventories: [u64; 4],
    /// Each day that was told of.
    pub days: Vec<DayPoint>,
    /// Each inventory, by name.
    pub by_inventory: Vec<InventoryProgress>,
    /// Each unit with all units in it: ward, district, province.
    pub by_unit: Vec<UnitProgress>,
    /// What could not be read, and words of secrecy.
    #[serde(skip)]
    pub report: Report,
}
