//! The strict pass: every header of the archive, once, in order.

use std::cmp::Ordering;
use std::io;
use std::sync::Arc;

use chrono::NaiveDate;

use super::archive::Archive;
use super::day;
use super::deviation;
use super::directory::Cursor;
use super::entry::Entry;
use super::header::{local_len, write_central};
use super::locals::{Locals, Shared, Unseen};
use super::name::{Named, Names};
use super::record::Central;
use super::tail::at_byte;
use super::{duplicates, rezipped};
use crate::bundle::layout::{Part, part};
use crate::finding::{Code, Finding, Location};
use crate::path::compare;

/// Walks an archive in constant memory and tells all that is wrong with it.
///
/// Call [`Pass::next`] to the end: what can only be judged over the whole
/// comes last. An entry whose bytes cannot be read as they stand (compressed,
/// hidden, without a lawful name, a duplicate) has its findings and is left out.
pub(crate) struct Pass<'a> {
    archive: &'a Archive<'a>,
    cursor: Cursor<'a>,
    locals: Locals<'a>,
    names: Names,
    /// Full name of the entry before.
    previous: Option<String>,
    ordered: bool,
    date: Option<u16>,
    seen: u64,
    /// Where the next local header must stand.
    expected: u64,
    findings: u64,
    /// Whether a deviation is one that other tools leave when they zip.
    foreign: bool,
    wanted: Vec<u8>,
    /// What headers share that are left to whoever reads the content; `None`
    /// where this pass looks at all of them.
    left: Left,
    done: bool,
}

/// Which local headers a pass looks at itself.
enum Left {
    None,
    /// All but those of the payload whose record is ours; what they share is
    /// known from the first of them.
    Payload(Option<Arc<Shared>>),
}

impl<'a> Pass<'a> {
    pub(super) fn new(archive: &'a Archive<'a>) -> Self {
        Pass {
            archive,
            cursor: archive.directory(),
            locals: Locals::new(archive.source(), archive.directory_start()),
            names: Names::new(archive.stem()),
            previous: None,
            ordered: true,
            date: None,
            seen: 0,
            expected: archive.base(),
            findings: 0,
            foreign: false,
            wanted: Vec::new(),
            left: Left::None,
            done: false,
        }
    }

    /// The same, but headers in front of payload files are left to whoever
    /// reads those, as [`Entry::unseen`].
    pub(crate) fn leaving_headers(mut self) -> Self {
        self.left = Left::Payload(None);
        self
    }

