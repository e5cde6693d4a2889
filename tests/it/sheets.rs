//! Spreadsheets in and out, through the library.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use handover_core::error::{Error, ErrorKind};
use handover_core::exchange::{
    Form, ImportOptions, Imported, Letterhead, Mapping, SkeletonOptions, SpreadsheetTables, export,
    import, skeleton,
};
use handover_core::finding::Code;
use handover_core::inventory::{FolderTables, Table, Tables};
use handover_core::limits::Limits;
use handover_core::observe::Recorder;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use crate::support::{act, pack_with, sample};

/// A folder with a file in it, and where its tables go.
fn put(name: &str, content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn imported(file: &Path, options: &ImportOptions) -> (Imported, PathBuf, Recorder) {
    let out = file.with_extension("tables");
    let recorder = Recorder::default();
    let imported = import(file, &out, options, &recorder).unwrap();
    (imported, out, recorder)
}

fn table(folder: &Path, table: Table) -> String {
    fs::read_to_string(folder.join(table.file_name())).unwrap_or_default()
}

/// `code place problem` of each finding that weighs.
fn told(recorder: &Recorder, least: handover_core::finding::Severity) -> Vec<String> {
    let heavy = recorder.findings().into_iter().filter(|finding| finding.severity >= least);
    heavy
        .map(|finding| {
            let problem = finding.details.get("problem").map(|value| format!("{value:?}"));
            format!("{} {} {}", finding.code, finding.location, problem.unwrap_or_default())
        })
        .collect()
}

#[test]
fn the_sample_comes_back_from_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let tables = sample().join("inventory");
    for form in Form::ALL {
        let name = if *form == Form::Csv { "tables-csv".into() } else { format!("{form}.xlsx") };
        let out = folder.path().join(name);
        let source = FolderTables::new(&tables);
        export(&source, &out, *form, &Letterhead::default(), &()).unwrap();
        let again = folder.path().join(format!("again-{form}"));
        let imported = import(&out, &again, &ImportOptions::default(), &()).unwrap();
        assert_eq!(imported.not_taken, 0);
        for entry in fs::read_dir(&tables).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap();
            let there = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
            let back = fs::read_to_string(again.join(name)).unwrap();
            assert_eq!(back, there, "{form} {}", path.display());
        }
    }
}

#[test]
fn an_import_of_an_export_says_nothing_until_somebody_has_changed_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let source = FolderTables::new(&sample().join("inventory"));
    for form in [Form::Nd30, Form::Tt05, Form::Csv] {
        let out = folder.path().join(format!("{form}.xlsx"));
        export(&source, &out, form, &Letterhead::default(), &()).unwrap();
        let (imported, _, recorder) = imported(&out, &ImportOptions::default());
        let told = told(&recorder, handover_core::finding::Severity::Info);
        let beside = told.iter().filter(|told| told.starts_with("sheet."));
        assert_eq!(beside.collect::<Vec<_>>(), Vec::<&String>::new(), "{form}");
        assert_eq!(imported.not_taken, 0);
    }
    // A line that was added to the printed list, and not to the table.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Mục lục hồ sơ").unwrap();
    for (row, line) in ["(1)|(2)|(3)|(4)", "1|01|Một", "2|02|Hai"].iter().enumerate() {
        for (column, text) in (0..).zip(line.split('|')) {
            sheet.write_string(row.try_into().unwrap(), column, text).unwrap();
        }
    }
    let sheet = book.add_worksheet().set_name("dossiers").unwrap();
    for (row, line) in ["fileCode|title", "01|Một"].iter().enumerate() {
        for (column, text) in (0..).zip(line.split('|')) {
            sheet.write_string(row.try_into().unwrap(), column, text).unwrap();
        }
    }
    let changed = folder.path().join("changed.xlsx");
    book.save(&changed).unwrap();
    let (imported, _, recorder) = imported(&changed, &ImportOptions::default());
    assert_eq!(imported.report.count(Code::SheetSkipped), 1);
    assert!(recorder.findings()[0].location.to_string().starts_with("Mục lục hồ sơ"));
}

