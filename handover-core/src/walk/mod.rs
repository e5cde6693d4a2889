//! A folder of the disk, walked in path order, holding one listing a depth.

mod listing;
mod steps;

pub use listing::Names;
pub use steps::{Entry, Special, Step, Walk, modified_seconds};
