//! Figures for spreadsheets: one sheet or one CSV file for each table.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use super::export::{Failed, Texts, guarded};
use crate::description::Metres;
use crate::durable::{Workplace, publish_file, publish_folder, sync_all_below};
use crate::error::{Error, ErrorKind, IoContext, Result};

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Figure {
    /// Text, which is never calculated.
    Text(String),
    /// A number.
    Number(u64),
    /// Shelf metres.
    Metres(Metres),
}

/// A table of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureTable {
    /// Name of the sheet or of the file, without `.csv`: lower-case letters, digits, hyphens.
    pub name: String,
    /// Headings, in the reader's language.
    pub headings: Vec<String>,
    /// As many cells a row as there are headings.
    pub rows: Vec<Vec<Figure>>,
}

/// Writes `tables` into a new workbook where `target` ends in `.xlsx`, else into a new folder of
/// CSV files with a byte order mark. Whole or not at all. No text is taken for a formula.
///
/// # Errors
/// `TargetExists`, `Busy`, `Write`, `DiskFull`; `Limit` for more than a sheet or cell can hold.
pub fn write_figures(tables: &[FigureTable], target: &Path) -> Result<()> {
    let work = Workplace::for_target(target)?;
    let made = work.join("figures");
    let is_book = target.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
    if is_book {
        book(tables, &made, target)?;
        File::open(&made).and_then(|file| file.sync_all()).writing(target)?;
        return publish_file(&made, target);
    }
    fs::create_dir(&made).writing(target)?;
    tables.iter().try_for_each(|table| csv_file(table, &made))?;
    sync_all_below(&made)?;
    publish_folder(&made, target)
}

fn csv_file(table: &FigureTable, folder: &Path) -> Result<()> {
    let path = folder.join(format!("{}.csv", table.name));
    let mut file = BufWriter::new(File::create_new(&path).writing(&path)?);
    file.write_all(b"\xef\xbb\xbf").writing(&path)?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Necessary)
        .from_writer(file);
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::write(&path, source),
        _ => Error::malformed(&path, None, "table.row", "rows of different lengths"),
    };
    let headings = table.headings.iter().map(|heading| guarded(heading).into_owned());
    writer.write_record(headings.collect::<Vec<_>>()).map_err(failed)?;
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell {
            Figure::Text(text) => guarded(text).into_owned(),
            Figure::Number(number) => number.to_string(),
            Figure::Metres(metres) => metres.to_string(),
        });
        writer.write_record(cells.collect::<Vec<_>>()).map_err(failed)?;
    }
    writer.flush().writing(&path)
}

fn book(tables: &[FigureTable], made: &Path, target: &Path) -> Result<()> {
    let texts = Texts::new(target);
    let failed = texts.failed();
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap();
    let (text, metres) = (Format::new().set_num_format("@"), Format::new().set_num_format("0.000"));
    for table in tables {
        let sheet = book.add_worksheet_with_constant_memory().or_failed(&failed)?;
        sheet.set_name(&table.name).or_failed(&failed)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0).or_failed(&failed)?;
        sheet.set_freeze_panes(1, 0).or_failed(&failed)?;
        for (column, heading) in (0_u16..).zip(&table.headings) {
            let heading = texts.fits(heading)?;
            sheet.write_string_with_format(0, column, heading, &bold).or_failed(&failed)?;
        }
        let mut at = 0;
        for row in &table.rows {
            at = texts.next_row(at)?;
            for (column, cell) in (0_u16..).zip(row) {
                let number = |number: u64| u32::try_from(number).ok().map(f64::from);
                match cell {
                    Figure::Text(own) => {
                        let own = texts.fits(own)?;
                        sheet.write_string_with_format(at, column, own, &text)
                    }
                    // What a spreadsheet would round stays text.
                    Figure::Number(own) => match number(*own) {
                        Some(number) => sheet.write_number(at, column, number),
                        None => sheet.write_string_with_format(at, column, own.to_string(), &text),
                    },
                    Figure::Metres(own) => match number(own.millimetres()) {
                        Some(number) => {
                            sheet.write_number_with_format(at, column, number / 1000.0, &metres)
                        }
                        None => sheet.write_string_with_format(at, column, own.to_string(), &text),
                    },
                }
                .or_failed(&failed)?;
            }
        }
    }
    if tables.is_empty() {
        return Err(
            ErrorKind::Limit { path: target.to_path_buf(), what: "tables", limit: 0 }.into()
        );
    }
    book.save(made).or_failed(&failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> Vec<FigureTable> {
        let text = |text: &str| Figure::Text(text.to_owned());
        vec![FigureTable {
            name: "by-unit".to_owned(),
            headings: vec!["Đơn vị".to_owned(), "=1+1".to_owned(), "m".to_owned()],
            rows: vec![
                vec![text("=cmd|' /C calc'!A1"), Figure::Number(94_000_000), text("@x")],
                vec![
                    text("An Lạc"),
                    Figure::Number(u64::MAX),
                    Figure::Metres(Metres::of_containers(1)),
                ],
            ],
        }]
    }

    #[test]
    fn csv_has_a_mark_and_no_formula() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("figures");
        write_figures(&tables(), &out).unwrap();
        let text = fs::read_to_string(out.join("by-unit.csv")).unwrap();
        let wanted = "\u{feff}Đơn vị,'=1+1,m\r\n'=cmd|' /C calc'!A1,94000000,'@x\r\n\
                      An Lạc,18446744073709551615,0.125\r\n";
        assert_eq!(text, wanted);
        assert_eq!(write_figures(&tables(), &out).unwrap_err().code(), "error.target-exists");
    }

    #[test]
    fn a_workbook_has_numbers_texts_and_no_formula() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("figures.xlsx");
        write_figures(&tables(), &out).unwrap();
        let mut zip = zip::ZipArchive::new(File::open(&out).unwrap()).unwrap();
        let mut sheet = String::new();
        let mut file = zip.by_name("xl/worksheets/sheet1.xml").unwrap();
        std::io::Read::read_to_string(&mut file, &mut sheet).unwrap();
        assert!(!sheet.contains("<f>") && sheet.contains("=cmd|"), "{sheet}");
        assert!(sheet.contains("<v>94000000</v>") && sheet.contains("<v>0.125</v>"), "{sheet}");
    }
}
