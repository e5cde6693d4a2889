//! Done against planned: who is on time, late or silent, and when it will be done.

mod answer;
mod curve;
mod inventories;
mod records;
mod run;
#[cfg(all(test, feature = "register"))]
mod tests;

pub use answer::{Amounts, DayPoint, InventoryProgress, Pace, Progress, UnitProgress};
pub use curve::{PlannedDay, planned_days};
pub use run::{Keeping, progress, read_plan, read_rules};
