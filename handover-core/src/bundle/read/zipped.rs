//! A bundle that is a ZIP.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::payload::{Handle, Item, Present};
use crate::bundle::layout::{Part, part};
use crate::bundle::zip::archive::Archive;
use crate::bundle::zip::entry::Entry;
use crate::bundle::zip::pass::Pass;
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Code, Finding, Location};
use crate::limits::Limits;
use crate::read_at::ReadAt;

pub(super) struct ZipBundle {
    pub(super) source: Box<dyn ReadAt>,
    path: PathBuf,
    limits: Limits,
    /// Everything outside `data/`.
    pub(super) tags: BTreeMap<String, Entry>,
}

impl ZipBundle {
    /// Reads the directory for what lies outside `data/`; everything about the
    /// ZIP itself is judged by the pass that reads the payload.
    pub(super) fn open(source: Box<dyn ReadAt>, path: &Path, limits: &Limits) -> Result<Self> {
        let mut bundle =
            ZipBundle { source, path: path.to_path_buf(), limits: *limits, tags: BTreeMap::new() };
        bundle.tags = bundle.list_tags()?;
        Ok(bundle)
    }

    fn list_tags(&self) -> Result<BTreeMap<String, Entry>> {
        let mut tags = BTreeMap::new();
        let Some(archive) = self.archive(&mut |_| {})? else { return Ok(tags) };
        let mut listing = archive.list();
        while let Some(entry) = listing.next().reading(&self.path)? {
            if part(&entry.name) == Part::Payload {
                continue;
            }
            tags.insert(entry.name.clone(), entry);
            if tags.len() > self.limits.tag_files {
                let (path, limit) = (self.path.clone(), self.limits.tag_files as u64);
                return Err(ErrorKind::Limit { path, what: "tag-files", limit }.into());
            }
        }
        Ok(tags)
    }

    fn archive(&self, find: &mut dyn FnMut(Finding)) -> Result<Option<Archive<'_>>> {
        Archive::open(&*self.source, None, &self.limits, find).reading(&self.path)
    }

    pub(super) fn payload<'a>(
        &'a self,
        archive: Option<&'a Archive<'a>>,
        headers: Headers,
    ) -> PayloadPass<'a> {
        let pass = archive.map(Archive::entries).map(|pass| match headers {
            Headers::Now => pass,
            Headers::WithContent => pass.leaving_headers(),
        });
        PayloadPass { path: &self.path, pass, day: None }
    }

    /// The archive, and what its end records say against it.
    pub(super) fn reopen(&self) -> Result<(Option<Archive<'_>>, Vec<Finding>)> {
        let mut findings = Vec::new();
        let archive = self.archive(&mut |finding| findings.push(finding))?;
        Ok((archive, findings))
    }
}

/// When the local headers of payload files are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Headers {
    /// By the pass, before it gives the file.
    Now,
    /// By whoever takes the file: `Bundle::judge_header`.
    WithContent,
}

/// The payload, as the strict pass comes by it.
pub(crate) struct PayloadPass<'a> {
    path: &'a Path,
    pass: Option<Pass<'a>>,
    day: Option<chrono::NaiveDate>,
}

impl PayloadPass<'_> {
    /// Ends with an error if the entries do not bear `day`.
    pub(super) fn bearing(mut self, day: Option<chrono::NaiveDate>) -> Self {
        self.day = day;
        self
    }

    fn read(&mut self) -> Result<Option<Item>> {
        let Some(pass) = &mut self.pass else { return Ok(None) };
        let mut findings = Vec::new();
        let entry = pass.next(&mut |finding| findings.push(finding)).reading(self.path)?;
        let Some(entry) = entry else {
            let bears = pass.day();
            if self.day.is_some() && bears.is_some() && bears != self.day {
                let finding = Finding::new(Code::ZipAttributes, Location::Whole);
                findings.push(finding.with("field", "date"));
            }
            self.pass = None;
            let last = Item { present: None, findings };
            return Ok((!last.findings.is_empty()).then_some(last));
        };
        let payload = part(&entry.name) == Part::Payload;
        let present = payload.then_some(Present {
            path: entry.name,
            size: entry.size,
            crc: Some(entry.crc),
            handle: Handle::Stretch { offset: entry.data_offset, unseen: entry.unseen },
        });
        Ok(Some(Item { present, findings }))
    }
}

impl Iterator for PayloadPass<'_> {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        loop {
            let item = self.read().transpose()?;
            match &item {
                // Tag files are passed over; they were looked at before.
                Ok(Item { present: None, findings }) if findings.is_empty() => {}
                _ => return Some(item),
            }
        }
    }
}
