//! Appending, so that what was reported as written is there after any crash,
//! and two programs never write at once.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::entry::Entry;
use super::intent;
pub use super::intent::Recovered;
use super::verdict::Verdict;
use super::verify::{Options, verify};
use crate::custody::{Event, EventProblem, Head, Kind, LedgerId};
use crate::description::Day;
use crate::digest::Digest;
use crate::durable::{publish_file, write_synced};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::finding::{Code, Report, Severities, Severity};
use crate::limits::Limits;
use crate::observe::{Observer, Silent};
use crate::signing::{SignedTextError, Signer};
use crate::unit::AgencyRef;

/// How a ledger begins.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Its identity: [`LedgerId::random`].
    pub id: LedgerId,
    /// Whose it is.
    pub agency: AgencyRef,
    /// The day of its first event.
    pub day: Day,
    /// The first event, of kind `open`.
    pub event: Event,
}

/// An event that is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Appended {
    /// Where the ledger stands now: its count is the number of the event.
    pub head: Head,
    /// Whether its day is before that of an earlier event.
    pub day_back: bool,
}

/// A ledger that this process, and no other, may append to.
///
/// Writers meet at `custody.jsonl.lock`, which is left there; readers need no
/// lock, since what they may see of an unfinished append is a torn last line.
#[derive(Debug)]
pub struct Ledger {
    file: File,
    /// Held until this is dropped.
    _lock: File,
    path: PathBuf,
    agency: AgencyRef,
    head: Head,
    last_day: Day,
    end: u64,
    limits: Limits,
    /// Whether a write failed, so that nobody knows what the disk has.
    failed: bool,
}

impl Ledger {
    /// Begins a ledger at `path`, and tells its head.
    ///
    /// # Errors
    /// `TargetExists`, `Busy`, `Malformed` for an event that is no opening,
    /// `Sign`, `Write`.
    pub fn create(path: &Path, opening: Opening, signers: &[&dyn Signer]) -> Result<Head> {
        let Opening { id, agency, day, event } = opening;
        let _lock = lock(path)?;
        if path.symlink_metadata().is_ok() {
            return Err(ErrorKind::TargetExists { path: path.to_path_buf() }.into());
        }
        if event.kind != Kind::Open {
            return Err(malformed(path, EventProblem::Missing("open")));
        }
        let entry = Entry::new((id, agency), (1, None), day, event);
        let line = sign(entry, path, signers, &Limits::default())?;
        let made = intent::beside(path, ".made");
        write_synced(&made, &line)?;
        publish_file(&made, path)?;
        Ok(Head { ledger: id, count: 1, digest: digest(&line) })
    }

    /// Opens the ledger at `path` for appending: waits for nobody, looks after
    /// what a crash left at its end, and holds the whole chain against itself.
    ///
    /// # Errors
    /// `Busy` while another process has it; `Malformed` if its end is torn and
    /// not by us; `Refused` with the report if the chain does not hold, which
    /// nobody should go on from; `Read`, `Write`, `Interrupted`.
    pub fn open(
        path: &Path,
        limits: &Limits,
        observer: &dyn Observer,
    ) -> Result<(Self, Option<Recovered>)> {
        // A missing ledger is said to be missing, and gets no lock beside it.
        path.metadata().reading(path)?;
        let lock = lock(path)?;
        let mut file = OpenOptions::new().read(true).write(true).open(path).reading(path)?;
        let recovered = intent::recover(&mut file, path, limits.ledger_line_bytes)?;
        file.seek(SeekFrom::Start(0)).reading(path)?;
        // Who signed is not asked here: whoever appends may not know all keys.
        let severities = Severities::default().with(Code::LedgerSignerUnknown, Severity::Info);
        let options = Options { limits: *limits, severities };
        let verdict = verify(
            BufReader::new(&file),
            path,
            None,
            &[],
            |_| Ok(()),
            &options,
            &Silent(observer),
        )?;
        let Verdict { agency: Some(agency), head: Some(head), days: Some((_, last_day)), .. } =
            verdict
        else {
            return Err(ErrorKind::Refused { report: Box::new(verdict.report) }.into());
        };
        if !verdict.report.passes() {
            return Err(ErrorKind::Refused { report: Box::new(verdict.report) }.into());
        }
        let end = file.seek(SeekFrom::End(0)).reading(path)?;
        let ledger = Ledger {
            file,
            _lock: lock,
            path: path.to_path_buf(),
            agency,
            head,
            last_day,
            end,
            limits: *limits,
            failed: false,
        };
        Ok((ledger, recovered))
    }

