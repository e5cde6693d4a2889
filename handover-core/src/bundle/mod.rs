//! The bundle as bytes on disk.

pub(crate) mod zip;
