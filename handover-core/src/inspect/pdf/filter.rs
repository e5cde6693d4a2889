//! Streams unpacked (ISO 32000-2, 7.4), never beyond a bound.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::lexer::{hex, is_space};
use super::object::{Dict, Object};
use super::predictor;
use crate::inspect::bounds::{Budget, Look, Stop};

/// One step of unpacking, with its parameters.
pub(super) struct Filter<'a> {
    pub(super) name: &'a [u8],
    pub(super) parameters: Option<&'a Dict>,
}

/// Filters that a stream may name, one upon the other.
pub(super) const MOST: usize = 8;

impl Filter<'_> {
    /// Unpacks `data`. Damage in its middle gives what came before it.
    pub(super) fn unpack(&self, data: &[u8], budget: &Budget<'_>) -> Look<Vec<u8>> {
        let bound = budget.bounds.stream_bytes;
        let unpacked = match self.name {
            b"FlateDecode" | b"Fl" => flate(data, bound)?,
            b"LZWDecode" | b"LZW" => lzw(data, self.early(), bound)?,
            b"ASCIIHexDecode" | b"AHx" => ascii_hex(data),
            b"ASCII85Decode" | b"A85" => ascii85(data),
            b"RunLengthDecode" | b"RL" => run_length(data, bound)?,
            b"Crypt" => return Ok(data.to_vec()),
            // Images, which nobody unpacks here, and what nobody knows.
            _ => return Err(Stop::Damaged),
        };
        budget.spend(unpacked.len() as u64)?;
        match self.parameters {
            Some(parameters)
                if matches!(self.name, b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW") =>
            {
                predictor::undo(unpacked, parameters)
            }
            _ => Ok(unpacked),
        }
    }

    /// Whether LZW codes grow one early, which is the default.
    fn early(&self) -> bool {
        self.parameters.is_none_or(|parameters| parameters.get("EarlyChange") != &Object::Int(0))
    }
}

fn flate(data: &[u8], bound: usize) -> Look<Vec<u8>> {
    let mut unpacked = take(ZlibDecoder::new(data), bound)?;
    if unpacked.is_empty() && data.len() > 2 {
        // A broken head before a sound body.
        unpacked = take(DeflateDecoder::new(&data[2..]), bound)?;
    }
    Ok(unpacked)
}

/// Reads until the end, an error, or the bound, which is no honest file's.
fn take(reader: impl Read, bound: usize) -> Look<Vec<u8>> {
    let mut unpacked = Vec::new();
    // What an error leaves unread is lost; what came before it is good.
    let _ = reader.take(bound as u64 + 1).read_to_end(&mut unpacked);
    if unpacked.len() > bound { Err(Stop::Bound("limit-stream")) } else { Ok(unpacked) }
}

fn lzw(data: &[u8], early: bool, bound: usize) -> Look<Vec<u8>> {
    use weezl::{BitOrder, LzwStatus, decode::Configuration};
    let configuration = if early {
        Configuration::with_tiff_size_switch(BitOrder::Msb, 8)
    } else {
        Configuration::new(BitOrder::Msb, 8)
    };
    let mut decoder = configuration.build();
    let (mut unpacked, mut rest, mut buffer) = (Vec::new(), data, vec![0; 16 << 10]);
    loop {
        let step = decoder.decode_bytes(rest, &mut buffer);
        unpacked.extend_from_slice(&buffer[..step.consumed_out]);
        rest = &rest[step.consumed_in..];
        if unpacked.len() > bound {
            return Err(Stop::Bound("limit-stream"));
        }
        let stuck = step.consumed_in == 0 && step.consumed_out == 0;
        if stuck || !matches!(step.status, Ok(LzwStatus::Ok)) {
            return Ok(unpacked);
        }
    }
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let end = data.iter().position(|byte| *byte == b'>').unwrap_or(data.len());
    let mut digits = data[..end].iter().filter_map(|byte| hex(*byte));
    let mut unpacked = Vec::with_capacity(end / 2);
    while let Some(high) = digits.next() {
        unpacked.push(high << 4 | digits.next().unwrap_or(0));
    }
    unpacked
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::with_capacity(data.len() / 5 * 4);
    let (mut group, mut count) = (0_u32, 0_usize);
    for byte in data.iter().filter(|byte| !is_space(**byte)) {
        match byte {
            b'z' if count == 0 => unpacked.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    unpacked.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => break,
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        unpacked.extend(&group.to_be_bytes()[..count - 1]);
    }
    unpacked
}

fn run_length(data: &[u8], bound: usize) -> Look<Vec<u8>> {
    let (mut unpacked, mut rest) = (Vec::new(), data);
    while let [length, after @ ..] = rest {
        let count = usize::from(*length);
        rest = match (length, after) {
            (0..=127, _) => {
                let (run, next) = after.split_at((count + 1).min(after.len()));
                unpacked.extend_from_slice(run);
                next
            }
            (128, _) | (_, []) => break,
            (_, [byte, next @ ..]) => {
                unpacked.resize(unpacked.len() + 257 - count, *byte);
                next
            }
        };
        if unpacked.len() > bound {
            return Err(Stop::Bound("limit-stream"));
        }
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::bounds::Bounds;
    use std::io::Write;

    fn unpack(name: &[u8], data: &[u8]) -> Look<Vec<u8>> {
        let bounds = Bounds { stream_bytes: 1000, ..Bounds::default() };
        Filter { name, parameters: None }.unpack(data, &Budget::new(&bounds, &()))
    }

    #[test]
    fn each_filter_gives_back_what_was_packed() {
        assert_eq!(unpack(b"AHx", b"48 65 6c6C 6f>").unwrap(), b"Hello");
        assert_eq!(unpack(b"A85", b"87cUR\nDZ~>").unwrap(), b"Hello");
        assert_eq!(unpack(b"RL", b"\x01He\xffl\x00o\x80rest").unwrap(), b"Hello");
        assert_eq!(unpack(b"LZW", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01").unwrap(), b"-----A---B");
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"Hello").unwrap();
        let packed = encoder.finish().unwrap();
        assert_eq!(unpack(b"Fl", &packed).unwrap(), b"Hello");
        // Cut off, and with a broken head.
        assert_eq!(unpack(b"Fl", &packed[..packed.len() - 3]).unwrap(), b"Hello");
        let headless = [&[0, 0], &packed[2..]].concat();
        assert_eq!(unpack(b"Fl", &headless).unwrap(), b"Hello");
    }

    #[test]
    fn a_bomb_ends_at_its_bound() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
        let bomb = encoder.finish().unwrap();
        assert!(matches!(unpack(b"Fl", &bomb), Err(Stop::Bound("limit-stream"))));
        assert!(matches!(unpack(b"RL", &b"\x81\x00".repeat(99)), Err(Stop::Bound("limit-stream"))));
    }
}
