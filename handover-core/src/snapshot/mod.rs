//! The file that a survey leaves: what was there, with digests.
//!
//! It can be made again at any time and is never part of a bundle. Bytes:
//! sixteen of magic, a version, then frames of bincode, each with its length
//! and CRC-32; the last frame holds the totals, so that a cut file shows.
//! Version 2 also tells what shows whether a file was touched since.

mod frame;
mod frames;
mod parts;
mod passing;
mod reader;
mod record;
mod version_1;
mod version_2;
mod writer;

pub(crate) use passing::Standing;
pub use reader::SnapshotReader;
pub(crate) use record::Called;
pub use record::{Content, Name, Record, Tally};
pub use writer::SnapshotWriter;
