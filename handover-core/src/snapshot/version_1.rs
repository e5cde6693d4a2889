//! The frames of version 1, which are read and no longer written.

use std::io;

use serde::Deserialize;

use super::frame::{config, damaged};
use super::record::{Content, Name, Record, Tally};

#[derive(Debug, Deserialize)]
pub(super) enum Frame {
    /// Entries in path order.
    Records(Vec<Old>),
    /// The end, with what should have come.
    End(Tally),
}

#[derive(Debug, Deserialize)]
pub(super) struct Old {
    name: Name,
    file: Option<Content>,
    modified: i64,
}

pub(super) fn read(body: &[u8]) -> io::Result<Frame> {
    match bincode::serde::decode_from_slice(body, config()) {
        Ok((frame, used)) if used == body.len() => Ok(frame),
        _ => Err(damaged()),
    }
}

impl From<Old> for Record {
    fn from(Old { name, file, modified }: Old) -> Self {
        Record { name, file, modified, stamp: None, taken_over: false }
    }
}
