//! Frames: length, CRC-32, body.

use std::io::{self, Read, Write};

/// How the file begins.
pub(super) const MAGIC: &[u8; 16] = b"handover-survey\n";
/// Bytes that a frame may have: more than any honest one, little enough to hold.
pub(super) const FRAME_BYTES: usize = 1 << 20;

/// Bytes that a path may have. A walk's has a quarter of it at most; whoever
/// sorts holds one path of each of many runs.
pub(super) const PATH_BYTES: usize = 64 << 10;

/// Integers as they are in memory: lengths and offsets can be told by hand.
pub(super) fn config() -> impl bincode::config::Config {
    // The limit keeps nine hostile bytes from claiming all memory.
    bincode::config::standard().with_fixed_int_encoding().with_limit::<FRAME_BYTES>()
}

pub(super) fn write(mut writer: impl Write, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len()).ok().filter(|length| *length as usize <= FRAME_BYTES);
    let length = length.ok_or(io::ErrorKind::InvalidInput)?;
    writer.write_all(&length.to_le_bytes())?;
    writer.write_all(&crc32fast::hash(body).to_le_bytes())?;
    writer.write_all(body)
}

/// The body of the next frame; `InvalidData` if it is damaged, `UnexpectedEof`
/// if it is cut.
pub(super) fn read(mut reader: impl Read, body: &mut Vec<u8>) -> io::Result<()> {
    let mut head = [0; 8];
    reader.read_exact(&mut head)?;
    let [a, b, c, d, crc @ ..] = head;
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    if length > FRAME_BYTES {
        return Err(damaged());
    }
    body.resize(length, 0);
    reader.read_exact(body)?;
    if crc32fast::hash(body) != u32::from_le_bytes(crc) {
        return Err(damaged());
    }
    Ok(())
}

pub(super) fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
