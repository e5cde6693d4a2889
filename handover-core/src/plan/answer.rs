//! Where records go, and who says so.

use crate::description::code_list::code_list;
use crate::unit::AgencyRef;

/// The answer of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// They go to an agency.
    Goes {
        /// Which.
        to: AgencyRef,
        /// By what.
        by: Ground,
    },
    /// Somebody has to decide.
    Decide {
        /// Why no rule answers.
        reason: Reason,
        /// Who may be meant, likeliest first where there is an order; may be empty.
        candidates: Vec<AgencyRef>,
    },
}

/// What an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ground {
    /// A text of the State.
    Article(Article),
    /// The province's own decision, as its rules name it.
    Decision(String),
}

code_list! {
    /// The articles that routes rest on, cited as tables hold them.
    Article {
        Merged = "TT 06/2025/TT-BNV 40.1, 39", "sáp nhập, chia, tách tỉnh, xã";
        DistrictPaper = "TT 06/2025/TT-BNV 40.2.a", "tài liệu giấy, vật mang tin khác của cấp huyện";
        DistrictDigital = "TT 06/2025/TT-BNV 40.2.b", "tài liệu điện tử của cấp huyện";
        Unfinished = "CV 414/BNV-VTLTNN 5", "hồ sơ công việc chưa giải quyết xong";
    }
}

code_list! {
    /// Why a line has no answer yet.
    Reason {
        LegalKind = "legal-kind", "chưa rõ hình thức sắp xếp theo pháp luật (chia, tách, sáp nhập, đổi tên)";
        MergerReceiver = "merger-receiver", "chưa có đủ văn bản về nơi nhận tài liệu có thời hạn khi sáp nhập";
        WhoContinues = "who-continues", "nhiều đơn vị kế thừa, chưa rõ đơn vị nào giải quyết tiếp";
        DistrictTasks = "district-tasks", "nhiệm vụ của cấp huyện chuyển cho tỉnh và xã, chưa rõ nơi nào giải quyết tiếp";
        ChairmanAssigns = "chairman-assigns", "Chủ tịch Ủy ban nhân dân tỉnh giao cơ quan tiếp nhận";
        TextCutOff = "text-cut-off", "chưa có đủ văn bản về bước tiếp theo";
        PartyArchive = "party-archive", "tài liệu Đảng có lưu trữ và quy định riêng";
        MassArchive = "mass-archive", "chưa rõ lưu trữ nào nhận tài liệu của Mặt trận và đoàn thể";
        ArchiveHoldings = "archive-holdings", "chưa có quy định về tài liệu lưu trữ lịch sử của tỉnh đang quản lý";
        ReceiverClosed = "receiver-closed", "cơ quan nhận cũng đã kết thúc hoạt động";
        ReceiverUnknown = "receiver-unknown", "danh mục đơn vị không cho biết nơi nhận";
        RulesNotInForce = "rules-not-in-force", "các quy định này chưa có hiệu lực vào ngày ấy";
    }
}
