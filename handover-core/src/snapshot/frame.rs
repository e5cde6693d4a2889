//! Frames: length, CRC-32, bincode 2.0.1 with fixed integers.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use super::record::{Record, Tally};

/// How the file begins.
pub(super) const MAGIC: &[u8; 16] = b"handover-survey\n";
/// The version that follows the magic, little endian.
pub(super) const VERSION: u16 = 1;
/// Bytes that a frame may have: more than any honest one, little enough to hold.
const FRAME_BYTES: usize = 1 << 20;

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Frame {
    /// Entries in path order.
    Records(Vec<Record>),
    /// The end, with what should have come.
    End(Tally),
}

fn config() -> impl bincode::config::Config {
    // The limit keeps nine hostile bytes from claiming all memory.
    bincode::config::standard().with_fixed_int_encoding().with_limit::<FRAME_BYTES>()
}

pub(super) fn write(mut writer: impl Write, frame: &Frame) -> io::Result<()> {
    let body = bincode::serde::encode_to_vec(frame, config()).map_err(io::Error::other)?;
    let length = u32::try_from(body.len()).map_err(io::Error::other)?;
    writer.write_all(&length.to_le_bytes())?;
    writer.write_all(&crc32fast::hash(&body).to_le_bytes())?;
    writer.write_all(&body)
}

/// The next frame; `InvalidData` if it is damaged, `UnexpectedEof` if it is cut.
pub(super) fn read(mut reader: impl Read, body: &mut Vec<u8>) -> io::Result<Frame> {
    let mut head = [0; 8];
    reader.read_exact(&mut head)?;
    let [a, b, c, d, crc @ ..] = head;
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    if length > FRAME_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    body.resize(length, 0);
    reader.read_exact(body)?;
    if crc32fast::hash(body) != u32::from_le_bytes(crc) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    match bincode::serde::decode_from_slice(body, config()) {
        Ok((frame, used)) if used == length => Ok(frame),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}
