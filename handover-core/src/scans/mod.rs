//! Digitised pages of a folder, sorted: what meets the circular, what is kept,
//! what is only converted, and what must be scanned again.
//!
//! A technical answer, which accepts nothing: `docs/inspect.md`.

mod run;
mod totals;

pub use run::{Options, Scan, Scans, scans};
pub use totals::{Amount, Totals};
