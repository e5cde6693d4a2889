//! JPEG (ITU-T T.81): the frame header, and the resolution of JFIF or Exif.

use super::exif::resolution;
use super::{Header, measured};
use crate::inspect::bounds::{Look, Stop};
use crate::inspect::source::Source;

/// Segments before the frame that are looked at.
const MOST_SEGMENTS: usize = 1024;

pub(in super::super) fn header(source: &Source<'_>) -> Look<Header> {
    let (mut offset, mut jfif, mut exif) = (2, None, None);
    for _ in 0..MOST_SEGMENTS {
        let piece = source.piece(offset, 32)?;
        let [0xff, marker, rest @ ..] = &*piece else { return Err(Stop::Damaged) };
        if *marker == 0xff {
            offset += 1;
            continue;
        }
        let length =
            rest.get(..2).map(|b| u16::from_be_bytes([b[0], b[1]])).ok_or(Stop::Damaged)?;
        let body = rest.get(2..).unwrap_or_default();
        match marker {
            // The frames; C4, C8 and CC are tables.
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(marker) => {
                let [depth, h1, h0, w1, w0, colours, ..] = body else { return Err(Stop::Damaged) };
                let two = |high: &u8, low: &u8| u32::from(*high) << 8 | u32::from(*low);
                let (width, height) = (two(w1, w0), two(h1, h0));
                let bits = u32::from(*depth) * u32::from(*colours);
                if width == 0 || bits == 0 {
                    return Err(Stop::Damaged);
                }
                return Ok(Header { width, height, bits, dpi: jfif.or(exif) });
            }
            0xe0 if body.starts_with(b"JFIF\0") => jfif = jfif_density(body),
            0xe1 if body.starts_with(b"Exif\0\0") => {
                let begin = offset + 4 + 6;
                let size = u64::from(length).saturating_sub(8);
                exif = resolution(source, begin, size)?;
            }
            // The pixels, without a frame before them.
            0xd9 | 0xda => return Err(Stop::Damaged),
            _ => {}
        }
        offset += 2 + u64::from(length.max(2));
    }
    Err(Stop::Bound("limit-segments"))
}

/// Units, then both densities; without units they are a ratio only.
fn jfif_density(body: &[u8]) -> Option<u32> {
    let [unit, x1, x0, y1, y0] = *body.get(7..12)? else { return None };
    let (x, y) = (f64::from(u16::from_be_bytes([x1, x0])), f64::from(u16::from_be_bytes([y1, y0])));
    match unit {
        1 => measured(x, y),
        2 => measured(x * 2.54, y * 2.54),
        _ => None,
    }
}
