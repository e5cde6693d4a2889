//! `handover pack`: files, inventory and act into one sealed bundle.

mod act;
mod run;
mod told;

pub(crate) use run::run;
