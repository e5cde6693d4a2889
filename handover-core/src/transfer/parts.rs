//! The members of an act that have members of their own.

use serde::{Deserialize, Serialize};

use crate::description::secrecy::Mark;
use crate::description::{Arrangement, ListingDepth, Metres, Work};
use crate::unit::AgencyRef;

/// A living body that acts for a closed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnBehalfOf {
    /// The closed agency, whose records they are.
    pub agency: AgencyRef,
    /// Number and day of the decision that lets the giver act for it.
    pub decision: String,
}

/// The name of an agency that has no slug of its own in the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedAgency {
    /// The agency.
    pub agency: AgencyRef,
    /// Its name in full.
    pub name: String,
}

/// Paper as it is declared; counts that nobody made are absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeclaredPaper {
    /// Boxes and packets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub containers: Option<u64>,
    /// Dossiers on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossiers: Option<u64>,
    /// Shelf metres; 8 boxes are about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metres: Option<Metres>,
}

/// Electronic records as they are declared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeclaredElectronic {
    /// Dossiers that have files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossiers: Option<u64>,
    /// Files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<u64>,
    /// Bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

/// A part of what is handed over that is described in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// Number, from 1; rows of the inventory name it in their column `lot`.
    pub number: u32,
    /// What it is.
    pub title: String,
    /// Whether the work is finished; unfinished work is a lot of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Work>,
    /// How far it is listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<ListingDepth>,
    /// Code of the fonds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fonds: Option<String>,
    /// How far it is arranged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrangement: Option<Arrangement>,
    /// The years of it, as people write them: `1976-2025`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The agency that goes on with unfinished work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continued_by: Option<AgencyRef>,
    /// Paper in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<DeclaredPaper>,
    /// Electronic records in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub electronic: Option<DeclaredElectronic>,
}

/// Which side a person signs for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Side {
    /// The side that gives.
    Giver,
    /// The side that receives.
    Receiver,
    /// A body that only looks on.
    Witness,
}

/// A person who signs the paper minutes (NĐ 30/2020 Annex V).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The side.
    pub side: Side,
    /// Name in full.
    pub name: String,
    /// Title or office.
    pub title: String,
}

/// Something that a pack leaves out, because the act says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Exclusion {
    /// Links, devices, sockets and pipes.
    SpecialFiles,
    /// Files that systems leave in folders: `Thumbs.db`, `desktop.ini`, `.DS_Store`.
    OsJunk,
}

impl Exclusion {
    /// Whether a file of this name is what [`Exclusion::OsJunk`] means.
    pub fn is_os_junk(name: &str) -> bool {
        matches!(name, "Thumbs.db" | "ehthumbs.db" | "desktop.ini" | ".DS_Store")
    }
}

/// A suspicion of secrecy that an officer has looked at and cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// The mark that the finding gave: it binds the clearance to one text.
    pub mark: Mark,
    /// Who cleared it: person and office.
    pub by: String,
    /// Why it is no secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
