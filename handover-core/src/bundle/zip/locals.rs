//! Local headers, in the order of the directory, with reads that suit both
//! many small files and few large ones.

use std::io;
use std::sync::Arc;

use super::deviation::{self, Deviation};
use super::header::{local_len, write_central, write_local};
use super::record::{Central, Local};
use super::window::Window;
use super::wire::LOCAL_LEN;
use crate::finding::{Code, Finding, Location};
use crate::read_at::ReadAt;

/// Headers closer than this are read through, content and all: copying that
/// much costs about what a system call does.
const NEAR: u64 = 16 << 10;
/// Bytes read at a time where headers are near.
const AHEAD: usize = 256 << 10;
/// Bytes read where they are far: a header with any lawful name.
const ALONE: usize = 1 << 10;

/// The local headers of an archive.
pub(super) struct Locals<'a> {
    window: Window<'a>,
    last: u64,
    wanted: Vec<u8>,
}

impl<'a> Locals<'a> {
    /// Headers that stand before `end`, where the directory starts.
    pub(super) fn new(source: &'a dyn ReadAt, end: u64) -> Self {
        Locals { window: Window::new(source, end), last: 0, wanted: Vec::new() }
    }

    /// Holds the header at `at` against its record and tells how many bytes it
    /// has; `None` where it would reach beyond the end.
    ///
    /// `date` is given where the record is exactly ours: then the header must be.
    pub(super) fn check(
        &mut self,
        at: u64,
        central: &Central,
        date: Option<u16>,
        tell: &mut dyn FnMut(Deviation),
    ) -> io::Result<Option<u64>> {
        let ahead = if at.abs_diff(self.last) <= NEAR { AHEAD } else { ALONE };
        self.last = at;
        let (name, size) = (central.name(), central.size.unwrap_or(0));
        if let Some(date) = date {
            self.wanted.clear();
            write_local(&mut self.wanted, name, size, central.crc(), date);
            let there = self.window.look(at, self.wanted.len(), ahead)?;
            if there == Some(self.wanted.as_slice()) {
                return Ok(Some(self.wanted.len() as u64));
            }
        }
        let Some(fixed) = self.window.look(at, LOCAL_LEN, ahead)? else { return Ok(None) };
        let Some(len) = fixed.first_chunk().and_then(Local::len_of) else {
            tell((Code::ZipLocalDiffers, "signature"));
            return Ok(Some(local_len(name.len(), size) as u64));
        };
        let Some(raw) = self.window.look(at, len, ahead)? else { return Ok(None) };
        let mut found = deviation::of_local(&Local::parse(raw), central);
        if found.is_empty() && date.is_some() {
            found.push((Code::ZipLocalDiffers, "header"));
        }
        found.into_iter().for_each(tell);
        Ok(Some(len as u64))
    }
}

/// A local header that nobody has looked at yet. The record of its entry is
/// byte for byte ours, so that it is known which bytes must stand there, and
/// whoever reads the content reads them with it: on a cold disk a second way
/// through the ZIP is the dear one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unseen {
    /// Where it starts.
    pub(crate) at: u64,
    pub(super) shared: Arc<Shared>,
}

/// What all such headers of an archive share.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shared {
    /// The top folder.
    pub(super) top: String,
    pub(super) date: u16,
    /// Where the directory starts.
    pub(super) end: u64,
}

impl Unseen {
    /// Whether `there`, the bytes in front of the content, are what must stand
    /// there for the file `path` of `size` bytes.
    pub(crate) fn is_right(&self, there: &[u8], path: &str, size: u64, crc: u32) -> bool {
        let mut wanted = Vec::with_capacity(there.len());
        write_local(&mut wanted, self.name(path).as_bytes(), size, crc, self.shared.date);
        wanted == there
    }

    /// Reads the header from `source` and tells what is wrong with it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn look(
        &self,
        source: &dyn ReadAt,
        path: &str,
        size: u64,
        crc: u32,
    ) -> io::Result<Vec<Finding>> {
        let (mut record, name) = (Vec::new(), self.name(path));
        write_central(&mut record, name.as_bytes(), size, crc, self.at, self.shared.date);
        let central = Central::parse(&record);
        let mut findings = Vec::new();
        let mut locals = Locals::new(source, self.shared.end);
        let date = Some(self.shared.date);
        locals.check(self.at, &central, date, &mut |(code, field)| {
            findings.push(Finding::new(code, Location::file(path)).with("field", field));
        })?;
        Ok(findings)
    }

    fn name(&self, path: &str) -> String {
        format!("{}/{path}", self.shared.top)
    }
}