#[test]
fn a_row_that_cannot_be_taken_stops_nothing_and_says_where() {
    let list = "\"Số, ký hiệu hồ sơ\",Tiêu đề hồ sơ,Thời gian tài liệu\n\
                01,Một,2001\n,Không số,2002\n03,,2003\n04\n05,Năm,1998-2000\n";
    let (_folder, path) = put("list.csv", list);
    let (imported, out, recorder) = imported(&path, &ImportOptions::default());
    assert_eq!((imported.taken, imported.not_taken), (2, 3));
    let wanted = "fileCode,title,startDate,endDate\n01,Một,2001,\n05,Năm,1998,2000\n";
    assert_eq!(table(&out, Table::Dossiers), wanted);
    let block = handover_core::finding::Severity::Block;
    assert_eq!(
        told(&recorder, block),
        [
            "sheet.row list[3] Text(\"no-code\")",
            "sheet.row list[4] Text(\"no-title\")",
            "sheet.row list[5] Text(\"no-title\")",
        ]
    );
}

#[test]
fn secrets_are_not_copied_and_not_told() {
    let list = "\"Số, ký hiệu hồ sơ\",Tiêu đề hồ sơ,Độ mật\n\
                01,Hồ sơ thường,\n02,Kế hoạch phòng thủ,TỐI MẬT\n03,Nuôi ong lấy mật,\n";
    let (_folder, path) = put("list.csv", list);
    let (imported, out, recorder) = imported(&path, &ImportOptions::default());
    assert_eq!((imported.taken, imported.not_taken), (2, 1));
    let text = table(&out, Table::Dossiers);
    assert!(!text.contains("phòng thủ") && text.contains("ong"), "{text}");
    let findings = recorder.findings();
    let codes: Vec<_> =
        findings.iter().map(|finding| (finding.code, finding.location.to_string())).collect();
    assert!(codes.contains(&(Code::SecretLevel, "list[3]".into())), "{codes:?}");
    assert!(codes.contains(&(Code::SecretSuspected, "list[4]".into())), "{codes:?}");
    assert!(codes.contains(&(Code::SecretSuspected, "list[1].C".into())), "{codes:?}");
    let json = serde_json::to_string(&findings).unwrap().to_lowercase();
    for word in ["mật", "phòng thủ", "ong"] {
        assert!(!json.contains(word), "{json}");
    }
}

#[test]
fn a_corrected_map_is_followed_in_the_next_file() {
    let list = "Mã,Nội dung,Ghi chú\n01,Một,x\n02,Hai,\n";
    let (folder, path) = put("a.csv", list);
    let (_, out, _) = imported(&path, &ImportOptions::default());
    let map = fs::read_to_string(out.join("map.toml")).unwrap();
    assert!(map.contains("heading = \"Mã\""), "{map}");
    let corrected = map.replace("column = \"Mã\"", "column = \"fileCode\"");
    let file = folder.path().join("corrected.toml");
    fs::write(&file, &corrected).unwrap();
    let mut options = ImportOptions::default();
    options.map = Some(Mapping::read(&file, &Limits::default()).unwrap());
    // Another order, another place, another name.
    let next = folder.path().join("b.csv");
    fs::write(&next, "Danh sách,,\n,,\nNội dung,Ghi chú,Mã\nBa,,03\n").unwrap();
    let (imported, out, _) = imported(&next, &options);
    assert_eq!((imported.taken, imported.not_taken), (1, 0));
    assert_eq!(table(&out, Table::Dossiers), "fileCode,title,description\n03,Ba,\n");

    let read = |text: &str| {
        fs::write(&file, text).unwrap();
        Mapping::read(&file, &Limits::default()).unwrap_err().code()
    };
    assert_eq!(read(&corrected.replace("heading", "haeding")), "error.malformed");
    assert_eq!(read(&corrected.replace("at = \"B\"", "at = \"1\"")), "error.malformed");
    assert_eq!(
        read(&corrected.replace("column = \"title\"", "column = \"fileCode\"")),
        "error.malformed"
    );
}

#[test]
fn a_list_of_files_is_made_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    for path in ["a/1.pdf", "a/b/x.pdf", "a/c.pdf", "top.txt", "Tối mật/1.pdf"] {
        let path = files.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    let out = folder.path().join("tables");
    let made = skeleton(&files, &out, &SkeletonOptions::default(), &()).unwrap();
    assert_eq!(made.report.count(Code::SecretSuspected), 1);
    let wanted = "carrier,path,fileCode,title\n\
                  digital,a,1,a\ndigital,a/b,2,b\ndigital,,3,files\n";
    assert_eq!(table(&out, Table::Dossiers).replacen("fonds,", "", 1).replace("\n,", "\n"), wanted);
    let documents = table(&out, Table::Documents);
    assert!(documents.contains("1,2,digital,a/c.pdf,c\n"), "{documents}");
    assert!(!documents.contains("mật"));
}

