//! What a holding has, and what became of the rest: its inventory held against
//! its files and its custody ledger.
//!
//! Each dossier is here, has left by an act, is reported lost, or is simply
//! gone: then the audit names who held it last. All of it passes by in sorted
//! streams; of the holding nothing is held.

mod holding;
mod papers;
mod run;

pub use run::{Answer, Audit, Fate, Options, Request, Titles, Totals, audit};
