//! The agencies that nearly every unit has.

use super::AgencySlug;

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
}
