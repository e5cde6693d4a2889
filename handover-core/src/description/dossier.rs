use super::record::record;
use super::{
    Access, Arrangement, Carrier, Confidence, Flag, Gaps, Languages, PhysicalState, RecoveryStatus,
    Retention, Stated, Work,
};
use crate::date::PartialDate;

record! {
    /// A dossier: one case or subject, the unit of keeping (TT 05/2025 Annex
    /// III, `EAD.xml`, and where it stands).
    Dossier {
        /// Code of its fonds.
        fonds: Option<String> = "fonds",
        /// Number of its inventory (mục lục số).
        inventory: Option<String> = "inventory",
        /// Code of the box or packet that holds it.
        container: Option<String> = "container",
        /// Number of its lot in the act.
        lot: Option<String> = "lot",
        /// Paper, digital or both.
        carrier: Option<Stated<Carrier>> = "carrier",
        /// Finished or unfinished work.
        work: Option<Stated<Work>> = "work",
        /// How far it has been put in order.
        arrangement: Option<Stated<Arrangement>> = "arrangement",
        /// The agency that goes on with unfinished work.
        continued_by: Option<String> = "continuedBy",
        /// Its folder or file in the payload.
        path: Option<String> = "path",
        /// Ordinals declared missing.
        gaps: Option<Stated<Gaps>> = "gaps",
        /// Code of the dossier.
        file_code: String = "fileCode",
        /// Title.
        title: String = "title",
        /// Retention.
        maintenance: Option<Stated<Retention>> = "maintenance",
        /// Access.
        mode: Option<Stated<Access>> = "mode",
        /// Languages.
        language: Option<Stated<Languages>> = "language",
        /// First date.
        start_date: Option<Stated<PartialDate>> = "startDate",
        /// Last date.
        end_date: Option<Stated<PartialDate>> = "endDate",
        /// Keywords.
        keyword: Option<String> = "keyword",
        /// Number of documents.
        total_doc: Option<Stated<u64>> = "totalDoc",
        /// Number of sheets.
        number_of_paper: Option<Stated<u64>> = "numberOfPaper",
        /// Number of pages.
        number_of_page: Option<Stated<u64>> = "numberOfPage",
        /// Physical state.
        format: Option<Stated<PhysicalState>> = "format",
        /// Information sign.
        infor_sign: Option<String> = "inforSign",
        /// Born digital, digitised or mixed.
        confidence_level: Option<Stated<Confidence>> = "confidenceLevel",
        /// Code of the paper original; wanted where it was digitised.
        paper_file_code: Option<String> = "paperFileCode",
        /// Whether it is under backup.
        risk_recovery: Option<Stated<Flag>> = "riskRecovery",
        /// State of the backup.
        risk_recovery_status: Option<Stated<RecoveryStatus>> = "riskRecoveryStatus",
        /// Remarks.
        description: Option<String> = "description",
    }
}

impl Dossier {
    /// A dossier with what every dossier has.
    pub fn new(file_code: impl Into<String>, title: impl Into<String>) -> Self {
        Dossier { file_code: file_code.into(), title: title.into(), ..Dossier::default() }
    }

    /// Whether a file must be there: a path is named, or the carrier is
    /// digital alone.
    pub fn needs_file(&self) -> bool {
        let digital = self.carrier.as_ref().and_then(Stated::value) == Some(&Carrier::Digital);
        self.path.is_some() || digital
    }

    /// The ordinals declared missing, in their column or in the prose of
    /// title and remarks.
    pub fn declared_gaps(&self) -> Gaps {
        let column = self.gaps.as_ref().and_then(Stated::value).cloned();
        column
            .or_else(|| Gaps::in_prose(&self.title))
            .or_else(|| self.description.as_deref().and_then(Gaps::in_prose))
            .unwrap_or_default()
    }
}
