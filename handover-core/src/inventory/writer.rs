use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::columns::Columns;
use super::header::Header;
use super::row::Row;
use super::schema::Kind;
use crate::description::Record;
use crate::error::{Error, Result};
use crate::path::nfc;

/// Writes a table in the one dialect: UTF-8 without mark, LF, comma, quotes
/// only where RFC 4180 needs them. Equal rows give equal bytes.
///
/// Cells of path columns become Unicode form C; every other cell stays as it
/// is. Without a row nothing is written, not even a header.
pub struct TableWriter<W: Write> {
    csv: csv::Writer<W>,
    path: PathBuf,
    columns: Columns,
    is_path: Vec<bool>,
    // Where the writer's columns stand in the header last met.
    plan: Option<(Arc<Header>, Vec<Option<usize>>)>,
    rows: u64,
}

impl<W: Write> TableWriter<W> {
    /// A writer of `columns`. `path` is what errors speak of.
    pub fn new(output: W, columns: Columns, path: impl Into<PathBuf>) -> Self {
        let csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .quote_style(csv::QuoteStyle::Necessary)
            .from_writer(output);
        let schema = columns.table().schema();
        let kind = |name: &str| schema.column(name).map(|column| column.kind);
        let is_path = columns.names().map(|name| kind(name) == Some(Kind::Path)).collect();
        TableWriter { csv, path: path.into(), columns, is_path, plan: None, rows: 0 }
    }

    /// Rows written so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes a row as it was read.
    ///
    /// # Errors
    /// Where the output cannot be written, or a cell has no column here.
    pub fn write_row(&mut self, row: &Row<'_>) -> Result<()> {
        self.write_row_with(row, &[])
    }

    /// Writes a row with other texts in the named columns, as when a file
    /// travels under another name.
    ///
    /// # Errors
    /// Where the output cannot be written, or a cell has no column here.
    pub fn write_row_with(&mut self, row: &Row<'_>, other: &[(&str, &str)]) -> Result<()> {
        let plan = match self.plan.take() {
            Some((header, plan)) if Arc::ptr_eq(&header, row.header) => plan,
            _ => self.columns.names().map(|name| row.header.position(name)).collect(),
        };
        for (name, _, cell) in row.cells() {
            self.refuse_loss(name, cell)?;
        }
        for (name, text) in other {
            self.refuse_loss(name, text)?;
        }
        self.begin()?;
        for (at, place) in plan.iter().enumerate() {
            let name = self.columns.names().nth(at).unwrap_or_default();
            let new = other.iter().find(|(column, _)| *column == name);
            let cell = new.map_or_else(|| row.at(*place), |(_, text)| *text);
            self.cell(at, cell)?;
        }
        self.plan = Some((Arc::clone(row.header), plan));
        self.end()
    }

    /// Writes a struct as a row.
    ///
    /// # Errors
    /// Where the output cannot be written, or a cell has no column here.
    pub fn write_record<T: Record>(&mut self, record: &T) -> Result<()> {
        let mut cells = vec![String::new(); self.columns.names().len()];
        let mut lost = None;
        record.each_cell(&mut |name, cell| match self.columns.position(name) {
            Some(at) => cell.clone_into(&mut cells[at]),
            None if cell.is_empty() => {}
            None => lost = Some(name),
        });
        if let Some(name) = lost {
            return Err(self.loss(name));
        }
        self.begin()?;
        for (at, cell) in cells.iter().enumerate() {
            self.cell(at, cell)?;
        }
        self.end()
    }

    /// Brings everything to the output and gives it back.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.csv.flush().map_err(|source| Error::write(&self.path, source))?;
        self.csv.into_inner().map_err(|error| Error::write(&self.path, error.into_error()))
    }

    fn begin(&mut self) -> Result<()> {
        if self.rows == 0 {
            self.csv
                .write_record(self.columns.names())
                .map_err(|error| failed(&self.path, error))?;
        }
        self.rows += 1;
        Ok(())
    }

    fn cell(&mut self, at: usize, text: &str) -> Result<()> {
        let text = if self.is_path[at] { Cow::Owned(nfc(text)) } else { Cow::Borrowed(text) };
        self.csv.write_field(text.as_bytes()).map_err(|error| failed(&self.path, error))
    }

    fn end(&mut self) -> Result<()> {
        self.csv.write_record(None::<&[u8]>).map_err(|error| failed(&self.path, error))
    }

    /// An archive's text is never dropped without a word.
    fn refuse_loss(&self, name: &str, cell: &str) -> Result<()> {
        if cell.is_empty() || self.columns.position(name).is_some() {
            return Ok(());
        }
        Err(self.loss(name))
    }

    fn loss(&self, name: &str) -> Error {
        let known = self.columns.table().schema().column(name).map_or("", |column| column.name);
        let problem = format!("no column for a cell of {known:?}");
        Error::malformed(&self.path, Some(self.rows + 1), "table.column", problem)
    }
}

fn failed(path: &std::path::Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::write(path, source),
        _ => Error::malformed(path, None, "table.row", "rows of different lengths"),
    }
}
