//! The rows and cells of a sheet's part.

use std::ops::ControlFlow;
use std::path::PathBuf;

use quick_xml::events::{BytesStart, Event};

use super::super::display::Format;
use super::super::xml::{attribute, broken};
use super::super::{Cell, Fault, ROWS, RowSink, column_number};
use super::text::{plain_text, rich_text, unescaped};
use super::{Part, is};
use crate::error::{ErrorKind, Result};
use crate::limits::Limits;

/// What the cells of a sheet refer to.
pub(super) struct Context<'a> {
    pub(super) strings: &'a [Box<str>],
    pub(super) formats: &'a [Format],
    pub(super) since_1904: bool,
    pub(super) limits: Limits,
    pub(super) path: PathBuf,
}

impl Context<'_> {
    pub(super) fn rows(&self, xml: &mut Part<'_>, sink: &mut RowSink<'_>) -> Result<()> {
        let (mut number, mut column) = (0_u64, 0_usize);
        let (mut cells, mut held) = (Vec::<Cell>::new(), 0);
        loop {
            let (style, kind) = match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) if is(&tag, "row") => {
                    number = self.number(&tag, number)?;
                    column = 0;
                    continue;
                }
                Event::End(tag) if tag.local_name().as_ref() == "row" => {
                    if !cells.is_empty() && sink(number, &mut cells)? == ControlFlow::Break(()) {
                        return Ok(());
                    }
                    cells.clear();
                    held = 0;
                    continue;
                }
                Event::Start(tag) if is(&tag, "c") => {
                    self.place(&tag, &mut column)?;
                    (attribute(&tag, "s"), attribute(&tag, "t"))
                }
                Event::Empty(tag) if is(&tag, "c") => {
                    self.place(&tag, &mut column)?;
                    column += 1;
                    continue;
                }
                Event::End(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(()),
                Event::Eof => return Ok(()),
                _ => continue,
            };
            let format = style.and_then(|style| style.parse::<usize>().ok());
            let format = format.and_then(|at| self.formats.get(at)).copied().unwrap_or_default();
            let cell = self.cell(xml, kind.as_deref(), format)?;
            if cell != Cell::default() {
                // A table could not hold the row.
                held += cell.text.len();
                let limit = self.limits.record_bytes;
                if held > limit {
                    let (path, limit) = (self.path.clone(), limit as u64);
                    return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
                }
                if cells.len() <= column {
                    cells.resize_with(column + 1, Cell::default);
                }
                cells[column] = cell;
            }
            column += 1;
        }
    }

    /// The number of a row: as it says, else the next one.
    fn number(&self, tag: &BytesStart<'_>, before: u64) -> Result<u64> {
        let stated = attribute(tag, "r").and_then(|r| r.parse().ok());
        let number = stated.unwrap_or(before + 1);
        if number > ROWS {
            let path = self.path.clone();
            return Err(ErrorKind::Limit { path, what: "rows", limit: ROWS }.into());
        }
        Ok(number)
    }

    /// Where a cell stands, if it says so.
    fn place(&self, tag: &BytesStart<'_>, column: &mut usize) -> Result<()> {
        if let Some(place) = attribute(tag, "r") {
            let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
            *column = column_number(letters).ok_or_else(|| broken(&self.path))?;
        }
        let limit = self.limits.sheet_columns;
        if *column >= limit {
            let path = self.path.clone();
            return Err(ErrorKind::Limit { path, what: "columns", limit: limit as u64 }.into());
        }
        Ok(())
    }

    /// What a cell displays; the reader stands behind its start.
    fn cell(&self, xml: &mut Part<'_>, kind: Option<&str>, format: Format) -> Result<Cell> {
        let (mut value, mut formula) = (None, false);
        loop {
            match xml.next()? {
                Event::Start(tag) if is(&tag, "v") => {
                    value = Some(plain_text(xml, "v", self.limits.record_bytes, &self.path)?);
                }
                Event::Start(tag) if is(&tag, "is") => {
                    value = Some(rich_text(xml, "is", self.limits.record_bytes, &self.path)?);
                }
                Event::Start(tag) | Event::Empty(tag) if is(&tag, "f") => formula = true,
                Event::End(tag) if tag.local_name().as_ref() == "c" => break,
                Event::Eof => return Err(broken(&self.path)),
                _ => {}
            }
        }
        let value = value.unwrap_or_default();
        Ok(match kind {
            Some("s") => {
                let at = value.trim().parse::<usize>().ok();
                let shared = at.and_then(|at| self.strings.get(at));
                Cell::text(&**shared.ok_or_else(|| broken(&self.path))?)
            }
            // An empty text is a result, too.
            Some("inlineStr" | "str") => Cell::text(unescaped(value)),
            Some("e") => Cell::fault(Fault::FormulaError),
            Some("b") => Cell::text(if value == "1" { "TRUE" } else { "FALSE" }),
            Some("d") => Cell::text(iso_day(&value)),
            _ if value.is_empty() && formula => Cell::fault(Fault::FormulaWithoutValue),
            _ if value.is_empty() => Cell::default(),
            _ => Cell::text(format.show(&value, self.since_1904)),
        })
    }
}

