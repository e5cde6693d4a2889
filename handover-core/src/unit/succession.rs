//! Which unit went into which.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::UnitRef;

/// How much of the old unit went into the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Extent {
    /// All of it.
    Whole,
    /// A part: the old unit was divided.
    Part,
}

impl Extent {
    /// The word of the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
        }
    }
}

/// One unit went, wholly or in part, into another (kế thừa sau sắp xếp).
///
/// It moves territory and unfinished work, never a fonds: records follow their creator.
/// Ordered by old unit, then new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Succession {
    /// The old unit.
    pub from: UnitRef,
    /// The new unit.
    pub to: UnitRef,
    /// How much of the old one.
    pub extent: Extent,
    /// The first day of the new unit (UTC+7).
    pub effective_on: NaiveDate,
}
