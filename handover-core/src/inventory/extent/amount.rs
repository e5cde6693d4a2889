use serde::Serialize;

use super::kinds::{ByArrangement, ByCarrier, ByDepth, ByRetention, ByWork};
use crate::description::{Block, Metres};
use crate::finding::Report;

/// What an inventory lists, and what the files come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Extent {
    /// Rows of `containers.csv`.
    pub containers: u64,
    /// Shelf metres that those rows give.
    pub metres: Metres,
    /// How many of those rows give theirs.
    pub metres_stated: u64,
    /// Rows of `dossiers.csv`.
    pub dossiers: u64,
    /// Rows of `documents.csv`.
    pub documents: u64,
    /// Pages: what a dossier states, else the sum of its documents.
    pub pages: u64,
    /// Files of the folder; without one, paths that documents name.
    pub files: u64,
    /// Bytes of the files; `None` where no folder was looked at.
    pub bytes: Option<u64>,
    /// Dossiers by retention.
    pub by_retention: ByRetention,
    /// Dossiers by what carries them.
    pub by_carrier: ByCarrier,
    /// Dossiers by how far they are put in order.
    pub by_arrangement: ByArrangement,
    /// Dossiers by whether their work is done.
    pub by_work: ByWork,
    /// What is listed to which depth, and no further.
    pub by_depth: ByDepth,
    /// By fonds, in the order of their codes; what names none, or one whose
    /// code speaks of secrecy, first.
    pub by_fonds: Vec<OfFonds>,
    /// By the block of the fonds; what has none first.
    pub by_block: Vec<OfBlock>,
    /// By the year in which the dossier begins; what gives none first.
    pub by_year: Vec<OfYear>,
    /// What could not be counted, and words of secrecy.
    #[serde(skip)]
    pub report: Report,
}

/// A part of what there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Amount {
    /// Dossiers.
    pub dossiers: u64,
    /// Documents.
    pub documents: u64,
    /// Pages.
    pub pages: u64,
    /// Files; those of a folder belong to the row nearest to them.
    pub files: u64,
    /// Bytes of the files; 0 where no folder was looked at.
    pub bytes: u64,
}

/// A part that has containers of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FondsAmount {
    /// Boxes and packets.
    pub containers: u64,
    /// Their shelf metres.
    pub metres: Metres,
    /// What is in them, and what is digital.
    #[serde(flatten)]
    pub amount: Amount,
}

/// What one fonds comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfFonds {
    /// Its code.
    pub fonds: Option<String>,
    /// Its block.
    pub block: Option<Block>,
    /// How much it is.
    #[serde(flatten)]
    pub amount: FondsAmount,
}

/// What one block comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfBlock {
    /// The block.
    pub block: Option<Block>,
    /// How much it is.
    #[serde(flatten)]
    pub amount: FondsAmount,
}

/// What one year comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfYear {
    /// The year in which dossiers begin.
    pub year: Option<i32>,
    /// How much it is.
    #[serde(flatten)]
    pub amount: Amount,
}

impl Amount {
    /// Sums stop at the largest number: a hostile list cannot look small.
    pub(super) fn add(&mut self, other: &Amount) {
        let add = |sum: &mut u64, more: u64| *sum = sum.saturating_add(more);
        add(&mut self.dossiers, other.dossiers);
        add(&mut self.documents, other.documents);
        add(&mut self.pages, other.pages);
        add(&mut self.files, other.files);
        add(&mut self.bytes, other.bytes);
    }
}

impl FondsAmount {
    pub(super) fn add(&mut self, other: &FondsAmount) {
        self.containers = self.containers.saturating_add(other.containers);
        self.metres += other.metres;
        self.amount.add(&other.amount);
    }
}
