//! `handover receive`: the receiver's signed answer, and its form.

mod draft;
mod read;
mod request;
mod run;
mod told;

pub(crate) use run::run;
pub(crate) use told::receipt_rows;
