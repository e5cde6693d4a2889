use std::io::Read;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::{ByteRecord, StringRecord};

use super::Sink;
use super::guard::Guard;
use super::header::{self, Header};
use super::problem::{HeaderProblem, RowProblem};
use super::row::Row;
use super::schema::Table;
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Location};
use crate::limits::Limits;

/// Reads a table row by row, holding one.
///
/// A row that cannot be read is a finding and is passed over; a quote that
/// does not close, text after one that did, and a record beyond
/// [`Limits::record_bytes`] end the table with a finding, because nobody can
/// say where the next row begins.
pub struct TableReader<R> {
    csv: csv::Reader<Guard<R>>,
    path: PathBuf,
    header: Arc<Header>,
    record: StringRecord,
    /// Rows met so far, readable or not.
    number: u64,
    ended: bool,
}

/// What one step of the parser gave.
enum Step {
    Text,
    Problem(RowProblem),
    End,
}

impl<R: Read> TableReader<R> {
    /// Reads the header of `table` from `input`; what is wrong with it goes to
    /// `report`. `path` is what errors speak of.
    ///
    /// # Errors
    /// Where `input` cannot be read.
    pub fn new(
        input: R,
        table: Table,
        path: impl Into<PathBuf>,
        limits: &Limits,
        report: &mut Sink<'_>,
    ) -> Result<Self> {
        let guard = Guard::new(input, limits.record_bytes);
        // Uneven rows are found by us, with their number.
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(64 << 10)
            .from_reader(guard);
        let mut reader = TableReader {
            csv,
            path: path.into(),
            header: Arc::new(Header::new(table, Vec::new())),
            record: StringRecord::new(),
            number: 0,
            ended: false,
        };
        let problem = match reader.step()? {
            Step::Text => {
                let names = reader.record.iter().map(ToOwned::to_owned).collect();
                reader.header = Arc::new(Header::new(table, names));
                reader.header.check(report);
                return Ok(reader);
            }
            Step::Problem(_) => HeaderProblem::Unreadable,
            Step::End => HeaderProblem::Absent,
        };
        report(header::finding(table, problem));
        reader.ended = true;
        Ok(reader)
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What errors speak of.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The next row that can be read; what cannot goes to `report`.
    ///
    /// # Errors
    /// Where the input cannot be read.
    pub fn read(&mut self, report: &mut Sink<'_>) -> Result<Option<Row<'_>>> {
        loop {
            if self.ended {
                return Ok(None);
            }
            let step = self.step()?;
            if matches!(step, Step::End) {
                self.ended = true;
                continue;
            }
            self.number += 1;
            match step {
                Step::Text if self.record.len() == self.header.names().len() => break,
                Step::Text => {
                    let wanted = self.header.names().len() as u64;
                    let found = self.record.len() as u64;
                    report(
                        self.problem(RowProblem::Cells).with("wanted", wanted).with("found", found),
                    );
                }
                Step::Problem(problem) => report(self.problem(problem)),
                Step::End => {}
            }
        }
        Ok(Some(Row { header: &self.header, record: &self.record, number: self.number }))
    }

    fn problem(&self, problem: RowProblem) -> Finding {
        let location = Location::row(self.header.table().code(), self.number);
        Finding::new(Code::TableRow, location).with("problem", problem.code())
    }

    fn step(&mut self) -> Result<Step> {
        let mut bytes = mem::take(&mut self.record).into_byte_record();
        let read = self.csv.read_byte_record(&mut bytes).map_err(|error| self.error(error))?;
        let end = self.csv.position().byte();
        if let Some(fault) = self.csv.get_ref().fault()
            && (!read || end > fault.start)
        {
            self.ended = true;
            return Ok(Step::Problem(fault.problem));
        }
        if !read {
            return Ok(Step::End);
        }
        Ok(self.take(bytes))
    }

    fn take(&mut self, bytes: ByteRecord) -> Step {
        match StringRecord::from_byte_record(bytes) {
            Ok(record) => {
                self.record = record;
                Step::Text
            }
            Err(_) => Step::Problem(RowProblem::NotUtf8),
        }
    }

    fn error(&self, error: csv::Error) -> Error {
        let line = error.position().map(csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(source) => Error::read(&self.path, source),
            // Bytes are not decoded and rows may be uneven: nothing else is left.
            _ => Error::malformed(&self.path, line, "table.row", "not a CSV record"),
        }
    }
}
