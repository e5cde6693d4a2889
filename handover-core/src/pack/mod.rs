//! Packing: files, inventory and act into one sealed bundle.

mod evidence;
mod in_place;
mod journal;
mod leftovers;
mod options;
mod payload;
mod plan;
mod prepare;
mod publish;
mod run;
mod seal;
mod tables;
mod target;
mod words;

pub use options::{Options, Sealed};
pub use run::{pack, pack_in_place};
