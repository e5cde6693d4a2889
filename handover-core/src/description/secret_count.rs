use super::record::record;
use super::secrecy::Level;
use super::{Metres, Stated};

record! {
    /// How much secret material of one level goes a separate way. Counts only:
    /// a title can itself be secret.
    SecretCount {
        /// Code of the fonds.
        fonds: Option<String> = "fonds",
        /// The level.
        level: Option<Stated<Level>> = "level",
        /// Boxes and packets.
        containers: Option<Stated<u64>> = "containers",
        /// Dossiers.
        dossiers: Option<Stated<u64>> = "dossiers",
        /// Documents.
        documents: Option<Stated<u64>> = "documents",
        /// Shelf metres.
        metres: Option<Stated<Metres>> = "metres",
        /// Number and day of the separate handover.
        reference: Option<String> = "reference",
        /// Remarks.
        description: Option<String> = "description",
    }
}

impl SecretCount {
    /// A count line for `level`.
    pub fn new(level: Level) -> Self {
        SecretCount { level: Some(level.into()), ..SecretCount::default() }
    }
}
