//! Descriptions of records as values: fonds, containers, dossiers, documents,
//! and the code lists that they speak in. No I/O.

mod circular;
pub(crate) mod code_list;
mod container;
mod document;
mod dossier;
mod file_code;
mod file_entry;
mod fonds;
mod gaps;
mod languages;
mod metres;
pub(crate) mod record;
pub mod secrecy;
mod secret_count;
mod stated;
mod system_extract;
mod time;
mod totals;
mod words;

pub use circular::{
    Access, Confidence, DocumentType, Language, PhysicalState, RecoveryStatus, Retention,
};
pub use code_list::NotInList;
pub use container::Container;
pub use document::Document;
pub use dossier::Dossier;
pub use file_code::{FileCode, FilePrefixes, NotAFileCode};
pub use file_entry::FileEntry;
pub use fonds::Fonds;
pub use gaps::{Gaps, NotGaps};
pub use languages::Languages;
pub use metres::{Metres, NotMetres};
pub use record::Record;
pub use secret_count::SecretCount;
pub use stated::Stated;
pub use system_extract::SystemExtract;
pub use time::{Day, NotADay, NotATimestamp, Timestamp};
pub use totals::{ElectronicTotals, PaperTotals, Totals};
pub use words::{
    Arrangement, Block, Carrier, ContainerKind, EntryKind, Flag, FondsStatus, Level, ListingDepth,
    Work,
};
