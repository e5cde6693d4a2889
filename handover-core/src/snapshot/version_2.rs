//! The frames of version 2: the first says when the survey began, the last
//! what should have come, those between hold records in path order.

use std::io;

use bincode::Decode;

use super::frame::{PATH_BYTES, config, damaged};
use super::record::{Content, Name, Record, Tally};
use crate::walk::{Moment, Stamp};

/// The version that follows the magic, little endian.
pub(super) const VERSION: u16 = 2;

/// The first byte of a frame.
pub(super) const BEGIN: u8 = 0;
pub(super) const RECORDS: u8 = 1;
pub(super) const END: u8 = 2;

/// What a record holds, by the bits of its first byte.
pub(super) const HIDDEN: u8 = 1;
pub(super) const FILE: u8 = 2;
pub(super) const STAMP: u8 = 4;
pub(super) const TAKEN_OVER: u8 = 8;

/// The totals at the end.
pub(super) struct End {
    pub(super) tally: Tally,
    pub(super) taken_over: u64,
}

pub(super) fn write_begin(body: &mut Vec<u8>, began: Moment) -> io::Result<()> {
    put(body, (BEGIN, began.seconds, began.nanos))
}

pub(super) fn write_end(body: &mut Vec<u8>, end: &End) -> io::Result<()> {
    let Tally { files, empty_folders, bytes } = end.tally;
    put(body, (END, files, empty_folders, bytes, end.taken_over))
}

pub(super) fn write_record(body: &mut Vec<u8>, record: &Record) -> io::Result<()> {
    let Record { name, file, modified, stamp, taken_over } = record;
    let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
    let bits = bit(matches!(name, Name::Hidden { .. }), HIDDEN)
        | bit(file.is_some(), FILE)
        | bit(stamp.is_some(), STAMP)
        | bit(*taken_over, TAKEN_OVER);
    put(body, (bits, *modified))?;
    match name {
        Name::Path(path) if path.len() > PATH_BYTES => {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        Name::Path(path) => put(body, path.as_str())?,
        Name::Hidden { folder, ordinal } => put(body, (*folder, *ordinal))?,
    }
    if let Some(Content { size, sha256, blake3 }) = file {
        put(body, (*size, *sha256.as_bytes(), *blake3.as_bytes()))?;
    }
    if let Some(Stamp { nanos, changed, index }) = stamp {
        put(body, (*nanos, *index, changed.seconds, changed.nanos))?;
    }
    Ok(())
}

fn put(body: &mut Vec<u8>, value: impl bincode::Encode) -> io::Result<()> {
    bincode::encode_into_std_write(value, body, config()).map_err(io::Error::other)?;
    Ok(())
}

/// Takes a frame's body apart, from its first byte on.
pub(super) struct Cursor<'b>(&'b [u8]);

impl<'b> Cursor<'b> {
    pub(super) fn new(body: &'b [u8]) -> Self {
        Cursor(body)
    }

    /// Bytes that are left.
    pub(super) fn left(&self) -> usize {
        self.0.len()
    }

    fn take<T: Decode<()>>(&mut self) -> io::Result<T> {
        let decoded = bincode::decode_from_slice(self.0, config());
        let (value, used): (T, usize) = decoded.map_err(|_| damaged())?;
        self.0 = self.0.get(used..).ok_or_else(damaged)?;
        Ok(value)
    }

    pub(super) fn kind(&mut self) -> io::Result<u8> {
        self.take()
    }

    pub(super) fn begin(&mut self) -> io::Result<Moment> {
        let (seconds, nanos) = self.take()?;
        self.whole(Moment { seconds, nanos })
    }

    pub(super) fn end(&mut self) -> io::Result<End> {
        let (files, empty_folders, bytes, taken_over) = self.take()?;
        self.whole(End { tally: Tally { files, empty_folders, bytes }, taken_over })
    }

    fn whole<T>(&self, value: T) -> io::Result<T> {
        if self.0.is_empty() { Ok(value) } else { Err(damaged()) }
    }
}
