//! CSV of any of the usual separators and encodings, streamed.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use csv::ByteRecord;
use encoding_rs::{UTF_8, WINDOWS_1252, WINDOWS_1258};

use super::decode::{Transcoded, recognised};
use super::{Cell, Fault, Merge, RowSink, Workbook};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::exchange::legacy;
use crate::inventory::Guard;
use crate::limits::Limits;

/// Bytes that separator and encoding are recognised by.
const HEAD: u64 = 64 << 10;

pub(super) struct CsvText {
    path: PathBuf,
    file: File,
    limits: Limits,
    names: Vec<String>,
    encoding: &'static encoding_rs::Encoding,
    separator: u8,
}

impl CsvText {
    pub(super) fn new(mut file: File, path: &Path, limits: &Limits) -> Result<Self> {
        let mut head = Vec::new();
        (&mut file).take(HEAD).read_to_end(&mut head).reading(path)?;
        let is_all = (head.len() as u64) < HEAD;
        let encoding = recognised(&head, is_all).unwrap_or_else(|| {
            // Text in a legacy font was saved by its code page; what is no
            // such text may be Vietnamese of Windows.
            let (western, _) = WINDOWS_1252.decode_without_bom_handling(&head);
            let (vietnamese, _) = WINDOWS_1258.decode_without_bom_handling(&head);
            if legacy::reads_better(&vietnamese, &western) { WINDOWS_1258 } else { WINDOWS_1252 }
        });
        let (text, _) = encoding.decode_with_bom_removal(&head);
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        Ok(CsvText {
            path: path.to_path_buf(),
            file,
            limits: *limits,
            names: vec![name.to_owned()],
            encoding,
            separator: separator(&text),
        })
    }
}

impl Workbook for CsvText {
    fn sheets(&self) -> &[String] {
        &self.names
    }

    fn merges(&mut self, _: usize) -> Result<Vec<Merge>> {
        Ok(Vec::new())
    }

    fn rows(&mut self, _: usize, sink: &mut RowSink<'_>) -> Result<()> {
        self.file.seek(SeekFrom::Start(0)).reading(&self.path)?;
        let bytes = BufReader::with_capacity(64 << 10, &self.file);
        let text: Box<dyn Read + '_> = if self.encoding == UTF_8 {
            Box::new(bytes)
        } else {
            Box::new(Transcoded::new(bytes, self.encoding))
        };
        let guard = Guard::new(text, self.limits.record_bytes).separated_by(self.separator);
        let mut csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .buffer_capacity(64 << 10)
            .from_reader(guard);
        let mut record = ByteRecord::new();
        let mut cells: Vec<Cell> = Vec::new();
        loop {
            let more = csv.read_byte_record(&mut record).map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(source) => Error::read(&self.path, source),
                _ => Error::malformed(&self.path, None, "sheet.broken", "no CSV"),
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            if let Some(fault) = csv.get_ref().fault()
                && record.position().is_none_or(|at| !more || at.byte() >= fault.start)
            {
                // Nobody can say where the next row begins.
                let problem = "a quote does not close, or text follows one that did";
                let line = if more { line } else { csv.position().line() };
                return Err(Error::malformed(&self.path, Some(line), "sheet.quote", problem));
            }
            if !more {
                return Ok(());
            }
            let limit = self.limits.sheet_columns;
            if record.len() > limit {
                let (path, limit) = (self.path.clone(), limit as u64);
                return Err(ErrorKind::Limit { path, what: "columns", limit }.into());
            }
            cells.resize_with(record.len(), Cell::default);
            for (cell, bytes) in cells.iter_mut().zip(&record) {
                cell.text.clear();
                cell.fault = match std::str::from_utf8(bytes) {
                    Ok(text) => {
                        cell.text.push_str(unguarded(text));
                        None
                    }
                    Err(_) => Some(Fault::NotUtf8),
                };
            }
            if sink(line, &mut cells)? == ControlFlow::Break(()) {
                return Ok(());
            }
        }
    }
}

/// What an export put before a cell, lest a spreadsheet takes it for a
/// formula, is taken away.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if super::super::is_formula_like(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// The separator: as the line `sep=;` says, else the one that most lines of
/// the head have most often, outside quotes.
fn separator(head: &str) -> u8 {
    if let Some(line) = head.lines().next()
        && let Some(stated) = line.strip_prefix("sep=")
        && let [separator @ (b',' | b';' | b'\t' | b'|')] = stated.as_bytes()
    {
        return *separator;
    }
    let candidates = [b',', b';', b'\t', b'|'];
    let mut counts = [0_u32; 4];
    let mut quoted = false;
    for byte in head.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted && let Some(at) = candidates.iter().position(|known| *known == byte) {
            counts[at] += 1;
        }
    }
    // The comma first where several are equal.
    let most = counts.iter().copied().max().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(b',', |at| candidates[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        assert_eq!(separator("a,b;c,d\n1,2,3,4\n"), b',');
        assert_eq!(separator("a;b;\"x,,,,,\"\n"), b';');
        assert_eq!(separator("a\tb\tc\n"), b'\t');
        assert_eq!(separator("sep=;\na,b,c\n"), b';');
        assert_eq!(separator(""), b',');
    }

    #[test]
    fn guards_of_exports_are_taken_away() {
        for (text, wanted) in [("'=1+1", "=1+1"), ("''-x", "'-x"), ("'x", "'x"), ("''", "''")] {
            assert_eq!(unguarded(text), wanted);
        }
    }
}
