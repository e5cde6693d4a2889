use std::path::PathBuf;

use crate::finding::Finding;

/// A payload file that is there.
#[derive(Debug)]
pub(crate) struct Present {
    /// Path from the bag's root.
    pub(crate) path: String,
    /// Bytes.
    pub(crate) size: u64,
    /// CRC-32 as the ZIP says.
    pub(crate) crc: Option<u32>,
    pub(super) handle: Handle,
}

/// How its bytes are reached.
#[derive(Debug)]
pub(super) enum Handle {
    File(PathBuf),
    Stretch { offset: u64 },
}

/// A step through the payload: a file, or only what is wrong.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) present: Option<Present>,
    pub(crate) findings: Vec<Finding>,
}
