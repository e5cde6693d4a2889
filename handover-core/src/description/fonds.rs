use super::record::record;
use super::{Block, Day, FondsStatus, Languages, Level, Stated};

record! {
    /// All records of one creator (TT 05/2025, data of the fonds). A closed
    /// fonds keeps its creator for good; only its custodian changes.
    Fonds {
        /// Code of the fonds.
        code: String = "code",
        /// Name of the fonds.
        name: String = "name",
        /// Open or closed.
        status: Option<Stated<FondsStatus>> = "status",
        /// The creator's last day.
        closed_on: Option<Stated<Day>> = "closedOn",
        /// The agency that made it, `vn:27169@2024/ubnd`.
        creator: Option<String> = "creator",
        /// Name of that agency.
        creator_name: Option<String> = "creatorName",
        /// Party, government, mass organisations.
        block: Option<Stated<Block>> = "block",
        /// Level of the creator's unit.
        level: Option<Stated<Level>> = "level",
        /// History of the creator: where the story of the merger stands.
        history: Option<String> = "history",
        /// Years that the records cover, in words.
        date_range: Option<String> = "dateRange",
        /// Number of records.
        total_doc: Option<Stated<u64>> = "totalDoc",
        /// Scheme of classification, or the main groups.
        classification: Option<String> = "classification",
        /// Languages.
        language: Option<Stated<Languages>> = "language",
        /// Regime of backup.
        backup: Option<String> = "backup",
        /// Remarks.
        description: Option<String> = "description",
    }
}

impl Fonds {
    /// A fonds with what every fonds has.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Self {
        Fonds { code: code.into(), name: name.into(), ..Fonds::default() }
    }
}
