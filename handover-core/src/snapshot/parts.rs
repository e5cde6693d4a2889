//! A record of version 2 by its parts, of which none is copied: of ten million
//! that are the same in two surveys, nothing else is needed.

use std::io;
use std::ops::Range;

use super::frame::{PATH_BYTES, damaged};
use super::record::{Called, Content};
use super::version_2::{FILE, HIDDEN, STAMP, TAKEN_OVER};
use crate::digest::Digest;
use crate::walk::{Moment, Stamp};

/// Bytes of a content: size, SHA-256, BLAKE3.
const CONTENT: usize = 8 + 32 + 32;
/// Bytes of a stamp.
const STAMPED: usize = 4 + 8 + 8 + 4;

/// Where the parts of a record stand in its frame. Every range lies within
/// the frame that [`Parts::find`] was given.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    bits: u8,
    /// Where the time of the last change stands, and all that two surveys of
    /// one state say alike begins.
    start: usize,
    name: Range<usize>,
    content: Range<usize>,
    stamp: Range<usize>,
}

impl Parts {
    /// Finds the parts of the record that stands at `at`.
    pub(super) fn find(body: &[u8], at: usize) -> io::Result<Self> {
        let bits = *body.get(at).ok_or_else(damaged)?;
        if bits & !(HIDDEN | FILE | STAMP | TAKEN_OVER) != 0 {
            return Err(damaged());
        }
        let start = at + 1;
        let mut name = start + 8..start + 8 + 16;
        if bits & HIDDEN == 0 {
            let length = u64::from_le_bytes(array(body, name.start).ok_or_else(damaged)?);
            let length = usize::try_from(length).ok().filter(|length| *length <= PATH_BYTES);
            name.start += 8;
            name.end = name.start + length.ok_or_else(damaged)?;
        }
        let content = name.end..name.end + if bits & FILE == 0 { 0 } else { CONTENT };
        let stamp = content.end..content.end + if bits & STAMP == 0 { 0 } else { STAMPED };
        if stamp.end > body.len() {
            return Err(damaged());
        }
        Ok(Parts { bits, start, name, content, stamp })
    }

    /// The same parts, of the same record in another frame, where it stands
    /// `from` bytes into this one and `to` bytes into the other.
    pub(super) fn moved(&self, from: usize, to: usize) -> Self {
        let place = |at: usize| at - from + to;
        let range = |range: &Range<usize>| place(range.start)..place(range.end);
        Parts {
            bits: self.bits,
            start: place(self.start),
            name: range(&self.name),
            content: range(&self.content),
            stamp: range(&self.stamp),
        }
    }

    /// Where the next record stands.
    pub(super) fn end(&self) -> usize {
        self.stamp.end
    }

    /// Where its path stands; none where it has none.
    pub(super) fn path(&self) -> Option<Range<usize>> {
        (self.bits & HIDDEN == 0).then(|| self.name.clone())
    }

    /// All that makes an entry the same as another of its path, time of the
    /// last change and path included; none where it has no path.
    pub(super) fn told<'b>(&self, body: &'b [u8]) -> Option<(bool, &'b [u8])> {
        let told = (self.bits & FILE != 0, body.get(self.start..self.content.end)?);
        (self.bits & HIDDEN == 0).then_some(told)
    }

    pub(super) fn taken_over(&self) -> bool {
        self.bits & TAKEN_OVER != 0
    }

    pub(super) fn called<'b>(&self, body: &'b [u8]) -> io::Result<Called<'b>> {
        if self.bits & HIDDEN != 0 {
            let number = |at| array(body, at).map(u64::from_le_bytes).ok_or_else(damaged);
            let (folder, ordinal) = (number(self.name.start)?, number(self.name.start + 8)?);
            return Ok(Called::Hidden { folder, ordinal });
        }
        let path = body.get(self.name.clone()).ok_or_else(damaged)?;
        Ok(Called::Path(std::str::from_utf8(path).map_err(|_| damaged())?))
    }

    pub(super) fn modified(&self, body: &[u8]) -> i64 {
        array(body, self.start).map(i64::from_le_bytes).unwrap_or_default()
    }

    /// Bytes of the file; `None` for an empty folder.
    pub(super) fn size(&self, body: &[u8]) -> Option<u64> {
        let at = self.content.start;
        array(body, at).map(u64::from_le_bytes).filter(|_| self.bits & FILE != 0)
    }

    /// BLAKE3 of the file; `None` for an empty folder.
    pub(super) fn blake3(&self, body: &[u8]) -> Option<Digest> {
        array(body, self.content.start + 8 + 32).map(Digest::new).filter(|_| self.bits & FILE != 0)
    }

    pub(super) fn content(&self, body: &[u8]) -> Option<Content> {
        let sha256 = array(body, self.content.start + 8).map(Digest::new)?;
        Some(Content { size: self.size(body)?, sha256, blake3: self.blake3(body)? })
    }

    pub(super) fn stamp(&self, body: &[u8]) -> Option<Stamp> {
        let at = self.stamp.start;
        let (nanos, index) = (array(body, at)?, array(body, at + 4)?);
        let (seconds, changed) = (array(body, at + 12)?, array(body, at + 20)?);
        let changed =
            Moment { seconds: i64::from_le_bytes(seconds), nanos: u32::from_le_bytes(changed) };
        let (nanos, index) = (u32::from_le_bytes(nanos), u64::from_le_bytes(index));
        (self.bits & STAMP != 0).then_some(Stamp { nanos, changed, index })
    }
}

fn array<const N: usize>(body: &[u8], at: usize) -> Option<[u8; N]> {
    body.get(at..)?.first_chunk().copied()
}
