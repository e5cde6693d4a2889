//! What an event of a ledger is about, and the words that `events.csv` has for it.

use super::event::EventKind;
use crate::description::code_list::code_list;

code_list! {
    /// What an event of a custody ledger is about.
    Kind {
        Open = "open", "mở sổ";
        Transfer = "transfer", "bàn giao";
        Receipt = "receipt", "tiếp nhận";
        Refusal = "refusal", "từ chối tiếp nhận";
        Return = "return", "trả lại";
        Loan = "loan", "cho mượn";
        Move = "move", "di chuyển";
        Seal = "seal", "niêm phong";
        Unseal = "unseal", "mở niêm phong";
        Incident = "incident", "sự cố";
        Destruction = "destruction", "hủy tài liệu";
        Declassification = "declassification", "giải mật";
        Conversion = "conversion", "chuyển đổi";
        Renewal = "renewal", "gia hạn bằng chứng";
    }
}

code_list! {
    /// What happened in an incident.
    IncidentKind {
        Lost = "lost", "thất lạc";
        Damaged = "damaged", "hư hỏng";
        Found = "found", "tìm thấy";
    }
}

code_list! {
    /// By which rules records were moved.
    Regime {
        Store = "store", "đổi kho, giá";
        Secrets = "secrets", "theo chế độ bảo vệ bí mật nhà nước";
    }
}

impl EventKind {
    /// The same in a ledger, where a loss and a find are incidents.
    pub const fn in_ledger(self) -> Kind {
        match self {
            EventKind::Transferred => Kind::Transfer,
            EventKind::Returned => Kind::Return,
            EventKind::Loaned => Kind::Loan,
            EventKind::Destroyed => Kind::Destruction,
            EventKind::Declassified => Kind::Declassification,
            EventKind::MovedSecret => Kind::Move,
            EventKind::Lost | EventKind::Found => Kind::Incident,
            EventKind::Sealed => Kind::Seal,
            EventKind::Unsealed => Kind::Unseal,
            EventKind::Converted => Kind::Conversion,
        }
    }
}
