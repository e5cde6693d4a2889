//! `handover verify`: complete, unchanged, from the right signer?

mod run;
mod told;
mod trust;

pub(crate) use run::run;
