//! The paper as Office Open XML (ECMA-376): parts that never change from
//! files beside this one, the body filled in.

use std::io::{self, Cursor, Write as _};
use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::block::{Block, Grid, Lines, Style};
use super::code::Code;
use crate::error::{Error, Result};

const CONTENT_TYPES: &str = include_str!("content_types.xml");
const RELATIONS: &str = include_str!("rels.xml");
const STYLES: &str = include_str!("styles.xml");
const HEADER: &str = include_str!("header.xml");
const DOCUMENT: &str = include_str!("document.xml");
const PICTURE: &str = include_str!("picture.xml");

/// Width of the text in twentieths of a point: A4 less 30 and 15 mm.
const TEXT_WIDTH: u32 = 9354;
/// Edge of a QR code: 48 mm in EMU.
const CODE_EDGE: &str = "1728000";

/// The bytes of the file.
pub(super) fn write(blocks: &[Block], out: &Path) -> Result<Vec<u8>> {
    package(blocks).map_err(|error| Error::write(out, error))
}

fn package(blocks: &[Block]) -> io::Result<Vec<u8>> {
    let mut body = Body { xml: Writer::new(Vec::new()), pictures: Vec::new() };
    for block in blocks {
        body.block(block, TEXT_WIDTH)?;
    }
    let Body { xml, pictures } = body;
    let (before, after) = DOCUMENT.split_once("{body}").unwrap_or((DOCUMENT, ""));
    let document = [before.as_bytes(), &xml.into_inner(), after.as_bytes()].concat();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Nothing of the day or the machine, and no packing that another version
    // of a library would do otherwise.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let relations = relations(pictures.len());
    let mut parts: Vec<(String, &[u8])> = vec![
        ("[Content_Types].xml".to_owned(), CONTENT_TYPES.as_bytes()),
        ("_rels/.rels".to_owned(), RELATIONS.as_bytes()),
        ("word/document.xml".to_owned(), &document),
        ("word/_rels/document.xml.rels".to_owned(), relations.as_bytes()),
        ("word/styles.xml".to_owned(), STYLES.as_bytes()),
        ("word/header.xml".to_owned(), HEADER.as_bytes()),
    ];
    for (number, picture) in (1..).zip(&pictures) {
        parts.push((format!("word/media/qr{number}.png"), picture));
    }
    for (name, bytes) in parts {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

fn relations(pictures: usize) -> String {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    let one = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{KIND}{kind}\" Target=\"{target}\"/>")
    };
    let mut all = one("styles", "styles", "styles.xml") + &one("header", "header", "header.xml");
    for number in 1..=pictures {
        all += &one(&format!("qr{number}"), "image", &format!("media/qr{number}.png"));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         {all}</Relationships>"
    )
}

struct Body {
    xml: Writer<Vec<u8>>,
    pictures: Vec<Vec<u8>>,
}

impl Body {
    fn block(&mut self, block: &Block, width: u32) -> io::Result<()> {
        match block {
            Block::Paragraph(style, text) => self.paragraph(style.name(), text),
            Block::Grid(grid) => {
                self.grid(grid, width)?;
                // Two tables without a paragraph between become one.
                self.paragraph("gap", "")
            }
            Block::Code(code, label) => self.picture(code, label),
            Block::Page => {
                self.open("w:p", &[])?;
                self.open("w:r", &[])?;
                self.empty("w:br", &[("w:type", "page")])?;
                self.close("w:r")?;
                self.close("w:p")
            }
        }
    }

    fn paragraph(&mut self, style: &str, text: &str) -> io::Result<()> {
        self.open("w:p", &[])?;
        self.open("w:pPr", &[])?;
        self.empty("w:pStyle", &[("w:val", style)])?;
        self.close("w:pPr")?;
        if !text.is_empty() {
            self.open("w:r", &[])?;
            for (number, line) in text.lines().enumerate() {
                if number > 0 {
                    self.empty("w:br", &[])?;
                }
                self.open("w:t", &[("xml:space", "preserve")])?;
                self.xml.write_event(Event::Text(BytesText::new(line)))?;
                self.close("w:t")?;
            }
            self.close("w:r")?;
        }
        self.close("w:p")
    }

