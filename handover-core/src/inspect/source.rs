//! The bytes of a file, read where they are needed.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use super::bounds::{Budget, Look, Stop};
use crate::read_at::ReadAt;

/// Bytes that are read at once: most objects of a PDF lie close together.
const BLOCK: usize = 16 << 10;

/// A file that is looked into. It holds one block; never the whole file.
pub(super) struct Source<'a> {
    reader: &'a dyn ReadAt,
    pub(super) size: u64,
    pub(super) budget: Budget<'a>,
    block: RefCell<(u64, Rc<Vec<u8>>)>,
}

/// Bytes from a place of the file on.
pub(super) struct Piece {
    block: Rc<Vec<u8>>,
    from: usize,
}

impl Deref for Piece {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.block[self.from..]
    }
}

impl<'a> Source<'a> {
    pub(super) fn new(reader: &'a dyn ReadAt, budget: Budget<'a>) -> Look<Self> {
        let size = reader.size().map_err(Stop::Io)?;
        Ok(Source { reader, size, budget, block: RefCell::new((0, Rc::default())) })
    }

    /// At least `wanted` bytes from `offset` on; fewer only at the end.
    pub(super) fn piece(&self, offset: u64, wanted: usize) -> Look<Piece> {
        {
            let (start, block) = &*self.block.borrow();
            let end = start + block.len() as u64;
            let wanted_end = offset.saturating_add(wanted as u64).min(self.size);
            if *start <= offset && offset <= end && wanted_end <= end {
                let from = usize::try_from(offset - start).map_err(|_| Stop::Damaged)?;
                return Ok(Piece { block: Rc::clone(block), from });
            }
        }
        let block = Rc::new(self.read(offset, wanted.max(BLOCK))?);
        *self.block.borrow_mut() = (offset, Rc::clone(&block));
        Ok(Piece { block, from: 0 })
    }

    /// `wanted` bytes from `offset` on; fewer only at the end.
    pub(super) fn read(&self, offset: u64, wanted: usize) -> Look<Vec<u8>> {
        let there = self.size.saturating_sub(offset);
        let count = usize::try_from(there).unwrap_or(usize::MAX).min(wanted);
        // Reading is the least of the work: counted, so that it is bounded too.
        self.budget.spend(count as u64 / 16 + 64)?;
        let mut bytes = vec![0; count];
        match self.reader.read_exact_at(&mut bytes, offset) {
            Ok(()) => Ok(bytes),
            // Shorter than it said: it changed while it was read.
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(Stop::Damaged),
            Err(error) => Err(Stop::Io(error)),
        }
    }
}
