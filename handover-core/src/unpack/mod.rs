//! Writing a bundle's payload out again: names, times and empty folders as
//! they were, and nothing at all if it is not intact.

mod names;
mod run;

pub use run::{Unpacked, unpack};
