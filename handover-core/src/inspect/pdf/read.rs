//! Objects and streams at a place of the file.

use super::crypt::Crypt;
use super::filter::{Filter, MOST};
use super::lexer::{Lexer, Syntax};
use super::object::{Dict, Object, Ref, Stream};
use crate::inspect::bounds::{Look, Stop};
use crate::inspect::source::Source;

/// What most objects fit into.
const FIRST_TRY: usize = 1 << 10;

/// Reads with more and more bytes until `parse` has enough.
fn grown<T>(
    source: &Source<'_>,
    offset: u64,
    parse: impl Fn(&mut Lexer<'_>) -> Result<T, Syntax>,
) -> Look<(T, u64)> {
    let mut wanted = FIRST_TRY;
    loop {
        let piece = source.piece(offset, wanted)?;
        let mut lexer = Lexer::new(&piece, source.budget.bounds.nesting);
        let parsed = parse(&mut lexer);
        // A number or a name at the very end may go on behind it.
        let cut =
            lexer.at >= piece.len() && offset.saturating_add(piece.len() as u64) < source.size;
        source.budget.spend(lexer.at as u64 + 16)?;
        match parsed {
            Ok(parsed) if !cut => return Ok((parsed, offset + lexer.at as u64)),
            Ok(_) | Err(Syntax::End) if cut => {}
            _ => return Err(Stop::Damaged),
        }
        if wanted >= source.budget.bounds.object_bytes {
            return Err(Stop::Bound("limit-object"));
        }
        wanted = wanted.max(piece.len()).saturating_mul(4).min(source.budget.bounds.object_bytes);
    }
}

/// The object at `offset`, and where it ends.
pub(super) fn object(source: &Source<'_>, offset: u64) -> Look<(Object, u64)> {
    grown(source, offset, |lexer| {
        let object = lexer.object()?;
        // So that what is cut off is noticed.
        lexer.skip_space();
        Ok(object)
    })
}

/// `1 0 obj …` at `offset`.
pub(super) fn indirect(source: &Source<'_>, offset: u64) -> Look<(Ref, Object)> {
    let ((id, object, is_stream), end) = grown(source, offset, |lexer| {
        let mut number = || lexer.object()?.count().ok_or(Syntax::Bad);
        let (number, generation) = (number()?, number()?);
        let number = u32::try_from(number).map_err(|_| Syntax::Bad)?;
        let id = Ref { number, generation: u16::try_from(generation).unwrap_or(u16::MAX) };
        if !lexer.keyword(b"obj") {
            return Err(Syntax::Bad);
        }
        let object = match lexer.object() {
            // `endobj` at once: nothing.
            Err(Syntax::Bad) => Object::Null,
            object => object?,
        };
        let is_stream = matches!(object, Object::Dict(_)) && lexer.keyword(b"stream");
        Ok((id, object, is_stream))
    })?;
    let Object::Dict(dict) = object else { return Ok((id, object)) };
    if !is_stream {
        return Ok((id, Object::Dict(dict)));
    }
    let begin = source.piece(end, 2)?;
    let line_end = match &begin[..begin.len().min(2)] {
        b"\r\n" => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    Ok((id, Object::Stream(Box::new(Stream { dict, start: end + line_end, id }))))
}

/// The bytes of a stream as they stand in the file.
fn raw(source: &Source<'_>, stream: &Stream, length: Option<u64>) -> Look<Vec<u8>> {
    let bound = source.budget.bounds.stream_bytes;
    if let Some(length) = length.or_else(|| stream.dict.get("Length").count()) {
        let end = stream.start.saturating_add(length);
        let after = source.piece(end, 16)?;
        let mut lexer = Lexer::new(&after, 1);
        if end < source.size && lexer.keyword(b"endstream") {
            let length = usize::try_from(length).ok().filter(|length| *length <= bound);
            return source.read(stream.start, length.ok_or(Stop::Bound("limit-stream"))?);
        }
    }
    // The length is wrong: the stream ends where it says so.
    let mut wanted = 64 << 10;
    loop {
        let bytes = source.read(stream.start, wanted)?;
        if let Some(end) = memchr::memmem::find(&bytes, b"endstream") {
            return Ok(bytes[..end].to_vec());
        }
        if bytes.len() < wanted {
            return Ok(bytes);
        }
        if wanted >= bound {
            return Err(Stop::Bound("limit-stream"));
        }
        wanted = (wanted * 4).min(bound);
    }
}

/// What a stream needs from elsewhere in the file.
pub(super) struct Known<'a> {
    /// Its length, where that is another object.
    pub(super) length: Option<u64>,
    /// Its dictionary with `Filter` and `DecodeParms` resolved.
    pub(super) dict: Dict,
    pub(super) crypt: Option<&'a Crypt>,
}

/// A stream, decrypted and unpacked.
pub(super) fn unpacked(
    source: &Source<'_>,
    stream: &Stream,
    known: Option<&Known<'_>>,
) -> Look<Vec<u8>> {
    let (length, dict, crypt) = match known {
        Some(known) => (known.length, &known.dict, known.crypt),
        None => (None, &stream.dict, None),
    };
    let mut data = raw(source, stream, length)?;
    source.budget.spend(data.len() as u64)?;
    let filters = filters(dict);
    // The crypt filter that leaves a stream as it is.
    let identity = filters.first().is_some_and(|filter| {
        let name = filter.parameters.map(|parameters| parameters.get("Name"));
        filter.name == b"Crypt"
            && name.is_none_or(|name| name.name().is_none() || name.is_name("Identity"))
    });
    if let Some(crypt) = crypt.filter(|_| !identity) {
        data = crypt.stream(&stream.dict, stream.id, data);
    }
    if filters.len() > MOST {
        return Err(Stop::Bound("limit-filters"));
    }
    for filter in filters {
        data = filter.unpack(&data, &source.budget)?;
    }
    Ok(data)
}

/// The filters of a stream, in the order in which they are undone.
pub(super) fn filters(dict: &Dict) -> Vec<Filter<'_>> {
    let parameters = dict.either("DecodeParms", "DP");
    let at = |index: usize| match parameters {
        Object::Array(all) => all.get(index).and_then(Object::dict),
        one => one.dict().filter(|_| index == 0),
    };
    let names: &[Object] = match dict.either("Filter", "F") {
        Object::Array(names) => names,
        name @ Object::Name(_) => std::slice::from_ref(name),
        _ => &[],
    };
    let named = names.iter().filter_map(Object::name).enumerate();
    named.map(|(index, name)| Filter { name, parameters: at(index) }).collect()
}
