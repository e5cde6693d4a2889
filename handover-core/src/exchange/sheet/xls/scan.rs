//! A look over the records of a workbook before it is read ([MS-XLS] 2.3): what
//! its sheets would unfold to, and how its numbers are displayed.

use std::collections::HashMap;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use super::super::display::Format;
use super::super::xml::broken;
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;

/// How numbers are displayed, where it is not as they are.
#[derive(Debug, Default)]
pub(super) struct Formats {
    pub(super) since_1904: bool,
    /// By sheet, row and column.
    cells: HashMap<(u16, u16, u16), Format>,
}

impl Formats {
    pub(super) fn of(&self, sheet: usize, row: u32, column: u32) -> Format {
        let place = (u16::try_from(sheet), u16::try_from(row), u16::try_from(column));
        let (Ok(sheet), Ok(row), Ok(column)) = place else { return Format::General };
        self.cells.get(&(sheet, row, column)).copied().unwrap_or_default()
    }
}

/// Counts the cells that the sheets would unfold to (two cells at opposite
/// corners make a grid of millions), and keeps the formats.
pub(super) fn look_first<R: Read + Seek>(
    file: &mut R,
    path: &Path,
    limits: &Limits,
) -> Result<Formats> {
    let mut container = cfb::CompoundFile::open(file).map_err(|_| broken(path))?;
    let encrypted = || {
        let problem = "the workbook is encrypted";
        Err(Error::malformed(path, None, "sheet.encrypted", problem))
    };
    if container.is_stream("EncryptedPackage") {
        return encrypted();
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| container.is_stream(name));
    let name = name.ok_or_else(|| broken(path))?;
    let stream = container.open_stream(name).map_err(|_| broken(path))?;
    let mut records = BufReader::with_capacity(64 << 10, stream);
    let mut scan = Scan::default();
    let (mut body, mut offset) = (Vec::new(), 0_u64);
    loop {
        let mut head = [0; 4];
        if records.read_exact(&mut head).is_err() {
            break;
        }
        let kind = u16::from_le_bytes([head[0], head[1]]);
        body.resize(usize::from(u16::from_le_bytes([head[2], head[3]])), 0);
        if records.read_exact(&mut body).is_err() {
            break;
        }
        // FILEPASS.
        if kind == 0x002f {
            return encrypted();
        }
        scan.record(kind, &body, offset);
        offset += 4 + body.len() as u64;
    }
    let whole = scan.whole.saturating_add(scan.area.cells());
    if whole > limits.sheet_cells {
        let (path, limit) = (path.to_path_buf(), limits.sheet_cells);
        return Err(ErrorKind::Limit { path, what: "cells", limit }.into());
    }
    Ok(scan.formats)
}

#[derive(Default)]
struct Scan {
    formats: Formats,
    /// Where each sheet begins, in the order of the sheets.
    sheets: Vec<u64>,
    /// The sheet that the records are of.
    sheet: Option<u16>,
    own: HashMap<u16, Format>,
    /// The format of each style.
    styles: Vec<Format>,
    whole: u64,
    area: Area,
}

impl Scan {
    fn record(&mut self, kind: u16, body: &[u8], offset: u64) {
        let word = |at: usize| match body.get(at..at + 2) {
            Some([low, high]) => u16::from_le_bytes([*low, *high]),
            _ => 0,
        };
        match kind {
            // BOF.
            0x0809 | 0x0409 | 0x0209 | 0x0009 => {
                self.whole = self.whole.saturating_add(std::mem::take(&mut self.area).cells());
                let at = self.sheets.iter().position(|begin| *begin == offset);
                self.sheet = at.and_then(|at| u16::try_from(at).ok());
            }
            // BOUNDSHEET.
            0x0085 => self.sheets.push(u64::from(word(0)) | u64::from(word(2)) << 16),
            // DATEMODE.
            0x0022 => self.formats.since_1904 = word(0) == 1,
            // FORMAT.
            0x041e => {
                if let Some(code) = format_code(body) {
                    self.own.insert(word(0), Format::of_code(&code));
                }
            }
            // XF.
            0x00e0 => {
                let id = word(2);
                let built_in = || Format::built_in(u32::from(id));
                self.styles.push(self.own.get(&id).copied().unwrap_or_else(built_in));
            }
            _ if is_cell(kind) && body.len() >= 4 => {
                let (row, column) = (word(0), word(2));
                // MULRK and MULBLANK hold a style and six or two bytes a cell.
                let wide = if kind == 0x00bd { (body.len().saturating_sub(6)) / 6 } else { 1 };
                let blanks = if kind == 0x00be { body.len() / 2 } else { 1 };
                let most = u16::try_from(wide.max(blanks)).unwrap_or(u16::MAX);
                self.area.add(row, column, most.max(1));
                for (at, column) in (column..=u16::MAX).enumerate().take(wide) {
                    self.style(row, column, word(4 + at * 6));
                }
            }
            _ => {}
        }
    }

    fn style(&mut self, row: u16, column: u16, style: u16) {
        let format = self.styles.get(usize::from(style)).copied().unwrap_or_default();
        if let Some(sheet) = self.sheet.filter(|_| format != Format::General) {
            self.formats.cells.insert((sheet, row, column), format);
        }
    }
}