    /// The day that the entries carry: `sealed_on`, if the ZIP is right.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        self.date.and_then(day::from_bits)
    }

    /// Findings of this pass so far; each of them blocks unless a profile says
    /// otherwise.
    #[cfg(test)]
    pub(crate) fn findings(&self) -> u64 {
        self.findings
    }

    /// The next entry whose bytes can be read.
    pub(crate) fn next(&mut self, find: &mut dyn FnMut(Finding)) -> io::Result<Option<Entry>> {
        let (mut findings, mut foreign) = (self.findings, self.foreign);
        let mut tell = |finding: Finding| {
            findings += 1;
            foreign |= rezipped::is_trace(finding.code);
            find(finding);
        };
        let mut entry = None;
        while entry.is_none() && !self.done {
            match self.cursor.next()? {
                Some(central) => entry = self.check(&central, &mut tell)?,
                None => self.close(&mut tell)?,
            }
        }
        if self.done && foreign {
            // Once, at the end; the strict pass alone decides what is right.
            foreign = false;
            let limit = self.archive.limits().folder_entries;
            if rezipped::is_bundle(self.archive.directory(), limit)? {
                findings += 1;
                find(Finding::new(Code::ZipRezipped, Location::Whole));
            }
        }
        (self.findings, self.foreign) = (findings, foreign);
        Ok(entry)
    }

    fn check(
        &mut self,
        central: &Central,
        tell: &mut dyn FnMut(Finding),
    ) -> io::Result<Option<Entry>> {
        self.seen += 1;
        let named = self.names.read(central.name(), tell);
        let date = *self.date.get_or_insert(central.date());
        let ours = self.is_ours(central, date);
        if !ours {
            for (code, field) in deviation::of_central(central, date) {
                tell(named.finding(code).with("field", field));
            }
        }
        let single = self.check_order(central.name(), &named, tell);
        let unseen = if ours && single { self.leave(central, date, &named) } else { None };
        let content =
            self.check_place(central, ours.then_some(date), unseen.as_ref(), &named, tell)?;
        let entry = Entry::readable(self.archive, central, named).filter(|_| single);
        Ok(entry.zip(content).map(|(entry, data_offset)| Entry { data_offset, unseen, ..entry }))
    }

    /// The header, if it is one that this pass leaves to others.
    fn leave(&mut self, central: &Central, date: u16, named: &Named) -> Option<Unseen> {
        let Left::Payload(shared) = &mut self.left else { return None };
        let path = named.path.as_deref().filter(|path| part(path) == Part::Payload)?;
        let at = self.archive.place_of(central)?;
        let top = &central.name()[..central.name().len() - path.len() - 1];
        if shared.as_ref().is_none_or(|shared| shared.top.as_bytes() != top) {
            let top = std::str::from_utf8(top).ok()?.to_owned();
            *shared = Some(Arc::new(Shared { top, date, end: self.archive.directory_start() }));
        }
        Some(Unseen { at, shared: shared.clone()? })
    }

    /// Whether the record is byte for byte what we would write.
    fn is_ours(&mut self, central: &Central, date: u16) -> bool {
        let (Some(size), Some(offset)) = (central.size, central.header_offset) else {
            return false;
        };
        self.wanted.clear();
        write_central(&mut self.wanted, central.name(), size, central.crc(), offset, date);
        self.wanted == central.raw() && day::from_bits(date).is_some()
    }

    /// Holds the name against the one before; whether it is another one.
    fn check_order(&mut self, name: &[u8], named: &Named, tell: &mut dyn FnMut(Finding)) -> bool {
        // Without UTF-8 there is no order, and the name has its finding.
        let Ok(name) = std::str::from_utf8(name) else { return true };
        let previous = self.previous.get_or_insert_default();
        let order = if self.seen == 1 { Ordering::Less } else { compare(previous, name) };
        match order {
            Ordering::Less => {}
            Ordering::Equal => tell(named.finding(Code::ZipDuplicate)),
            Ordering::Greater => {
                self.ordered = false;
                tell(named.finding(Code::ZipOrder));
            }
        }
        name.clone_into(previous);
        order != Ordering::Equal
    }

    /// Checks the local header and that entries follow each other without a
    /// gap; tells where the file's bytes start, if all of them lie before the
    /// directory.
    fn check_place(
        &mut self,
        central: &Central,
        date: Option<u16>,
        unseen: Option<&Unseen>,
        named: &Named,
        tell: &mut dyn FnMut(Finding),
    ) -> io::Result<Option<u64>> {
        let Some(at) = self.archive.place_of(central) else { return Ok(None) };
        match at.cmp(&self.expected) {
            Ordering::Equal => {}
            Ordering::Less => tell(named.finding(Code::ZipOverlap).with("offset", at)),
            Ordering::Greater => {
                let code = if self.seen == 1 { Code::ZipLeadingBytes } else { Code::ZipGap };
                tell(at_byte(code, self.expected).with("bytes", at - self.expected));
            }
        }
        let header = match unseen {
            Some(_) => Some(local_len(central.name().len(), central.size.unwrap_or(0)) as u64),
            None => self.locals.check(at, central, date, &mut |(code, field)| {
                tell(named.finding(code).with("field", field));
            })?,
        };
        let end = self.archive.directory_start();
        let content = header.and_then(|header| at.checked_add(header));
        let content_end =
            content.zip(central.stored).and_then(|(start, size)| start.checked_add(size));
        if let Some(content_end) = content_end.filter(|content_end| *content_end <= end) {
            self.expected = content_end;
            return Ok(content);
        }
        tell(named.finding(Code::ZipOverlap).with("field", "directory"));
        self.expected = end;
        Ok(None)
    }

    /// What is known only when all records were seen.
    fn close(&mut self, tell: &mut dyn FnMut(Finding)) -> io::Result<()> {
        self.done = true;
        let end = self.archive.directory_start();
        if let Some(at) = self.cursor.broken_at() {
            tell(at_byte(Code::ZipEndRecord, at).with("field", "directory"));
        } else {
            if let Some(declared) = self.archive.declared().filter(|count| *count != self.seen) {
                let count = at_byte(Code::ZipCount, end);
                tell(count.with("declared", declared).with("found", self.seen));
            }
            if self.expected < end {
                let code = if self.seen == 0 { Code::ZipLeadingBytes } else { Code::ZipGap };
                tell(at_byte(code, self.expected).with("bytes", end - self.expected));
            }
        }
        if self.ordered { Ok(()) } else { duplicates::find(self.archive, tell) }
    }
}
