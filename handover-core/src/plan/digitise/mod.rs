//! The plan of digitising: what is put in order and scanned, by whom, when.

mod calendar;
mod deadlines;
mod make;
mod order;
mod plan;
mod pool;
mod rules;
mod rules_file;
mod schedule;
mod tables;
#[cfg(all(test, feature = "register"))]
mod tests;

pub use calendar::Calendar;
pub use make::digitise;
pub use plan::{Deadline, DeadlineOf, PlannedClass, PlannedInventory, PlannedPhase, WorkPlan};
pub use rules::{Class, Condition, REST, Team, WorkPhase, WorkRules};
pub use rules_file::HANOI;
pub use schedule::Stage;

pub(super) use make::{PLAN, RULES, SCHEMA};
pub(super) use tables::{
    DAY_COLUMNS, DAYS, INVENTORIES, INVENTORY_COLUMNS, SCHEDULE, SCHEDULE_COLUMNS, TableFile,
};
