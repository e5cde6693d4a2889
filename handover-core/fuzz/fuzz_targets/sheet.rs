//! Spreadsheets: a file of any bytes, or a workbook of which one part is any
//! bytes. What is imported is exported and imported again.
#![no_main]

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use handover_core::error::ErrorKind;
use handover_core::exchange::{Form, ImportOptions, Letterhead, export, import};
use handover_core::inventory::FolderTables;
use handover_core::limits::Limits;
use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

const BOOK: &[u8] = b"<workbook xmlns:r='r'><workbookPr date1904='0'/><sheets>\
    <sheet name='S' r:id='s'/><sheet name='dossiers' r:id='t'/></sheets></workbook>";
const RELATIONS: &[u8] = b"<Relationships>\
    <Relationship Id='s' Type='x/worksheet' Target='s.xml'/>\
    <Relationship Id='t' Type='x/worksheet' Target='t.xml'/>\
    <Relationship Id='f' Type='x/styles' Target='f.xml'/>\
    <Relationship Id='g' Type='x/sharedStrings' Target='g.xml'/></Relationships>";
const SHEET: &[u8] = b"<worksheet><sheetData><row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c>\
    </row><row r='2'><c s='1'><v>36965</v></c><c t='inlineStr'><is><t>x</t></is></c></row>\
    </sheetData><mergeCells><mergeCell ref='A2:A3'/></mergeCells></worksheet>";
const STYLES: &[u8] = b"<styleSheet><numFmts><numFmt numFmtId='170' formatCode='mm/yyyy'/></numFmts>\
    <cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs></styleSheet>";
const STRINGS: &[u8] = b"<sst><si><t>fileCode</t></si><si><r><t>title</t></r></si></sst>";

/// A workbook in which one part is `data`.
fn workbook(part: &str, data: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: &[(&str, &[u8])] = match part {
        "content.xml" => &[("content.xml", data)],
        _ => &[
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/s.xml", SHEET),
            ("xl/f.xml", STYLES),
            ("xl/g.xml", STRINGS),
        ],
    };
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("memory");
        zip.write_all(if *name == part { data } else { content }).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn read(file: &Path, out: &Path) -> bool {
    let mut options = ImportOptions::default();
    options.limits = Limits::default();
    options.limits.record_bytes = 16 << 10;
    options.limits.sheet_unfolded_bytes = 4 << 20;
    options.limits.sheet_cells = 1 << 16;
    options.limits.sheet_columns = 64;
    options.fonds = Some("P".to_owned());
    match import(file, out, &options, &()) {
        Ok(_) => true,
        Err(error) => {
            let known = matches!(
                error.kind(),
                ErrorKind::Malformed { .. } | ErrorKind::Limit { .. }
            );
            assert!(known, "{error}");
            assert!(!out.exists(), "nothing is left behind");
            false
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((choice, data)) = data.split_first() else { return };
    let parts = ["", "xl/s.xml", "content.xml", "xl/g.xml", "xl/f.xml", "xl/workbook.xml"];
    let part = parts[usize::from(*choice) % parts.len()];
    let folder = tempfile::tempdir().expect("a folder in memory");
    let at = |name: &str| folder.path().join(name);
    let bytes = if part.is_empty() { data.to_vec() } else { workbook(part, data) };
    fs::write(at("file"), bytes).expect("memory");
    if !read(&at("file"), &at("tables")) {
        return;
    }
    let source = FolderTables::new(&at("tables"));
    if export(&source, &at("book"), Form::Tt05, &Letterhead::default(), &()).is_err() {
        return;
    }
    assert!(read(&at("book"), &at("again")), "an export is imported");
    for name in ["dossiers.csv", "documents.csv"] {
        let table = |folder: &str| fs::read(at(folder).join(name)).unwrap_or_default();
        assert_eq!(table("tables"), table("again"), "{name}");
    }
});
