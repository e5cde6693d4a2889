//! `handover inventory`: inventories, and the files that they list.

mod check;
mod totals;

pub(crate) use check::check;
pub(crate) use totals::totals;