/// The code of a FORMAT record of Excel 97 and later.
fn format_code(body: &[u8]) -> Option<String> {
    let (head, rest) = body.split_at_checked(5)?;
    let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
    if head[4] & 1 == 0 {
        return Some(rest.iter().take(length).map(|byte| char::from(*byte)).collect());
    }
    let units = rest.chunks_exact(2).take(length);
    let units: Vec<u16> = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

/// Records that begin with a row and a column: FORMULA, MULRK, MULBLANK,
/// RSTRING, LABELSST, BLANK to BOOLERR, ARRAY, RK.
fn is_cell(kind: u16) -> bool {
    matches!(
        kind,
        0x0001..=0x0006 | 0x00bd | 0x00be | 0x00d6 | 0x00fd | 0x0200..=0x0206 | 0x0406 | 0x027e
    )
}

/// The rectangle that the cells of a sheet span.
#[derive(Default)]
struct Area(Option<(u16, u16, u16, u16)>);

impl Area {
    fn add(&mut self, row: u16, column: u16, wide: u16) {
        let (top, left, bottom, right) = self.0.unwrap_or((row, column, row, column));
        let last = column.saturating_add(wide - 1);
        self.0 = Some((top.min(row), left.min(column), bottom.max(row), right.max(last)));
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |(top, left, bottom, right)| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::super::super::display::DateParts;
    use super::*;

    /// A container with the records in its workbook.
    fn looked(stream: &str, records: &[(u16, &[u8])], limits: &Limits) -> Result<Formats> {
        let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut workbook = container.create_stream(stream).unwrap();
        for (kind, body) in records {
            workbook.write_all(&kind.to_le_bytes()).unwrap();
            workbook.write_all(&u16::try_from(body.len()).unwrap().to_le_bytes()).unwrap();
            workbook.write_all(body).unwrap();
        }
        workbook.flush().unwrap();
        drop(workbook);
        look_first(&mut container.into_inner(), Path::new("l.xls"), limits)
    }

    fn cell(row: u16, column: u16) -> [u8; 10] {
        let ([a, b], [c, d]) = (row.to_le_bytes(), column.to_le_bytes());
        [a, b, c, d, 0, 0, 0, 0, 0, 0]
    }

    #[test]
    fn two_cells_at_opposite_corners_are_a_grid() {
        let limits = Limits { sheet_cells: 20, ..Limits::default() };
        let (near, far, further) = (cell(0, 0), cell(3, 4), cell(3, 5));
        let of = |last: &[u8; 10]| {
            let records: [(u16, &[u8]); 3] = [(0x0809, &[0; 16]), (0x0203, &near), (0x0203, last)];
            looked("Workbook", &records, &limits)
        };
        assert!(of(&far).is_ok());
        assert_eq!(of(&further).unwrap_err().code(), "error.limit");
    }

    #[test]
    fn a_password_is_told_apart_from_damage() {
        let limits = Limits::default();
        let told = |result: Result<Formats>| format!("{:?}", result.unwrap_err().kind());
        let filepass = looked("Workbook", &[(0x0809, &[0; 16]), (0x002f, &[0; 6])], &limits);
        assert!(told(filepass).contains("sheet.encrypted"));
        assert!(told(looked("EncryptedPackage", &[], &limits)).contains("sheet.encrypted"));
        assert!(told(looked("Other", &[], &limits)).contains("sheet.broken"));
    }

    #[test]
    fn a_cell_is_displayed_by_the_style_of_its_own_sheet() {
        // BOUNDSHEET says where the sheet begins: behind all records of the book.
        let custom = [&[164, 0, 4, 0, 0][..], b"yyyy"].concat();
        let style = |id: u8| [0, 0, id, 0];
        let (general, year) = (style(0), style(164));
        let date = style(14);
        let book = [4 + 16, 4 + 8, 4 + custom.len(), 4 + 4, 4 + 4, 4 + 4, 4 + 2];
        let begin = u8::try_from(book.iter().sum::<usize>()).unwrap();
        let sheet = [begin, 0, 0, 0, 0, 0, 0, 0];
        let mut number = cell(1, 2);
        number[4] = 1;
        let mut other = cell(1, 3);
        other[4] = 2;
        let records: [(u16, &[u8]); 10] = [
            (0x0809, &[0; 16]),
            (0x0085, &sheet),
            (0x041e, &custom),
            (0x00e0, &general),
            (0x00e0, &year),
            (0x00e0, &date),
            (0x0022, &[1, 0]),
            (0x0809, &[0; 16]),
            (0x027e, &number),
            (0x027e, &other),
        ];
        let formats = looked("Book", &records, &Limits::default()).unwrap();
        assert!(formats.since_1904);
        assert_eq!(formats.of(0, 1, 2), Format::Date(DateParts::Year));
        assert_eq!(formats.of(0, 1, 3), Format::Date(DateParts::Day));
        assert_eq!(formats.of(0, 1, 4), Format::General);
        assert_eq!(formats.of(1, 1, 2), Format::General);
        assert_eq!(formats.of(usize::MAX, u32::MAX, 2), Format::General);
    }

    #[test]
    fn records_that_end_early_cost_nothing() {
        for body in [&b""[..], b"\x01", b"\x01\0\x02"] {
            let records = [0x0085, 0x0022, 0x041e, 0x00e0, 0x0203, 0x00bd, 0x00be];
            let records = records.map(|kind| (kind, body));
            assert!(looked("Workbook", &records, &Limits::default()).is_ok());
        }
    }
}
