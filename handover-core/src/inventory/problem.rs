//! The stable words that findings about tables carry as `problem`.

use crate::description::code_list::code_list;

code_list! {
    /// What is wrong with a folder of tables (`table.unknown`).
    TableProblem {
        Unknown = "unknown", "không phải bảng của định dạng";
        WrittenByPack = "written-by-pack", "do lệnh đóng gói tự ghi";
    }
}

code_list! {
    /// What is wrong with a header (`table.header`).
    HeaderProblem {
        Absent = "absent", "không có dòng tiêu đề";
        Unreadable = "unreadable", "không đọc được dòng tiêu đề";
        MissingColumn = "missing-column", "thiếu cột bắt buộc";
        DuplicateColumn = "duplicate-column", "trùng cột";
        UnnamedColumn = "unnamed-column", "cột không có tên";
    }
}

code_list! {
    /// What is wrong with a row (`table.row`).
    RowProblem {
        NotUtf8 = "not-utf8", "không phải UTF-8";
        Cells = "cells", "số ô khác số cột";
        TextAfterQuote = "text-after-quote", "có chữ sau dấu ngoặc kép đóng";
        OpenQuote = "open-quote", "dấu ngoặc kép không đóng";
        TooLong = "too-long", "dòng quá dài";
    }
}

code_list! {
    /// What is wrong with a cell (`table.cell`).
    CellProblem {
        Required = "required", "để trống ô bắt buộc";
        Wanted = "wanted", "để trống ô cần có trong trường hợp này";
        TooLong = "too-long", "quá dài";
        ControlCharacter = "control-character", "có ký tự điều khiển";
        NotInList = "not-in-list", "không có trong danh mục mã";
        NotAllowed = "not-allowed", "không được dùng trong trường hợp này";
        NotADate = "not-a-date", "không phải ngày tháng";
        NotADay = "not-a-day", "không phải ngày";
        NotATime = "not-a-time", "không phải thời điểm";
        NotANumber = "not-a-number", "không phải số";
        NotMetres = "not-metres", "không phải số mét";
        NotAnAgency = "not-an-agency", "không phải cơ quan";
        NotAPath = "not-a-path", "không phải đường dẫn của gói";
        NotHex = "not-hex", "không phải mã hex";
        NotGaps = "not-gaps", "không phải danh sách số khuyết";
        BeforeStart = "before-start", "trước thời gian bắt đầu";
    }
}
