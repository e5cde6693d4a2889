//! The end of the file: which records close it, and what they say.
//!
//! The end record must be the last 22 bytes. Behind that, nothing is searched
//! for in order to read on regardless; the bounded look back only finds the
//! right word for what is wrong.

use std::io;

use super::end::end_records;
use super::wire::{
    CENTRAL, END, END_LEN, END64, END64_LEN, LOCAL, LOCATOR, LOCATOR_LEN, MAX16, MAX32, index,
    u16_at, u32_at, u64_at,
};
use crate::finding::{Code, Finding, Location};
use crate::read_at::ReadAt;

/// The longest comment that an end record may declare (APPNOTE §4.4.12).
const COMMENT: u64 = 0xFFFF;
/// ZIP64 end record and locator.
const WIDE_LEN: usize = END64_LEN + LOCATOR_LEN;

/// What the end records say, as far as it fits the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tail {
    /// Bytes before the first entry, which all offsets leave out.
    pub(super) base: u64,
    /// Where the directory starts in the file.
    pub(super) directory: u64,
    /// Where the directory ends.
    pub(super) directory_end: u64,
    /// Declared entries; `None` where the records contradict each other.
    pub(super) count: Option<u64>,
}

/// The last bytes of the file.
struct Last {
    bytes: Vec<u8>,
    /// Where `bytes` start in the file.
    start: u64,
}

/// Values of the end records, ZIP64 resolved.
struct Values {
    /// Where the records start, and so the directory ends.
    start: usize,
    count: Option<u64>,
    size: u64,
    offset: u64,
}

/// Reads the end records; `None` where no directory can be told from them.
pub(super) fn read(source: &dyn ReadAt, find: &mut dyn FnMut(Finding)) -> io::Result<Option<Tail>> {
    let size = source.size()?;
    let mut last = Last::read(source, size, (WIDE_LEN + END_LEN) as u64)?;
    let mut end = last.end_record_at(last.bytes.len().wrapping_sub(END_LEN));
    if let Some(at) = end {
        if u16_at(&last.bytes, at + 20) != 0 {
            // The comment that it declares lies beyond the file.
            find(at_byte(Code::ZipEndRecord, last.start + at as u64).with("field", "comment"));
        }
    } else {
        last = Last::read(source, size, COMMENT + (WIDE_LEN + END_LEN) as u64)?;
        end = last.look_back(find);
    }
    let Some(end) = end else {
        find(at_byte(Code::ZipTruncated, size));
        return Ok(None);
    };
    let values = last.values(end);
    let tail = settle(source, &last, &values, find)?;
    if tail.is_some() {
        last.compare(end, &values, find);
    }
    Ok(tail)
}

impl Last {
    fn read(source: &dyn ReadAt, size: u64, wanted: u64) -> io::Result<Self> {
        let start = size.saturating_sub(wanted);
        let mut bytes = vec![0; index(size - start)];
        source.read_exact_at(&mut bytes, start)?;
        Ok(Last { bytes, start })
    }

    fn has(&self, at: usize, signature: u32) -> bool {
        let end = at.checked_add(4);
        end.is_some_and(|end| end <= self.bytes.len() && u32_at(&self.bytes, at) == signature)
    }

    fn end_record_at(&self, at: usize) -> Option<usize> {
        let whole = at.checked_add(END_LEN).is_some_and(|end| end <= self.bytes.len());
        (whole && self.has(at, END)).then_some(at)
    }

    /// Finds an end record that something follows, and says what.
    ///
    /// A cut archive may end inside a file that is itself a ZIP: only a record
    /// whose directory ends at it is taken, or one whose comment ends the file.
    fn look_back(&self, find: &mut dyn FnMut(Finding)) -> Option<usize> {
        let highest = self.bytes.len().checked_sub(END_LEN)?;
        let candidates = || (0..highest).rev().filter_map(|at| self.end_record_at(at));
        let comment_end = |at: usize| at + END_LEN + usize::from(u16_at(&self.bytes, at + 20));
        let at = candidates()
            .find(|at| self.fits(*at))
            .or_else(|| candidates().find(|at| comment_end(*at) == self.bytes.len()))?;
        let after = self.start + (at + END_LEN) as u64;
        if comment_end(at) > at + END_LEN {
            find(at_byte(Code::ZipComment, after));
        }
        if comment_end(at) != self.bytes.len() {
            let bytes = self.bytes.len().saturating_sub(comment_end(at)) as u64;
            find(at_byte(Code::ZipTrailingBytes, after).with("bytes", bytes));
        }
        Some(at)
    }

