//! PNG (ISO 15948): the header chunk and `pHYs`.

use super::{Header, measured};
use crate::inspect::bounds::{Look, Stop};
use crate::inspect::source::Source;

/// Chunks before the image data that are looked at.
const MOST_CHUNKS: usize = 256;

pub(in super::super) fn header(source: &Source<'_>) -> Look<Header> {
    let (mut offset, mut header) = (8, None);
    for _ in 0..MOST_CHUNKS {
        let piece = source.piece(offset, 8 + 13)?;
        let number = |at: usize| {
            let bytes = piece.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
            bytes.map(u32::from_be_bytes).ok_or(Stop::Damaged)
        };
        let length = u64::from(number(0)?);
        match piece.get(4..8).ok_or(Stop::Damaged)? {
            b"IHDR" => {
                let (depth, kind) = (*piece.get(16).ok_or(Stop::Damaged)?, piece.get(17));
                let colours = match kind {
                    // Grey, palette, grey with transparency: transparency is no colour.
                    Some(0 | 3 | 4) => 1,
                    Some(2 | 6) => 3,
                    _ => return Err(Stop::Damaged),
                };
                let (width, height) = (number(8)?, number(12)?);
                header =
                    Some(Header { width, height, bits: u32::from(depth) * colours, dpi: None });
            }
            b"pHYs" => {
                if let (Some(header), Some(1)) = (&mut header, piece.get(16)) {
                    let inch = |at| number(at).map(|per_metre| f64::from(per_metre) * 0.0254);
                    header.dpi = measured(inch(8)?, inch(12)?);
                }
            }
            b"IDAT" | b"IEND" => break,
            _ => {}
        }
        offset = offset.saturating_add(12 + length);
    }
    header.filter(|header| header.width > 0 && header.height > 0).ok_or(Stop::Damaged)
}