    fn grid(&mut self, grid: &Grid, width: u32) -> io::Result<()> {
        let widths: Vec<u32> =
            grid.widths.iter().map(|part| width * u32::from(*part) / 100).collect();
        self.open("w:tbl", &[])?;
        self.open("w:tblPr", &[])?;
        let text = width.to_string();
        self.empty("w:tblW", &[("w:w", &text), ("w:type", "dxa")])?;
        if grid.lines == Lines::Ruled {
            self.open("w:tblBorders", &[])?;
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                self.empty(&format!("w:{side}"), &[("w:val", "single"), ("w:sz", "4")])?;
            }
            self.close("w:tblBorders")?;
        }
        self.empty("w:tblLayout", &[("w:type", "fixed")])?;
        self.open("w:tblCellMar", &[])?;
        let margin = if grid.lines == Lines::Ruled { "70" } else { "0" };
        for side in ["w:left", "w:right"] {
            self.empty(side, &[("w:w", margin), ("w:type", "dxa")])?;
        }
        self.close("w:tblCellMar")?;
        self.close("w:tblPr")?;
        self.open("w:tblGrid", &[])?;
        for width in &widths {
            self.empty("w:gridCol", &[("w:w", &width.to_string())])?;
        }
        self.close("w:tblGrid")?;
        if !grid.head.is_empty() {
            let cell = |text: &String| vec![Block::Paragraph(Style::CellHead, text.clone())];
            let head: Vec<_> = grid.head.iter().map(cell).collect();
            self.row(&head, &widths, true)?;
        }
        for row in &grid.rows {
            self.row(row, &widths, false)?;
        }
        self.close("w:tbl")
    }

    fn row(&mut self, cells: &[Vec<Block>], widths: &[u32], is_head: bool) -> io::Result<()> {
        self.open("w:tr", &[])?;
        self.open("w:trPr", &[])?;
        self.empty("w:cantSplit", &[])?;
        if is_head {
            self.empty("w:tblHeader", &[])?;
        }
        self.close("w:trPr")?;
        for (cell, width) in cells.iter().zip(widths) {
            self.open("w:tc", &[])?;
            self.open("w:tcPr", &[])?;
            self.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
            self.close("w:tcPr")?;
            for block in cell {
                self.block(block, *width)?;
            }
            // A cell ends with a paragraph.
            if cell.is_empty() {
                self.paragraph("cell", "")?;
            }
            self.close("w:tc")?;
        }
        self.close("w:tr")
    }

    fn picture(&mut self, code: &Code, label: &str) -> io::Result<()> {
        self.pictures.push(code.png().map_err(io::Error::other)?);
        let id = self.pictures.len().to_string();
        let label = quick_xml::escape::escape(label);
        let filled = PICTURE.replace("{id}", &id).replace("{size}", CODE_EDGE);
        self.xml
            .get_mut()
            .extend_from_slice(filled.trim_end().replace("{label}", &label).as_bytes());
        Ok(())
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.xml.write_event(Event::Start(start))
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.xml.write_event(Event::Empty(start))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.xml.write_event(Event::End(BytesEnd::new(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_is_in_the_template() {
        for style in Style::ALL {
            let named = format!("w:styleId=\"{}\"", style.name());
            assert!(STYLES.contains(&named), "{named}");
        }
    }

    #[test]
    fn equal_papers_have_equal_bytes_and_text_stays_text() {
        let code = || Block::Code(Code::new("a").unwrap(), "<b>".to_owned());
        let text = || Block::Paragraph(Style::Text, "<w:br/> & ]]>\n\"x\"".to_owned());
        let made = package(&[text(), code()]).unwrap();
        assert_eq!(made, package(&[text(), code()]).unwrap());
        let all = String::from_utf8_lossy(&made);
        assert!(all.contains("&lt;w:br/&gt; &amp; ]]&gt;</w:t><w:br/><w:t"), "{all}");
        assert!(all.contains("descr=\"&lt;b&gt;\""), "{all}");
    }
}