    fn fits(&self, at: usize) -> bool {
        let values = self.values(at);
        values.offset.checked_add(values.size) == Some(self.start + values.start as u64)
    }

    fn values(&self, end: usize) -> Values {
        let bytes = &self.bytes;
        let narrow = |at| u64::from(u16_at(bytes, end + at));
        let values = Values {
            start: end,
            count: (narrow(8) == narrow(10)).then_some(narrow(10)),
            size: u64::from(u32_at(bytes, end + 12)),
            offset: u64::from(u32_at(bytes, end + 16)),
        };
        let marked = narrow(8) == MAX16
            || narrow(10) == MAX16
            || values.size == MAX32
            || values.offset == MAX32;
        let Some(wide) = end.checked_sub(WIDE_LEN) else { return values };
        if !self.has(wide, END64) || !self.has(wide + END64_LEN, LOCATOR) {
            return values;
        }
        let value = |at| u64_at(bytes, wide + at);
        // Without a mark, other readers do not look for ZIP64; ours does only
        // where the directory ends there, and then names the needless records.
        let start = self.start + wide as u64;
        if marked || values.offset.checked_add(values.size) == Some(start) {
            let count = (value(24) == value(32)).then_some(value(32));
            return Values { start: wide, count, size: value(40), offset: value(48) };
        }
        values
    }

    /// The records must be the ones that we would write for their own values.
    fn compare(&self, end: usize, values: &Values, find: &mut dyn FnMut(Finding)) {
        // The comment's length has had its own word.
        let there = &self.bytes[values.start..end + END_LEN - 2];
        let right = end_records(values.count.unwrap_or(0), values.offset, values.size);
        if values.count.is_none() || there != &right[..right.len() - 2] {
            find(at_byte(Code::ZipEndRecord, self.start + values.start as u64));
        }
    }
}

/// Holds the values against the file: the directory must end where the end
/// records start, and nothing may stand before the first entry.
fn settle(
    source: &dyn ReadAt,
    last: &Last,
    values: &Values,
    find: &mut dyn FnMut(Finding),
) -> io::Result<Option<Tail>> {
    let end = last.start + values.start as u64;
    let declared_end = values.offset.checked_add(values.size).filter(|declared| *declared <= end);
    let Some(declared_end) = declared_end else {
        find(at_byte(Code::ZipEndRecord, end));
        return Ok(None);
    };
    let (directory, count) = (values.offset, values.count);
    let tail = Tail { base: 0, directory, directory_end: declared_end, count };
    if declared_end == end {
        return Ok(Some(tail));
    }
    let spare = end - declared_end;
    if signature_at(source, directory)? == Some(CENTRAL) {
        find(at_byte(Code::ZipGap, declared_end).with("bytes", spare));
        return Ok(Some(tail));
    }
    let shifted = signature_at(source, directory + spare)? == Some(CENTRAL)
        && signature_at(source, spare)? == Some(LOCAL);
    if shifted {
        find(at_byte(Code::ZipLeadingBytes, 0).with("bytes", spare));
        let directory = directory + spare;
        return Ok(Some(Tail { base: spare, directory, directory_end: end, count }));
    }
    find(at_byte(Code::ZipEndRecord, end));
    Ok(None)
}

fn signature_at(source: &dyn ReadAt, at: u64) -> io::Result<Option<u32>> {
    let mut bytes = [0; 4];
    match source.read_exact_at(&mut bytes, at) {
        Ok(()) => Ok(Some(u32_at(&bytes, 0))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// A finding at a place of the ZIP itself.
pub(super) fn at_byte(code: Code, offset: u64) -> Finding {
    Finding::new(code, Location::Byte { path: String::new(), offset })
}
