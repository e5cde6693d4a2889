//! The file of a journal: read once, then only added to.

use std::fs::{File, TryLockError};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::groups::{Groups, Growing, Stamp};
use super::line::{self, LINE_BYTES, MAGIC, VERSION};
use crate::clock::Clock;
use crate::digest::Digest;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::verify::outcome::{Begun, Checked};

/// Bytes of payload between two syncs at most.
const SYNC_BYTES: u64 = 256 << 20;
/// Time between two syncs at most.
const SYNC_TIME: Duration = Duration::from_secs(5);

/// What a journal is of.
pub(crate) struct Binding {
    /// SHA-256 of the tag manifest.
    pub(crate) bundle: Digest,
    pub(crate) checked: Checked,
    /// Size and time of the ZIP; a folder's files have their own.
    pub(crate) zip: Option<(u64, i128)>,
}

/// A journal that is open for writing; nobody else has it.
pub(crate) struct Book<'c> {
    path: PathBuf,
    file: File,
    clock: &'c dyn Clock,
    growing: Option<Growing>,
    unsynced: u64,
    synced_at: Duration,
}

impl<'c> Book<'c> {
    /// Opens or begins the journal at `path`; gives the groups that it vouches
    /// for in order.
    pub(super) fn open(
        path: &Path,
        binding: &Binding,
        clock: &'c dyn Clock,
    ) -> Result<(Self, Begun, Groups)> {
        let mut options = File::options();
        let options = options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(path).writing(path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(ErrorKind::Busy { path: path.to_path_buf() }.into());
            }
            // Some network file systems have no locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let found = read(&mut file, path, binding)?;
        if found.end == 0 {
            file.set_len(0).writing(path)?;
            file.rewind().writing(path)?;
            file.write_all(line::seal(&binding.fields()).as_bytes()).writing(path)?;
            file.sync_all().writing(path)?;
        } else {
            file.set_len(found.end).writing(path)?;
            file.seek(SeekFrom::Start(found.end)).writing(path)?;
        }
        let (path, synced_at) = (path.to_path_buf(), clock.elapsed());
        let book = Book { path, file, clock, growing: None, unsynced: 0, synced_at };
        Ok((book, found.begun, found.groups))
    }

    /// Notes a file that was read and found sound; files come in order.
    pub(crate) fn sound(&mut self, stamp: &Stamp) -> Result<()> {
        match &mut self.growing {
            Some(growing) if growing.takes(stamp) => growing.push(stamp),
            _ => {
                self.write_group()?;
                self.growing = Some(Growing::new(stamp));
            }
        }
        self.unsynced = self.unsynced.saturating_add(stamp.size);
        Ok(())
    }

    /// Brings what is noted to the disk, if it is time.
    pub(crate) fn keep_up(&mut self) -> Result<()> {
        let late = self.clock.elapsed().saturating_sub(self.synced_at) >= SYNC_TIME;
        if late || self.unsynced >= SYNC_BYTES { self.sync() } else { Ok(()) }
    }

    /// Brings everything that is noted to the disk.
    pub(crate) fn sync(&mut self) -> Result<()> {
        self.write_group()?;
        self.file.sync_data().writing(&self.path)?;
        (self.unsynced, self.synced_at) = (0, self.clock.elapsed());
        Ok(())
    }

    fn write_group(&mut self) -> Result<()> {
        let Some(growing) = self.growing.take() else { return Ok(()) };
        let line = line::seal(&line::of_group(&growing.group()));
        self.file.write_all(line.as_bytes()).writing(&self.path)
    }
}

impl Binding {
    /// The first line: bundle, what is checked, and the state of the ZIP last.
    fn fields(&self) -> String {
        let zip = self.zip.map_or_else(
            || "folder".to_owned(),
            |(size, modified)| format!("zip {size} {modified}"),
        );
        format!("{MAGIC} {VERSION} {} {} {zip}", self.bundle, self.checked.as_str())
    }
}

/// What a file holds.
struct Found {
    begun: Begun,
    groups: Groups,
    /// Where the sound lines end; 0 where it is to be begun anew.
    end: u64,
}

fn read(file: &mut File, path: &Path, binding: &Binding) -> Result<Found> {
    let mut reader = BufReader::with_capacity(64 << 10, file);
    let mut line = Vec::new();
    let mut next = |line: &mut Vec<u8>| {
        line.clear();
        (&mut reader).take(LINE_BYTES).read_until(b'\n', line).reading(path)
    };
    let anew = |begun| Found { begun, groups: Groups::default(), end: 0 };
    let mut end = next(&mut line)? as u64;
    if !judge_first(&line, path, binding)? {
        let begun = if line.is_empty() { Begun::New } else { Begun::TailDropped };
        return Ok(anew(begun));
    }
    let fields = binding.fields();
    if line::open(&line) != Some(fields.as_str()) {
        return Ok(anew(Begun::SourceChanged));
    }
    let (mut groups, mut begun) = (Groups::default(), Begun::Continued);
    loop {
        let count = next(&mut line)?;
        if count == 0 {
            return Ok(Found { begun, groups, end });
        }
        let Some(group) = line::open(&line).and_then(line::to_group) else {
            begun = Begun::TailDropped;
            return Ok(Found { begun, groups, end });
        };
        groups.add(group);
        end += count as u64;
    }
}

/// Whether the first line is whole and of this bundle and check; an error if
/// it is of another, or no journal at all.
fn judge_first(line: &[u8], path: &Path, binding: &Binding) -> Result<bool> {
    let Some(fields) = line::open(line) else {
        // Torn before it was whole, unless it is a stranger's file.
        let start = &line[..line.len().min(MAGIC.len())];
        if MAGIC.as_bytes().starts_with(start) && start.len() == line.len().min(MAGIC.len()) {
            return Ok(false);
        }
        return Err(refused(path, "journal.not-one"));
    };
    let mut fields = fields.split(' ');
    if fields.next() != Some(MAGIC) {
        return Err(refused(path, "journal.not-one"));
    }
    if fields.next() != Some(VERSION) {
        return Err(refused(path, "journal.newer"));
    }
    if fields.next() != Some(binding.bundle.to_string().as_str()) {
        return Err(refused(path, "journal.other-bundle"));
    }
    if fields.next() != Some(binding.checked.as_str()) {
        return Err(refused(path, "journal.other-check"));
    }
    Ok(true)
}

fn refused(path: &Path, code: &'static str) -> Error {
    Error::malformed(path, None, code, "not the journal of this verify")
}
