use std::iter::Sum;
use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

use super::Metres;

/// What was counted or declared, paper and electronic apart, as the minutes
/// have it (NĐ 30/2020 Annex V).
///
/// Addition stops at the largest number instead of wrapping.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Paper and other carriers that stand on a shelf.
    #[serde(default)]
    pub paper: PaperTotals,
    /// Computer files.
    #[serde(default)]
    pub electronic: ElectronicTotals,
}

/// The paper side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperTotals {
    /// Boxes and packets.
    #[serde(default)]
    pub containers: u64,
    /// Dossiers.
    #[serde(default)]
    pub dossiers: u64,
    /// Shelf metres.
    #[serde(default)]
    pub metres: Metres,
}

/// The electronic side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectronicTotals {
    /// Dossiers.
    #[serde(default)]
    pub dossiers: u64,
    /// Files.
    #[serde(default)]
    pub files: u64,
    /// Bytes of the files.
    #[serde(default)]
    pub bytes: u64,
}

impl Add for PaperTotals {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        PaperTotals {
            containers: self.containers.saturating_add(other.containers),
            dossiers: self.dossiers.saturating_add(other.dossiers),
            metres: self.metres + other.metres,
        }
    }
}

impl Add for ElectronicTotals {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        ElectronicTotals {
            dossiers: self.dossiers.saturating_add(other.dossiers),
            files: self.files.saturating_add(other.files),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }
}

impl Add for Totals {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Totals { paper: self.paper + other.paper, electronic: self.electronic + other.electronic }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Totals {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Totals::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_add_up_and_never_wrap() {
        let lot = |containers, bytes| Totals {
            paper: PaperTotals {
                containers,
                dossiers: 2,
                metres: Metres::of_containers(containers),
            },
            electronic: ElectronicTotals { dossiers: 1, files: 3, bytes },
        };
        let sum: Totals = [lot(8, 10), lot(4, u64::MAX)].into_iter().sum();
        assert_eq!(sum.paper.metres.to_string(), "1.5");
        assert_eq!(sum.paper.dossiers, 4);
        assert_eq!(sum.electronic.bytes, u64::MAX);
    }
}
