//! What looking into one file may cost.

use std::cell::Cell;
use std::io;

use crate::observe::Observer;

/// Bounds for looking into one file that someone else made. The core reads no
/// clock: time is bounded by the bytes that are taken apart and unpacked.
///
/// A file that needs more is told as [`super::Problem::TooCostly`], with what
/// was seen until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bounds {
    /// Bytes of PDF syntax that are taken apart, and of streams that are
    /// decrypted or unpacked: stops loops and forms that draw each other. // 1 GiB
    pub work_bytes: u64,
    /// Bytes that one stream may unpack to: stops decompression bombs. // 32 MiB
    pub stream_bytes: usize,
    /// Bytes of one object that is no stream. // 2 MiB
    pub object_bytes: usize,
    /// Objects that a PDF may number: about 30 bytes each are held. // 1 million
    pub objects: usize,
    /// Pages of a PDF, images of a TIFF. // 100,000
    pub pages: u64,
    /// Arrays and dictionaries inside each other. // 64
    pub nesting: usize,
    /// Drawings (form XObjects) inside each other. // 12
    pub forms: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            work_bytes: 1 << 30,
            stream_bytes: 32 << 20,
            object_bytes: 2 << 20,
            objects: 1_000_000,
            pages: 100_000,
            nesting: 64,
            forms: 12,
        }
    }
}

/// Why a look into a file, or into a part of it, ends early.
#[derive(Debug)]
pub(super) enum Stop {
    /// The file cannot be read.
    Io(io::Error),
    /// The observer asked to stop.
    Cancelled,
    /// A bound is reached: its stable name.
    Bound(&'static str),
    /// This part is not as the format has it.
    Damaged,
}

pub(super) type Look<T> = Result<T, Stop>;

impl Stop {
    /// Whether only this part is lost, and the rest can still be looked at.
    pub(super) fn is_local(&self) -> bool {
        matches!(self, Stop::Damaged)
    }
}

/// What is left of a file's bounds.
pub(super) struct Budget<'a> {
    pub(super) bounds: &'a Bounds,
    observer: &'a dyn Observer,
    left: Cell<u64>,
    unasked: Cell<u64>,
}

/// Work between two questions whether to stop.
const QUESTION: u64 = 1 << 20;

impl<'a> Budget<'a> {
    pub(super) fn new(bounds: &'a Bounds, observer: &'a dyn Observer) -> Self {
        let left = Cell::new(bounds.work_bytes);
        Budget { bounds, observer, left, unasked: Cell::new(QUESTION) }
    }

    /// Takes `bytes` of work.
    pub(super) fn spend(&self, bytes: u64) -> Look<()> {
        let left = self.left.get().checked_sub(bytes).ok_or(Stop::Bound("limit-work"))?;
        self.left.set(left);
        if let Some(unasked) = self.unasked.get().checked_sub(bytes) {
            self.unasked.set(unasked);
        } else {
            self.unasked.set(QUESTION);
            if self.observer.cancelled() {
                return Err(Stop::Cancelled);
            }
        }
        Ok(())
    }
}
