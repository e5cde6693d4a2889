//! The stable words that findings about sheets carry as `problem`.

use crate::description::code_list::code_list;

code_list! {
    /// Why a row of a sheet cannot be taken (`sheet.row`).
    EntryProblem {
        NoCode = "no-code", "không có mã hồ sơ";
        NoTitle = "no-title", "không có tiêu đề hồ sơ";
        NoSubject = "no-subject", "không có trích yếu";
        NoDossier = "no-dossier", "không biết thuộc hồ sơ nào";
        BeyondHeader = "beyond-header", "có chữ ngoài các cột có tiêu đề";
    }
}

code_list! {
    /// Why a sheet is not read (`sheet.skipped`).
    SheetProblem {
        NoHeader = "no-header", "không tìm thấy dòng tiêu đề";
        TablesBeside = "tables-beside", "tập tin có sẵn các bảng đầy đủ";
        NotInMap = "not-in-map", "không có trong tệp ánh xạ";
    }
}
