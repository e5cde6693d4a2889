//! The table of objects made anew, where a file has lost it or lies.

use super::lexer::{Lexer, is_space};
use super::object::{Dict, Object, Ref};
use super::read;
use super::xref::{Place, Xref};
use crate::inspect::bounds::{Look, Stop};
use crate::inspect::source::Source;

/// Bytes that are searched at once.
const STRETCH: u64 = 256 << 10;
/// Bytes before and behind them: a heading may stand across.
const MARGIN: u64 = 64;

/// Reads the whole file for `1 0 obj` and `trailer`; later ones count.
pub(super) fn repair(source: &Source<'_>) -> Look<Xref> {
    let mut found = Found::default();
    let mut offset = 0;
    while offset < source.size {
        let begin = offset.saturating_sub(MARGIN);
        let end = offset + STRETCH;
        let wanted = usize::try_from(end + MARGIN - begin).map_err(|_| Stop::Damaged)?;
        let stretch = source.read(begin, wanted)?;
        source.budget.spend(stretch.len() as u64)?;
        let own = |at: usize| (offset..end).contains(&(begin + at as u64));
        for at in memchr::memmem::find_iter(&stretch, b"obj").filter(|at| own(*at)) {
            if let Some((id, start)) = heading(&stretch, at) {
                found.object(source, id, begin + start as u64)?;
            }
        }
        for at in memchr::memmem::find_iter(&stretch, b"trailer").filter(|at| own(*at)) {
            found.trailer(source, begin + at as u64 + 7)?;
        }
        offset = end;
    }
    found.finish(source)
}

/// `number generation ` before an `obj` at `at`, and where it begins.
fn heading(bytes: &[u8], at: usize) -> Option<(Ref, usize)> {
    let number = |end: usize| {
        let gap = bytes[..end].iter().rev().take_while(|byte| is_space(**byte)).count();
        let last = end - gap;
        let digits = bytes[..last].iter().rev().take(11).take_while(|b| b.is_ascii_digit()).count();
        let text = std::str::from_utf8(&bytes[last - digits..last]).ok()?;
        Some((text.parse::<u32>().ok()?, last - digits, gap))
    };
    let (generation, before, _) = number(at)?;
    let (number, start, gap) = number(before)?;
    let generation = u16::try_from(generation).ok()?;
    (gap > 0).then_some((Ref { number, generation }, start))
}

#[derive(Default)]
struct Found {
    xref: Xref,
    streams: Vec<u32>,
    catalog: Option<Ref>,
}

impl Found {
    fn object(&mut self, source: &Source<'_>, id: Ref, offset: u64) -> Look<()> {
        let bounds = source.budget.bounds;
        self.xref.places.insert(id.number, Place::At(offset));
        if self.xref.places.len() > bounds.objects {
            return Err(Stop::Bound("limit-objects"));
        }
        // Its beginning tells whether it must be known before all is read.
        let piece = source.read(offset, 512)?;
        let begins = |word: &[u8]| memchr::memmem::find(&piece, word).is_some();
        if !(begins(b"/ObjStm") || begins(b"/XRef") || begins(b"/Catalog")) {
            return Ok(());
        }
        let object = match read::indirect(source, offset) {
            Ok((_, object)) => object,
            Err(stop) if stop.is_local() => return Ok(()),
            Err(stop) => return Err(stop),
        };
        let Some(dict) = object.dict() else { return Ok(()) };
        let kind = dict.get("Type");
        if kind.is_name("ObjStm") {
            self.streams.push(id.number);
        } else if kind.is_name("Catalog") {
            self.catalog = Some(id);
        } else if kind.is_name("XRef") {
            self.adopt(dict);
        }
        Ok(())
    }

    fn trailer(&mut self, source: &Source<'_>, offset: u64) -> Look<()> {
        match read::object(source, offset) {
            Ok((object, _)) => {
                if let Some(dict) = object.dict() {
                    self.adopt(dict);
                }
                Ok(())
            }
            Err(stop) if stop.is_local() => Ok(()),
            Err(stop) => Err(stop),
        }
    }

    /// A trailer that names a root replaces the one before.
    fn adopt(&mut self, dict: &Dict) {
        if dict.get("Root").reference().is_some() {
            self.xref.trailer = dict.clone();
        }
    }

    fn finish(mut self, source: &Source<'_>) -> Look<Xref> {
        if self.xref.root().is_none() {
            let root = self.catalog.ok_or(Stop::Damaged)?;
            self.xref.trailer.0.insert(b"Root".to_vec(), Object::Ref(root));
        }
        // Objects in streams, unless they stand in the file by themselves. What
        // is encrypted says nothing here, and is left.
        if self.xref.trailer.get("Encrypt") != &Object::Null {
            return Ok(self.xref);
        }
        for number in std::mem::take(&mut self.streams) {
            let Some(Place::At(offset)) = self.xref.places.get(&number).copied() else { continue };
            match members(source, offset) {
                Ok(members) => {
                    for (index, member) in (0_u32..).zip(members) {
                        let place = Place::In { stream: number, index };
                        self.xref.places.entry(member).or_insert(place);
                    }
                }
                Err(stop) if stop.is_local() => {}
                Err(stop) => return Err(stop),
            }
            if self.xref.places.len() > source.budget.bounds.objects {
                return Err(Stop::Bound("limit-objects"));
            }
        }
        Ok(self.xref)
    }
}

/// The numbers of the objects in the stream at `offset`.
fn members(source: &Source<'_>, offset: u64) -> Look<Vec<u32>> {
    let (_, object) = read::indirect(source, offset)?;
    let Object::Stream(stream) = object else { return Err(Stop::Damaged) };
    let data = read::unpacked(source, &stream, None)?;
    let count = stream.dict.get("N").count().ok_or(Stop::Damaged)?;
    let mut lexer = Lexer::of_content(&data, 1);
    let mut members = Vec::new();
    for _ in 0..count {
        let number = lexer.object().ok().and_then(|object| object.count());
        let Some(number) = number.and_then(|number| u32::try_from(number).ok()) else { break };
        members.push(number);
        if lexer.object().is_err() || members.len() > source.budget.bounds.objects {
            break;
        }
    }
    Ok(members)
}
