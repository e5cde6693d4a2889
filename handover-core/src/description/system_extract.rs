use super::record::record;
use super::{Day, Stated, Timestamp};

record! {
    /// What was cut out of a database or a system for the handover (TT 06/2025
    /// art. 40.2.b); the system itself runs on until everything is moved.
    SystemExtract {
        /// Name of the system.
        name: String = "name",
        /// The agency that owns it.
        owner: Option<String> = "owner",
        /// Accounts or identifier codes that the extract covers.
        scope: Option<String> = "scope",
        /// When it was cut out.
        extracted_at: Option<Stated<Timestamp>> = "extractedAt",
        /// Number of records.
        records: Option<Stated<u64>> = "records",
        /// Format of the extract.
        format: Option<String> = "format",
        /// Who keeps the system running.
        running_by: Option<String> = "runningBy",
        /// Until when.
        running_until: Option<Stated<Day>> = "runningUntil",
        /// Its folder or file in the payload.
        path: Option<String> = "path",
        /// Number of its lot in the act.
        lot: Option<String> = "lot",
        /// Remarks.
        description: Option<String> = "description",
    }
}

impl SystemExtract {
    /// An extract of the named system.
    pub fn new(name: impl Into<String>) -> Self {
        SystemExtract { name: name.into(), ..SystemExtract::default() }
    }
}
