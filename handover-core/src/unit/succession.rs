//! Which unit went into which.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Evidence, UnitRef};

/// How much of the old unit went into the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Extent {
    /// All of it.
    Whole,
    /// A part: the old unit was divided.
    Part,
    /// What was left after other parts had gone elsewhere ("phần còn lại").
    Remainder,
}

/// What happened to the old unit in law (Circular 06/2025/TT-BNV art. 39 tells them apart).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SuccessionKind {
    /// It lives on: its key and its fonds too.
    Continues,
    /// It went, whole, together with others into a new one (sáp nhập, hợp nhất).
    Merged,
    /// It was replaced by several new ones and ceased (chia).
    Divided,
    /// A part left, the rest lives on (tách).
    Separated,
    /// It ceased, and nobody took its place (giải thể).
    Abolished,
    /// It lives on under another name (đổi tên).
    Renamed,
}

/// One unit went, wholly or in part, into another (kế thừa sau sắp xếp).
///
/// It moves territory and unfinished work, never a fonds: records follow their creator.
/// The legal basis is asked of the register, [`Register::basis`](super::Register::basis).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// What happened in law. Where no table says it, two kinds follow from the others:
    /// one to one with equal code and name is `Continues`, and wholly into one that has
    /// further predecessors is `Merged`. The kind of a part never follows.
    #[serde(default)]
    pub kind: Evidence<SuccessionKind>,
    /// Whether the new unit's People's Committee sits where the old one's did. In Vietnam since
    /// July 2025 the code stays with the seat (Decision 19/2025/QĐ-TTg art. 3), so equal codes
    /// say yes; unequal ones say nothing.
    #[serde(default)]
    pub seat: Evidence<bool>,
}

impl Extent {
    /// All of them, the most first.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Part, Self::Remainder];

    /// The word of the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Remainder => "remainder",
        }
    }

    /// How much of a unit arrives after a second step: whole and whole is whole, and of two parts
    /// nobody can say more than that it is a part.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        match (self, next) {
            (Self::Whole, other) | (other, Self::Whole) => other,
            _ => Self::Part,
        }
    }
}

impl SuccessionKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Continues,
        Self::Merged,
        Self::Divided,
        Self::Separated,
        Self::Abolished,
        Self::Renamed,
    ];

    /// The word of the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Continues => "continues",
            Self::Merged => "merged",
            Self::Divided => "divided",
            Self::Separated => "separated",
            Self::Abolished => "abolished",
            Self::Renamed => "renamed",
        }
    }

    /// Whether the unit itself lives on, so that its archive has nowhere to go.
    pub fn lives_on(self) -> bool {
        matches!(self, Self::Continues | Self::Renamed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_in_a_row_never_say_more_than_each() {
        use Extent::{Part, Remainder, Whole};
        assert_eq!(Whole.then(Whole), Whole);
        assert_eq!([Whole.then(Remainder), Remainder.then(Whole)], [Remainder; 2]);
        assert_eq!([Remainder.then(Remainder), Part.then(Remainder), Part.then(Part)], [Part; 3]);
    }
}
