//! The whole command, run in memory.

mod findings_doc;
mod flow;
mod inventory;
mod keys;
mod minutes;
mod sets;
mod support;
mod surface;
mod trust;
mod units;