#[test]
fn pack_takes_a_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("list.xlsx");
    let tables = sample().join("inventory");
    export(&FolderTables::new(&tables), &book, Form::Nd30, &Letterhead::default(), &()).unwrap();
    let read =
        |file: &Path| SpreadsheetTables::read(file, folder.path(), &ImportOptions::default(), &());
    let source = read(&book).unwrap();
    assert!(source.list(&mut |finding| panic!("{finding:?}")).unwrap().contains(&Table::Dossiers));
    let sealed = |tables: &dyn Tables, name: &str| {
        let act = act(&sample().join("transfer.toml"));
        pack_with(&sample().join("files"), tables, &act, &folder.path().join(name)).unwrap().digest
    };
    assert_eq!(sealed(&source, "a.zip"), sealed(&FolderTables::new(&tables), "b.zip"));
    drop(source);
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 3, "the tables are gone");

    let list = folder.path().join("list.csv");
    fs::write(&list, "Số, ký hiệu hồ sơ;Tiêu đề hồ sơ\n01;Một\n02;\n").unwrap();
    let refused = read(&list).unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::Refused { .. }), "{refused}");
}

fn refused(path: &Path, limits: Limits) -> Error {
    let mut options = ImportOptions::default();
    options.limits = limits;
    let out = path.with_extension("out");
    let error = import(path, &out, &options, &()).unwrap_err();
    assert!(!out.exists());
    error
}

/// A workbook with a part in place of its first sheet.
fn book_with(sheet: &[u8]) -> (TempDir, PathBuf) {
    let (folder, path) = put("book.xlsx", "");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    let parts: [(&str, &[u8]); 3] = [
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>",
        ),
        ("xl/s.xml", sheet),
    ];
    for (name, content) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
    (folder, path)
}

#[test]
fn bombs_cost_no_more_than_the_limits() {
    let mut limits = Limits::default();
    limits.sheet_unfolded_bytes = 1 << 20;
    let blanks = [b"<worksheet><sheetData>".to_vec(), vec![b' '; 8 << 20]].concat();
    let (_folder, path) = book_with(&blanks);
    assert_eq!(refused(&path, limits).code(), "error.limit");
    // One text without end is stopped by the record's limit.
    let text =
        [b"<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>".to_vec(), vec![b'x'; 4 << 20]];
    let (_folder, path) = book_with(&text.concat());
    assert_eq!(refused(&path, Limits::default()).code(), "error.limit");
    let far = b"<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData></worksheet>";
    let (_folder, path) = book_with(far);
    assert_eq!(refused(&path, Limits::default()).code(), "error.limit");
    for broken in [&b"<worksheet><sheetData><row><c"[..], b"", b"<a></b>", b"&#x0;&bomb;"] {
        let (_folder, path) = book_with(broken);
        assert_eq!(refused(&path, Limits::default()).code(), "error.malformed");
    }
}

#[test]
fn a_few_bytes_do_not_fill_the_disk() {
    let (folder, path) = put("list.ods", "");
    let row = |cells: [&str; 2], times: u32| {
        let cells = cells.map(|cell| format!("<t:table-cell><p>{cell}</p></t:table-cell>"));
        format!("<t:table-row t:number-rows-repeated='{times}'>{}</t:table-row>", cells.concat())
    };
    let rows = row(["Hồ sơ số", "Tiêu đề hồ sơ"], 1) + &row(["01", &"x".repeat(1000)], 1_000_000);
    let content = format!("<c xmlns:t='t'><t:table t:name='S'>{rows}</t:table></c>");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.finish().unwrap();
    let mut limits = Limits::default();
    limits.sheet_unfolded_bytes = 1 << 20;
    assert_eq!(refused(&path, limits).code(), "error.limit");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_is_no_spreadsheet_is_refused_by_name() {
    for content in
        [&b"<html><table>"[..], b"%PDF-1.4\0", b"PK\x03\x04", b"\xd0\xcf\x11\xe0xxxx", b""]
    {
        let (_folder, path) = put("list.xlsx", content);
        assert_eq!(refused(&path, Limits::default()).code(), "error.malformed", "{content:?}");
    }
    let (_folder, path) = put("list.csv", "a,b\n1,\"x\n");
    assert_eq!(refused(&path, Limits::default()).code(), "error.malformed");
}

#[test]
fn cells_that_only_look_like_formulas_are_texts() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().join("tables");
    fs::create_dir(&tables).unwrap();
    let text = "fileCode,title\n=1+1,\"=HYPERLINK(\"\"http://x\"\")\"\n'-x,@SUM(A1)\n";
    fs::write(tables.join("dossiers.csv"), text).unwrap();
    let out = folder.path().join("csv");
    export(&FolderTables::new(&tables), &out, Form::Csv, &Letterhead::default(), &()).unwrap();
    let csv = fs::read_to_string(out.join("dossiers.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}fileCode,title\r\n'=1+1,\"'=HYPER"), "{csv}");
    assert!(csv.contains("\r\n''-x,'@SUM"), "{csv}");
    let (_, back, _) = imported(&out, &ImportOptions::default());
    assert_eq!(table(&back, Table::Dossiers), text);
}

