//! Findings: what is wrong with the data, as values with a stable code.
//!
//! A finding is not an error of the program: a check that finds damage has
//! done its work. Texts for people belong to whoever shows the finding; this
//! room speaks codes.

mod code;
mod collector;
mod location;
mod report;

pub use code::{Code, Group, Severities, Severity};
pub use collector::Collector;
pub use location::Location;
pub use report::{Counts, Finding, Report, Value};
