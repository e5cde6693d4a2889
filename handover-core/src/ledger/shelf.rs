//! Events fetched again from their place in the file.

use std::collections::HashMap;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::entry;
use super::history::Deed;
use super::lines::Lines;
use super::trust::{self, FirstSeen, KeyTrust, Signing};
use super::verify::Checked;
use crate::custody::{Head, Witness};
use crate::error::{ErrorKind, IoContext, Result};
use crate::limits::Limits;

/// Events that are kept once they were read: rows that lie side by side mostly
/// went the same way.
const KEPT: usize = 64;

/// Fetches single events of a ledger that was verified before.
pub struct Shelf<'t, R> {
    input: R,
    path: PathBuf,
    trust: Option<&'t dyn KeyTrust>,
    seen: FirstSeen,
    limit: usize,
    kept: HashMap<u64, Rc<Checked>>,
}

impl<'t, R: Read + Seek> Shelf<'t, R> {
    /// The events of the ledger `input`, judged as its verify did; `path` is
    /// what errors call it.
    pub fn new(
        input: R,
        path: &Path,
        trust: Option<&'t dyn KeyTrust>,
        witnesses: &[Witness],
        limits: &Limits,
    ) -> Self {
        let (path, limit) = (path.to_path_buf(), limits.ledger_line_bytes);
        let seen = FirstSeen::of(witnesses);
        Shelf { input, path, trust, seen, limit, kept: HashMap::new() }
    }

    /// The event of a deed.
    ///
    /// # Errors
    /// `Read`; `Changed` if another event, or none, stands there now.
    pub fn fetch(&mut self, deed: Deed) -> Result<Rc<Checked>> {
        if let Some(checked) = self.kept.get(&deed.offset) {
            return Ok(Rc::clone(checked));
        }
        let checked = Rc::new(self.read(deed)?);
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        self.kept.insert(deed.offset, Rc::clone(&checked));
        Ok(checked)
    }

    fn read(&mut self, deed: Deed) -> Result<Checked> {
        let path = &self.path;
        let changed = || ErrorKind::Changed { path: path.clone() };
        self.input.seek(SeekFrom::Start(deed.offset)).reading(path)?;
        let line = Lines::new(BufReader::new(&mut self.input), self.limit).next().reading(path)?;
        let line = line.filter(|line| line.whole).ok_or_else(changed)?;
        let digest = line.digest.ok_or_else(changed)?;
        let (text, entry) = entry::read(&line.bytes, self.limit).map_err(|_| changed())?;
        if entry.day != deed.day {
            return Err(changed().into());
        }
        let signing = Signing { day: entry.day, seen: self.seen.event(deed.line) };
        let signed = self.trust.map(|trust| trust::judge(&text, &entry.agency, signing, trust));
        let believed = signed.as_ref().is_none_or(|s| !s.keys.is_empty() && !s.broken);
        let trust::Signed { keys, persons, .. } = signed.unwrap_or_default();
        let head = Head { ledger: entry.ledger, count: deed.line, digest };
        let (line, offset) = (deed.line, deed.offset);
        Ok(Checked { entry, line, offset, head, signers: keys, persons, believed })
    }
}
