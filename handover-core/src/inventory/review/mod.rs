//! What an inventory says, held against a profile and against itself: cells,
//! codes, ordinals, dates, secrecy, law; and against files, by
//! [`super::matching`].
//!
//! Tables pass once, row by row. What needs two rows to be seen goes through
//! the external sort by what the rows share; so do the findings, which then
//! come in the order of tables and rows.

mod codes;
mod containers;
mod deferred;
mod fonds;
mod members;
mod options;
mod ordinals;
mod run;
mod structure;
#[cfg(test)]
mod tests;
mod years;

pub(super) use deferred::Deferred;
pub use options::{Checked, Options};
pub use run::check;
