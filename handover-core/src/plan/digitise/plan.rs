use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::schedule::Stage;
use crate::description::Metres;
use crate::finding::Report;
use crate::unit::UnitRef;

/// What a plan amounts to; `plan.json` in its folder.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WorkPlan {
    /// What the rules are called.
    pub rules: String,
    /// First working day that the plan may use.
    pub start: NaiveDate,
    /// Last day on which anything is done; `None` where there is nothing to do.
    pub done_on: Option<NaiveDate>,
    /// How many inventories it is for.
    pub inventories: u64,
    /// Dossiers that it has a place for.
    pub dossiers: u64,
    /// Containers of which no dossier is listed.
    pub containers: u64,
    /// Shelf to put in order.
    pub to_arrange: Metres,
    /// How much of it is an estimate.
    pub to_arrange_estimated: Metres,
    /// Pages to scan.
    pub to_scan: u64,
    /// How many of them are an estimate.
    pub to_scan_estimated: u64,
    /// Pages that need no scanner: good, older, to convert, or not looked into.
    pub scanned: u64,
    /// How many of these nobody has looked into.
    pub not_judged: u64,
    /// Millimetres of shelf that all arrangers do on a day.
    pub arranging_a_day: u64,
    /// Pages that all scanners do on a day.
    pub scanning_a_day: u64,
    /// The classes that have anything in them, in their order.
    pub classes: Vec<PlannedClass>,
    /// The phases, in their order.
    pub phases: Vec<PlannedPhase>,
    /// Every last day of the rules, and whether it is kept.
    pub deadlines: Vec<Deadline>,
    /// What could not be read, and words of secrecy.
    #[serde(skip)]
    pub report: Report,
}

/// A class in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlannedClass {
    /// Its short name.
    pub name: String,
    /// What it is, for people.
    pub title: String,
    /// Dossiers in it.
    pub dossiers: u64,
    /// Containers of which no dossier is listed.
    pub containers: u64,
    /// Shelf to put in order.
    pub to_arrange: Metres,
    /// Pages to scan.
    pub to_scan: u64,
    /// The day on which all of it is in order; `None` where nothing is to be done.
    pub arranged_on: Option<NaiveDate>,
    /// The day on which all of it is scanned; `None` where nothing is to be done.
    pub scanned_on: Option<NaiveDate>,
}

/// A phase in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlannedPhase {
    /// Its short name.
    pub name: String,
    /// Shelf to put in order.
    pub to_arrange: Metres,
    /// Pages to scan.
    pub to_scan: u64,
    /// The day on which all of it is done; `None` where nothing is to be done.
    pub done_on: Option<NaiveDate>,
}

/// Whose last day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DeadlineOf {
    /// A class's.
    Class,
    /// A phase's.
    Phase,
}

/// A last day, and whether it is kept. Amounts are millimetres of shelf or pages, by stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Deadline {
    /// Whether it is a class's or a phase's.
    pub of: DeadlineOf,
    /// The short name of the class or phase.
    pub name: String,
    /// Which work.
    pub stage: Stage,
    /// The last day.
    pub due_on: NaiveDate,
    /// The day on which the work is done; `None` where there is none.
    pub done_on: Option<NaiveDate>,
    /// Working days by which it is late; 0 where it is kept.
    pub days_late: u64,
    /// What is left after the last day.
    pub left: u64,
    /// What all teams do on a day.
    pub a_day: u64,
    /// What they would have to do on a day; `None` where the day is kept, or where more hands
    /// do not help because the work cannot begin in time.
    pub needed_a_day: Option<u64>,
}

impl Deadline {
    /// Whether it is kept.
    pub fn is_kept(&self) -> bool {
        self.left == 0
    }
}

/// Where one inventory stood when the plan was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedInventory {
    /// Its name.
    pub name: String,
    /// The unit of its first dossier that has one.
    pub unit: Option<UnitRef>,
    /// Dossiers.
    pub dossiers: u64,
    /// Containers of which no dossier is listed.
    pub containers: u64,
    /// Shelf that was in order.
    pub arranged: Metres,
    /// Shelf to put in order.
    pub to_arrange: Metres,
    /// Pages that need no scanner.
    pub scanned: u64,
    /// Pages to scan.
    pub to_scan: u64,
}
