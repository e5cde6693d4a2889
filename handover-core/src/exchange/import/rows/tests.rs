use std::sync::Mutex;

use super::super::super::Mapping;
use super::super::{ImportOptions, import};
use crate::finding::Finding;
use crate::inventory::Table;
use crate::observe::Observer;

/// What became of a list.
struct Became {
    taken: u64,
    not_taken: u64,
    dossiers: String,
    documents: String,
    /// `row code problem` of each finding.
    told: Vec<String>,
}

struct Told(Mutex<Vec<String>>);

impl Observer for Told {
    fn finding(&self, finding: &Finding) {
        let problem = finding.details.get("problem").map(|value| format!(" {value:?}"));
        let line = format!("{} {}{}", finding.location, finding.code, problem.unwrap_or_default());
        self.0.lock().unwrap().push(line);
    }
}

fn became(list: &str) -> Became {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("l.csv"), folder.path().join("tables"));
    std::fs::write(&file, list).unwrap();
    let told = Told(Mutex::default());
    let imported = import(&file, &out, &ImportOptions::default(), &told).unwrap();
    assert!(Mapping::read(&out.join("map.toml"), &crate::limits::Limits::default()).is_ok());
    let table = |table: Table| {
        let text = std::fs::read_to_string(out.join(table.file_name()));
        text.unwrap_or_default()
    };
    Became {
        taken: imported.taken,
        not_taken: imported.not_taken,
        dossiers: table(Table::Dossiers),
        documents: table(Table::Documents),
        told: told.0.into_inner().unwrap(),
    }
}

#[test]
fn the_numbering_and_a_repeated_header_are_no_rows() {
    let list = "Hồ sơ số,Tiêu đề hồ sơ,Ghi chú\n(1),(2),(3)\n01,Một,\nHồ sơ số,TIÊU ĐỀ HỒ SƠ,\n\
                02,Hai,\n";
    let got = became(list);
    assert_eq!((got.taken, got.not_taken), (2, 0));
    assert_eq!(got.dossiers, "fileCode,title,description\n01,Một,\n02,Hai,\n");
    assert!(got.told.is_empty(), "{:?}", got.told);
}

#[test]
fn titles_and_what_closes_a_list_are_told_as_lines_beside_it() {
    let list = "Hồ sơ số,Tiêu đề hồ sơ,Ghi chú\nI. Năm 2001,,\n01,Một,\n\
                Mục lục này gồm: 1 hồ sơ,,\n,Người lập,\n,Nguyễn Văn A,\n";
    let got = became(list);
    assert_eq!((got.taken, got.not_taken), (1, 0));
    let wanted = [2, 4, 5, 6].map(|row| format!("l[{row}] sheet.aside"));
    assert_eq!(got.told, wanted);
}

#[test]
fn a_number_that_lost_its_row_is_no_title() {
    let head = "Hồ sơ số,Số văn bản,Ngày văn bản,Trích yếu,Ghi chú";
    for stray in
        ["01/QĐ-UBND,,,,", ",12/BC,,,", ",,05/01/2001,,", ",,,,Rách bìa trước", ",,,Báo cáo,"]
    {
        let got = became(&format!("{head}\n01,1,,A,\n{stray}\n"));
        let rows = got.documents.lines().count() as u64 - 1;
        assert_eq!((got.taken + got.not_taken, got.taken), (2, rows), "{stray}");
        assert!(got.told.iter().all(|told| !told.contains("aside")), "{stray}");
    }
    let got = became(&format!("{head}\n01,1,,A,\nII. Năm 2002,,,,\n"));
    assert_eq!((got.taken, got.not_taken, got.told.len()), (1, 0, 1));
}

#[test]
fn a_total_between_two_parts_does_not_hide_what_comes_after() {
    let list = "Hồ sơ số,Tiêu đề hồ sơ,Ghi chú\n01,Một,\nCộng: 1 hồ sơ,,\n02,Hai,\n,Không số,\n";
    let got = became(list);
    assert_eq!((got.taken, got.not_taken), (2, 1));
    assert_eq!(got.told[1], "l[5] sheet.row Text(\"no-code\")");
}

