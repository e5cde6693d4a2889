use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use zip::ZipArchive;

use super::Workbook;
use super::csv_text::CsvText;
use super::ods::Ods;
use super::xls::Xls;
use super::xlsx::Xlsx;
use super::xml::broken;
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;

/// Opens a file of sheets, by what it is and not by what it is called.
///
/// # Errors
/// Where it cannot be read, or is of no format that is known.
pub(in crate::exchange) fn open(path: &Path, limits: &Limits) -> Result<Box<dyn Workbook>> {
    let mut file = File::open(path).reading(path)?;
    let limit = limits.sheet_file_bytes;
    let mut head = [0; 8];
    let read = (&mut file).take(8).read(&mut head).reading(path)?;
    file.seek(SeekFrom::Start(0)).reading(path)?;
    let is_workbook = head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xd0\xcf\x11\xe0");
    // CSV is streamed, however long it is.
    if is_workbook && file.metadata().reading(path)?.len() > limit {
        return Err(ErrorKind::Limit { path: path.to_path_buf(), what: "bytes", limit }.into());
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(Box::new(Xls::new(file, path, limits)?));
    }
    if head.starts_with(b"PK\x03\x04") {
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|_| broken(path))?;
        let has = |name: &str| archive.index_for_name(name).is_some();
        return if has("content.xml") {
            Ok(Box::new(Ods::new(archive, path, limits)?))
        } else if has("xl/workbook.bin") {
            Err(unknown(path))
        } else {
            Ok(Box::new(Xlsx::new(archive, path, limits)?))
        };
    }
    // A web page or XML under the name of a workbook, and what is no text.
    let first = head[..read].iter().find(|byte| !byte.is_ascii_whitespace());
    let starts_as_utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if first == Some(&b'<') || (head[..read].contains(&0) && !starts_as_utf16) {
        return Err(unknown(path));
    }
    Ok(Box::new(CsvText::new(file, path, limits)?))
}

fn unknown(path: &Path) -> Error {
    let problem = "neither .xlsx, .xls, .ods nor CSV";
    Error::malformed(path, None, "sheet.unknown-format", problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(content: &[u8], limits: &Limits) -> std::result::Result<usize, String> {
        let folder = tempfile::tempdir().unwrap();
        // The name says nothing.
        let path = folder.path().join("list.xlsx");
        std::fs::write(&path, content).unwrap();
        match open(&path, limits) {
            Ok(book) => Ok(book.sheets().len()),
            Err(error) => Err(format!("{:?}", error.kind())),
        }
    }

    #[test]
    fn a_file_is_what_it_holds() {
        let limits = Limits::default();
        let utf16: Vec<u8> = "\u{feff}a;b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in [&b"a,b\n1,2"[..], b"", &utf16] {
            assert_eq!(opened(text, &limits), Ok(1), "{text:?}");
        }
        for (content, problem) in [
            (&b"  <html><table>"[..], "sheet.unknown-format"),
            (b"%PDF\0", "sheet.unknown-format"),
            (b"PK\x03\x04xxxx", "sheet.broken"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet.broken"),
        ] {
            let told = opened(content, &limits).unwrap_err();
            assert!(told.contains(problem), "{content:?}: {told}");
        }
    }

    #[test]
    fn workbooks_have_a_bound_and_csv_has_none() {
        let limits = Limits { sheet_file_bytes: 8, ..Limits::default() };
        assert!(opened(b"PK\x03\x04xxxxx", &limits).unwrap_err().contains("Limit"));
        assert_eq!(opened(b"a,b\n1,2\n3,4\n", &limits), Ok(1));
    }
}
