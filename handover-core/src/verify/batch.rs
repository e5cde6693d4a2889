//! Neighbours of the payload, grouped so that one read serves them all.

use std::iter::Peekable;
use std::ops::Range;

use super::sides::Joined;
use crate::bundle::read::Present;
use crate::error::Result;

/// Bytes that are read at once: enough that a call for each of a million files
/// is not what takes the time.
pub(super) const BATCH_BYTES: u64 = 2 << 20;
/// Files in one batch at most.
const BATCH_FILES: usize = 256;

/// Files that are read together, in path order.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) files: Vec<Joined>,
    /// The bytes of a ZIP that hold the small ones, header and content.
    pub(super) stretch: Option<Range<u64>>,
    /// Bytes of the small ones.
    bytes: u64,
}

impl Batch {
    /// Takes the file if it lies near enough to the others.
    fn fits(&mut self, joined: &Joined) -> bool {
        let Some(present) = joined.to_read().filter(|present| is_small(present)) else {
            return true;
        };
        let bytes = self.bytes.saturating_add(present.size);
        let stretch = match (&self.stretch, present.stretch()) {
            // Only forward: a hostile directory may point anywhere.
            (Some(before), Some(next)) if next.start >= before.end => Some(before.start..next.end),
            (Some(_), Some(_)) => return false,
            (None, next) => next,
            (before, None) => before.clone(),
        };
        let span = stretch.as_ref().map_or(bytes, |stretch| stretch.end - stretch.start);
        if !self.files.is_empty() && span > BATCH_BYTES {
            return false;
        }
        (self.bytes, self.stretch) = (bytes, stretch);
        true
    }
}

/// Whether the file is read with its neighbours, and not piece by piece.
pub(super) fn is_small(present: &Present) -> bool {
    present.size <= BATCH_BYTES
}

/// Groups what comes in path order.
pub(super) struct Batches<I: Iterator> {
    joined: Peekable<I>,
}

impl<I: Iterator<Item = Result<Joined>>> Batches<I> {
    pub(super) fn new(joined: I) -> Self {
        Batches { joined: joined.peekable() }
    }
}

impl<I: Iterator<Item = Result<Joined>>> Iterator for Batches<I> {
    type Item = Result<Batch>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut batch = Batch::default();
        loop {
            let next = self.joined.next_if(|next| {
                let room = batch.files.len() < BATCH_FILES;
                // An error comes first only when all before it is worked on.
                next.as_ref().map_or(batch.files.is_empty(), |joined| room && batch.fits(joined))
            });
            match next {
                Some(Ok(joined)) => {
                    let large = joined.to_read().is_some_and(|present| !is_small(present));
                    batch.files.push(joined);
                    if large {
                        return Some(Ok(batch));
                    }
                }
                Some(Err(error)) => return Some(Err(error)),
                None if batch.files.is_empty() => return None,
                None => return Some(Ok(batch)),
            }
        }
    }
}
