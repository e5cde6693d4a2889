//! The binary format before 2007 ([MS-XLS]). It is read whole; what it would
//! cost is counted first.

mod scan;

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xls as Calamine};

use super::display::{DateParts, Format};
use super::xml::broken;
use super::{Cell, Fault, Merge, RowSink, Workbook};
use crate::error::{ErrorKind, IoContext, Result};
use crate::limits::Limits;

pub(super) struct Xls {
    book: Calamine<BufReader<File>>,
    names: Vec<String>,
    formats: scan::Formats,
    path: PathBuf,
    limits: Limits,
}

impl Xls {
    pub(super) fn new(file: File, path: &Path, limits: &Limits) -> Result<Self> {
        let mut file = BufReader::new(file);
        let formats = scan::look_first(&mut file, path, limits)?;
        file.seek(SeekFrom::Start(0)).reading(path)?;
        let book = Calamine::new(file).map_err(|_| broken(path))?;
        let names = book.sheet_names();
        Ok(Xls { book, names, formats, path: path.to_path_buf(), limits: *limits })
    }
}

impl Workbook for Xls {
    fn sheets(&self) -> &[String] {
        &self.names
    }

    fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>> {
        let Some(name) = self.names.get(sheet) else { return Ok(Vec::new()) };
        let spans = self.book.merge_cells_by_sheet_name(name).map_err(|_| broken(&self.path))?;
        let merge = |span: calamine::Dimensions| Merge {
            first_row: u64::from(span.start.0) + 1,
            last_row: u64::from(span.end.0) + 1,
            first_column: span.start.1 as usize,
            last_column: span.end.1 as usize,
        };
        Ok(spans.into_iter().map(merge).collect())
    }

    fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<()> {
        let Some(name) = self.names.get(sheet) else { return Ok(()) };
        let range = self.book.worksheet_range(name).map_err(|_| broken(&self.path))?;
        let Some((first_row, first_column)) = range.start() else { return Ok(()) };
        let mut cells: Vec<Cell> = Vec::new();
        for (at, row) in range.rows().enumerate() {
            cells.clear();
            cells.resize_with(first_column as usize, Cell::default);
            let number = first_row + u32::try_from(at).unwrap_or(u32::MAX);
            cells.extend((first_column..).zip(row).map(|(column, data)| {
                cell(data, self.formats.of(sheet, number, column), self.formats.since_1904)
            }));
            let used = cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
            cells.truncate(used);
            let limit = self.limits.sheet_columns;
            if used > limit {
                let (path, limit) = (self.path.clone(), limit as u64);
                return Err(ErrorKind::Limit { path, what: "columns", limit }.into());
            }
            if used > 0 && sink(u64::from(number) + 1, &mut cells)? == ControlFlow::Break(()) {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// What a cell displays. The library says what is a date, the format how much
/// of it is shown.
fn cell(data: &Data, format: Format, since_1904: bool) -> Cell {
    match data {
        Data::Empty => Cell::default(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(number) => Cell::text(format.show(&number.to_string(), since_1904)),
        Data::Float(number) => Cell::text(format.show(&number.to_string(), since_1904)),
        Data::Bool(value) => Cell::text(if *value { "TRUE" } else { "FALSE" }),
        Data::DateTime(time) => {
            let day =
                Format::Date(if time.is_datetime() { DateParts::Day } else { DateParts::Time });
            let format = if matches!(format, Format::Date(_)) { format } else { day };
            Cell::text(format.show(&time.as_f64().to_string(), since_1904))
        }
        Data::Error(_) => Cell::fault(Fault::FormulaError),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTime, ExcelDateTimeType};

    use super::*;

    #[test]
    fn cells_are_what_they_display() {
        let padded = Format::of_code("000");
        let year = Format::of_code("yyyy");
        let day = |kind| Data::DateTime(ExcelDateTime::new(36_965.5, kind, false));
        let general = Format::default();
        let cases = [
            (Data::String("007".to_owned()), padded, "007"),
            (Data::Float(7.0), padded, "007"),
            (Data::Float(0.25), general, "0.25"),
            (Data::Int(7), general, "7"),
            (Data::Bool(true), general, "TRUE"),
            (day(ExcelDateTimeType::DateTime), general, "15/03/2001"),
            (day(ExcelDateTimeType::DateTime), year, "2001"),
            (Data::Empty, padded, ""),
        ];
        for (data, format, wanted) in cases {
            assert_eq!(cell(&data, format, false), Cell::text(wanted), "{data:?}");
        }
        let span = cell(&day(ExcelDateTimeType::TimeDelta), general, false).text;
        assert!(!span.contains("2001"), "a span of time is no day: {span}");
        let error = cell(&Data::Error(CellErrorType::NA), general, false);
        assert_eq!(error, Cell::fault(Fault::FormulaError));
    }
}
