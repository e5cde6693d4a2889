//! The binary format before 2007 ([MS-XLS]). It is read whole; what it would
//! cost is counted first.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xls as Calamine};

use super::display::{DateParts, Format};
use super::xml::broken;
use super::{Cell, Fault, Merge, RowSink, Workbook};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;

pub(super) struct Xls {
    book: Calamine<BufReader<File>>,
    names: Vec<String>,
    path: PathBuf,
    limits: Limits,
}

impl Xls {
    pub(super) fn new(file: File, path: &Path, limits: &Limits) -> Result<Self> {
        let mut file = BufReader::new(file);
        look_first(&mut file, path, limits)?;
        file.seek(SeekFrom::Start(0)).reading(path)?;
        let book = Calamine::new(file).map_err(|_| broken(path))?;
        let names = book.sheet_names();
        Ok(Xls { book, names, path: path.to_path_buf(), limits: *limits })
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
            cells.extend(row.iter().map(cell));
            let used = cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
            cells.truncate(used);
            let limit = self.limits.sheet_columns;
            if used > limit {
                let (path, limit) = (self.path.clone(), limit as u64);
                return Err(ErrorKind::Limit { path, what: "columns", limit }.into());
            }
            let number = u64::from(first_row) + at as u64 + 1;
            if used > 0 && sink(number, &mut cells)? == ControlFlow::Break(()) {
                return Ok(());
            }
        }
        Ok(())
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::default(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(number) => Cell::text(number.to_string()),
        Data::Float(number) => Cell::text(Format::General.show(&number.to_string(), false)),
        Data::Bool(value) => Cell::text(if *value { "TRUE" } else { "FALSE" }),
        // The serial number is that of the workbook's own epoch, which only
        // the library knows.
        Data::DateTime(time) if time.is_datetime() && time.as_f64() >= 1.0 => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            Cell::text(format!("{day:02}/{month:02}/{year:04}"))
        }
        Data::DateTime(time) => {
            let serial = time.as_f64().to_string();
            Cell::text(Format::Date(DateParts::Time).show(&serial, false))
        }
        Data::Error(_) => Cell::fault(Fault::FormulaError),
    }
}

/// Counts the cells that the sheets would unfold to: two cells at opposite
/// corners make a grid of millions.
fn look_first(file: &mut BufReader<File>, path: &Path, limits: &Limits) -> Result<()> {
    let mut container = cfb::CompoundFile::open(&mut *file).map_err(|_| broken(path))?;
    if container.is_stream("EncryptedPackage") {
        let problem = "the workbook is encrypted";
        return Err(Error::malformed(path, None, "sheet.encrypted", problem));
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| container.is_stream(name));
    let name = name.ok_or_else(|| broken(path))?;
    let stream = container.open_stream(name).map_err(|_| broken(path))?;
    let mut records = BufReader::with_capacity(64 << 10, stream);
    let (mut whole, mut area) = (0_u64, Area::default());
    loop {
        let mut head = [0; 4];
        match records.read_exact(&mut head) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break,
            Err(_) => return Err(broken(path)),
        }
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = u16::from_le_bytes([head[2], head[3]]);
        let mut body = vec![0; usize::from(length)];
        if records.read_exact(&mut body).is_err() {
            break;
        }
        match kind {
            // FILEPASS.
            0x002f => {
                let problem = "the workbook is encrypted";
                return Err(Error::malformed(path, None, "sheet.encrypted", problem));
            }
            // BOF begins a sheet.
            0x0809 | 0x0409 | 0x0209 | 0x0009 => {
                whole = whole.saturating_add(std::mem::take(&mut area).cells());
            }
            _ => {
                if let [a, b, c, d, ..] = body[..]
                    && is_cell(kind)
                {
                    let (row, column) = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
                    area.add(row, column, u16::try_from(body.len() / 6).unwrap_or(u16::MAX));
                }
            }
        }
    }
    let limit = limits.sheet_cells;
    if whole.saturating_add(area.cells()) > limit {
        let path = path.to_path_buf();
        return Err(ErrorKind::Limit { path, what: "cells", limit }.into());
    }
    Ok(())
}

/// Records that begin with a row and a column: FORMULA, MULRK, MULBLANK,
/// RSTRING, LABELSST, BLANK to BOOLERR, ARRAY, RK.
fn is_cell(kind: u16) -> bool {
    matches!(
        kind,
        0x0001..=0x0006 | 0x00bd | 0x00be | 0x00d6 | 0x00fd | 0x0200..=0x0206 | 0x0406 | 0x027e
    )
}

#[derive(Default)]
struct Area(Option<(u16, u16, u16, u16)>);

impl Area {
    fn add(&mut self, row: u16, column: u16, wide: u16) {
        let (top, left, bottom, right) = self.0.unwrap_or((row, column, row, column));
        let last = column.saturating_add(wide);
        self.0 = Some((top.min(row), left.min(column), bottom.max(row), right.max(last)));
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |(top, left, bottom, right)| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }
}
