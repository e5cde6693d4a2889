use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::amount::{Amount, FondsAmount, OfBlock, OfFonds, OfYear};
use crate::description::Block;
use crate::description::secrecy::find_level;
use crate::error::{ErrorKind, Result};

/// The group that a row belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Group {
    pub(super) fonds: Option<String>,
    pub(super) year: Option<i32>,
}

/// Sums by fonds and by year. There are at most some thousand years; fonds are
/// a stranger's, and bounded.
#[derive(Debug, Default)]
pub(super) struct Groups {
    fonds: BTreeMap<Option<String>, (Option<Block>, FondsAmount)>,
    years: BTreeMap<Option<i32>, Amount>,
    bytes: usize,
}

/// What a fonds costs beside its code.
const OVERHEAD: usize = 256;

/// The code of a fonds as a group may be called.
pub(super) fn fonds_of(code: &str) -> Option<String> {
    (!code.is_empty() && find_level(code).is_none()).then(|| code.to_owned())
}

impl Groups {
    /// A fonds that a row describes.
    pub(super) fn describe(
        &mut self,
        fonds: Option<String>,
        block: Option<Block>,
        limit: usize,
    ) -> Result<()> {
        let (known, _) = self.entry(fonds, limit)?;
        *known = known.or(block);
        Ok(())
    }

    /// Containers of a fonds.
    pub(super) fn add_containers(
        &mut self,
        fonds: Option<String>,
        amount: &FondsAmount,
        limit: usize,
    ) -> Result<()> {
        self.entry(fonds, limit)?.1.add(amount);
        Ok(())
    }

    /// What belongs to a group.
    pub(super) fn add(&mut self, group: Group, amount: &Amount, limit: usize) -> Result<()> {
        self.years.entry(group.year).or_default().add(amount);
        self.entry(group.fonds, limit)?.1.amount.add(amount);
        Ok(())
    }

    fn entry(
        &mut self,
        fonds: Option<String>,
        limit: usize,
    ) -> Result<&mut (Option<Block>, FondsAmount)> {
        if !self.fonds.contains_key(&fonds) {
            self.bytes += fonds.as_ref().map_or(0, String::len) + OVERHEAD;
            if self.bytes > limit {
                let path = Path::new("inventory").to_path_buf();
                let limit = limit as u64;
                return Err(ErrorKind::Limit { path, what: "group-bytes", limit }.into());
            }
        }
        Ok(self.fonds.entry(fonds).or_default())
    }

    /// By fonds, by block, by year; groups without anything are left out,
    /// but for fonds that are described.
    pub(super) fn finish(self) -> (Vec<OfFonds>, Vec<OfBlock>, Vec<OfYear>) {
        let mut blocks: BTreeMap<Option<Block>, FondsAmount> = BTreeMap::new();
        for (block, amount) in self.fonds.values() {
            blocks.entry(*block).or_default().add(amount);
        }
        let fonds = self.fonds.into_iter();
        let fonds = fonds.map(|(fonds, (block, amount))| OfFonds { fonds, block, amount });
        let blocks = blocks.into_iter().map(|(block, amount)| OfBlock { block, amount });
        let years = self.years.into_iter().map(|(year, amount)| OfYear { year, amount });
        (fonds.collect(), blocks.collect(), years.collect())
    }
}
