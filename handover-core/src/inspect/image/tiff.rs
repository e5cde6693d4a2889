//! TIFF 6.0 and BigTIFF: every directory is an image; reduced copies are none.

use std::collections::BTreeSet;

use super::{Header, measured};
use crate::inspect::bounds::{Look, Stop};
use crate::inspect::source::Source;

const SUBFILE: u16 = 254;
const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;
const BITS: u16 = 258;
const COLOURS: u16 = 277;
const X_RESOLUTION: u16 = 282;
const Y_RESOLUTION: u16 = 283;
const UNIT: u16 = 296;
const EXTRA: u16 = 338;
const PHOTOMETRIC: u16 = 262;

/// Entries of one directory.
const MOST_ENTRIES: u64 = 4096;

/// Gives each image to `each`, in the order of the file.
pub(in super::super) fn headers(source: &Source<'_>, mut each: impl FnMut(Header)) -> Look<()> {
    let (mut next, mut seen, mut count) = (Directory::first_offset(source, 0)?, BTreeSet::new(), 0);
    while next.0 != 0 {
        if !seen.insert(next.0) {
            return Err(Stop::Damaged);
        }
        let directory = Directory::read(source, 0, u64::MAX, next)?;
        if directory.value(SUBFILE).unwrap_or(0) & 1 == 0 {
            each(directory.header(source)?);
            count += 1;
            if count >= source.budget.bounds.pages {
                return Err(Stop::Bound("limit-pages"));
            }
        }
        next.0 = directory.next;
    }
    if count == 0 { Err(Stop::Damaged) } else { Ok(()) }
}

/// How numbers stand in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    little: bool,
    big_tiff: bool,
}

/// The entries of a directory that were asked for.
pub(super) struct Directory {
    layout: Layout,
    begin: u64,
    end: u64,
    entries: Vec<Entry>,
    next: u64,
}

struct Entry {
    tag: u16,
    kind: u16,
    count: u64,
    /// The value itself, or where it lies.
    value: Vec<u8>,
}

impl Layout {
    fn number(self, bytes: &[u8]) -> u64 {
        let add = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
        if self.little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) }
    }
}

impl Directory {
    fn first_offset(source: &Source<'_>, begin: u64) -> Look<(u64, Layout)> {
        let head = source.piece(begin, 16)?;
        let little = head.starts_with(b"II");
        let layout = Layout { little, big_tiff: false };
        let at = |layout: Layout, from: usize, to: usize| {
            head.get(from..to).map(|bytes| layout.number(bytes)).ok_or(Stop::Damaged)
        };
        match at(layout, 2, 4)? {
            42 => Ok((at(layout, 4, 8)?, layout)),
            43 => Ok((at(layout, 8, 16)?, Layout { big_tiff: true, ..layout })),
            _ => Err(Stop::Damaged),
        }
    }

    /// The first directory of a TIFF that lies from `begin` to `end`.
    pub(super) fn first(source: &Source<'_>, begin: u64, end: u64) -> Look<Self> {
        let first = Self::first_offset(source, begin)?;
        Self::read(source, begin, end, first)
    }

    fn read(source: &Source<'_>, begin: u64, end: u64, at: (u64, Layout)) -> Look<Self> {
        let (offset, layout) = at;
        let (head, size, wide) = if layout.big_tiff { (8, 20, 8) } else { (2, 12, 4) };
        let start = begin.saturating_add(offset);
        if start >= end.min(source.size) {
            return Err(Stop::Damaged);
        }
        let count = layout.number(source.piece(start, head)?.get(..head).ok_or(Stop::Damaged)?);
        if count == 0 || count > MOST_ENTRIES {
            return Err(Stop::Damaged);
        }
        let count = usize::try_from(count).map_err(|_| Stop::Damaged)?;
        let piece = source.piece(start + head as u64, count * size + wide)?;
        source.budget.spend((count * size) as u64)?;
        let bytes = piece.get(..count * size).ok_or(Stop::Damaged)?;
        let entries = bytes.chunks_exact(size).map(|entry| Entry {
            tag: u16::try_from(layout.number(&entry[..2])).unwrap_or(0),
            kind: u16::try_from(layout.number(&entry[2..4])).unwrap_or(0),
            count: layout.number(&entry[4..size - wide]),
            value: entry[size - wide..].to_vec(),
        });
        let next = piece.get(count * size..count * size + wide);
        let next = next.map_or(0, |bytes| layout.number(bytes));
        Ok(Directory { layout, begin, end, entries: entries.collect(), next })
    }

    fn entry(&self, tag: u16) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }

    /// A short or long number.
    fn value(&self, tag: u16) -> Option<u64> {
        let entry = self.entry(tag)?;
        let width = match entry.kind {
            1 => 1,
            3 => 2,
            4 => 4,
            16 => 8,
            _ => return None,
        };
        Some(self.layout.number(entry.value.get(..width)?))
    }

    fn rational(&self, source: &Source<'_>, tag: u16) -> Look<Option<f64>> {
        let Some(entry) = self.entry(tag).filter(|entry| entry.kind == 5 && entry.count == 1)
        else {
            return Ok(None);
        };
        let bytes = if self.layout.big_tiff {
            entry.value.clone()
        } else {
            let offset = self.begin.saturating_add(self.layout.number(&entry.value));
            if offset >= self.end.min(source.size) {
                return Ok(None);
            }
            source.piece(offset, 8)?.get(..8).unwrap_or_default().to_vec()
        };
        let Some((above, below)) = bytes.split_at_checked(4) else { return Ok(None) };
        let part = |bytes| u32::try_from(self.layout.number(bytes)).map_or(0.0, f64::from);
        Ok(Some(part(above) / part(below)))
    }

    pub(super) fn dpi(&self, source: &Source<'_>) -> Look<Option<u32>> {
        let (x, y) = (self.rational(source, X_RESOLUTION)?, self.rational(source, Y_RESOLUTION)?);
        let inch = match self.value(UNIT) {
            // Inches are meant where nothing stands.
            Some(2) | None => 1.0,
            Some(3) => 2.54,
            Some(_) => return Ok(None),
        };
        Ok(x.zip(y).and_then(|(x, y)| measured(x * inch, y * inch)))
    }

    fn header(&self, source: &Source<'_>) -> Look<Header> {
        let size = |tag| self.value(tag).and_then(|size| u32::try_from(size).ok()).unwrap_or(0);
        let (width, height) = (size(WIDTH), size(HEIGHT));
        if width == 0 || height == 0 {
            return Err(Stop::Damaged);
        }
        let all = self.value(COLOURS).unwrap_or(1);
        // Transparency is no colour.
        let extra = self.entry(EXTRA).map_or(0, |entry| entry.count);
        let colours =
            if self.value(PHOTOMETRIC) == Some(3) { 1 } else { all.saturating_sub(extra).max(1) };
        let bits = self.depth(source)?.saturating_mul(colours);
        let bits = u32::try_from(bits.min(128)).unwrap_or(128);
        Ok(Header { width, height, bits, dpi: self.dpi(source)? })
    }

    /// Bits of the first sample; the others have as many.
    fn depth(&self, source: &Source<'_>) -> Look<u64> {
        let Some(entry) = self.entry(BITS) else { return Ok(1) };
        let inside = if self.layout.big_tiff { 4 } else { 2 };
        if entry.count <= inside {
            return Ok(self.value(BITS).unwrap_or(1));
        }
        let offset = self.begin.saturating_add(self.layout.number(&entry.value));
        let piece = source.piece(offset, 2)?;
        Ok(self.layout.number(piece.get(..2).ok_or(Stop::Damaged)?))
    }
}
