//! The code lists of TT 05/2025/TT-BNV, Annex III.

use super::code_list::code_list;

code_list! {
    /// Retention (`maintenance`). Words of older rules ("lâu dài", "tạm thời")
    /// have no code: they stay text, and nobody invents their years.
    Retention {
        Permanent = "01", "Vĩnh viễn";
        Years70 = "02", "70 năm";
        Years50 = "03", "50 năm";
        Years30 = "04", "30 năm";
        Years20 = "05", "20 năm";
        Years10 = "06", "10 năm";
        Other = "07", "Khác";
    }
}

code_list! {
    /// Access (`mode`). `03` restricts who may read; it is no level of secrecy.
    Access {
        Open = "01", "Công khai";
        Conditional = "02", "Sử dụng có điều kiện";
        Closed = "03", "Mật";
    }
}

code_list! {
    /// Language (`language`).
    Language {
        Vietnamese = "01", "Tiếng Việt";
        English = "02", "Tiếng Anh";
        French = "03", "Tiếng Pháp";
        Russian = "04", "Tiếng Nga";
        Chinese = "05", "Tiếng Trung";
        VietnameseEnglish = "06", "Tiếng Việt - Tiếng Anh";
        VietnameseRussian = "07", "Tiếng Việt - Tiếng Nga";
        VietnameseFrench = "08", "Tiếng Việt - Tiếng Pháp";
        HanNom = "09", "Hán Nôm";
        VietnameseChinese = "10", "Tiếng Việt - Tiếng Trung";
        Other = "11", "Khác";
    }
}

code_list! {
    /// Physical state (`format`).
    PhysicalState {
        Good = "01", "Tốt";
        Fair = "02", "Bình thường";
        Damaged = "03", "Hỏng";
    }
}

code_list! {
    /// What the file is to the original (`confidenceLevel`).
    Confidence {
        BornDigital = "01", "Gốc điện tử";
        Digitised = "02", "Số hóa";
        Mixed = "03", "Hỗn hợp";
    }
}

code_list! {
    /// State of the backup copy (`riskRecoveryStatus`).
    RecoveryStatus {
        Made = "01", "Đã dự phòng";
        NotMade = "02", "Chưa dự phòng";
    }
}

code_list! {
    /// Kind of document (`typeName`). Sources contradict each other from `04`
    /// on; these are the 29 kinds of NĐ 30/2020 and three more.
    DocumentType {
        Resolution = "01", "Nghị quyết";
        Decision = "02", "Quyết định";
        Directive = "03", "Chỉ thị";
        Statute = "04", "Quy chế";
        Regulation = "05", "Quy định";
        Communique = "06", "Thông cáo";
        Notice = "07", "Thông báo";
        Guidance = "08", "Hướng dẫn";
        Programme = "09", "Chương trình";
        Plan = "10", "Kế hoạch";
        Option = "11", "Phương án";
        Scheme = "12", "Đề án";
        Project = "13", "Dự án";
        Report = "14", "Báo cáo";
        Submission = "15", "Tờ trình";
        Authorisation = "16", "Giấy ủy quyền";
        SendingSlip = "17", "Phiếu gửi";
        TransferSlip = "18", "Phiếu chuyển";
        NoticeSlip = "19", "Phiếu báo";
        Minutes = "20", "Biên bản";
        Contract = "21", "Hợp đồng";
        OfficialLetter = "22", "Công văn";
        OfficialTelegram = "23", "Công điện";
        Memorandum = "24", "Bản ghi nhớ";
        Agreement = "25", "Bản thỏa thuận";
        Invitation = "26", "Giấy mời";
        Introduction = "27", "Giấy giới thiệu";
        LeavePermit = "28", "Giấy nghỉ phép";
        PublicLetter = "29", "Thư công";
        Map = "30", "Bản đồ";
        TechnicalDrawing = "31", "Bản vẽ kỹ thuật";
        Other = "32", "Khác";
    }
}

impl Retention {
    /// The years of a fixed term; `None` for permanent and other.
    pub const fn years(self) -> Option<u32> {
        match self {
            Retention::Permanent | Retention::Other => None,
            Retention::Years70 => Some(70),
            Retention::Years50 => Some(50),
            Retention::Years30 => Some(30),
            Retention::Years20 => Some(20),
            Retention::Years10 => Some(10),
        }
    }
}