#[test]
fn a_code_alone_is_a_row_that_lacks_its_title() {
    let got = became("Hồ sơ số,Tiêu đề hồ sơ,Ghi chú\n01,,\n");
    assert_eq!((got.taken, got.not_taken), (0, 1));
    assert_eq!(got.told, ["l[2] sheet.row Text(\"no-title\")"]);
}

#[test]
fn text_beyond_the_header_stops_the_row_with_its_column() {
    // The column is seen only behind the rows that a sheet is judged by.
    let rows = "1,Tên\n".repeat(400);
    let got = became(&format!("Hồ sơ số,Tiêu đề hồ sơ\n{rows}401,Tên,lạc\n"));
    assert_eq!((got.taken, got.not_taken), (400, 1));
    assert_eq!(got.told, ["l[402].C sheet.row Text(\"beyond-header\")"]);
}

#[test]
fn a_document_belongs_to_the_dossier_above_it() {
    let list = "Hồ sơ số,Tiêu đề hồ sơ,Số văn bản,Tác giả,Trích yếu\n01,Một,5,,A\n,,6,,B\n\
                02,Hai,,,\n,,7,UBND,C\n03,,8,,D\n,,9,UBND,\n";
    let got = became(list);
    assert_eq!((got.taken, got.not_taken), (4, 2));
    assert_eq!(got.dossiers, "fileCode,title\n01,Một\n02,Hai\n");
    let documents = "dossier,codeNumber,organName,subject\n01,5,,A\n01,6,,B\n02,7,UBND,C\n";
    assert_eq!(got.documents, documents);
    assert_eq!(
        got.told,
        ["l[6] sheet.row Text(\"no-title\")", "l[7] sheet.row Text(\"no-subject\")"]
    );
}

#[test]
fn a_document_before_any_dossier_has_none() {
    let got = became("Hồ sơ số,Tiêu đề hồ sơ,Số văn bản,Trích yếu\n,,5,A\n01,Một,6,B\n");
    assert_eq!(got.told, ["l[2] sheet.row Text(\"no-dossier\")"]);
}

#[test]
fn files_of_a_list_without_dossiers_go_by_their_folders() {
    let got = became("filepath,filename\nHS1\\a.pdf,a\n\\HS1\\b.pdf,b\n2001/HS2/c.pdf,c\n");
    assert_eq!((got.taken, got.not_taken), (3, 0));
    assert_eq!(got.dossiers, "path,fileCode,title\nHS1,HS1,HS1\n2001/HS2,2001/HS2,HS2\n");
}

#[test]
fn text_stays_as_it_was_typed() {
    let list = "Hồ sơ số,Tiêu đề hồ sơ,THBQ,Kho lạ\n007,01/QĐ-UBND,lâu dài, 3 \n";
    let got = became(list);
    assert_eq!(got.dossiers, "fileCode,title,maintenance,Kho lạ\n007,01/QĐ-UBND,lâu dài,3\n");
}

#[test]
fn a_column_that_two_computers_typed_is_unicode_in_every_cell() {
    let many = "01,Hồ sơ về việc giải quyết khiếu nại\n".repeat(5);
    let got =
        became(&format!("Hồ sơ số,Tiêu đề hồ sơ\n{many}02,Hå s¬ vÒ viÖc gi¶i quyÕt\n03,Kh¸c\n"));
    assert!(got.dossiers.ends_with("02,Hồ sơ về việc giải quyết\n03,Khác\n"), "{}", got.dossiers);
    assert_eq!(got.told, ["l[7].B sheet.converted"]);
}

#[test]
fn a_row_that_is_not_taken_is_looked_at_for_secrets() {
    let got = became("Hồ sơ số,Tiêu đề hồ sơ\n01,Một\n,Không số mật\n");
    assert_eq!(got.told, ["l[3] secret.suspected", "l[3] sheet.row Text(\"no-code\")"]);
}
