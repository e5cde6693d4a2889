use std::collections::BTreeMap;

use crate::description::Metres;

/// What rows and files of one lot, or of all, come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LotCount {
    /// Rows of `containers.csv`.
    pub containers: u64,
    /// Shelf metres that those rows give.
    pub metres: Metres,
    /// Whether each of those rows gives its metres.
    pub metres_complete: bool,
    /// Rows of `dossiers.csv` that are on paper.
    pub paper_dossiers: u64,
    /// Rows of `dossiers.csv` that have files.
    pub electronic_dossiers: u64,
    /// Files that rows speak of; of all: every file.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// What the inventory and the files come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counted {
    /// Everything.
    pub all: LotCount,
    /// By the number of the lot, as rows state it.
    pub lots: BTreeMap<u32, LotCount>,
    /// Files that no row speaks of.
    pub unlisted_files: u64,
    /// Rows of `documents.csv`.
    pub documents: u64,
}

impl Counted {
    pub(super) fn lot(&mut self, number: Option<u32>) -> Option<&mut LotCount> {
        number.map(|number| self.lots.entry(number).or_insert(LotCount::EMPTY))
    }
}

impl LotCount {
    /// Nothing counted yet.
    pub const EMPTY: LotCount = LotCount {
        containers: 0,
        metres: Metres::from_millimetres(0),
        metres_complete: true,
        paper_dossiers: 0,
        electronic_dossiers: 0,
        files: 0,
        bytes: 0,
    };

    pub(super) fn add_container(&mut self, metres: Option<Metres>) {
        self.containers += 1;
        self.metres_complete &= metres.is_some();
        self.metres += metres.unwrap_or_default();
    }

    pub(super) fn add_file(&mut self, size: u64) {
        self.files += 1;
        self.bytes = self.bytes.saturating_add(size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_metres_do_not_wrap_round_to_a_small_sum() {
        let mut count = LotCount::EMPTY;
        let most = Metres::from_millimetres(u64::MAX);
        count.add_container(Some(most));
        count.add_container(Some(most));
        assert_eq!((count.metres, count.containers), (most, 2));
    }
}
