//! A list that is read and held whole: one short row a bundle, or a volume.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind, IoContext, Result};

/// Reads the list at `path`, at most `limit` bytes; one that is not there is
/// empty.
pub(super) fn read<T: DeserializeOwned>(path: &Path, limit: u64) -> Result<Vec<T>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        file => file.reading(path)?,
    };
    let mut text = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut text).reading(path)?;
    if text.len() as u64 > limit {
        return Err(ErrorKind::Limit { path: path.to_path_buf(), what: "bytes", limit }.into());
    }
    let mut rows = csv::Reader::from_reader(text.as_slice());
    rows.deserialize().map(|row| row.map_err(|error| malformed(path, &error))).collect()
}

fn malformed(path: &Path, error: &csv::Error) -> Error {
    let line = error.position().map(csv::Position::line);
    Error::malformed(path, line, "holdings.index", "not a row of the index")
}

/// Writes the list to `path` and brings it to the disk; nothing where it is
/// empty.
pub(super) fn write<T: Serialize>(path: &Path, rows: &[T]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let failed = |error: csv::Error| Error::write(path, error.into());
    let file = File::create_new(path).writing(path)?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .quote_style(csv::QuoteStyle::Necessary)
        .from_writer(io::BufWriter::new(file));
    for row in rows {
        writer.serialize(row).map_err(failed)?;
    }
    let mut buffered =
        writer.into_inner().map_err(|error| Error::write(path, error.into_error()))?;
    buffered.flush().writing(path)?;
    buffered.get_ref().sync_all().writing(path)
}
