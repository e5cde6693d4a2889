//! The one error of this crate: what kept an operation from doing its work.
//!
//! A verify that finds damage is no error; see [`crate::finding`].

use std::io;
use std::path::{Path, PathBuf};

use crate::finding::Report;

/// Why an operation could not finish.
///
/// One word wide. [`Error::kind`] tells programs, [`Error::code`] tells
/// translators; `Display` is this layer only, in English for developers, and
/// the cause is in [`std::error::Error::source`].
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorKind>);

/// A result with this crate's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The kinds of [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// What was read.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// What was written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk is full; nothing that looks whole was left behind.
    #[error("the disk that holds {} is full", path.display())]
    DiskFull {
        /// What was written.
        path: PathBuf,
        /// Bytes that are still wanted, where it is known beforehand.
        needed: Option<u64>,
    },
    /// The target is there already; nothing is ever overwritten.
    #[error("{} exists already", path.display())]
    TargetExists {
        /// The target.
        path: PathBuf,
    },
    /// The target lies inside the folder that is read, which stays untouched.
    #[error("{} lies inside the folder that is being read", path.display())]
    TargetInside {
        /// The target.
        path: PathBuf,
    },
    /// Another run writes this target at the moment.
    #[error("another run is writing {}", path.display())]
    Busy {
        /// The target.
        path: PathBuf,
    },
    /// A source file changed, grew, shrank or vanished while it was packed.
    #[error("{} changed while it was being read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// An argument file (act, table, snapshot, trust) is not what it should be.
    #[error("{}: {problem}", position(path, *line))]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Line, from 1, where it is known.
        line: Option<u64>,
        /// A stable code, such as `act.syntax`.
        code: &'static str,
        /// What is wrong, for developers; never a value from the file.
        problem: String,
    },
    /// More than a limit for untrusted input allows.
    #[error("{} has more {what} than the limit of {limit}", path.display())]
    Limit {
        /// The file.
        path: PathBuf,
        /// What there is too much of, a stable word.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// A signer (token, service, key) did not sign.
    #[error("the key did not sign")]
    Sign {
        /// What it said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file is not of a kind that the operation takes.
    #[error("{} is not {wanted}", path.display())]
    WrongKind {
        /// The file.
        path: PathBuf,
        /// A stable word for what was wanted.
        wanted: &'static str,
    },
    /// A rule says no; the report says which.
    #[error("refused: {} findings stand against it", .report.counts.block)]
    Refused {
        /// What was found.
        report: Box<Report>,
    },
    /// The time that was given is up before everything was looked at; nothing
    /// is said about the bundle.
    #[error("the time is up after {files} files")]
    TimeUp {
        /// Files that were checked, now or under the journal.
        files: u64,
        /// Their bytes.
        bytes: u64,
        /// Files in all, where it is known.
        all: Option<u64>,
    },
    /// The observer asked to stop.
    #[error("interrupted")]
    Interrupted,
}

fn position(path: &Path, line: Option<u64>) -> String {
    match line {
        Some(line) => format!("{}:{line}", path.display()),
        None => path.display().to_string(),
    }
}

impl Error {
    /// What kind of error it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The stable code that messages are keyed by.
    pub fn code(&self) -> &'static str {
        match self.kind() {
            ErrorKind::Read { .. } => "error.read",
            ErrorKind::Write { .. } => "error.write",
            ErrorKind::DiskFull { .. } => "error.disk-full",
            ErrorKind::TargetExists { .. } => "error.target-exists",
            ErrorKind::TargetInside { .. } => "error.target-inside",
            ErrorKind::Busy { .. } => "error.busy",
            ErrorKind::Changed { .. } => "error.changed",
            ErrorKind::Malformed { .. } => "error.malformed",
            ErrorKind::Limit { .. } => "error.limit",
            ErrorKind::Sign { .. } => "error.sign",
            ErrorKind::WrongKind { .. } => "error.wrong-kind",
            ErrorKind::Refused { .. } => "error.refused",
            ErrorKind::TimeUp { .. } => "error.time-up",
            ErrorKind::Interrupted => "error.interrupted",
        }
    }

    /// Every code that [`Error::code`] may give.
    pub const CODES: &'static [&'static str] = &[
        "error.read",
        "error.write",
        "error.disk-full",
        "error.target-exists",
        "error.target-inside",
        "error.busy",
        "error.changed",
        "error.malformed",
        "error.limit",
        "error.sign",
        "error.wrong-kind",
        "error.refused",
        "error.time-up",
        "error.interrupted",
    ];

    /// The report of an operation that a rule refused.
    pub fn refusal(&self) -> Option<&Report> {
        match self.kind() {
            ErrorKind::Refused { report } => Some(report),
            _ => None,
        }
    }

    pub(crate) fn read(path: impl Into<PathBuf>, source: io::Error) -> Self {
        ErrorKind::Read { path: path.into(), source }.into()
    }

    pub(crate) fn write(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                ErrorKind::DiskFull { path, needed: None }.into()
            }
            io::ErrorKind::AlreadyExists => ErrorKind::TargetExists { path }.into(),
            _ => ErrorKind::Write { path, source }.into(),
        }
    }

    pub(crate) fn malformed(
        path: impl Into<PathBuf>,
        line: Option<u64>,
        code: &'static str,
        problem: impl Into<String>,
    ) -> Self {
        ErrorKind::Malformed { path: path.into(), line, code, problem: problem.into() }.into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Error(Box::new(kind))
    }
}

/// Says which file an I/O error is about; there is no `From<io::Error>`.
pub(crate) trait IoContext<T> {
    /// The error of reading `path`.
    fn reading(self, path: impl Into<PathBuf>) -> Result<T>;
    /// The error of writing `path`.
    fn writing(self, path: impl Into<PathBuf>) -> Result<T>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn reading(self, path: impl Into<PathBuf>) -> Result<T> {
        self.map_err(|source| Error::read(path, source))
    }

    fn writing(self, path: impl Into<PathBuf>) -> Result<T> {
        self.map_err(|source| Error::write(path, source))
    }
}
