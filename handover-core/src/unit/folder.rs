//! A register from a folder of its tables.
//!
//! The names of the tables say what they are: `units-until-2025-06-30.csv`,
//! `units-from-2025-07-01.csv`, `units-from-2025-07-01-until-2026-12-31.csv`,
//! `succession-2025-07-01.csv`. An edition is then called by a year (of its first day, or of its
//! last whole year where no beginning is known), and the country is `vn`. A `register.toml`
//! beside them says otherwise.

mod manifest;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use self::manifest::{MANIFEST, by_names, manifest, syntax};
use super::{Edition, EditionTable, Register, SuccessionTable, TableError, TableProblem};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;

impl Register {
    /// The register of a folder of CSV tables, see [`Register::from_tables`]; which table is what
    /// their names say, or a `register.toml` beside them.
    ///
    /// # Errors
    /// `Read`; `WrongKind` where the folder has no table of units; `Limit`; `Malformed` with
    /// table, line and the code of the [`TableProblem`].
    pub fn open(folder: &Path, limits: &Limits) -> Result<Self> {
        let manifest = match manifest(folder, limits)? {
            Some(manifest) => manifest,
            None => by_names(folder)?,
        };
        if manifest.editions.is_empty() {
            let path = folder.to_path_buf();
            return Err(ErrorKind::WrongKind { path, wanted: "register" }.into());
        }
        let country = match manifest.country {
            Some(country) => country,
            None => "vn".parse().map_err(|_| syntax(folder, None, "country"))?,
        };
        let open = |table: &str| bounded(&within(folder, table)?, limits.table_bytes);
        let editions = manifest.editions.iter().map(|entry| {
            let edition = Edition::new(entry.id, entry.from, entry.until);
            Ok(EditionTable { name: &entry.table, edition, reader: open(&entry.table)? })
        });
        let editions: Vec<_> = editions.collect::<Result<_>>()?;
        let successions = manifest.successions.iter().map(|entry| {
            let (name, reader) = (entry.table.as_str(), open(&entry.table)?);
            Ok(SuccessionTable { name, from: entry.from, to: entry.to, reader })
        });
        let successions: Vec<_> = successions.collect::<Result<_>>()?;
        Self::from_tables(country, editions, successions)
            .map_err(|error| at_table(folder, &error, limits))
    }
}

/// A table must not lead out of the folder.
fn within(folder: &Path, table: &str) -> Result<PathBuf> {
    let plain = Path::new(table).file_name().is_some_and(|name| name == table);
    if plain { Ok(folder.join(table)) } else { Err(syntax(&folder.join(MANIFEST), None, "table")) }
}

/// What the CSV parser is told in place of an error of the system, so that it stops.
#[derive(Debug, thiserror::Error)]
#[error("more than {0} bytes")]
struct TooLong(u64);

/// Ends with an error instead of an end where there are more bytes than allowed.
struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

fn bounded(path: &Path, limit: u64) -> Result<Bounded<BufReader<File>>> {
    let file = File::open(path).reading(path)?;
    Ok(Bounded { inner: BufReader::new(file), left: limit, limit })
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(std::io::Error::other(TooLong(self.limit))),
        }
        Ok(read)
    }
}

fn at_table(folder: &Path, error: &TableError, limits: &Limits) -> Error {
    let path = folder.join(&error.table);
    let long = std::fs::metadata(&path).is_ok_and(|facts| facts.len() > limits.table_bytes);
    if long && matches!(error.problem, TableProblem::Unreadable(_)) {
        return ErrorKind::Limit { path, what: "bytes", limit: limits.table_bytes }.into();
    }
    // Never the cell itself: it may be a stranger's.
    Error::malformed(path, error.line, error.code(), error.code())
}

#[cfg(test)]
mod tests;
