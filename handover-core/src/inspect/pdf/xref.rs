//! Where the objects are (ISO 32000-2, 7.5.4 and 7.5.8): tables and streams,
//! newest first.

use std::collections::{BTreeMap, BTreeSet};

use super::lexer::Lexer;
use super::object::{Dict, Object, Ref};
use super::read;
use crate::inspect::bounds::{Look, Stop};
use crate::inspect::source::Source;

/// Where one object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Free,
    /// At a byte of the file.
    At(u64),
    /// In an object stream, at an index.
    In {
        stream: u32,
        index: u32,
    },
}

/// The places of all objects, and the trailer.
#[derive(Debug, Default)]
pub(super) struct Xref {
    pub(super) places: BTreeMap<u32, Place>,
    pub(super) trailer: Dict,
}

/// How far from the end `startxref` is looked for.
const TAIL: usize = 2048;

impl Xref {
    /// What the file itself says; `Damaged` where it must be made anew.
    pub(super) fn load(source: &Source<'_>) -> Look<Self> {
        let mut xref = Xref::default();
        let mut next = Some(start(source)?);
        let mut seen = BTreeSet::new();
        while let Some(offset) = next {
            if !seen.insert(offset) {
                break;
            }
            let (trailer, hybrid) = xref.section(source, offset)?;
            if let Some(hybrid) = hybrid.filter(|hybrid| seen.insert(*hybrid)) {
                xref.section(source, hybrid)?;
            }
            next = match trailer.get("Prev") {
                Object::Null => None,
                // A reference is against the standard, and seen.
                prev => Some(prev.count().ok_or(Stop::Damaged)?),
            };
            if xref.trailer.0.is_empty() {
                xref.trailer = trailer;
            }
        }
        Ok(xref)
    }

    /// A section at `offset`: its trailer, and the stream beside a table.
    fn section(&mut self, source: &Source<'_>, offset: u64) -> Look<(Dict, Option<u64>)> {
        let piece = source.piece(offset, 64)?;
        let mut lexer = Lexer::new(&piece, source.budget.bounds.nesting);
        if lexer.keyword(b"xref") {
            let trailer = self.table(source, offset + lexer.at as u64)?;
            let hybrid = trailer.get("XRefStm").count();
            return Ok((trailer, hybrid));
        }
        let (_, object) = read::indirect(source, offset)?;
        let Object::Stream(stream) = object else { return Err(Stop::Damaged) };
        if !stream.dict.get("Type").is_name("XRef") {
            return Err(Stop::Damaged);
        }
        let data = read::unpacked(source, &stream, None)?;
        self.stream(&stream.dict, &data, source.budget.bounds.objects)?;
        Ok((stream.dict, None))
    }

    fn table(&mut self, source: &Source<'_>, mut offset: u64) -> Look<Dict> {
        loop {
            let piece = source.piece(offset, 128)?;
            let mut lexer = Lexer::new(&piece, source.budget.bounds.nesting);
            if lexer.keyword(b"trailer") {
                let (object, _) = read::object(source, offset + lexer.at as u64)?;
                return object.dict().cloned().ok_or(Stop::Damaged);
            }
            let mut number = || lexer.object().ok().and_then(|object| object.count());
            let (first, count) = number().zip(number()).ok_or(Stop::Damaged)?;
            lexer.skip_space();
            offset += lexer.at as u64;
            let mut first = u32::try_from(first).map_err(|_| Stop::Damaged)?;
            let mut left = usize::try_from(count).map_err(|_| Stop::Damaged)?;
            while left > 0 {
                let lines = left.min(1000);
                let piece = source.piece(offset, lines * 20)?;
                source.budget.spend(lines as u64 * 20)?;
                for line in 0..lines {
                    let entry = piece.get(line * 20..line * 20 + 18).ok_or(Stop::Damaged)?;
                    self.insert(first, entry_of(entry)?, source.budget.bounds.objects)?;
                    first = first.checked_add(1).ok_or(Stop::Damaged)?;
                }
                left -= lines;
                offset += lines as u64 * 20;
            }
        }
    }

    fn stream(&mut self, dict: &Dict, data: &[u8], most: usize) -> Look<()> {
        let widths = dict.get("W").array();
        let width = |at: usize| {
            let width = widths.get(at).and_then(Object::count).filter(|width| *width <= 8);
            width.and_then(|width| usize::try_from(width).ok()).ok_or(Stop::Damaged)
        };
        let (kind, second, third) = (width(0)?, width(1)?, width(2)?);
        let size = kind + second + third;
        if size == 0 {
            return Err(Stop::Damaged);
        }
        let whole = [Object::Int(0), dict.get("Size").clone()];
        let index = match dict.get("Index").array() {
            [] => &whole[..],
            index => index,
        };
        let mut rows = data.chunks_exact(size);
        for range in index.chunks_exact(2) {
            let (first, count) = range[0].count().zip(range[1].count()).ok_or(Stop::Damaged)?;
            for (number, row) in (first..first.saturating_add(count)).zip(&mut rows) {
                let (a, rest) = row.split_at(kind);
                let (b, c) = rest.split_at(second);
                let (b, c) = (big_endian(b), big_endian(c));
                let place = match if kind == 0 { 1 } else { big_endian(a) } {
                    0 => Place::Free,
                    1 => Place::At(b),
                    2 => {
                        let (stream, index) = (u32::try_from(b), u32::try_from(c));
                        let (stream, index) = stream.ok().zip(index.ok()).ok_or(Stop::Damaged)?;
                        Place::In { stream, index }
                    }
                    _ => continue,
                };
                self.insert(u32::try_from(number).map_err(|_| Stop::Damaged)?, place, most)?;
            }
        }
        Ok(())
    }

    /// The newest section that speaks of an object counts.
    fn insert(&mut self, number: u32, place: Place, most: usize) -> Look<()> {
        self.places.entry(number).or_insert(place);
        if self.places.len() > most { Err(Stop::Bound("limit-objects")) } else { Ok(()) }
    }

    pub(super) fn root(&self) -> Option<Ref> {
        self.trailer.get("Root").reference()
    }
}

/// Twenty bytes: offset, generation, `n` or `f`.
fn entry_of(entry: &[u8]) -> Look<Place> {
    let offset = std::str::from_utf8(&entry[..10]).ok().and_then(|text| text.trim().parse().ok());
    match (offset, entry[17]) {
        // Writers mark with it what is not there.
        (Some(0), b'n') | (Some(_), b'f') => Ok(Place::Free),
        (Some(offset), b'n') => Ok(Place::At(offset)),
        _ => Err(Stop::Damaged),
    }
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

/// The offset behind the last `startxref`.
fn start(source: &Source<'_>) -> Look<u64> {
    let from = source.size.saturating_sub(TAIL as u64);
    let tail = source.read(from, TAIL)?;
    let at = memchr::memmem::rfind(&tail, b"startxref").ok_or(Stop::Damaged)?;
    let number = Lexer::new(&tail[at + 9..], 1).object();
    number.ok().and_then(|number| number.count()).ok_or(Stop::Damaged)
}
