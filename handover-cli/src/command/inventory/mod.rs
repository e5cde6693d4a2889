//! `handover inventory`: inventories, and the files that they list.

mod scans;
mod told;

pub(crate) use scans::scans;
