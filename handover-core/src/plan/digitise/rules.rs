use chrono::NaiveDate;

use super::calendar::Calendar;
use crate::date::PartialDate;
use crate::description::{Block, Level, Retention};
use crate::plan::state::{Estimates, Item};

/// How the work is ordered, as `plan.toml` says it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct WorkRules {
    /// What the rules are called.
    pub name: String,
    /// First day of work, unless another is asked for.
    pub start: Option<NaiveDate>,
    /// What stands for figures that nobody counted.
    pub estimates: Estimates,
    /// Column of dossiers that says how much they are used.
    pub use_column: Option<String>,
    /// What comes first within a class.
    pub prefer: Vec<Condition>,
    /// Classes, the most urgent first; what meets none stands behind them as [`REST`].
    pub classes: Vec<Class>,
    /// Phases in their order; the last takes all that is left.
    pub phases: Vec<WorkPhase>,
    /// Who puts papers in order; a day's work in millimetres of shelf.
    pub arranging: Vec<Team>,
    /// Who scans; a day's work in pages.
    pub scanning: Vec<Team>,
    /// Whether papers may be scanned before they are put in order.
    pub before_arranged: bool,
    /// When people work.
    pub calendar: Calendar,
    /// The text of the file, which stays with the plan.
    pub(super) text: String,
}

/// The class of what meets no class of the rules.
pub const REST: &str = "rest";

/// What a dossier must be; a list that is empty asks nothing.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Condition {
    /// One of these blocks.
    pub block: Vec<Block>,
    /// One of these levels.
    pub level: Vec<Level>,
    /// One of these retentions.
    pub retention: Vec<Retention>,
    /// One of these words stands in the column of use, whatever the case.
    pub used: Vec<String>,
    /// Begins on this date or later; what begins on no known date does not.
    pub from: Option<PartialDate>,
    /// Begins on this date or earlier.
    pub until: Option<PartialDate>,
}

/// A class of priority.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Class {
    /// Its short name.
    pub name: String,
    /// What it is, for people.
    pub title: String,
    /// One of these is met; any dossier where there are none.
    pub when: Vec<Condition>,
    /// Last day for putting it in order.
    pub arrange_by: Option<NaiveDate>,
    /// Last day for scanning it.
    pub scan_by: Option<NaiveDate>,
}

/// A part of the work that ends before the next begins.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct WorkPhase {
    /// Its short name.
    pub name: String,
    /// Classes by their place in the rules; all where there are none.
    pub classes: Vec<usize>,
    /// Of each class, so much of the shelf that is not put in order.
    pub unarranged_percent: u64,
    /// The same of the shelf that is.
    pub arranged_percent: u64,
    /// First day of the phase.
    pub from: Option<NaiveDate>,
    /// Last day of the phase.
    pub until: Option<NaiveDate>,
}

/// Who works together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Team {
    /// Its name.
    pub name: String,
    /// What it does on a day, in all shifts.
    pub a_day: u64,
}

impl Condition {
    /// Whether the item is so.
    pub fn meets(&self, item: &Item) -> bool {
        fn one_of<T: PartialEq>(asked: &[T], is: Option<&T>) -> bool {
            asked.is_empty() || is.is_some_and(|is| asked.contains(is))
        }
        let used = |used: &String| {
            item.used.as_ref().is_some_and(|is| is.trim().to_lowercase() == used.to_lowercase())
        };
        let first = item.first_day();
        one_of(&self.block, item.block.as_ref())
            && one_of(&self.level, item.level.as_ref())
            && one_of(&self.retention, item.retention.as_ref())
            && (self.used.is_empty() || self.used.iter().any(used))
            && self.from.is_none_or(|from| first.is_some_and(|day| day >= from.earliest()))
            && self.until.is_none_or(|until| first.is_some_and(|day| day <= until.latest()))
    }
}

impl WorkRules {
    /// The class of an item; behind the last where it meets none.
    pub fn class_of(&self, item: &Item) -> usize {
        let meets =
            |class: &Class| class.when.is_empty() || class.when.iter().any(|when| when.meets(item));
        self.classes.iter().position(meets).unwrap_or(self.classes.len())
    }

    /// Where the item stands within its class; 0 comes first.
    pub fn preference(&self, item: &Item) -> usize {
        self.prefer.iter().position(|prefer| prefer.meets(item)).unwrap_or(self.prefer.len())
    }

    /// The name of a class by its place.
    pub fn class_name(&self, class: usize) -> &str {
        self.classes.get(class).map_or(REST, |class| &class.name)
    }

    /// Whether a phase works on a class.
    pub(super) fn in_phase(&self, phase: usize, class: usize) -> bool {
        let Some(phase) = self.phases.get(phase) else { return false };
        phase.classes.is_empty() || phase.classes.contains(&class)
    }
}
