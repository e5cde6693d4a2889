//! A folder of the disk, walked in path order, holding one listing a depth.

mod ahead;
mod listing;
mod look;
mod stamp;
mod steps;

pub use ahead::ahead;
pub use listing::Names;
pub use look::{Special, modified_seconds};
pub use stamp::{Moment, Stamp};
pub use steps::{Entry, Step, Walk};
