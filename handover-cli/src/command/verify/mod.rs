//! `handover verify`: complete, unchanged, from the right signer?

mod receipt;
mod run;
mod set;
mod signed;
mod told;
mod trust;

pub(crate) use run::run;
pub(crate) use told::{TrustFacts, list_row};
pub(crate) use trust::{Against, Trusted};
