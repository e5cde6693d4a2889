//! Files side by side that go into one volume together.

use super::cost::Cost;
use super::record::{Extent, Fields, Parts};
use crate::error::Result;
use crate::snapshot::Tally;

/// What belongs together, as the key of a sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group(pub(super) Vec<u8>);

impl Group {
    /// The files of a dossier.
    pub(super) fn dossier(code: &[u8]) -> Self {
        Group([&[0], code].concat())
    }

    /// The files of one path that rows name.
    pub(super) fn step(number: u64) -> Self {
        Group(Fields::marked(1).number(number).0)
    }

    /// Entries of one folder side by side, without a row: all of the lowest
    /// folders. `first` is the number of the entry they begin with.
    pub(super) fn stretch(first: u64) -> Self {
        Group(Fields::marked(2).number(first).0)
    }
}

/// A stretch of the plan whose files belong to one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// In path order, from 0.
    pub(super) number: u64,
    /// Its rows in the plan.
    pub(super) extent: Extent,
    pub(super) tally: Tally,
    pub(super) cost: Cost,
}

impl Piece {
    pub(super) fn begin(number: u64, start: u64) -> Self {
        let extent = Extent { start, len: 0 };
        Piece { number, extent, tally: Tally::default(), cost: Cost::default() }
    }

    /// Sorts by the number.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let Piece { number, extent, tally, cost } = self;
        let values = [
            *number,
            extent.start,
            extent.len,
            tally.files,
            tally.empty_folders,
            tally.bytes,
            cost.bytes,
            cost.entries,
        ];
        values.iter().fold(Fields::default(), |fields, value| fields.number(*value)).0
    }

    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self> {
        Ok(Piece {
            number: parts.number()?,
            extent: Extent { start: parts.number()?, len: parts.number()? },
            tally: Tally {
                files: parts.number()?,
                empty_folders: parts.number()?,
                bytes: parts.number()?,
            },
            cost: Cost { bytes: parts.number()?, entries: parts.number()? },
        })
    }
}
