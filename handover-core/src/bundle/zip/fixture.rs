//! Small archives, honest ones and ones with a patch.

use std::io;

use chrono::NaiveDate;

use super::archive::Archive;
use super::day::DosDay;
use super::end::end_records;
use super::entry::Entry;
use super::header::{central_record, local_header};
use super::layout::Layout;
use crate::finding::{Code, Finding};
use crate::limits::Limits;
use crate::read_at::ReadAt;

pub(super) fn date() -> NaiveDate {
    "2025-07-01".parse().unwrap()
}

pub(super) fn day() -> DosDay {
    DosDay::new(date()).unwrap()
}

/// Bytes in memory as a source.
pub(super) struct Memory(pub(super) Vec<u8>);

impl ReadAt for Memory {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let start = usize::try_from(offset).unwrap().min(self.0.len());
        let count = buffer.len().min(self.0.len() - start);
        buffer[..count].copy_from_slice(&self.0[start..start + count]);
        Ok(count)
    }

    fn size(&self) -> io::Result<u64> {
        Ok(self.0.len() as u64)
    }
}

/// The parts of one entry, before they have a place.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) local: Vec<u8>,
    pub(super) data: Vec<u8>,
    pub(super) central: Vec<u8>,
}

impl Part {
    pub(super) fn new(name: &str, data: &[u8]) -> Self {
        let place = Layout::new().place(name, data.len() as u64).unwrap();
        let crc = crc32fast::hash(data);
        Part {
            local: local_header(&place, crc, day()),
            data: data.to_vec(),
            central: central_record(&place, crc, day()),
        }
    }

    /// Sets a field that both headers have; `at` counts from the flags, as in
    /// APPNOTE §4.3.7 from offset 6 on.
    pub(super) fn both(&mut self, at: usize, value: &[u8]) {
        self.local[6 + at..][..value.len()].copy_from_slice(value);
        self.central[8 + at..][..value.len()].copy_from_slice(value);
    }

    pub(super) fn central(&mut self, at: usize, value: &[u8]) {
        self.central[at..][..value.len()].copy_from_slice(value);
    }

    /// Renames the entry, whatever the bytes.
    pub(super) fn rename(&mut self, name: &[u8]) {
        let len = u16::try_from(name.len()).unwrap().to_le_bytes();
        self.local.truncate(30);
        self.local.extend(name);
        self.local[26..28].copy_from_slice(&len);
        self.central.truncate(46);
        self.central.extend(name);
        self.central[28..30].copy_from_slice(&len);
    }

    /// Gives the central record an extra field.
    pub(super) fn central_extra(&mut self, extra: &[u8]) {
        self.central[30..32].copy_from_slice(&u16::try_from(extra.len()).unwrap().to_le_bytes());
        self.central.extend(extra);
    }

    /// Gives the local header an extra field.
    pub(super) fn local_extra(&mut self, extra: &[u8]) {
        self.local[28..30].copy_from_slice(&u16::try_from(extra.len()).unwrap().to_le_bytes());
        self.local.extend(extra);
    }
}

/// A bundle's names, with little in them.
pub(super) fn parts() -> Vec<Part> {
    let names = ["bagit.txt", "data/Quyết định số 1.pdf", "data/b.txt", "data/b.txt~"];
    names.iter().map(|name| Part::new(&format!("gói/{name}"), name.as_bytes())).collect()
}

/// The parts one after the other, with offsets set.
pub(super) fn entries(parts: &[Part], start: usize) -> (Vec<u8>, Vec<u8>) {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let offset = u32::try_from(start + bytes.len()).unwrap();
        let mut central = part.central.clone();
        if central[42..46] == [0; 4] {
            central[42..46].copy_from_slice(&offset.to_le_bytes());
        }
        bytes.extend_from_slice(&part.local);
        bytes.extend_from_slice(&part.data);
        directory.extend(central);
    }
    (bytes, directory)
}

/// The parts as a whole archive.
pub(super) fn assemble(parts: &[Part]) -> Vec<u8> {
    let (mut bytes, directory) = entries(parts, 0);
    let (offset, size) = (bytes.len() as u64, directory.len() as u64);
    bytes.extend(directory);
    bytes.extend(end_records(parts.len() as u64, offset, size));
    bytes
}

/// What the strict reader finds and yields.
pub(super) struct Read {
    pub(super) findings: Vec<Finding>,
    pub(super) entries: Vec<Entry>,
    pub(super) listed: Vec<Entry>,
    pub(super) day: Option<NaiveDate>,
}

pub(super) fn read(source: &dyn ReadAt) -> Read {
    let mut findings = Vec::new();
    let mut find = |finding| findings.push(finding);
    let archive = Archive::open(source, Some("gói"), &Limits::default(), &mut find).unwrap();
    let (mut entries, mut listed, mut day) = (Vec::new(), Vec::new(), None);
    if let Some(archive) = archive {
        let mut pass = archive.entries();
        while let Some(entry) = pass.next(&mut find).unwrap() {
            entries.push(entry);
        }
        assert_eq!(pass.next(&mut find).unwrap(), None);
        day = pass.day();
        let mut listing = archive.list();
        while let Some(entry) = listing.next().unwrap() {
            listed.push(entry);
        }
    }
    Read { findings, entries, listed, day }
}

/// The codes that the strict reader finds, each once.
pub(super) fn codes(bytes: &[u8]) -> Vec<Code> {
    let mut codes: Vec<_> =
        read(&Memory(bytes.to_vec())).findings.iter().map(|finding| finding.code).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The honest archive with its second entry patched.
pub(super) fn patched(patch: impl FnOnce(&mut Part)) -> Vec<Code> {
    let mut parts = parts();
    patch(&mut parts[1]);
    codes(&assemble(&parts))
}
