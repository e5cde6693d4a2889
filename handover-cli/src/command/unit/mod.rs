//! `handover unit`: which units there are and were.

mod facts;
mod find;
mod show;

pub(crate) use find::find;
pub(crate) use show::show;
