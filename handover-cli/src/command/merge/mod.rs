//! `handover merge`: what a successor holds, from bundles that are valid.

mod check;
mod enter;
mod run;
mod told;

pub(crate) use run::run;
