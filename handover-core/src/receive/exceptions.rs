//! `exceptions.csv`: what custody does not pass for, as people list it.

use std::io::Read;
use std::path::{Path, PathBuf};

use csv::StringRecord;

use crate::custody::{Exception, ExceptionKind, Line};
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;

/// The columns; `kind` must be there, and one of `path` and `dossier`.
const COLUMNS: [&str; 5] = ["path", "dossier", "fonds", "kind", "note"];

/// Exceptions in the order of their list, each with its row, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions(pub(super) Vec<Exception>);

impl Exceptions {
    /// Those of a program; their rows are their places in the list.
    pub const fn new(exceptions: Vec<Exception>) -> Self {
        Exceptions(exceptions)
    }

    /// Reads a table with a header of `path`, `dossier`, `fonds`, `kind` and
    /// `note`, in any order; `file` is what errors call it.
    ///
    /// # Errors
    /// `Malformed` with the line, and never a value of the file; `Read`,
    /// `Limit`.
    pub fn read(input: impl Read, file: &Path, limits: &Limits) -> Result<Self> {
        let limit = limits.receipt_bytes as u64;
        let csv = csv::Reader::from_reader(input.take(limit + 1));
        let mut reader = Reader { csv, file: file.to_path_buf(), limit };
        let header = reader.csv.headers().cloned();
        let header = header.map_err(|error| reader.unreadable(error))?;
        let places = reader.places(&header)?;
        let mut exceptions = Vec::new();
        let mut record = StringRecord::new();
        while reader.next(&mut record)? {
            exceptions.push(reader.exception(&record, places)?);
        }
        Ok(Exceptions(exceptions))
    }
}

struct Reader<R: Read> {
    csv: csv::Reader<std::io::Take<R>>,
    file: PathBuf,
    limit: u64,
}

impl<R: Read> Reader<R> {
    fn places(&self, header: &StringRecord) -> Result<[Option<usize>; 5]> {
        let mut places = [None; 5];
        for (at, name) in header.iter().enumerate() {
            let name = if at == 0 { name.trim_start_matches('\u{feff}') } else { name };
            let column = COLUMNS.iter().position(|column| *column == name.trim());
            let place = column.map(|column| &mut places[column]);
            let Some(place) = place.filter(|place| place.is_none()) else {
                return Err(self.wrong(Some(1), "exceptions.columns"));
            };
            *place = Some(at);
        }
        let [path, dossier, _, kind, _] = places;
        if kind.is_none() || (path.is_none() && dossier.is_none()) {
            return Err(self.wrong(Some(1), "exceptions.columns"));
        }
        Ok(places)
    }

    fn next(&mut self, record: &mut StringRecord) -> Result<bool> {
        let more = self.csv.read_record(record);
        // A table that was cut off here has a last row that is none.
        if self.csv.get_ref().limit() == 0 {
            let (path, what, limit) = (self.file.clone(), "bytes", self.limit);
            return Err(ErrorKind::Limit { path, what, limit }.into());
        }
        more.map_err(|error| self.unreadable(error))
    }

    fn exception(&self, record: &StringRecord, places: [Option<usize>; 5]) -> Result<Exception> {
        let line = record.position().map(csv::Position::line);
        let cell = |column: usize| -> Result<Option<Line>> {
            let text = places[column].and_then(|at| record.get(at)).unwrap_or_default().trim();
            if text.is_empty() {
                return Ok(None);
            }
            text.parse().map(Some).map_err(|_| self.wrong(line, "exceptions.cell"))
        };
        let kind = places[3].and_then(|at| record.get(at)).unwrap_or_default().trim();
        let kind: ExceptionKind = kind.parse().map_err(|_| self.wrong(line, "exceptions.kind"))?;
        let (path, dossier, fonds, note) = (cell(0)?, cell(1)?, cell(2)?, cell(4)?);
        if path.is_some() == dossier.is_some() || (fonds.is_some() && dossier.is_none()) {
            return Err(self.wrong(line, "exceptions.subject"));
        }
        Ok(Exception { path, fonds, dossier, kind, note })
    }

    fn wrong(&self, line: Option<u64>, code: &'static str) -> Error {
        Error::malformed(&self.file, line, code, code)
    }

    fn unreadable(&self, error: csv::Error) -> Error {
        let line = error.position().map(csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(source) => Error::read(&self.file, source),
            _ => self.wrong(line, "exceptions.table"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Exceptions> {
        Exceptions::read(text.as_bytes(), Path::new("e.csv"), &Limits::default())
    }

    #[test]
    fn files_and_dossiers_are_told_apart() {
        let read = read(
            "\u{feff}kind,note,dossier,path,fonds\ndamaged,Ố nước,,01/1.pdf,\nmissing,,HS.02,,P14\n",
        )
        .unwrap();
        let [file, dossier] = &read.0[..] else { panic!() };
        assert_eq!(file.path.as_ref().map(Line::as_str), Some("01/1.pdf"));
        assert_eq!(file.note.as_ref().map(Line::as_str), Some("Ố nước"));
        assert_eq!(dossier.dossier.as_ref().map(Line::as_str), Some("HS.02"));
        assert_eq!((dossier.kind, dossier.fonds.is_some()), (ExceptionKind::Missing, true));
    }

    #[test]
    fn what_is_wrong_is_told_by_line_without_values() {
        for (text, place) in [
            ("kind,note\nmissing,x\n", "e.csv:1: exceptions.columns"),
            ("path,kind,kind\n", "e.csv:1: exceptions.columns"),
            ("path,kind,Tên\n", "e.csv:1: exceptions.columns"),
            ("path,kind\nKín,lost\n", "e.csv:2: exceptions.kind"),
            ("path,dossier,kind\nKín,1,missing\n", "e.csv:2: exceptions.subject"),
            ("path,fonds,kind\nKín,P,missing\n", "e.csv:2: exceptions.subject"),
            ("path,kind\nKín\u{7}x,missing\n", "e.csv:2: exceptions.cell"),
            ("path,kind\nKín\n", "e.csv:2: exceptions.table"),
        ] {
            let told = read(text).unwrap_err().to_string();
            assert_eq!(told, place, "{text}");
        }
        let limits = Limits { receipt_bytes: 30, ..Limits::default() };
        let long = "path,kind\n01/1.pdf,missing\n02/1.pdf,missing\n";
        let error = Exceptions::read(long.as_bytes(), Path::new("e"), &limits).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { .. }));
    }
}
