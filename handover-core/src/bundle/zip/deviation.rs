//! What exactly is wrong with a header that is not the one we would write.

use std::ops::Range;

use super::day;
use super::entry::ENCRYPTED;
use super::header::{write_central_extra, write_local_extra};
use super::record::{Central, Local};
use super::wire::{EXTERNAL, FLAGS, MADE_BY, MAX32, VERSION, VERSION64};
use crate::finding::Code;

/// Method of AE-x encryption (APPNOTE, appendix E).
const AES: u16 = 99;

/// A deviation: the rule, and the field as a stable word.
pub(super) type Deviation = (Code, &'static str);

/// What deviates in a central record. `date` is the one that all entries share.
pub(super) fn of_central(central: &Central, date: u16) -> Vec<Deviation> {
    let mut found = Vec::new();
    let mut add = |wrong: bool, code, field| {
        if wrong {
            found.push((code, field));
        }
        wrong
    };
    let (method, flags) = (central.method(), central.flags());
    add(flags & ENCRYPTED != 0 || method == AES, Code::ZipEncrypted, "flags");
    add(flags & !ENCRYPTED != FLAGS, Code::ZipFlags, "flags");
    let compressed = add(!matches!(method, 0 | AES), Code::ZipCompressed, "method");
    if let (Some(size), Some(stored), false) = (central.size, central.stored, compressed) {
        add(size != stored && flags & ENCRYPTED == 0, Code::ZipCompressed, "size");
    }
    add(central.has_comment(), Code::ZipComment, "comment");
    let extra = wanted_extra(central);
    let odd = add(
        extra.as_deref() != Some(central.extra()),
        Code::ZipExtraField,
        if extra.is_some() { "extra" } else { "zip64" },
    );
    if let Some(field) = attribute(central, date, if odd { None } else { extra }) {
        add(true, Code::ZipAttributes, field);
    }
    if found.is_empty() {
        // Whatever it is, the bytes are not ours.
        found.push((Code::ZipAttributes, "record"));
    }
    found
}

/// The extra field that the values need; `None` where a value is missing.
fn wanted_extra(central: &Central) -> Option<Vec<u8>> {
    let size = central.size?.max(central.stored?);
    let mut extra = Vec::new();
    write_central_extra(&mut extra, size, central.header_offset?);
    Some(extra)
}

/// The first attribute that is not the format's.
fn attribute(central: &Central, date: u16, extra: Option<Vec<u8>>) -> Option<&'static str> {
    let version = central.version();
    let version_fits = match extra {
        // With an odd extra field, the version that goes with it is no second fault.
        None => matches!(version, VERSION | VERSION64),
        Some(extra) => version == if extra.is_empty() { VERSION } else { VERSION64 },
    };
    let checks = [
        (central.made_by() == MADE_BY, "made-by"),
        (version_fits, "version"),
        (central.time() == 0, "time"),
        (central.date() == date && day::from_bits(central.date()).is_some(), "date"),
        (central.disk() == 0, "disk"),
        (central.internal() == 0, "internal"),
        (central.external() == EXTERNAL, "external"),
    ];
    checks.iter().find(|(fits, _)| !fits).map(|(_, field)| *field)
}

/// What deviates in a local header, held against its central record.
pub(super) fn of_local(local: &Local<'_>, central: &Central) -> Vec<Deviation> {
    let wide = central.size.is_some_and(|size| size >= MAX32);
    let version = if wide { VERSION64 } else { VERSION };
    let same = |range: Range<usize>| local.common()[range.clone()] == central.common()[range];
    let checks = [
        // ZIP64 for the offset alone is the central record's business.
        (local.version() == version || local.version() == central.version(), "version"),
        (same(0..2), "flags"),
        (same(2..4), "method"),
        (same(4..8), "time"),
        (same(8..12), "crc"),
        (same(12..20), "size"),
        (local.name() == central.name(), "name"),
    ];
    let wrong = checks.iter().find(|(fits, _)| !fits);
    let mut found: Vec<_> =
        wrong.map(|(_, field)| (Code::ZipLocalDiffers, *field)).into_iter().collect();
    let mut extra = Vec::new();
    write_local_extra(&mut extra, central.size.unwrap_or(0));
    if local.extra() != extra {
        found.push((Code::ZipExtraField, "local"));
    }
    found
}
