//! The list of dossiers handed over: Decree 30/2020, Annex V, "Mục lục hồ sơ,
//! tài liệu nộp lưu", seven columns, ready to print.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::book::{Failed, Texts};
use super::height::height;
use super::line::line;
use super::words::in_words;
use crate::error::Result;
use crate::inventory::Row;

/// What stands above and below the list. What is not given is left for the
/// pen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Letterhead {
    /// The body above the agency.
    pub superior: Option<String>,
    /// The agency whose dossiers they are.
    pub agency: Option<String>,
    /// The year or years that are listed.
    pub year: Option<String>,
    /// Place and day: `Phường 14, ngày 30 tháng 6 năm 2025`.
    pub place_and_day: Option<String>,
    /// Who made the list, and the title of that person.
    pub compiler: Option<String>,
}

/// The name of its sheet.
pub(in crate::exchange) const SHEET: &str = "Mục lục hồ sơ";

/// What its columns hold.
pub(in crate::exchange) const HEADINGS: [&str; 7] = [
    "STT",
    "Số, ký hiệu hồ sơ",
    "Tiêu đề hồ sơ",
    "Thời gian tài liệu",
    "Thời hạn bảo quản",
    "Số tờ / số trang",
    "Ghi chú",
];

/// How its closing lines begin.
pub(in crate::exchange) const TOTAL: &str = "Mục lục này gồm:";

/// Widths in characters, which fill a sheet of A4 upright.
const WIDTHS: [f64; 7] = [5.0, 17.0, 33.0, 13.0, 11.0, 8.0, 12.0];
/// What bold letters leave of a column's width.
const BOLD: f64 = 0.85;
const BLANK: &str = "…………………………………";

/// Lines of the official list, on a sheet of a book.
pub(super) struct Official<'a> {
    sheet: &'a mut Worksheet,
    texts: &'a Texts,
    row: u32,
    dossiers: u64,
    cell: Format,
    number: Format,
}

impl<'a> Official<'a> {
    pub(super) fn new(
        book: &'a mut Workbook,
        letterhead: &Letterhead,
        texts: &'a Texts,
    ) -> Result<Self> {
        let sheet = book.add_worksheet();
        let font = || Format::new().set_font_name("Times New Roman").set_font_size(12);
        let centred = || font().set_align(FormatAlign::Center);
        let bold = || centred().set_bold();
        let boxed = |format: Format| {
            let format = format.set_border(FormatBorder::Thin).set_text_wrap();
            format.set_align(FormatAlign::Top)
        };
        let of = |text: &Option<String>| text.clone().unwrap_or_else(|| BLANK.to_owned());
        let year = format!("Năm {}", letterhead.year.as_deref().unwrap_or("…………"));
        let superior = letterhead.superior.clone().unwrap_or_default();
        let failed = texts.failed();
        sheet.set_name(SHEET).or_failed(&failed)?;
        for (column, width) in (0..).zip(WIDTHS) {
            sheet.set_column_width(column, width).or_failed(&failed)?;
        }
        let heading = [
            (0, superior, centred()),
            (1, of(&letterhead.agency), bold()),
            (3, "MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU".to_owned(), bold().set_font_size(14)),
            (4, year, centred()),
        ];
        for (row, text, format) in heading {
            let last = if row < 3 { 2 } else { 6 };
            sheet.merge_range(row, 0, row, last, texts.fits(&text)?, &format).or_failed(&failed)?;
        }
        let high = height(HEADINGS.into_iter().zip(WIDTHS.map(|width| width * BOLD)));
        sheet.set_row_height(6, high).or_failed(&failed)?;
        let head = boxed(bold()).set_align(FormatAlign::VerticalCenter);
        for (column, text) in (0..).zip(HEADINGS) {
            sheet.write_string_with_format(6, column, text, &head).or_failed(&failed)?;
            let number = format!("({})", u32::from(column) + 1);
            sheet
                .write_string_with_format(7, column, number, &boxed(centred()))
                .or_failed(&failed)?;
        }
        // A4, the headings on every page, as wide as the sheet.
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&C&P / &N");
        sheet.set_repeat_rows(6, 7).or_failed(&failed)?;
        sheet.set_freeze_panes(8, 0).or_failed(&failed)?;
        let (cell, number) = (boxed(font()), boxed(centred()));
        Ok(Official { sheet, texts, row: 8, dossiers: 0, cell, number })
    }

    /// Writes the line of a dossier.
    pub(super) fn dossier(&mut self, row: &Row<'_>) -> Result<()> {
        self.dossiers += 1;
        let failed = self.texts.failed();
        let cells = line(self.dossiers, row);
        let high = height(cells.iter().map(AsRef::as_ref).zip(WIDTHS));
        self.sheet.set_row_height(self.row, high).or_failed(&failed)?;
        for (column, text) in (0_u16..).zip(cells) {
            let format = if matches!(column, 2 | 6) { &self.cell } else { &self.number };
            let text = self.texts.fits(&text)?;
            self.sheet
                .write_string_with_format(self.row, column, text, format)
                .or_failed(&failed)?;
        }
        self.row = self.texts.next_row(self.row)?;
        Ok(())
    }

