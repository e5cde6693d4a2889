"""Workbooks as wards have them, made by openpyxl: one in each shape that an
import has to take. Arguments: the folder to write to."""

import csv
import datetime
import pathlib
import sys
import unicodedata

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

OUT = pathlib.Path(sys.argv[1])

# The letters of TCVN3 (VN3) and VNI, written down by hand from the fonts'
# charts, so that they are no copy of the table under test.
TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĐÔƠƯÂÊĂ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ§¤¥¦¢£¡",
    )
)
VNI_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_ROUND = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_SHORT = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
VNI_WHOLE = {"đ": "ñ", "Đ": "Ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ì": "ì", "í": "í"}


def tcvn3(text):
    return "".join(TCVN3.get(letter, letter) for letter in text)


def windows(text):
    """Code page 1258 keeps letters and tones apart."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [part for part in parts if part in VNI_TONES]
        rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in VNI_TONES))
        out.append(rest + "".join(tones))
    return "".join(out)


def vni(text):
    out = []
    for letter in text:
        if letter in VNI_WHOLE:
            out.append(VNI_WHOLE[letter])
            continue
        parts = unicodedata.normalize("NFD", letter)
        base, marks = parts[0], parts[1:]
        tone = "".join(m for m in marks if m in VNI_TONES)
        upper = base.isupper()
        if "\u0302" in marks:
            mark = VNI_ROUND[tone]
        elif "\u0306" in marks:
            mark = VNI_SHORT[tone]
        else:
            if "\u031b" in marks:
                base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
            mark = VNI_TONES.get(tone, "")
        out.append(base + (mark.upper() if upper else mark))
    return "".join(out)


def decomposed(text):
    """As files of macOS and some web forms have it."""
    return unicodedata.normalize("NFD", text)


VIQR = {"\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~", "\u0323": ".", "\u0302": "^",
        "\u0306": "(", "\u031b": "+"}


def viqr(text):
    out = []
    for letter in text.replace("đ", "dd").replace("Đ", "DD"):
        parts = unicodedata.normalize("NFD", letter)
        marks = sorted(parts[1:], key=lambda mark: mark in VNI_TONES)
        out.append(parts[0] + "".join(VIQR[mark] for mark in marks))
    return "".join(out)


DOSSIERS = [
    # code, title, time, retention, sheets, note
    ("01", "Hồ sơ về việc giải quyết khiếu nại đất đai", "05/01/2001 - 30/12/2001", "Vĩnh viễn", "112", ""),
    ("02", "Báo cáo tổng kết công tác năm 2001", "2001", "Lâu dài", "040", "Rách bìa"),
    ("03/QĐ-UBND", "Quyết định về tổ chức, cán bộ", "03/2001-11/2002", "Tạm thời", "7", ""),
    ("=04", "+Tập lưu văn bản đi của phường", "1999-2000", "20 năm", "", "- Khuyết số: 03-11"),
    ("05", "Sổ đăng ký hộ tịch của Ủy ban nhân dân", "1998", "70 năm", "15", ""),
]
HEADINGS = ["STT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian tài liệu",
            "Thời hạn bảo quản", "Số tờ / số trang", "Ghi chú"]


def hands(value):
    """A list that several computers went on with: each cell in the font of one. A word or two
    that could be either stays as most of its column is."""
    fonts = {DOSSIERS[0][1]: tcvn3, DOSSIERS[0][3]: vni, DOSSIERS[1][1]: vni, DOSSIERS[1][3]: tcvn3,
             DOSSIERS[1][5]: tcvn3, DOSSIERS[2][1]: tcvn3, DOSSIERS[3][3]: vni, DOSSIERS[3][1]: decomposed}
    return fonts.get(value, lambda text: text)(value)


def text(cell, value):
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"


def nd30(name, as_font=lambda value: value, formulas=False, numbers=False):
    book = Workbook()
    sheet = book.active
    sheet.title = "Muc luc"
    for row, line in [(1, "ỦY BAN NHÂN DÂN QUẬN 10"), (2, "PHƯỜNG 14"), (4, "MỤC LỤC HỒ SƠ"), (5, "Năm 2001")]:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=7)
        text(sheet.cell(row, 1), as_font(line))
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    for column, heading in enumerate(HEADINGS, 1):
        text(sheet.cell(7, column), as_font(heading))
        sheet.cell(7, column).font = Font(bold=True)
        text(sheet.cell(8, column), f"({column})")
    row = 9
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=7)
    text(sheet.cell(row, 1), as_font("I. KHỐI VĂN PHÒNG"))
    row += 1
    for number, (code, title, time, retention, sheets, note) in enumerate(DOSSIERS, 1):
        if number == 3:
            row += 2  # blank rows
        sheet.cell(row, 1).value = number
        if numbers and code.isdigit():
            sheet.cell(row, 2).value = int(code)
            sheet.cell(row, 2).number_format = "00"
        else:
            text(sheet.cell(row, 2), code)
        text(sheet.cell(row, 3), as_font(title))
        text(sheet.cell(row, 4), time)
        text(sheet.cell(row, 5), as_font(retention))
        if formulas and number == 1:
            sheet.cell(row, 6).value = "=100+12"
        else:
            text(sheet.cell(row, 6), sheets)
        text(sheet.cell(row, 7), as_font(note))
        row += 1
    for line in ["Mục lục này gồm: 05 hồ sơ (đơn vị bảo quản).", "Viết bằng chữ: Năm hồ sơ.", "Người lập"]:
        row += 1
        text(sheet.cell(row, 1), as_font(line))
    book.create_sheet("Hướng dẫn")["A1"] = "Ghi theo Nghị định 30"
    book.save(OUT / name)


PROVINCE = [
    "STT", "Phông", "Mục lục", "Hộp số", "Số và ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời hạn bảo quản",
    "Chế độ sử dụng", "Ngôn ngữ", "Ngày bắt đầu", "Tháng bắt đầu", "Năm bắt đầu", "Ngày kết thúc",
    "Tháng kết thúc", "Năm kết thúc", "Tổng số văn bản trong hồ sơ", "Chú giải", "Ký hiệu thông tin",
    "Từ khóa", "Số lượng tờ", "Tình trạng vật lý", "Mức độ tin cậy", "Mã hồ sơ giấy gốc", "Ghi chú",
    "Số thứ tự văn bản trong hồ sơ", "Tên loại văn bản", "Số của văn bản", "Ký hiệu của văn bản",
    "Ngày văn bản", "Tháng văn bản", "Năm văn bản", "Tên cơ quan ban hành", "Trích yếu", "Ngôn ngữ",
    "Số lượng trang", "Ghi chú", "Ký hiệu thông tin", "Từ khóa", "Chế độ sử dụng", "Mức độ tin cậy",
    "Bút tích", "Tình trạng vật lý", "Quy trình xử lý", "Tờ số", "Loại tài liệu", "Đường dẫn file",
]
PROVINCE_DOSSIERS = [
    ["P14", "01", "H05", "01", "Quyết định năm 2001 (Khuyết số: 03-11)", "01", "01", "01", "5", "1", "2001",
     "", "12", "2001", "2", "", "", "", "0012", "01", "02", "P14.H05.01", ""],
    ["P14", "01", "H05", "02", "Báo cáo năm 2002", "Lâu dài", "01", "01", "", "", "2002", "", "", "2003", "1",
     "", "", "", "", "", "", "", "Thiếu trang cuối"],
]
PROVINCE_DOCUMENTS = [
    (0, ["1", "02", "01", "QĐ-UBND", "05", "01", "2001", "UBND Phường 14", "Quyết định số 01", "01", "2", "",
         "", "", "01", "02", "", "01", "", "1-2", "VB", "\\P14\\2001\\01.pdf"]),
    (0, ["2", "02", "01/QĐ-UBND", "", "", "12", "2001", "UBND Phường 14", "Quyết định số 12", "01", "3", "",
         "", "", "01", "02", "", "01", "", "3-5", "VB", "\\P14\\2001\\02.pdf"]),
    (1, ["1", "14", "", "BC-UBND", "31", "12", "2002", "UBND Phường 14", "Báo cáo năm 2002", "01", "9", "",
         "", "", "01", "02", "", "01", "", "1-9", "VB", "\\P14\\2002\\01.pdf"]),
]


def province(name, dossiers, as_font=lambda value: value):
    """`dossiers`: repeated, merged or blank."""
    book = Workbook()
    sheet = book.active
    for column, heading in enumerate(PROVINCE, 1):
        text(sheet.cell(1, column), as_font(heading))
    row = 2
    first = {}
    for number, (at, document) in enumerate(PROVINCE_DOCUMENTS, 1):
        text(sheet.cell(row, 1), str(number))
        if dossiers == "repeated" or at not in first:
            for column, value in enumerate(PROVINCE_DOSSIERS[at], 2):
                text(sheet.cell(row, column), as_font(value) or None)
        first.setdefault(at, row)
        for column, value in enumerate(document, 25):
            text(sheet.cell(row, column), as_font(value) or None)
        row += 1
    if dossiers == "merged":
        for column in range(2, 25):
            sheet.merge_cells(start_row=2, start_column=column, end_row=3, end_column=column)
    book.save(OUT / name)


def two_rows(name):
    """Headings of two rows, merged, without diacritics, in another order."""
    book = Workbook()
    sheet = book.active
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("D3:D4")
    sheet.merge_cells("E3:E4")
    sheet.merge_cells("F3:F4")
    for cell, value in [("A3", "TIEU DE HO SO"), ("B3", "Thoi gian tai lieu"), ("B4", "Bat dau"),
                        ("C4", "Ket thuc"), ("D3", "Ho so so"), ("E3", "Hop so"), ("F3", "Ke")]:
        text(sheet[cell], value)
    rows = [
        ("Hồ sơ một", datetime.date(2001, 3, 15), "12/2001", "01", "1", "K1"),
        ("Hồ sơ hai", datetime.date(2002, 1, 1), datetime.date(2003, 5, 1), "02", "1", "K1"),
    ]
    for row, values in enumerate(rows, 5):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            if isinstance(value, str):
                text(cell, value)
            else:
                cell.value = value
                cell.number_format = "dd/mm/yyyy"
    sheet["B6"].number_format = "yyyy"
    sheet["C6"].number_format = "mm/yyyy"
    book.save(OUT / name)


def tags(name):
    book = Workbook()
    sheet = book.active
    sheet.append(["title", "fileCode", "maintenance", "startDate", "numberOfPage", "Kho"])
    for row in [("Hồ sơ một", "H49.2001.01", "01", "15/03/2001", "12", "A"), ("Hồ sơ hai", "H49.2001.02", "03", "2001", "", "B")]:
        sheet.append(list(row))
    book.save(OUT / name)


def uk(name):
    rows = [
        ["Filepath", "Filename", "Date last modified", "Date of the record", "Description", "Closure status"],
        ["content/minutes/1999.pdf", "1999.pdf", "2019-01-01", "1999-05-01", "Minutes", "Open"],
        ["content/minutes/2000.pdf", "2000.pdf", "2019-01-02", "", "Minutes, \"draft\"", "Closed"],
        ["content/letters/a.doc", "a.doc", "2019-01-03", "2001", "", "Open"],
    ]
    with open(OUT / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def legacy_csv(name, as_font, encoding="cp1252"):
    lines = [";".join(HEADINGS[1:4])]
    lines += [";".join([code, title, time]) for code, title, time, *_ in DOSSIERS[:3]]
    raw = "\r\n".join(as_font(line) for line in lines) + "\r\n"
    (OUT / name).write_bytes(raw.encode(encoding))


nd30("nd30.xlsx")
nd30("numbers.xlsx", numbers=True)
nd30("formula.xlsx", formulas=True)
nd30("tcvn3.xlsx", as_font=tcvn3)
nd30("vni.xlsx", as_font=vni)
nd30("viqr.xlsx", as_font=viqr)
nd30("decomposed.xlsx", as_font=decomposed)
nd30("hands.xlsx", as_font=hands)
province("province-tcvn3.xlsx", "repeated", as_font=tcvn3)
province("province-vni.xlsx", "merged", as_font=vni)
province("repeated.xlsx", "repeated")
province("merged.xlsx", "merged")
province("blank.xlsx", "blank")
two_rows("two-rows.xlsx")
tags("tags.xlsx")
uk("uk.csv")
legacy_csv("tcvn3.csv", tcvn3)
legacy_csv("vni.csv", vni)
legacy_csv("viqr.csv", viqr)
legacy_csv("decomposed.csv", decomposed, "utf-8-sig")
legacy_csv("utf16.csv", lambda line: line, "utf-16")
legacy_csv("cp1258.csv", windows, "cp1258")
