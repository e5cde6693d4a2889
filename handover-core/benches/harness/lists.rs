//! Lists of documents as provinces want them: a row a document, its dossier
//! repeated, dates over three columns. Written as they are drawn: what the
//! harness holds counts as the memory of what it starts.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::Result;

const HEADINGS: [&str; 12] = [
    "STT",
    "Hộp số",
    "Số và ký hiệu hồ sơ",
    "Tiêu đề hồ sơ",
    "Thời hạn bảo quản",
    "Số của văn bản",
    "Ngày văn bản",
    "Tháng văn bản",
    "Năm văn bản",
    "Trích yếu",
    "Số lượng trang",
    "Đường dẫn file",
];

/// Documents of a dossier.
const PER_DOSSIER: u64 = 20;

fn row(number: u64) -> [String; 12] {
    let dossier = number / PER_DOSSIER;
    let (year, place) = (1976 + dossier % 49, number % PER_DOSSIER + 1);
    [
        (number + 1).to_string(),
        format!("{:04}", dossier / 8),
        format!("{year}.{dossier:05}"),
        format!("Hồ sơ giải quyết khiếu nại đất đai, tổ dân phố {dossier}, năm {year}"),
        "Vĩnh viễn".to_owned(),
        format!("{place:02}"),
        format!("{:02}", number % 28 + 1),
        format!("{:02}", number % 12 + 1),
        year.to_string(),
        format!("Quyết định về việc giải quyết đơn số {number}"),
        (number % 9 + 1).to_string(),
        format!("\\{year}\\{dossier:05}\\{place:03}.pdf"),
    ]
}

pub(super) fn sheet(path: &Path, rows: u64) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "\u{feff}{}", HEADINGS.join(";"))?;
    for number in 0..rows {
        // A comma is no separator here, and nothing wants quotes.
        writeln!(file, "{}", row(number).join(";"))?;
    }
    Ok(file.flush()?)
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sheet.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/strings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="2025" sheetId="1" r:id="s"/></sheets></workbook>"#;
const PARTS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="sheet.xml"/><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="strings.xml"/></Relationships>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

pub(super) fn book(path: &Path, rows: u64) -> Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    let (names, options) = (HEADINGS.map(str::to_owned), SimpleFileOptions::default());
    let small = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
    ];
    for (name, text) in small {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    zip.start_file("xl/sheet.xml", options)?;
    let mut part = BufWriter::new(&mut zip);
    write!(part, "<worksheet xmlns=\"{MAIN}\"><sheetData>")?;
    let mut text = 0;
    for number in 0..=rows {
        write!(part, "<row r=\"{}\">", number + 1)?;
        for _ in HEADINGS {
            write!(part, "<c t=\"s\"><v>{text}</v></c>")?;
            text += 1;
        }
        write!(part, "</row>")?;
    }
    write!(part, "</sheetData></worksheet>")?;
    part.flush()?;
    drop(part);
    zip.start_file("xl/strings.xml", options)?;
    let mut part = BufWriter::new(&mut zip);
    write!(part, "<sst xmlns=\"{MAIN}\">")?;
    for cells in std::iter::once(names).chain((0..rows).map(row)) {
        for cell in cells {
            write!(part, "<si><t>{cell}</t></si>")?;
        }
    }
    write!(part, "</sst>")?;
    part.flush()?;
    drop(part);
    zip.finish()?.flush()?;
    Ok(())
}
