//! Headers as a stranger wrote them: parsed, not judged.

use super::wire::{
    CENTRAL, CENTRAL_LEN, LOCAL, LOCAL_LEN, MAX32, ZIP64_ID, u16_at, u32_at, u64_at,
};

/// A record of the central directory (APPNOTE §4.3.12).
pub(super) struct Central {
    raw: Vec<u8>,
    /// Bytes of the file; `None` where ZIP64 is promised and absent.
    pub(super) size: Option<u64>,
    /// Bytes that it takes in the ZIP.
    pub(super) stored: Option<u64>,
    /// Where the local header starts, as written.
    pub(super) header_offset: Option<u64>,
}

impl Central {
    /// Bytes of the record that starts with `fixed`, if it is one.
    pub(super) fn len_of(fixed: &[u8; CENTRAL_LEN]) -> Option<usize> {
        let variable: usize = [28, 30, 32].iter().map(|at| usize::from(u16_at(fixed, *at))).sum();
        (u32_at(fixed, 0) == CENTRAL).then_some(CENTRAL_LEN + variable)
    }

    /// The record in `raw`, which has the length that [`Central::len_of`] said.
    pub(super) fn parse(raw: &[u8]) -> Self {
        let mut record =
            Central { raw: raw.to_vec(), size: None, stored: None, header_offset: None };
        // ZIP64 holds the values whose field is at its limit, in this order (§4.5.3).
        let mut wide = zip64_values(record.extra()).into_iter();
        let mut value = |at| match u64::from(u32_at(raw, at)) {
            MAX32 => wide.next(),
            narrow => Some(narrow),
        };
        (record.size, record.stored, record.header_offset) = (value(24), value(20), value(42));
        record
    }

    pub(super) fn raw(&self) -> &[u8] {
        &self.raw
    }

    pub(super) fn made_by(&self) -> u16 {
        u16_at(&self.raw, 4)
    }

    pub(super) fn version(&self) -> u16 {
        u16_at(&self.raw, 6)
    }

    pub(super) fn flags(&self) -> u16 {
        u16_at(&self.raw, 8)
    }

    pub(super) fn method(&self) -> u16 {
        u16_at(&self.raw, 10)
    }

    pub(super) fn time(&self) -> u16 {
        u16_at(&self.raw, 12)
    }

    pub(super) fn date(&self) -> u16 {
        u16_at(&self.raw, 14)
    }

    pub(super) fn crc(&self) -> u32 {
        u32_at(&self.raw, 16)
    }

    /// From flags to sizes: what a local header repeats.
    pub(super) fn common(&self) -> &[u8] {
        &self.raw[8..28]
    }

    pub(super) fn has_comment(&self) -> bool {
        u16_at(&self.raw, 32) != 0
    }

    pub(super) fn disk(&self) -> u16 {
        u16_at(&self.raw, 34)
    }

    pub(super) fn internal(&self) -> u16 {
        u16_at(&self.raw, 36)
    }

    pub(super) fn external(&self) -> u32 {
        u32_at(&self.raw, 38)
    }

    pub(super) fn name(&self) -> &[u8] {
        &self.raw[CENTRAL_LEN..][..usize::from(u16_at(&self.raw, 28))]
    }

    pub(super) fn extra(&self) -> &[u8] {
        &self.raw[CENTRAL_LEN + self.name().len()..][..usize::from(u16_at(&self.raw, 30))]
    }
}

/// A local header (APPNOTE §4.3.7).
pub(super) struct Local<'a>(&'a [u8]);

impl<'a> Local<'a> {
    /// Bytes of the header that starts with `fixed`, if it is one.
    pub(super) fn len_of(fixed: &[u8; LOCAL_LEN]) -> Option<usize> {
        let variable = usize::from(u16_at(fixed, 26)) + usize::from(u16_at(fixed, 28));
        (u32_at(fixed, 0) == LOCAL).then_some(LOCAL_LEN + variable)
    }

    /// The header in `raw`, which has the length that [`Local::len_of`] said.
    pub(super) fn parse(raw: &'a [u8]) -> Self {
        Local(raw)
    }

    pub(super) fn version(&self) -> u16 {
        u16_at(self.0, 4)
    }

    /// From flags to sizes: what the central record says too.
    pub(super) fn common(&self) -> &'a [u8] {
        &self.0[6..26]
    }

    pub(super) fn name(&self) -> &'a [u8] {
        &self.0[LOCAL_LEN..][..usize::from(u16_at(self.0, 26))]
    }

    pub(super) fn extra(&self) -> &'a [u8] {
        &self.0[LOCAL_LEN + self.name().len()..]
    }
}

/// The values of the ZIP64 extra field, at most three.
fn zip64_values(mut extra: &[u8]) -> Vec<u64> {
    while extra.len() >= 4 {
        let (head, rest) = extra.split_at(4);
        let len = usize::from(u16_at(head, 2)).min(rest.len());
        let (body, after) = rest.split_at(len);
        if u16_at(head, 0) == ZIP64_ID {
            return body.chunks_exact(8).take(3).map(|bytes| u64_at(bytes, 0)).collect();
        }
        extra = after;
    }
    Vec::new()
}
