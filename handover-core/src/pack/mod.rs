//! Packing: files, inventory and act into one sealed bundle.

mod copy;
mod evidence;
mod options;
mod plan;
mod run;
mod seal;
mod tables;
mod words;

pub use options::{Options, Sealed};
pub use run::pack;
