use super::record::record;
use super::{
    Access, Carrier, Confidence, DocumentType, Flag, Languages, PhysicalState, RecoveryStatus,
    Retention, Stated,
};
use crate::date::PartialDate;

record! {
    /// One record inside a dossier (TT 05/2025 Annex III, `EAD_doc`).
    ///
    /// A number means something only with issuer, year and series: in a new
    /// unit the numbers start at 01 again.
    Document {
        /// Code of its dossier.
        dossier: String = "dossier",
        /// Its ordinal there.
        doc_ordinal: Option<String> = "docOrdinal",
        /// Paper, digital or both.
        carrier: Option<Stated<Carrier>> = "carrier",
        /// Its file in the payload.
        path: Option<String> = "path",
        /// Sheet (tờ số).
        sheet: Option<String> = "sheet",
        /// Identifier of the document.
        doc_id: Option<String> = "docId",
        /// Archive code of the document.
        doc_code: Option<String> = "docCode",
        /// Retention; the dossier's where absent.
        maintenance: Option<Stated<Retention>> = "maintenance",
        /// Kind of document.
        type_name: Option<Stated<DocumentType>> = "typeName",
        /// Number.
        code_number: Option<String> = "codeNumber",
        /// Notation.
        code_notation: Option<String> = "codeNotation",
        /// Date.
        issued_date: Option<Stated<PartialDate>> = "issuedDate",
        /// Who issued it.
        organ_name: Option<String> = "organName",
        /// Abstract.
        subject: String = "subject",
        /// Languages.
        language: Option<Stated<Languages>> = "language",
        /// Number of pages.
        number_of_page: Option<Stated<u64>> = "numberOfPage",
        /// Information sign.
        infor_sign: Option<String> = "inforSign",
        /// Keywords.
        keyword: Option<String> = "keyword",
        /// Access.
        mode: Option<Stated<Access>> = "mode",
        /// Born digital, digitised or mixed.
        confidence_level: Option<Stated<Confidence>> = "confidenceLevel",
        /// Handwritten notes on it, not who signed it.
        autograph: Option<String> = "autograph",
        /// Physical state.
        format: Option<Stated<PhysicalState>> = "format",
        /// Whether a file on its processing is attached.
        process: Option<Stated<Flag>> = "process",
        /// Whether it is under backup.
        risk_recovery: Option<Stated<Flag>> = "riskRecovery",
        /// State of the backup.
        risk_recovery_status: Option<Stated<RecoveryStatus>> = "riskRecoveryStatus",
        /// Remarks.
        description: Option<String> = "description",
    }
}

impl Document {
    /// A document with what every document has.
    pub fn new(dossier: impl Into<String>, subject: impl Into<String>) -> Self {
        Document { dossier: dossier.into(), subject: subject.into(), ..Document::default() }
    }

    /// Whether a file must be there: a path is named, or the carrier is
    /// digital alone.
    pub fn needs_file(&self) -> bool {
        let digital = self.carrier.as_ref().and_then(Stated::value) == Some(&Carrier::Digital);
        self.path.is_some() || digital
    }
}
