//! OpenDocument sheets (ISO/IEC 26300), streamed: cells say themselves how
//! they are displayed.

mod cell;

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use quick_xml::events::{BytesStart, Event};
use zip::read::ZipFile;

use cell::{About, put, text};

use super::metered::Meter;
use super::xlsx::Archive;
use super::xml::{Xml, attribute, broken};
use super::{Cell, Fault, Merge, ROWS, RowSink, Workbook};
use crate::error::{ErrorKind, Result};
use crate::limits::Limits;

type Part<'a> = Xml<BufReader<ZipFile<'a, BufReader<File>>>>;

/// Takes a row, how often it stands there, and the merges that begin in it.
type Sink<'a> = dyn FnMut(u64, u64, &[Cell], &mut Vec<Merge>) -> Result<ControlFlow<()>> + 'a;

pub(super) struct Ods {
    archive: Archive,
    path: PathBuf,
    limits: Limits,
    meter: Meter,
    names: Vec<String>,
}

impl Ods {
    pub(super) fn new(archive: Archive, path: &Path, limits: &Limits) -> Result<Self> {
        let meter = Meter::new(limits.sheet_unfolded_bytes, limits.record_bytes as u64);
        let path = path.to_path_buf();
        let mut book = Ods { archive, path, limits: *limits, meter, names: Vec::new() };
        let mut names = Vec::new();
        let mut xml = book.content()?;
        loop {
            match xml.next()? {
                Event::Start(tag) if is(&tag, "table") => {
                    names.push(attribute(&tag, "name").unwrap_or_default());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        drop(xml);
        book.names = names;
        Ok(book)
    }

    fn content(&mut self) -> Result<Part<'_>> {
        let file = self.archive.by_name("content.xml").map_err(|_| broken(&self.path))?;
        let part = BufReader::with_capacity(64 << 10, file);
        Ok(Xml::new(part, &self.meter, &self.path, &self.limits))
    }

    /// Walks a sheet; each row with the cells that it begins merges at.
    fn walk(&mut self, sheet: usize, sink: &mut Sink<'_>) -> Result<()> {
        let (path, limits) = (self.path.clone(), self.limits);
        let mut xml = self.content()?;
        let mut table = 0;
        // Up to the start of the sheet.
        loop {
            match xml.next()? {
                Event::Start(tag) if is(&tag, "table") => {
                    if table == sheet {
                        break;
                    }
                    table += 1;
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
        let mut number = 0_u64;
        let mut repeats = 1_u64;
        let (mut cells, mut merges) = (Vec::new(), Vec::new());
        let mut column = 0_usize;
        loop {
            match xml.next()? {
                Event::Start(tag) if is(&tag, "table-row") => {
                    repeats = count(&tag, "number-rows-repeated");
                    column = 0;
                }
                Event::End(tag) if tag.local_name().as_ref() == "table-row" => {
                    if cells.is_empty() {
                        number = number.saturating_add(repeats);
                        continue;
                    }
                    // Rows that say something may be repeated by a number alone.
                    if number.saturating_add(repeats) > ROWS {
                        return Err(ErrorKind::Limit { path, what: "rows", limit: ROWS }.into());
                    }
                    if sink(number + 1, repeats, &cells, &mut merges)? == ControlFlow::Break(()) {
                        return Ok(());
                    }
                    number += repeats;
                    cells.clear();
                }
                Event::Empty(tag) if is(&tag, "table-row") => {
                    number = number.saturating_add(count(&tag, "number-rows-repeated"));
                }
                Event::Empty(tag) if is_cell(&tag) => {
                    let formula = attribute(&tag, "formula").is_some();
                    let times = count(&tag, "number-columns-repeated");
                    if formula {
                        let fault = Cell::fault(Fault::FormulaWithoutValue);
                        put(&mut cells, column, times, &fault, &limits, &path)?;
                    }
                    column = column.saturating_add(usize::try_from(times).unwrap_or(usize::MAX));
                }
                Event::Start(tag) if is_cell(&tag) => {
                    let times = count(&tag, "number-columns-repeated");
                    let (down, across) =
                        (count(&tag, "number-rows-spanned"), count(&tag, "number-columns-spanned"));
                    let about = About::of(&tag);
                    let end = tag.local_name().as_ref().to_owned();
                    let cell = about.cell(text(&mut xml, &end, &limits, &path)?);
                    if down > 1 || across > 1 {
                        let first_row = number + 1;
                        merges.push(Merge {
                            first_row,
                            last_row: first_row.saturating_add(down - 1),
                            first_column: column,
                            last_column: column
                                .saturating_add(usize::try_from(across - 1).unwrap_or(usize::MAX)),
                        });
                    }
                    if cell != Cell::default() {
                        put(&mut cells, column, times, &cell, &limits, &path)?;
                    }
                    column = column.saturating_add(usize::try_from(times).unwrap_or(usize::MAX));
                }
                Event::End(tag) if tag.local_name().as_ref() == "table" => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

impl Workbook for Ods {
    fn sheets(&self) -> &[String] {
        &self.names
    }

    fn merges(&mut self, sheet: usize) -> Result<Vec<Merge>> {
        let mut all = Vec::new();
        let (path, limit) = (self.path.clone(), self.limits.folder_entries);
        self.walk(sheet, &mut |_, _, _, merges| {
            all.append(merges);
            if all.len() > limit {
                let (path, limit) = (path.clone(), limit as u64);
                return Err(ErrorKind::Limit { path, what: "merges", limit }.into());
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }

    fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<()> {
        let mut row = Vec::new();
        self.walk(sheet, &mut |first, repeats, cells, merges| {
            merges.clear();
            for number in first..first + repeats {
                row.clear();
                row.extend_from_slice(cells);
                if sink(number, &mut row)? == ControlFlow::Break(()) {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

fn is_cell(tag: &BytesStart<'_>) -> bool {
    is(tag, "table-cell") || is(tag, "covered-table-cell")
}

/// A count that is 1 where it is not said.
fn count(tag: &BytesStart<'_>, name: &str) -> u64 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::{open, told};
    use super::*;

    fn book(rows: &str) -> (tempfile::TempDir, Box<dyn Workbook>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.ods");
        let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
        zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let content = format!(
            "<c xmlns:t='t' xmlns:o='o'><t:table t:name='Bìa'><t:table-row><t:table-cell><p>x</p>\
             </t:table-cell></t:table-row></t:table><t:table t:name='2001'>{rows}</t:table></c>"
        );
        zip.write_all(content.as_bytes()).unwrap();
        zip.finish().unwrap();
        let book = open(&path, &Limits::default()).unwrap();
        assert_eq!(book.sheets(), ["Bìa", "2001"]);
        (folder, book)
    }

    /// The second sheet.
    fn read(rows: &str) -> Result<Vec<String>> {
        let (_folder, mut book) = book(rows);
        told(&mut *book, 1)
    }

    #[test]
    fn rows_and_cells_that_are_repeated_by_a_number() {
        let rows = "<t:table-row t:number-rows-repeated='3'/>\
            <t:table-row t:number-rows-repeated='2'><t:table-cell t:number-columns-repeated='2'><p>a</p>\
            </t:table-cell><t:table-cell t:number-columns-repeated='9'/><t:table-cell><p>b</p></t:table-cell>\
            </t:table-row><t:table-row t:number-rows-repeated='1048000'><t:table-cell/></t:table-row>";
        let line = format!("a|a{}b", "|".repeat(10));
        assert_eq!(read(rows).unwrap(), [format!("4: {line}"), format!("5: {line}")]);
    }

    #[test]
    fn a_cell_is_its_paragraphs_and_not_its_notes() {
        let rows = "<t:table-row><t:table-cell><o:annotation><p>ghi chú</p></o:annotation><p>a<s c='2'/>b\
            <line-break/>&amp;<span>c</span></p><p/><p>d<tab/></p></t:table-cell></t:table-row>";
        assert_eq!(read(rows).unwrap(), ["1: a  b\n&c\n\nd\t"]);
    }

    #[test]
    fn formulas_without_a_result_are_told() {
        let cell = |about: &str, text: &str| format!("<t:table-cell {about}>{text}</t:table-cell>");
        let rows = [
            cell("t:formula='x'", "<p>#N/A</p>"),
            cell("t:formula='x'", "<p>Err:502</p>"),
            cell("t:formula='x' o:value-type='float'", "<p/>"),
            "<t:table-cell t:formula='x'/>".to_owned(),
            cell("t:formula='x' o:value-type='string'", "<p/>"),
            cell("t:formula='x'", "<p>7</p>"),
            cell("", "<p>#N/A</p>"),
        ];
        let rows = format!("<t:table-row>{}</t:table-row>", rows.concat());
        let wanted = "1: !formula-error|!formula-error|!formula-without-value|\
                      !formula-without-value||7|#N/A";
        assert_eq!(read(&rows).unwrap(), [wanted]);
    }

    #[test]
    fn merged_cells_have_their_rectangle() {
        let rows = "<t:table-row><t:table-cell><p>x</p></t:table-cell><t:table-cell t:number-rows-spanned='3' \
            t:number-columns-spanned='2'><p>a</p></t:table-cell></t:table-row>";
        let merge = Merge { first_row: 1, last_row: 3, first_column: 1, last_column: 2 };
        assert_eq!(book(rows).1.merges(1).unwrap(), [merge]);
    }

    #[test]
    fn numbers_of_repeats_cost_no_more_than_the_limits() {
        let many = u64::MAX;
        for rows in [
            format!(
                "<t:table-row t:number-rows-repeated='{many}'><t:table-cell><p>a</p></t:table-cell></t:table-row>"
            ),
            format!(
                "<t:table-row><t:table-cell t:number-columns-repeated='{many}'><p>a</p></t:table-cell></t:table-row>"
            ),
            format!(
                "<t:table-row><t:table-cell><p><s c='{many}'/>x</p></t:table-cell></t:table-row>"
            ),
        ] {
            assert_eq!(read(&rows).unwrap_err().code(), "error.limit", "{rows}");
        }
        let blank =
            format!("<t:table-row t:number-rows-repeated='{many}'><t:table-cell/></t:table-row>");
        assert!(read(&blank.repeat(2)).unwrap().is_empty());
    }
}