#[test]
fn what_a_cell_cannot_hold_is_refused_and_not_cut() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().join("tables");
    fs::create_dir(&tables).unwrap();
    let text = format!("fileCode,title\n1,{}\n", "x".repeat(32_768));
    fs::write(tables.join("dossiers.csv"), text).unwrap();
    let out = folder.path().join("out.xlsx");
    let export =
        |form| export(&FolderTables::new(&tables), &out, form, &Letterhead::default(), &());
    for form in [Form::Nd30, Form::Tt05] {
        assert_eq!(export(form).unwrap_err().code(), "error.limit");
        assert!(!out.exists());
    }
    export(Form::Csv).unwrap();
}

#[test]
fn sheets_of_one_shape_are_one_list() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("years.xlsx");
    let mut book = Workbook::new();
    for (year, extra) in [("2001", None), ("2002", Some("Kho"))] {
        let sheet = book.add_worksheet().set_name(format!("Năm {year}")).unwrap();
        for (column, heading) in (0..).zip(["Hồ sơ số", "Tiêu đề hồ sơ"].into_iter().chain(extra))
        {
            sheet.write_string(0, column, heading).unwrap();
        }
        sheet.write_string(1, 0, format!("{year}.01")).unwrap();
        sheet.write_string(1, 1, "Hồ sơ").unwrap();
        if extra.is_some() {
            sheet.write_string(1, 2, "A").unwrap();
        }
    }
    book.save(&path).unwrap();
    let mut options = ImportOptions::default();
    options.fonds = Some("P14".into());
    let (imported, out, _) = imported(&path, &options);
    assert_eq!(imported.mapping.sheets.len(), 2);
    let wanted = "fonds,fileCode,title,Kho\nP14,2001.01,Hồ sơ,\nP14,2002.01,Hồ sơ,A\n";
    assert_eq!(table(&out, Table::Dossiers), wanted);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Any text that is no blank comes back from a workbook and from CSV.
    #[test]
    fn tables_come_back_from_sheets(
        rows in proptest::collection::vec(
            (".{1,8}x", proptest::array::uniform3("(\\PC|[\u{0}-\u{1f}\",';=+@\\-_\u{feff}\u{fffe}]|_x000D_|\r\n){0,12}")),
            1..6,
        ),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let tables = folder.path().join("tables");
        fs::create_dir(&tables).unwrap();
        let mut lines = vec!["fileCode,title,keyword,\"Cột \"\"lạ\"\"\"".to_owned()];
        let quoted = |cell: &str| {
            let special = cell.contains(['"', ',', '\n', '\r']);
            if special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
        };
        for (code, cells) in &rows {
            let cells: Vec<_> = std::iter::once(code).chain(cells).map(|cell| quoted(cell)).collect();
            lines.push(cells.join(","));
        }
        let text = lines.join("\n") + "\n";
        fs::write(tables.join("dossiers.csv"), &text).unwrap();
        for form in Form::ALL {
            let out = folder.path().join(format!("{form}.xlsx"));
            export(&FolderTables::new(&tables), &out, *form, &Letterhead::default(), &()).unwrap();
            let back = folder.path().join(format!("back-{form}"));
            import(&out, &back, &ImportOptions::default(), &()).unwrap();
            prop_assert_eq!(table(&back, Table::Dossiers), text.clone(), "{}", form);
        }
    }
}
