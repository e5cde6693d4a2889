//! Builds a successor's holdings from bundles that were found valid.
//!
//! What comes out depends only on which bundles went in: every row is placed by
//! the day and digest of its bundle and its own place there, so that neither
//! the order of the bundles nor how many runs they were merged in changes a
//! byte. Nothing is resolved by dropping it: rows of one code stand beside each
//! other, told apart by the bundle that each names.

mod admission;
mod cells;
mod columns;
mod enter;
mod gathered;
mod incoming;
mod options;
mod questions;
mod run;
mod take;
mod tell;
mod write;

pub use enter::{Entered, EnteredEvent, Writers, enter};
pub use incoming::Incoming;
pub use options::{Merged, Options};
pub use run::merge;
