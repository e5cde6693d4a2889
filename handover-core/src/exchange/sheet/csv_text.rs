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
    line_end: LineEnd,
}

/// How lines end. The parser knows all of them, but counts lines only at LF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    Lf,
    CrLf,
    /// Before 2001, on a Macintosh.
    Cr,
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
            line_end: line_end(&text),
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
            .terminator(csv::Terminator::Any(if self.line_end == LineEnd::Cr {
                b'\r'
            } else {
                b'\n'
            }))
            .buffer_capacity(64 << 10)
            .from_reader(guard);
        let mut record = ByteRecord::new();
        let mut cells: Vec<Cell> = Vec::new();
        let mut last_number = 0;
        loop {
            let more =
                csv.read_byte_record(&mut record).map_err(|error| match error.into_kind() {
                    csv::ErrorKind::Io(source) => Error::read(&self.path, source),
                    _ => Error::malformed(&self.path, None, "sheet.broken", "no CSV"),
                })?;
            let line = first_line(&record, csv.position(), csv.get_ref());
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
            let last = record.len().saturating_sub(1);
            for (at, (cell, bytes)) in cells.iter_mut().zip(&record).enumerate() {
                // What remains of CRLF.
                let bytes = match bytes {
                    [bytes @ .., b'\r'] if at == last && self.line_end == LineEnd::CrLf => bytes,
                    bytes => bytes,
                };
                cell.text.clear();
                cell.fault = match std::str::from_utf8(bytes) {
                    Ok(text) => {
                        cell.text.push_str(unguarded(text));
                        None
                    }
                    Err(_) => Some(Fault::NotUtf8),
                };
            }
            // Lines that end in CR alone are not counted by the parser.
            let number = if self.line_end == LineEnd::Cr { last_number + 1 } else { line };
            last_number = number;
            if sink(number, &mut cells)? == ControlFlow::Break(()) {
                return Ok(());
            }
        }
    }
}

/// The line that a record begins in, from the one that it ends in: the parser
/// skips blank lines and takes them for the record's beginning.
fn first_line<R: Read>(record: &ByteRecord, end: &csv::Position, guard: &Guard<R>) -> u64 {
    // One more than there are line ends in its cells.
    let lines = record.as_slice().split(|byte| *byte == b'\n').count() as u64;
    let next = end.line() + u64::from(!guard.closed_line(end.byte()));
    next.saturating_sub(lines)
}

/// What an export put before a cell, lest a spreadsheet takes it for a
/// formula, is taken away.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if super::super::is_formula_like(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// The separator: as the line `sep=;` says, else the one that most lines have
/// equally often.
fn separator(head: &str) -> u8 {
    if let Some(line) = head.lines().next()
        && let Some(stated) = line.strip_prefix("sep=")
        && let [separator @ (b',' | b';' | b'\t' | b'|')] = stated.as_bytes()
    {
        return *separator;
    }
    // The comma first where several are equal.
    let candidates = [b',', b';', b'\t', b'|'];
    let lines = counts(head, candidates);
    let score = |at: usize| {
        let mut counts: Vec<u32> =
            lines.iter().map(|line| line[at]).filter(|count| *count > 0).collect();
        counts.sort_unstable();
        let groups = counts.chunk_by(|a, b| a == b);
        groups.map(|group| (group.len(), group[0])).max().unwrap_or_default()
    };
    let best = (0..candidates.len()).rev().max_by_key(|at| score(*at)).unwrap_or_default();
    candidates[best]
}

/// How often each candidate stands in each line, outside quotes.
fn counts(head: &str, candidates: [u8; 4]) -> Vec<[u32; 4]> {
    let (mut lines, mut line, mut quoted) = (Vec::new(), [0; 4], false);
    for byte in head.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => lines.push(std::mem::take(&mut line)),
            byte if !quoted => {
                if let Some(at) = candidates.iter().position(|known| *known == byte) {
                    line[at] += 1;
                }
            }
            _ => {}
        }
    }
    lines.push(line);
    lines
}

/// How the first line ends, outside quotes.
fn line_end(head: &str) -> LineEnd {
    let (mut quoted, mut before) = (false, 0);
    for byte in head.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && before == b'\r' => return LineEnd::CrLf,
            b'\n' if !quoted => return LineEnd::Lf,
            _ if !quoted && before == b'\r' => return LineEnd::Cr,
            _ => {}
        }
        before = byte;
    }
    if before == b'\r' && !quoted { LineEnd::Cr } else { LineEnd::Lf }
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
        assert_eq!(separator("a,b\n1;2;3;4,x\n1;2;3;4;5,y\n"), b',');
    }

    #[test]
    fn no_row_is_lost_to_line_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        for (text, numbers) in [
            ("a,b\n1,\"x\ny\"\n\n2,z\n", [1, 2, 5]),
            ("a,b\r\n1,\"x\r\ny\"\r\n\r\n2,z\r\n", [1, 2, 5]),
            ("a,b\r1,\"x\ry\"\r2,z", [1, 2, 3]),
        ] {
            std::fs::write(&path, text).unwrap();
            let file = File::open(&path).unwrap();
            let mut book = CsvText::new(file, &path, &Limits::default()).unwrap();
            let mut got = Vec::new();
            book.rows(0, &mut |number, cells| {
                if cells.iter().any(|cell| !cell.is_blank()) {
                    got.push((number, cells[1].text.replace(['\r', '\n'], "|")));
                }
                Ok(ControlFlow::Continue(()))
            })
            .unwrap();
            let middle = if text.contains("x\r\n") { "x||y" } else { "x|y" };
            let wanted = [(numbers[0], "b"), (numbers[1], middle), (numbers[2], "z")];
            assert_eq!(got, wanted.map(|(number, text)| (number, text.to_owned())), "{text:?}");
        }
    }

    #[test]
    fn guards_of_exports_are_taken_away() {
        for (text, wanted) in [("'=1+1", "=1+1"), ("''-x", "'-x"), ("'x", "'x"), ("''", "''")] {
            assert_eq!(unguarded(text), wanted);
        }
    }
}
