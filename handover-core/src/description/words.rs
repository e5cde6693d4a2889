//! Closed lists of our own: what TT 05/2025 has no code for.

use super::code_list::code_list;
use crate::unit::KnownAgency;

code_list! {
    /// Whose archive it is; Party records are an archive of their own.
    Block {
        Party = "party", "khối Đảng";
        Government = "government", "khối chính quyền";
        Mass = "mass", "khối Mặt trận và đoàn thể";
    }
}

code_list! {
    /// Whether the fonds still grows (TT 05/2025, data of the fonds, no. 3).
    FondsStatus {
        Open = "open", "mở";
        Closed = "closed", "đóng";
    }
}

code_list! {
    /// The level of the unit whose body made the fonds.
    Level {
        Province = "province", "cấp tỉnh";
        District = "district", "cấp huyện";
        Commune = "commune", "cấp xã";
    }
}

code_list! {
    /// What holds containers.
    ContainerKind {
        Box = "box", "hộp";
        Packet = "packet", "cặp, bó";
    }
}

code_list! {
    /// What carries the text.
    Carrier {
        Paper = "paper", "giấy";
        Digital = "digital", "điện tử";
        Both = "both", "giấy và điện tử";
    }
}

code_list! {
    /// Whether the work of a dossier is done; what is not is listed apart and
    /// goes to the unit that continues it (dispatch 414/BNV-VTLTNN).
    Work {
        Finished = "finished", "đã giải quyết xong";
        Unfinished = "unfinished", "chưa giải quyết xong";
    }
}

code_list! {
    /// How far the papers have been put in order (TT 16/2023).
    Arrangement {
        Unarranged = "unarranged", "chưa chỉnh lý";
        Preliminary = "preliminary", "chỉnh lý sơ bộ";
        Arranged = "arranged", "đã chỉnh lý";
    }
}

code_list! {
    /// How far a lot is listed, from a seal on a door to each file.
    ListingDepth {
        Sealed = "sealed", "niêm phong, chưa thống kê";
        Containers = "containers", "đến hộp, cặp";
        Dossiers = "dossiers", "đến hồ sơ";
        Documents = "documents", "đến văn bản";
        Files = "files", "đến tệp tin";
    }
}

code_list! {
    /// No or yes, as TT 05/2025 writes a Boolean.
    Flag {
        No = "0", "không";
        Yes = "1", "có";
    }
}

code_list! {
    /// What a row of `files.csv` stands for.
    EntryKind {
        File = "file", "tệp tin";
        EmptyFolder = "empty-folder", "thư mục rỗng";
    }
}

impl Block {
    /// The block that an agency's own records belong to. A hint: a historical
    /// archive keeps State fonds, and a fonds says for itself whose it is.
    pub fn of(agency: KnownAgency) -> Self {
        match agency {
            KnownAgency::PartyCommittee => Block::Party,
            KnownAgency::FatherlandFront => Block::Mass,
            _ => Block::Government,
        }
    }
}

impl Carrier {
    /// Whether there is a file to look for.
    pub const fn is_digital(self) -> bool {
        matches!(self, Carrier::Digital | Carrier::Both)
    }

    /// Whether there is paper to count.
    pub const fn is_paper(self) -> bool {
        matches!(self, Carrier::Paper | Carrier::Both)
    }
}