    /// Where it stands.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Whose it is.
    pub const fn agency(&self) -> AgencyRef {
        self.agency
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Signs an event and appends it. When this returns it is on the disk.
    ///
    /// # Errors
    /// `Malformed` for an event that is none of its kind, `Refused` for a word of
    /// secrecy in it that nobody cleared, `Sign`, `Limit` for
    /// one that is too long, `Changed` if somebody else wrote without asking,
    /// `Write`, `DiskFull`. After a failed write nothing more is appended
    /// before the ledger is opened again.
    pub fn append(&mut self, event: Event, day: Day, signers: &[&dyn Signer]) -> Result<Appended> {
        if event.kind == Kind::Open {
            return Err(malformed(&self.path, EventProblem::OutOfPlace("open")));
        }
        let path = &self.path;
        let there = self.file.metadata().reading(path)?.len();
        if self.failed || there != self.end {
            return Err(ErrorKind::Changed { path: path.clone() }.into());
        }
        let count = self.head.count + 1;
        let at = (count, Some(self.head.digest));
        let entry = Entry::new((self.head.ledger, self.agency), at, day, event);
        let line = sign(entry, path, signers, &self.limits)?;
        intent::keep(path, &line)?;
        if let Err(error) = self.write(&line) {
            self.failed = true;
            // What is left is torn, and known to be ours when it is opened again.
            return Err(error);
        }
        intent::forget(&self.path)?;
        self.end += line.len() as u64;
        self.head = Head { ledger: self.head.ledger, count, digest: digest(&line) };
        let day_back = day < self.last_day;
        self.last_day = self.last_day.max(day);
        Ok(Appended { head: self.head, day_back })
    }

    fn write(&mut self, line: &[u8]) -> Result<()> {
        self.file.write_all(line).writing(&self.path)?;
        self.file.sync_all().writing(&self.path)
    }
}

/// Nobody else appends while this is held.
fn lock(path: &Path) -> Result<File> {
    let place = intent::beside(path, ".lock");
    intent::refuse_planted(&place)?;
    let options = OpenOptions::new().create(true).truncate(false).write(true).clone();
    let file = options.open(&place).writing(&place)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(ErrorKind::Busy { path: path.to_path_buf() }.into()),
        // Without locks two writers could tear the chain: a ledger must not lie there.
        Err(TryLockError::Error(error)) => Err(Error::write(place, error)),
    }
}

/// The line of an event, with its LF.
fn sign(entry: Entry, path: &Path, signers: &[&dyn Signer], limits: &Limits) -> Result<Vec<u8>> {
    if let Some(problem) = entry.event.problem() {
        return Err(malformed(path, problem));
    }
    let mut report = Report::default();
    for finding in entry.event.secrecy() {
        report.add(finding, limits.findings_kept);
    }
    if !report.passes() {
        return Err(ErrorKind::Refused { report: Box::new(report) }.into());
    }
    let unsignable = |source: SignedTextError| -> Error {
        let source = match source {
            SignedTextError::Sign { source, .. } => source.into(),
            other => Box::new(other) as Box<dyn std::error::Error + Send + Sync>,
        };
        ErrorKind::Sign { source }.into()
    };
    let signed = entry.sign(signers).map_err(unsignable)?;
    let mut line = signed.to_line().map_err(unsignable)?;
    if line.len() > limits.ledger_line_bytes {
        let limit = limits.ledger_line_bytes as u64;
        return Err(ErrorKind::Limit { path: path.to_path_buf(), what: "bytes", limit }.into());
    }
    line.push('\n');
    Ok(line.into_bytes())
}

/// The digest of a line without its LF.
fn digest(line: &[u8]) -> Digest {
    Digest::sha256(line.strip_suffix(b"\n").unwrap_or(line))
}

fn malformed(path: &Path, problem: EventProblem) -> Error {
    let problem = format!("{}: {}", problem.code(), problem.member());
    Error::malformed(path, None, "ledger.event", problem)
}
