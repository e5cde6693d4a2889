//! The lines of a ledger, one at a time, however long somebody made them.

use std::io::{self, BufRead};

use crate::digest::Digest;

/// A line, and where it stands.
#[derive(Debug)]
pub(super) struct RawLine {
    /// Bytes before it.
    pub(super) offset: u64,
    /// Without its LF; what was kept of it where it is too long.
    pub(super) bytes: Vec<u8>,
    /// SHA-256 of the whole line without its LF; `None` if it is too long.
    pub(super) digest: Option<Digest>,
    /// Whether it ends in LF. Only the last may not.
    pub(super) whole: bool,
    /// Its length without LF.
    pub(super) length: u64,
}

pub(super) struct Lines<R> {
    input: R,
    limit: usize,
    offset: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(input: R, limit: usize) -> Self {
        Lines { input, limit, offset: 0 }
    }

    /// The next line; no more than the limit of it is held.
    pub(super) fn next(&mut self) -> io::Result<Option<RawLine>> {
        let (mut bytes, mut length, mut whole) = (Vec::new(), 0_u64, false);
        while !whole {
            let read = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read.is_empty() {
                break;
            }
            let end = read.iter().position(|byte| *byte == b'\n');
            let part = &read[..end.unwrap_or(read.len())];
            let room = self.limit.saturating_sub(bytes.len());
            bytes.extend_from_slice(&part[..part.len().min(room)]);
            length += part.len() as u64;
            whole = end.is_some();
            let used = part.len() + usize::from(whole);
            self.input.consume(used);
        }
        if length == 0 && !whole {
            return Ok(None);
        }
        let offset = self.offset;
        self.offset += length + u64::from(whole);
        let digest = (length == bytes.len() as u64).then(|| Digest::sha256(&bytes));
        Ok(Some(RawLine { offset, bytes, digest, whole, length }))
    }
}
