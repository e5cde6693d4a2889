//! `handover inventory`: inventories, and the files that they list.

mod check;
mod scans;
mod told;
mod totals;

pub(crate) use check::check;
pub(crate) use scans::scans;
pub(crate) use totals::totals;
