//! Volumes: which files and rows go into which of several bundles (format 1.0,
//! §1.1), planned from the spooled tables before any file is opened.
//!
//! Files are held against the paths of rows in one pass and cut into pieces;
//! pieces are sorted by group and filled into volumes; rows follow their files,
//! and what is above a row follows it. Everything that may be long goes through
//! the external sort.

mod contents;
mod cost;
mod extents;
mod fill;
mod piece;
mod planning;
mod record;
mod rows;
mod runs;
mod size;
mod source;
mod standing;
mod steps;

pub(crate) use contents::{Volume, Volumes};
pub(crate) use cost::{Cost, Ruler};
pub(crate) use planning::Planning;
pub use size::{NotAVolumeSize, VolumeSize};

#[cfg(test)]
mod filled;
#[cfg(test)]
mod model;
#[cfg(test)]
mod spool;
#[cfg(test)]
mod tests;
