use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::custody::ExceptionKind;
use crate::description::Day;
use crate::digest::Digest;
use crate::finding::{Location, Report, Severities};
use crate::limits::Limits;
use crate::unit::AgencyRef;

/// A bundle or set that was handed over, as the giver still has it.
#[derive(Debug, Clone)]
pub struct Given {
    pub(super) path: PathBuf,
    pub(super) further: Vec<PathBuf>,
}

impl Given {
    /// The bundle, or the list of a set, at `path`; `further` are folders with
    /// volumes beside that of the list.
    pub fn new(path: impl Into<PathBuf>, further: Vec<PathBuf>) -> Self {
        Given { path: path.into(), further }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// How to ask.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Bounds on what is read.
    pub limits: Limits,
    /// Which finding weighs what.
    pub severities: Severities,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A row of `dossiers.csv`.
    Dossier,
    /// A file of the payload.
    File,
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The receiver named in the act has taken it over, and answers for it.
    Confirmed,
    /// It is under an exception, or part of it is: it stays where it was.
    Held,
    /// No receipt that counts speaks for it.
    Unconfirmed,
}

/// A dossier or a file, and how it stands.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Item {
    /// The bundle or set that it was handed over in.
    pub parcel: Digest,
    /// Its volume, in a set; a dossier stands in every volume that has part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<u32>,
    /// Its row.
    pub at: Location,
    /// What it is.
    pub item: ItemKind,
    /// Code of a dossier, or path of a file below `data/`; absent where it is
    /// under suspicion of secrecy that the act has not cleared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Code of the fonds of a dossier, as far as it is known and may be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonds: Option<String>,
    /// How it stands.
    pub state: State,
    /// Why it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<ExceptionKind>,
}

/// How many items stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Share {
    /// Taken over.
    pub confirmed: u64,
    /// Under exceptions.
    pub held: u64,
    /// Without a receipt.
    pub unconfirmed: u64,
}

impl Share {
    pub(super) const fn add(&mut self, state: State) {
        let count = match state {
            State::Confirmed => &mut self.confirmed,
            State::Held => &mut self.held,
            State::Unconfirmed => &mut self.unconfirmed,
        };
        *count += 1;
    }
}

/// What was found of one bundle or set.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Subject {
    /// Where it lies, as that was given.
    pub place: String,
    /// Its identity.
    pub digest: Digest,
    /// Act and packing, as `Bag-Group-Identifier` has it.
    pub group: String,
    /// Who gave.
    pub giver: AgencyRef,
    /// Whom the act names as the receiver.
    pub receiver: AgencyRef,
    /// Receipts that count, accepting or refusing, by the digest of their text.
    pub receipts: Vec<Digest>,
    /// The day on which it was taken over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_on: Option<Day>,
    /// With whom the exceptions stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<AgencyRef>,
    /// Its dossiers.
    pub dossiers: Share,
    /// Its files.
    pub files: Share,
}

/// The answer.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Released {
    /// Each bundle and set, in the order in which they were given.
    pub subjects: Vec<Subject>,
    /// What stands in the way; it passes only where everything is confirmed.
    pub report: Report,
}
