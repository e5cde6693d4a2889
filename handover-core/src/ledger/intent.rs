//! What is about to be appended, kept beside the ledger until it is there.
//!
//! A crash leaves a prefix of a line at the end of a ledger. Only where that
//! prefix is one of the line kept here is it known to be ours, and moved aside;
//! anything else at the end of a ledger is for people to look at.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::durable::{sync_folder, write_synced};
use crate::error::{Error, ErrorKind, IoContext, Result};

/// How many torn lines may lie beside a ledger.
const TORN: u32 = 10_000;

/// `custody.jsonl` with `ending` behind it.
pub(super) fn beside(ledger: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(ledger);
    name.push(ending);
    PathBuf::from(name)
}

/// Refuses something beside the ledger that is no file of ours: a link would
/// lead elsewhere, a pipe would be waited for.
///
/// # Errors
/// `TargetExists`.
pub(super) fn refuse_planted(place: &Path) -> Result<()> {
    match place.symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => {
            Err(ErrorKind::TargetExists { path: place.to_path_buf() }.into())
        }
        _ => Ok(()),
    }
}

fn place(ledger: &Path) -> PathBuf {
    beside(ledger, ".next")
}

/// Keeps `line`, with its LF, until [`forget`].
pub(super) fn keep(ledger: &Path, line: &[u8]) -> Result<()> {
    write_synced(&place(ledger), line)?;
    sync_parent(ledger)
}

/// Forgets it, once it is in the ledger.
pub(super) fn forget(ledger: &Path) -> Result<()> {
    let place = place(ledger);
    match fs::remove_file(&place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.writing(place),
    }
}

pub(super) fn sync_parent(ledger: &Path) -> Result<()> {
    match ledger.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_folder(parent),
        _ => sync_folder(Path::new(".")),
    }
}

/// What an append that was cut off has left, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Recovered {
    /// The event had not begun to be written: it is not in the ledger.
    NotWritten,
    /// The event is in the ledger as a whole, though nobody was told.
    Written,
    /// The event was half written and is not in the ledger; its bytes lie here.
    Torn(PathBuf),
}

/// Looks at the end of `file`, the ledger at `path`, and brings it in order.
///
/// # Errors
/// `Malformed` if the end is torn and the torn line is none of ours.
pub(super) fn recover(file: &mut File, path: &Path, limit: usize) -> Result<Option<Recovered>> {
    let intent = read_intent(path, limit)?;
    let length = file.metadata().reading(path)?.len();
    let window = (limit as u64 + 1).min(length);
    file.seek(SeekFrom::Start(length - window)).reading(path)?;
    let mut end = Vec::new();
    (&mut *file).take(window).read_to_end(&mut end).reading(path)?;
    let last_lf = end.iter().rposition(|byte| *byte == b'\n');
    let torn = &end[last_lf.map_or(0, |at| at + 1)..];
    let recovered = if torn.is_empty() {
        // An intent that was itself cut off is a prefix of nothing.
        intent.map(|line| {
            let whole = line.ends_with(b"\n") && end.ends_with(&line);
            if whole { Recovered::Written } else { Recovered::NotWritten }
        })
    } else {
        if !intent.as_ref().is_some_and(|line| line.starts_with(torn)) {
            let problem = "its last line is torn, and by none of our writes";
            return Err(Error::malformed(path, None, "ledger.torn-end", problem));
        }
        let aside = set_aside(path, torn)?;
        file.set_len(length - torn.len() as u64).writing(path)?;
        file.sync_all().writing(path)?;
        Some(Recovered::Torn(aside))
    };
    forget(path)?;
    Ok(recovered)
}

fn read_intent(path: &Path, limit: usize) -> Result<Option<Vec<u8>>> {
    let place = place(path);
    refuse_planted(&place)?;
    let file = match File::open(&place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.reading(&place)?,
    };
    let mut line = Vec::new();
    file.take(limit as u64 + 2).read_to_end(&mut line).reading(&place)?;
    Ok(Some(line))
}

/// Writes the torn bytes where nothing is yet.
fn set_aside(path: &Path, torn: &[u8]) -> Result<PathBuf> {
    for number in 1..=TORN {
        let aside = beside(path, &format!(".torn-{number}"));
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&aside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            opened => opened.writing(&aside)?,
        };
        file.write_all(torn).writing(&aside)?;
        file.sync_all().writing(&aside)?;
        sync_parent(path)?;
        return Ok(aside);
    }
    Err(ErrorKind::TargetExists { path: beside(path, ".torn-1") }.into())
}
