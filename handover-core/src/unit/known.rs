//! The agencies that nearly every unit has.

use serde::{Deserialize, Serialize};

use super::AgencySlug;

/// Whose records: the three blocks that Vietnamese archives keep apart (khối).
///
/// Party records are another archive with its own rules (Dispatch 64-CV/TW, 2025); one act
/// never holds the fonds of the Party and of the State.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// The Party (khối Đảng).
    Party,
    /// State bodies (khối chính quyền).
    Government,
    /// The Fatherland Front and the mass organisations (khối Mặt trận và đoàn thể).
    MassOrganisations,
}

/// A body whose slug has a fixed meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum KnownAgency {
    /// `ubnd`: the People's Committee (Ủy ban nhân dân); meant when a reference names no agency.
    PeoplesCommittee,
    /// `hdnd`: the People's Council (Hội đồng nhân dân).
    PeoplesCouncil,
    /// `dang-uy`: the Party committee (Đảng ủy).
    PartyCommittee,
    /// `mttq`: the Fatherland Front committee (Mặt trận Tổ quốc).
    FatherlandFront,
    /// `luu-tru-lich-su`: the historical archive (Lưu trữ lịch sử), of a province.
    HistoricalArchive,
}

impl KnownAgency {
    /// All of them, in the order in which people list them.
    pub const ALL: [Self; 5] = [
        Self::PeoplesCommittee,
        Self::PeoplesCouncil,
        Self::PartyCommittee,
        Self::FatherlandFront,
        Self::HistoricalArchive,
    ];

    /// Its slug.
    pub fn slug(self) -> AgencySlug {
        match self {
            Self::PeoplesCommittee => const { AgencySlug::literal("ubnd") },
            Self::PeoplesCouncil => const { AgencySlug::literal("hdnd") },
            Self::PartyCommittee => const { AgencySlug::literal("dang-uy") },
            Self::FatherlandFront => const { AgencySlug::literal("mttq") },
            Self::HistoricalArchive => const { AgencySlug::literal("luu-tru-lich-su") },
        }
    }

    /// The agency that a slug means everywhere; `None` for a slug of somebody's own.
    pub fn from_slug(slug: &AgencySlug) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.slug() == *slug)
    }

    /// The block that its own records belong to. A hint: a historical archive keeps State fonds,
    /// and an act says for itself whose records it hands over.
    pub fn block(self) -> Block {
        match self {
            Self::PartyCommittee => Block::Party,
            Self::FatherlandFront => Block::MassOrganisations,
            Self::PeoplesCommittee | Self::PeoplesCouncil | Self::HistoricalArchive => {
                Block::Government
            }
        }
    }
}
