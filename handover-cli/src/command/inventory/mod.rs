//! `handover inventory`: tables from lists, and lists from tables.

mod export;
mod import;
mod told;

pub(crate) use export::export;
pub(crate) use import::import;
