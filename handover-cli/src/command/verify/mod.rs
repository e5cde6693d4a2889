//! `handover verify`: complete, unchanged, from the right signer?

mod run;
mod set;
mod told;
mod trust;

pub(crate) use run::run;
pub(crate) use trust::Trusted;
