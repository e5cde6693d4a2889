//! `handover unit`: which units there are and were, and what became of them.

mod facts;
mod find;
mod lineage;
mod meant;
mod run;
mod show;
mod tree;

pub(crate) use run::run;
