//! A window on a file that moves forward: few large reads for many small looks.

use std::io;

use crate::read_at::ReadAt;

/// The bytes around the last look, kept in memory.
pub(super) struct Window<'a> {
    source: &'a dyn ReadAt,
    /// No look goes beyond this place.
    end: u64,
    start: u64,
    bytes: Vec<u8>,
}

impl<'a> Window<'a> {
    /// A window on the first `end` bytes of `source`.
    pub(super) fn new(source: &'a dyn ReadAt, end: u64) -> Self {
        Window { source, end, start: 0, bytes: Vec::new() }
    }

    /// Where looks end.
    pub(super) fn end(&self) -> u64 {
        self.end
    }

    /// The `len` bytes at `at`, or `None` beyond the end. Where they are not at
    /// hand, `ahead` bytes are read: the caller knows how dense its looks are.
    pub(super) fn look(&mut self, at: u64, len: usize, ahead: usize) -> io::Result<Option<&[u8]>> {
        let Some(left) = self.end.checked_sub(at).filter(|left| *left >= len as u64) else {
            return Ok(None);
        };
        if self.skip(at).is_none_or(|skip| self.bytes.len() - skip < len) {
            let wanted = left.min(len.max(ahead) as u64);
            self.bytes.resize(usize::try_from(wanted).unwrap_or(len), 0);
            self.start = at;
            if let Err(error) = self.source.read_exact_at(&mut self.bytes, at) {
                self.bytes.clear();
                return Err(error);
            }
        }
        Ok(self.skip(at).and_then(|skip| self.bytes.get(skip..skip + len)))
    }

    /// How far into the window `at` lies, where it lies inside.
    fn skip(&self, at: u64) -> Option<usize> {
        let skip = usize::try_from(at.checked_sub(self.start)?).ok()?;
        (skip <= self.bytes.len()).then_some(skip)
    }
}
