//! The central directory, record by record, in constant memory.

use std::io;

use super::record::Central;
use super::window::Window;
use super::wire::CENTRAL_LEN;
use crate::read_at::ReadAt;

/// Bytes read at a time: some 2,000 records.
const AHEAD: usize = 256 << 10;

/// Walks the directory from its start to its end.
pub(super) struct Cursor<'a> {
    window: Window<'a>,
    at: u64,
    broken: bool,
}

impl<'a> Cursor<'a> {
    /// A cursor over the bytes from `start` to `end`.
    pub(super) fn new(source: &'a dyn ReadAt, start: u64, end: u64) -> Self {
        Cursor { window: Window::new(source, end), at: start, broken: false }
    }

    /// The next record; `None` at the end, or where no record stands.
    pub(super) fn next(&mut self) -> io::Result<Option<Central>> {
        if self.at == self.window.end() {
            return Ok(None);
        }
        let fixed = self.window.look(self.at, CENTRAL_LEN, AHEAD)?;
        let len = fixed.and_then(|fixed| fixed.first_chunk()).and_then(Central::len_of);
        let record = match len {
            Some(len) => self.window.look(self.at, len, AHEAD)?,
            None => None,
        };
        self.broken = record.is_none();
        let Some(record) = record else { return Ok(None) };
        let central = Central::parse(record);
        self.at += record.len() as u64;
        Ok(Some(central))
    }

    /// The place where a record should stand and does not.
    pub(super) fn broken_at(&self) -> Option<u64> {
        self.broken.then_some(self.at)
    }
}
