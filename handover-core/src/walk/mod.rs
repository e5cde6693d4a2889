//! A folder of the disk, walked in path order, holding one listing a depth.

mod listing;
mod stamp;
mod steps;

pub use listing::Names;
pub use stamp::{Moment, Stamp};
pub use steps::{Entry, Special, Step, Walk, modified_seconds};
