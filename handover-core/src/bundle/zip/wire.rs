//! The numbers of a ZIP (APPNOTE 6.3.10) and the values that format 1.0, §4, fixes.

/// Signature of a local file header (APPNOTE §4.3.7).
pub(super) const LOCAL: u32 = 0x0403_4b50;
/// Signature of a central directory record (§4.3.12).
pub(super) const CENTRAL: u32 = 0x0201_4b50;
/// Signature of the ZIP64 end record (§4.3.14).
pub(super) const END64: u32 = 0x0606_4b50;
/// Signature of the ZIP64 end record's locator (§4.3.15).
pub(super) const LOCATOR: u32 = 0x0706_4b50;
/// Signature of the end record (§4.3.16).
pub(super) const END: u32 = 0x0605_4b50;

/// Bytes of a local header without name and extra field.
pub(super) const LOCAL_LEN: usize = 30;
/// Bytes of a central record without name, extra field and comment.
pub(super) const CENTRAL_LEN: usize = 46;
/// Bytes of the ZIP64 end record as we write it.
pub(super) const END64_LEN: usize = 56;
/// Bytes of the locator.
pub(super) const LOCATOR_LEN: usize = 20;
/// Bytes of the end record without comment.
pub(super) const END_LEN: usize = 22;

/// Unix, specification 2.0 (§4.4.2). Made by DOS, unzip would garble `Quyết`
/// in spite of the UTF-8 flag.
pub(super) const MADE_BY: u16 = 0x0314;
/// Version needed: folders and nothing newer (§4.4.3.2).
pub(super) const VERSION: u16 = 20;
/// Version needed where ZIP64 is in use (§4.4.3.2).
pub(super) const VERSION64: u16 = 45;
/// The name is UTF-8 (§4.4.4, bit 11), and nothing else.
pub(super) const FLAGS: u16 = 0x0800;
/// A regular file, 0644 (§4.4.15); 0 would be a file that nobody can read.
pub(super) const EXTERNAL: u32 = 0o100_644 << 16;
/// Header ID of the ZIP64 extra field (§4.5.3).
pub(super) const ZIP64_ID: u16 = 0x0001;

/// From this value on a 16-bit field says "see ZIP64" (§4.4.1.4).
pub(super) const MAX16: u64 = 0xFFFF;
/// From this value on a 32-bit field says "see ZIP64" (§4.4.1.4).
pub(super) const MAX32: u64 = 0xFFFF_FFFF;

/// `value` for a 16-bit field, or the mark for ZIP64.
pub(super) fn narrow16(value: u64) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

/// `value` for a 32-bit field, or the mark for ZIP64.
pub(super) fn narrow32(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A file's place as an index into bytes in memory, or beyond any.
pub(super) fn index(value: u64) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

/// The two bytes at `at`; the caller has checked the length.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// The four bytes at `at`; the caller has checked the length.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

/// The eight bytes at `at`; the caller has checked the length.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
