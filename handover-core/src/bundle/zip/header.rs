//! Headers of one entry, each a pure function of (name, size, CRC, offset,
//! day): any thread can write one at any time, and a reader can say which bytes
//! must stand there (format 1.0, §4).

use super::day::DosDay;
use super::layout::Place;
use super::wire::{
    CENTRAL, CENTRAL_LEN, EXTERNAL, FLAGS, LOCAL, LOCAL_LEN, MADE_BY, MAX32, VERSION, VERSION64,
    ZIP64_ID, narrow16, narrow32,
};

/// Bytes of a local ZIP64 extra field: it always holds both sizes (§4.5.3).
const LOCAL_EXTRA: usize = 4 + 8 + 8;

/// The header in front of an entry's bytes (APPNOTE §4.3.7).
pub(crate) fn local_header(place: &Place, crc: u32, day: DosDay) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(local_len(place.name.len(), place.size));
    write_local(&mut bytes, place.name.as_bytes(), place.size, crc, day.bits());
    bytes
}

/// The entry's record in the central directory (APPNOTE §4.3.12).
pub(crate) fn central_record(place: &Place, crc: u32, day: DosDay) -> Vec<u8> {
    let (name, size, offset) = (place.name.as_bytes(), place.size, place.header_offset);
    let mut bytes = Vec::new();
    write_central(&mut bytes, name, size, crc, offset, day.bits());
    bytes
}

/// Bytes that [`central_record`] will have, known before a byte is read.
pub(crate) fn central_len(name: &str, size: u64, header_offset: u64) -> u64 {
    (CENTRAL_LEN + name.len() + central_extra_len(size, header_offset)) as u64
}

/// Bytes that both headers of an entry may have at most, wherever it stands in
/// a file of `whole` bytes: known before any entry has its place.
pub(crate) fn most_headers_len(name: usize, size: u64, whole: u64) -> u64 {
    (local_len(name, size) + CENTRAL_LEN + name + central_extra_len(size, whole.saturating_sub(1)))
        as u64
}

/// Bytes of a local header.
pub(super) fn local_len(name: usize, size: u64) -> usize {
    LOCAL_LEN + name + if size >= MAX32 { LOCAL_EXTRA } else { 0 }
}

/// Bytes of a central extra field: 0, or ZIP64 with the values that need it.
fn central_extra_len(size: u64, offset: u64) -> usize {
    let values = if size >= MAX32 { 2 } else { 0 } + usize::from(offset >= MAX32);
    if values == 0 { 0 } else { 4 + 8 * values }
}

/// Appends the extra field of a local header.
pub(super) fn write_local_extra(to: &mut Vec<u8>, size: u64) {
    if size >= MAX32 {
        extra(to, &[size, size]);
    }
}

/// Appends the extra field of a central record, values in APPNOTE's order.
pub(super) fn write_central_extra(to: &mut Vec<u8>, size: u64, offset: u64) {
    match (size >= MAX32, offset >= MAX32) {
        (false, false) => {}
        (false, true) => extra(to, &[offset]),
        (true, false) => extra(to, &[size, size]),
        (true, true) => extra(to, &[size, size, offset]),
    }
}

fn extra(to: &mut Vec<u8>, values: &[u64]) {
    put16(to, ZIP64_ID);
    put16(to, narrow16(8 * values.len() as u64));
    for value in values {
        to.extend(value.to_le_bytes());
    }
}

/// Appends a local header.
pub(super) fn write_local(to: &mut Vec<u8>, name: &[u8], size: u64, crc: u32, date: u16) {
    put32(to, LOCAL);
    put16(to, if size >= MAX32 { VERSION64 } else { VERSION });
    put_common(to, size, crc, date);
    put16(to, narrow16(name.len() as u64));
    put16(to, if size >= MAX32 { narrow16(LOCAL_EXTRA as u64) } else { 0 });
    to.extend(name);
    write_local_extra(to, size);
}

/// Appends a central record.
pub(super) fn write_central(
    to: &mut Vec<u8>,
    name: &[u8],
    size: u64,
    crc: u32,
    offset: u64,
    date: u16,
) {
    let extra = central_extra_len(size, offset);
    put32(to, CENTRAL);
    put16(to, MADE_BY);
    put16(to, if extra > 0 { VERSION64 } else { VERSION });
    put_common(to, size, crc, date);
    put16(to, narrow16(name.len() as u64));
    put16(to, narrow16(extra as u64));
    put16(to, 0); // comment length
    put16(to, 0); // disk number
    put16(to, 0); // internal attributes
    put32(to, EXTERNAL);
    put32(to, narrow32(offset));
    to.extend(name);
    write_central_extra(to, size, offset);
}

/// What both headers say alike, from flags to sizes.
fn put_common(to: &mut Vec<u8>, size: u64, crc: u32, date: u16) {
    put16(to, FLAGS);
    put16(to, 0); // method: STORE
    put16(to, 0); // time: 00:00:00
    put16(to, date);
    put32(to, crc);
    put32(to, narrow32(size)); // compressed
    put32(to, narrow32(size)); // uncompressed
}

pub(super) fn put16(to: &mut Vec<u8>, value: u16) {
    to.extend(value.to_le_bytes());
}

pub(super) fn put32(to: &mut Vec<u8>, value: u32) {
    to.extend(value.to_le_bytes());
}
