//! Workbooks that openpyxl made and LibreOffice saved again in every format:
//! each shape that wards have gives the same tables, whatever saved it.

use std::fs;
use std::path::{Path, PathBuf};

use handover_core::exchange::{Form, ImportOptions, Letterhead, export, import};
use handover_core::finding::Code;
use handover_core::inventory::FolderTables;

use crate::support::{approved, python, repository, sample};

const LIST: &str = "\
fileCode,title,maintenance,startDate,endDate,numberOfPaper,description,STT
01,Hồ sơ về việc giải quyết khiếu nại đất đai,Vĩnh viễn,05/01/2001,30/12/2001,112,,1
02,Báo cáo tổng kết công tác năm 2001,Lâu dài,2001,,040,Rách bìa,2
03/QĐ-UBND,\"Quyết định về tổ chức, cán bộ\",Tạm thời,03/2001,11/2002,7,,3
=04,+Tập lưu văn bản đi của phường,20 năm,1999,2000,,- Khuyết số: 03-11,4
05,Sổ đăng ký hộ tịch của Ủy ban nhân dân,70 năm,1998,,15,,5
";

const SHORT_LIST: &str = "\
fileCode,title,startDate,endDate
01,Hồ sơ về việc giải quyết khiếu nại đất đai,05/01/2001,30/12/2001
02,Báo cáo tổng kết công tác năm 2001,2001,
03/QĐ-UBND,\"Quyết định về tổ chức, cán bộ\",03/2001,11/2002
";

const PROVINCE_DOSSIERS: &str = "\
fonds,inventory,container,fileCode,title,maintenance,mode,language,startDate,endDate,keyword,totalDoc,numberOfPaper,format,inforSign,confidenceLevel,paperFileCode,description
P14,01,H05,01,Quyết định năm 2001 (Khuyết số: 03-11),01,01,01,05/01/2001,12/2001,,2,0012,01,,02,P14.H05.01,
P14,01,H05,02,Báo cáo năm 2002,Lâu dài,01,01,2002,2003,,1,,,,,,Thiếu trang cuối
";

const PROVINCE_DOCUMENTS: &str = "\
dossier,docOrdinal,path,sheet,typeName,codeNumber,codeNotation,issuedDate,organName,subject,language,numberOfPage,inforSign,keyword,mode,confidenceLevel,autograph,format,process,description,STT,Chú giải,Loại tài liệu
01,1,P14/2001/01.pdf,1-2,02,01,QĐ-UBND,05/01/2001,UBND Phường 14,Quyết định số 01,01,2,,,01,02,,01,,,1,,VB
01,2,P14/2001/02.pdf,3-5,02,01/QĐ-UBND,,12/2001,UBND Phường 14,Quyết định số 12,01,3,,,01,02,,01,,,2,,VB
02,1,P14/2002/01.pdf,1-9,14,,BC-UBND,31/12/2002,UBND Phường 14,Báo cáo năm 2002,01,9,,,01,02,,01,,,3,,VB
";

const TWO_ROWS: &str = "\
container,fileCode,title,startDate,endDate,Ke
1,01,Hồ sơ một,15/03/2001,12/2001,K1
1,02,Hồ sơ hai,2002,05/2003,K1
";

const TAGS: &str = "\
fileCode,title,maintenance,startDate,numberOfPage,Kho
H49.2001.01,Hồ sơ một,01,15/03/2001,12,A
H49.2001.02,Hồ sơ hai,03,2001,,B
";

const UK_DOSSIERS: &str = "\
path,fileCode,title
content/minutes,content/minutes,minutes
content/letters,content/letters,letters
";

/// The workbooks of `sheets.py` and the tables that each must give.
fn shapes() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let list = || vec![("dossiers.csv", LIST)];
    let short = || vec![("dossiers.csv", SHORT_LIST)];
    let province =
        || vec![("dossiers.csv", PROVINCE_DOSSIERS), ("documents.csv", PROVINCE_DOCUMENTS)];
    vec![
        ("nd30.xlsx", list()),
        ("numbers.xlsx", list()),
        ("tcvn3.xlsx", list()),
        ("vni.xlsx", list()),
        ("viqr.xlsx", list()),
        ("decomposed.xlsx", list()),
        ("hands.xlsx", list()),
        ("province-tcvn3.xlsx", province()),
        ("province-vni.xlsx", province()),
        ("repeated.xlsx", province()),
        ("merged.xlsx", province()),
        ("blank.xlsx", province()),
        ("two-rows.xlsx", vec![("dossiers.csv", TWO_ROWS)]),
        ("tags.xlsx", vec![("dossiers.csv", TAGS)]),
        ("uk.csv", vec![("dossiers.csv", UK_DOSSIERS)]),
        ("tcvn3.csv", short()),
        ("vni.csv", short()),
        ("viqr.csv", short()),
        ("decomposed.csv", short()),
        ("utf16.csv", short()),
        ("cp1258.csv", short()),
    ]
}

