use serde::{Deserialize, Serialize};

use crate::custody::DossierRef;
use crate::finding::Location;
use crate::path;

/// What of a file changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum What {
    /// Its bytes, and so its size.
    Size,
    /// Its bytes, at the same size.
    Content,
}

/// A difference. Done to the left side, in any order, all of them together
/// give the right side.
///
/// A place is a path, or numbers where a name is under suspicion of secrecy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Change {
    /// Only on the right.
    Added {
        /// Where.
        at: Location,
        /// Bytes; `None` for an empty folder.
        size: Option<u64>,
    },
    /// Only on the left.
    Removed {
        /// Where.
        at: Location,
        /// Bytes; `None` for an empty folder.
        size: Option<u64>,
    },
    /// At the same place with other bytes.
    Changed {
        /// Where.
        at: Location,
        /// What of it.
        what: What,
        /// Bytes on the left.
        from_size: u64,
        /// Bytes on the right.
        to_size: u64,
    },
    /// The same bytes at another place.
    Moved {
        /// Where on the left.
        from: Location,
        /// Where on the right.
        to: Location,
        /// Bytes.
        size: u64,
    },
    /// Added with bytes that the left side has at a place where they stayed.
    Duplicated {
        /// Where on the right.
        at: Location,
        /// Where the same bytes were on the left.
        of: Location,
        /// Bytes.
        size: u64,
    },
    /// A dossier that only the right side lists.
    DossierAdded {
        /// Its row on the right.
        at: Location,
        /// What it is called; `None` under suspicion of secrecy.
        dossier: Option<DossierRef>,
    },
    /// A dossier that only the left side lists.
    DossierRemoved {
        /// Its row on the left.
        at: Location,
        /// What it is called; `None` under suspicion of secrecy.
        dossier: Option<DossierRef>,
    },
    /// A dossier that both list, otherwise described.
    DossierChanged {
        /// Its row on the right.
        at: Location,
        /// What it is called; `None` under suspicion of secrecy.
        dossier: Option<DossierRef>,
        /// The columns that differ, by name; none under suspicion of secrecy.
        fields: Vec<String>,
    },
}

impl Change {
    /// Where it stands in the order of changes: the place on the right, or on
    /// the left where there is no other.
    pub(super) fn sort_key(&self) -> Vec<u8> {
        let (Change::Added { at, .. }
        | Change::Removed { at, .. }
        | Change::Changed { at, .. }
        | Change::Duplicated { at, .. }
        | Change::Moved { to: at, .. }
        | Change::DossierAdded { at, .. }
        | Change::DossierRemoved { at, .. }
        | Change::DossierChanged { at, .. }) = self;
        match at {
            Location::File { path } => path::sort_key(path),
            // Hidden places come last, by their numbers.
            Location::Entry { folder, ordinal } => {
                [&[0xff][..], &folder.to_be_bytes(), &ordinal.to_be_bytes()].concat()
            }
            _ => vec![0xff],
        }
    }
}

/// How many differences there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Only on the right.
    pub added: u64,
    /// Only on the left.
    pub removed: u64,
    /// Other bytes at the same place.
    pub changed: u64,
    /// The same bytes at another place.
    pub moved: u64,
    /// Copies of what stayed.
    pub duplicated: u64,
    /// The same on both sides.
    pub unchanged: u64,
    /// Of those, with another modification time; that is no difference.
    pub other_times: u64,
    /// Of dossiers, where both sides list them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossiers: Option<DossierSummary>,
}

/// How many differences there are between the dossiers that two sides list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DossierSummary {
    /// Only on the right.
    pub added: u64,
    /// Only on the left.
    pub removed: u64,
    /// On both sides, otherwise described.
    pub changed: u64,
    /// The same on both sides.
    pub unchanged: u64,
}

impl DossierSummary {
    pub(super) fn count(&mut self, change: &Change) {
        match change {
            Change::DossierAdded { .. } => self.added += 1,
            Change::DossierRemoved { .. } => self.removed += 1,
            Change::DossierChanged { .. } => self.changed += 1,
            _ => {}
        }
    }

    fn differences(&self) -> u64 {
        self.added + self.removed + self.changed
    }
}

impl Summary {
    /// The same of files alone.
    #[must_use]
    pub fn without_dossiers(mut self) -> Self {
        self.dossiers = None;
        self
    }

    /// Whether both sides are the same.
    pub fn is_same(&self) -> bool {
        let of_files = self.added + self.removed + self.changed + self.moved + self.duplicated;
        of_files + self.dossiers.map_or(0, |dossiers| dossiers.differences()) == 0
    }

    pub(super) fn count(&mut self, change: &Change) {
        match change {
            Change::Added { .. } => self.added += 1,
            Change::Removed { .. } => self.removed += 1,
            Change::Changed { .. } => self.changed += 1,
            Change::Moved { .. } => self.moved += 1,
            Change::Duplicated { .. } => self.duplicated += 1,
            // Dossiers are counted by themselves.
            Change::DossierAdded { .. }
            | Change::DossierRemoved { .. }
            | Change::DossierChanged { .. } => {}
        }
    }
}