    /// Writes the total and the place for the signature.
    pub(super) fn finish(self, letterhead: &Letterhead) -> Result<()> {
        let font = || Format::new().set_font_name("Times New Roman").set_font_size(12);
        let centred = || font().set_align(FormatAlign::Center);
        let left = || font().set_align(FormatAlign::Left);
        let total = self.dossiers;
        let day = letterhead.place_and_day.clone();
        let day = day.unwrap_or_else(|| "…………, ngày …… tháng …… năm ……".to_owned());
        let compiler = letterhead.compiler.clone().unwrap_or_else(|| BLANK.to_owned());
        let lines = [
            (1, 0, 6, format!("{TOTAL} {total} hồ sơ (đơn vị bảo quản)."), left()),
            (
                2,
                0,
                6,
                format!("Viết bằng chữ: {} hồ sơ (đơn vị bảo quản).", in_words(total)),
                left(),
            ),
            (4, 3, 6, day, centred().set_italic()),
            (5, 3, 6, "Người lập".to_owned(), centred().set_bold()),
            (6, 3, 6, "(Ký, ghi rõ họ tên, chức vụ)".to_owned(), centred().set_italic()),
            (10, 3, 6, compiler, centred().set_bold()),
        ];
        let failed = self.texts.failed();
        for (below, first, last, text, format) in lines {
            let (row, text) = (self.row + below, self.texts.fits(&text)?);
            self.sheet.merge_range(row, first, row, last, text, &format).or_failed(&failed)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::path::Path;

    use super::super::{Form, export};
    use super::*;
    use crate::exchange::sheet;
    use crate::inventory::FolderTables;
    use crate::limits::Limits;

    /// The lines of the official list, as any program reads it.
    fn lines(dossiers: &str, letterhead: &Letterhead) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let (tables, out) = (folder.path().join("tables"), folder.path().join("list.xlsx"));
        std::fs::create_dir(&tables).unwrap();
        std::fs::write(tables.join("dossiers.csv"), dossiers).unwrap();
        export(&FolderTables::new(&tables), &out, Form::Nd30, letterhead, &()).unwrap();
        let mut book = sheet::open(Path::new(&out), &Limits::default()).unwrap();
        assert_eq!(book.sheets(), [SHEET, "dossiers"]);
        let mut lines = Vec::new();
        book.rows(0, &mut |_, cells| {
            let texts: Vec<_> = cells.iter().map(|cell| cell.text.as_str()).collect();
            lines.push(texts.join("|").trim_end_matches('|').to_owned());
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
        lines.retain(|line| !line.is_empty());
        lines
    }

    #[test]
    fn the_form_has_its_heading_its_seven_columns_and_its_end() {
        let letterhead = Letterhead {
            superior: Some("UBND QUẬN 10".to_owned()),
            agency: Some("UBND PHƯỜNG 14".to_owned()),
            year: Some("2001".to_owned()),
            place_and_day: None,
            compiler: Some("Nguyễn Văn A".to_owned()),
        };
        let dossiers = "fileCode,title,startDate,endDate,maintenance,numberOfPaper,numberOfPage,description\n\
                        01,Một,2001,2003,01,,12,x\n02,Hai,2001,2001,lâu dài,7,12,\n03,=1+1,,2003,,,,\n";
        let lines = lines(dossiers, &letterhead);
        assert_eq!(
            lines,
            [
                "UBND QUẬN 10",
                "UBND PHƯỜNG 14",
                "MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU",
                "Năm 2001",
                "STT|Số, ký hiệu hồ sơ|Tiêu đề hồ sơ|Thời gian tài liệu|Thời hạn bảo quản|Số tờ / số trang|Ghi chú",
                "(1)|(2)|(3)|(4)|(5)|(6)|(7)",
                "1|01|Một|2001 - 2003|Vĩnh viễn|12|x",
                "2|02|Hai|2001|lâu dài|7",
                "3|03|=1+1|- 2003",
                "Mục lục này gồm: 3 hồ sơ (đơn vị bảo quản).",
                "Viết bằng chữ: Ba hồ sơ (đơn vị bảo quản).",
                "|||…………, ngày …… tháng …… năm ……",
                "|||Người lập",
                "|||(Ký, ghi rõ họ tên, chức vụ)",
                "|||Nguyễn Văn A",
            ]
        );
    }

    #[test]
    fn what_nobody_gave_is_left_for_the_pen() {
        let lines = lines("fileCode,title\n", &Letterhead::default());
        assert_eq!(lines[0], BLANK);
        assert_eq!(lines.last().map(String::as_str), Some(format!("|||{BLANK}").as_str()));
        assert!(lines.contains(&"Viết bằng chữ: Không hồ sơ (đơn vị bảo quản).".to_owned()));
    }
}
