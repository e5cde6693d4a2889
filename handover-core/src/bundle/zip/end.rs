//! The records that end a ZIP (APPNOTE §4.3.14 to §4.3.16).

use super::header::{put16, put32};
use super::wire::{
    END, END_LEN, END64, END64_LEN, LOCATOR, LOCATOR_LEN, MADE_BY, MAX16, MAX32, VERSION64,
    narrow16, narrow32,
};

/// Whether one of the values needs the ZIP64 end record.
fn needs_zip64(count: u64, directory_offset: u64, directory_size: u64) -> bool {
    count >= MAX16 || directory_offset >= MAX32 || directory_size >= MAX32
}

/// Everything that follows the central directory: the ZIP64 end record and its
/// locator only where a value needs them, and the end record without comment.
pub(crate) fn end_records(count: u64, directory_offset: u64, directory_size: u64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(END64_LEN + LOCATOR_LEN + END_LEN);
    if needs_zip64(count, directory_offset, directory_size) {
        let start = directory_offset.saturating_add(directory_size);
        put32(&mut bytes, END64);
        // Its own size does not count signature and size (§4.3.14.1).
        bytes.extend((END64_LEN as u64 - 12).to_le_bytes());
        put16(&mut bytes, MADE_BY);
        put16(&mut bytes, VERSION64);
        put32(&mut bytes, 0); // this disk
        put32(&mut bytes, 0); // disk of the directory
        for value in [count, count, directory_size, directory_offset] {
            bytes.extend(value.to_le_bytes());
        }
        put32(&mut bytes, LOCATOR);
        put32(&mut bytes, 0); // disk of the ZIP64 end record
        bytes.extend(start.to_le_bytes());
        put32(&mut bytes, 1); // disks in all
    }
    put32(&mut bytes, END);
    put16(&mut bytes, 0); // this disk
    put16(&mut bytes, 0); // disk of the directory
    put16(&mut bytes, narrow16(count)); // on this disk
    put16(&mut bytes, narrow16(count)); // in all
    put32(&mut bytes, narrow32(directory_size));
    put32(&mut bytes, narrow32(directory_offset));
    put16(&mut bytes, 0); // comment length
    bytes
}

/// Bytes that [`end_records`] will have.
#[cfg(test)]
pub(crate) fn end_len(count: u64, directory_offset: u64, directory_size: u64) -> u64 {
    let zip64 = needs_zip64(count, directory_offset, directory_size);
    (END_LEN + if zip64 { END64_LEN + LOCATOR_LEN } else { 0 }) as u64
}
