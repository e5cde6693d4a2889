use std::path::Path;

use crate::description::code_list::code_list;
use crate::finding::Finding;
use crate::unit::{AgencyRef, KnownAgency};
use crate::verify;

code_list! {
    /// Which paper it is.
    MinutesForm {
        Nd30 = "nd30", "biên bản giao nhận hồ sơ, tài liệu";
        Archive = "archive", "biên bản thu nộp tài liệu vào lưu trữ lịch sử";
    }
}

impl MinutesForm {
    /// The paper that goes with a receiver.
    pub fn for_receiver(receiver: &AgencyRef) -> Self {
        match receiver.known() {
            Some(KnownAgency::HistoricalArchive) => MinutesForm::Archive,
            _ => MinutesForm::Nd30,
        }
    }
}

/// What the paper is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaperKind {
    /// Office Open XML, to be completed in a word processor.
    Docx,
    /// One page of HTML that needs nothing beside it.
    Html,
}

impl PaperKind {
    /// By the ending of the name, `.docx` or `.html`, in any case.
    pub fn of(out: &Path) -> Option<Self> {
        let ending = out.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "docx" => Some(PaperKind::Docx),
            "html" => Some(PaperKind::Html),
            _ => None,
        }
    }
}

/// Whether annexes carry the titles of dossiers and systems. What people wrote
/// into the act for these minutes is printed always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Titles {
    /// Numbers and codes only.
    #[default]
    Withheld,
    /// Titles too, but for those under suspicion of secrecy.
    Printed,
}

/// Says a finding in Vietnamese, with its place.
pub type Describe<'a> = &'a (dyn Fn(&Finding) -> String + Sync);

/// How the minutes are made.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct MinutesOptions<'a> {
    /// Which paper; by the receiver if nothing is said.
    pub form: Option<MinutesForm>,
    /// Copies that are signed. Decree 30/2020 says two, one for each side; for
    /// a historical archive no number is known, and it is left for the pen.
    pub copies: Option<u8>,
    /// The body above the giver, at the head of the paper.
    pub superior: Option<String>,
    /// Place and day: `Phường 14, ngày 30 tháng 6 năm 2025`.
    pub place_and_day: Option<String>,
    /// Whether annexes carry titles.
    pub titles: Titles,
    /// Says findings in words; their codes if nothing is said.
    pub describe: Option<Describe<'a>>,
    /// Limits, register, folder for temporary files. No payload is read, so
    /// nothing else of it counts.
    pub looking: verify::Options<'a>,
}
