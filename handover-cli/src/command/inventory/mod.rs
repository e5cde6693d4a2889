//! `handover inventory`: tables from lists and lists from tables, their check
//! and sums, and the files that they list.

mod check;
mod export;
mod import;
mod scans;
mod scans_told;
mod told;
mod totals;

pub(crate) use check::check;
pub(crate) use export::export;
pub(crate) use import::import;
pub(crate) use scans::scans;
pub(crate) use totals::totals;