/// `2001-03-15T00:00:00` as it is displayed.
fn iso_day(text: &str) -> String {
    let day = text.split('T').next().unwrap_or(text);
    let parts: Vec<_> = day.split('-').collect();
    match parts[..] {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::super::{open, told};
    use super::*;

    /// `row: cell|cell` of a workbook whose only sheet holds these rows.
    fn read(rows: &str) -> Result<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.xlsx");
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        let parts = [
            (
                "xl/workbook.xml",
                "<workbook><workbookPr date1904='0'/><sheets><sheet name='S' r:id='r1'/>\
                 <sheet name='chart' r:id='r4'/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='s.xml'/>\
                 <Relationship Id='r2' Type='x/styles' Target='/xl/styles.xml'/>\
                 <Relationship Id='r3' Type='x/sharedStrings' Target='../xl/t.xml'/>\
                 <Relationship Id='r4' Type='x/chartsheet' Target='c.xml'/></Relationships>",
            ),
            (
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='000'/></numFmts>\
                 <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>\
                 <xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>",
            ),
            ("xl/t.xml", "<sst><si><t>Hồ </t><r><t>sơ</t></r><rPh><t>x</t></rPh></si><si/></sst>"),
            ("xl/s.xml", &sheet),
        ];
        for (name, content) in parts {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        let mut book = open(&path, &Limits::default())?;
        assert_eq!(book.sheets(), ["S"]);
        told(&mut *book, 0)
    }

    #[test]
    fn cells_are_what_they_display() {
        let rows = "<row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>a_x000D_</t></is></c>\
            <c s='1'><v>36965</v></c><c s='2'><v>7</v></c><c t='b'><v>1</v></c>\
            <c t='d'><v>2001-03-15T00:00:00</v></c><c t='str'><f>x</f><v></v></c></row>";
        let wanted = "1: Hồ sơ|a\r|15/03/2001|007|TRUE|15/03/2001";
        assert_eq!(read(rows).unwrap(), [wanted]);
    }

    #[test]
    fn rows_and_cells_stand_where_they_say() {
        let rows = "<row r='3'><c r='B3'><v>1</v></c><c><v>2</v></c><c r='E3'/></row><row/>\
            <row><c><v>3</v></c></row>";
        assert_eq!(read(rows).unwrap(), ["3: |1|2", "5: 3"]);
        for number in [ROWS + 1, u64::MAX] {
            let rows = format!("<row r='{number}'><c><v>1</v></c></row><row><c><v>2</v></c></row>");
            assert_eq!(read(&rows).unwrap_err().code(), "error.limit", "{number}");
        }
    }

    #[test]
    fn a_formula_is_its_result_or_a_reason() {
        let rows =
            "<row><c><f>x</f><v>7</v></c><c><f>x</f></c><c t='e'><f>x</f><v>#N/A</v></c></row>";
        assert_eq!(read(rows).unwrap(), ["1: 7|!formula-without-value|!formula-error"]);
    }

    #[test]
    fn a_reference_to_nothing_is_damage() {
        for cell in ["<c t='s'><v>9</v></c>", "<c t='s'><v>-1</v></c>", "<c r='1'><v>1</v></c>"] {
            let error = read(&format!("<row>{cell}</row>")).unwrap_err();
            assert_eq!(error.code(), "error.malformed", "{cell}");
        }
        // A style that is not there only says nothing.
        assert_eq!(read("<row><c s='9'><v>7</v></c></row>").unwrap(), ["1: 7"]);
    }
}