fn is_book(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "xlsx")
}

/// Saves workbooks again in another format.
fn saved_as(filter: &str, files: &[PathBuf], folder: &Path) -> PathBuf {
    let format = filter.split(':').next().unwrap();
    let out = folder.join(format!("as-{format}"));
    // A profile of its own: two tests may run at once.
    let profile = format!("-env:UserInstallation=file://{}/profile-{format}", folder.display());
    let mut arguments = vec![profile, "--headless".into(), "--convert-to".into(), filter.into()];
    arguments.extend(["--outdir".to_owned(), out.to_str().unwrap().to_owned()]);
    arguments.extend(files.iter().map(|file| file.to_str().unwrap().to_owned()));
    approved("soffice", &arguments, folder);
    out
}

fn made(folder: &Path) {
    let script = repository().join("tests/judges/sheets.py");
    approved(&python(), &[script.to_str().unwrap(), folder.to_str().unwrap()], folder);
}

#[test]
fn every_shape_gives_the_same_tables_whatever_saved_it() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    made(folder);
    let shapes = shapes();
    let books: Vec<PathBuf> = shapes
        .iter()
        .filter(|(name, _)| is_book(name))
        .map(|(name, _)| folder.join(name))
        .collect();
    let mut cases: Vec<(PathBuf, usize)> =
        shapes.iter().enumerate().map(|(at, (name, _))| (folder.join(name), at)).collect();
    for format in ["xlsx", "xls", "ods"] {
        let out = saved_as(format, &books, folder);
        for (at, (name, _)) in shapes.iter().enumerate().filter(|(_, (name, _))| is_book(name)) {
            cases.push((out.join(name).with_extension(format), at));
        }
    }
    for (number, (file, at)) in cases.iter().enumerate() {
        let out = folder.join(format!("tables-{number}"));
        let imported = import(file, &out, &ImportOptions::default(), &()).unwrap();
        let (name, tables) = &shapes[*at];
        assert_eq!(imported.not_taken, 0, "{}", file.display());
        for (table, wanted) in tables {
            let got = fs::read_to_string(out.join(table)).unwrap();
            assert_eq!(got, *wanted, "{}: {table}", file.display());
        }
        let is_old = ["tcvn3", "vni", "viqr", "hands"].iter().any(|old| name.contains(old));
        assert_eq!(imported.report.count(Code::SheetConverted) > 0, is_old, "{}", file.display());
    }
}

#[test]
fn a_formula_counts_once_a_program_has_calculated_it() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    made(folder);
    let file = folder.join("formula.xlsx");
    let import = |file: &Path, name: &str| {
        let out = folder.join(name);
        let imported = import(file, &out, &ImportOptions::default(), &()).unwrap();
        (imported, fs::read_to_string(out.join("dossiers.csv")).unwrap())
    };
    // openpyxl writes formulas and does not calculate.
    let (imported, _) = import(&file, "raw");
    assert_eq!((imported.taken, imported.not_taken), (4, 1));
    let finding = imported.report.findings.iter().find(|f| f.code == Code::SheetRow).unwrap();
    assert_eq!(finding.location.to_string(), "Muc luc[10].F");
    for format in ["xlsx", "xls", "ods"] {
        let out = saved_as(format, std::slice::from_ref(&file), folder);
        let saved = out.join("formula").with_extension(format);
        let (imported, text) = import(&saved, &format!("calculated-{format}"));
        assert_eq!((imported.not_taken, text.as_str()), (0, LIST), "{format}");
    }
}

/// What the official list is for: somebody opens it and prints it.
#[test]
fn another_program_reads_the_official_list() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let book = folder.join("list.xlsx");
    let tables = FolderTables::new(&sample().join("inventory"));
    export(&tables, &book, Form::Nd30, &Letterhead::default(), &()).unwrap();
    // Comma, quote, UTF-8.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76";
    let out = saved_as(filter, std::slice::from_ref(&book), folder);
    let text = fs::read_to_string(out.join("list.csv")).unwrap();
    assert!(text.contains("STT,\"Số, ký hiệu hồ sơ\",Tiêu đề hồ sơ"), "{text}");
    assert!(text.contains("Mục lục này gồm: 41 hồ sơ"), "{text}");
    assert!(text.contains("Viết bằng chữ: Bốn mươi mốt hồ sơ"), "{text}");
    let check = "import sys, openpyxl\n\
        sheet = openpyxl.load_workbook(sys.argv[1])['Mục lục hồ sơ']\n\
        high = [sheet.row_dimensions[row].height for row in range(9, 9 + 41)]\n\
        print(sheet.print_title_rows, sheet.page_setup.paperSize, min(high) > 15, max(high) > 40, \
        {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None})";
    let told = approved(&python(), &["-c", check, book.to_str().unwrap()], folder);
    assert_eq!(told.trim(), "$7:$8 9 True True {'s'}");
}
