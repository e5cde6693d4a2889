//! Who belongs to whom: from shared keys to a matching that is one to one.

use std::path::Path;

use super::keys::MatchedBy;
use crate::error::Result;
use crate::sorted::{Sorted, Sorter};

/// Rows and files by the keys that they have.
#[derive(Debug)]
pub(super) struct Claims {
    keys: Sorter,
    folder: std::path::PathBuf,
    budget: usize,
}

/// A file that a row was given, by the row's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) row: Vec<u8>,
    pub(super) how: MatchedBy,
    pub(super) file: u64,
    pub(super) path: String,
}

/// In a key's group rows stand before files.
const ROW: u8 = 0;
const FILE: u8 = 1;

impl Claims {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        Claims { keys: Sorter::new(budget, folder), folder: folder.to_path_buf(), budget }
    }

    pub(super) fn row(&mut self, (_, key): (MatchedBy, Vec<u8>), row: &[u8]) -> Result<()> {
        self.keys.push(key, [&[ROW], row].concat())
    }

    pub(super) fn file(
        &mut self,
        (_, key): (MatchedBy, Vec<u8>),
        file: u64,
        path: &str,
    ) -> Result<()> {
        let value = [&[FILE][..], &file.to_be_bytes(), path.as_bytes()].concat();
        self.keys.push(key, value)
    }

    /// The matches by row. A row takes the surest file that it is alone with;
    /// a file that several rows took goes to the surest of them; between equals
    /// nobody gets it.
    pub(super) fn finish(self) -> Result<Sorted> {
        let Claims { keys, folder, budget } = self;
        let mut by_row = Sorter::new(budget, &folder);
        each_pair(keys.finish()?, |how, row, file| by_row.push(row, [&[how][..], &file].concat()))?;
        let mut by_file = Sorter::new(budget, &folder);
        each_best(by_row.finish()?, 1, |row, value| {
            let (how, file) = value.split_at(1);
            let (file, path) = file.split_at(file.len().min(8));
            by_file.push(file.to_vec(), [how, &row, path].concat())
        })?;
        let mut matches = Sorter::new(budget, &folder);
        each_best(by_file.finish()?, 1, |file, value| {
            let (how, rest) = value.split_at(1);
            let (row, path) = rest.split_at(rest.len().min(ROW_KEY));
            matches.push(row.to_vec(), [how, &file, path].concat())
        })?;
        matches.finish()
    }
}

/// Bytes of a row's key.
const ROW_KEY: usize = 9;

impl Match {
    /// A match as [`Claims::finish`] gives it.
    pub(super) fn read((row, value): (Vec<u8>, Vec<u8>)) -> Option<Self> {
        let (how, rest) = value.split_first()?;
        let (file, path) = rest.split_at_checked(8)?;
        Some(Match {
            row,
            how: *MatchedBy::ALL.get(usize::from(*how))?,
            file: u64::from_be_bytes(file.try_into().ok()?),
            path: String::from_utf8(path.to_vec()).ok()?,
        })
    }
}

/// The keys that exactly one row and one file have. A crowd costs no more
/// memory than a pair.
fn each_pair(keys: Sorted, mut give: impl FnMut(u8, Vec<u8>, Vec<u8>) -> Result<()>) -> Result<()> {
    let mut key: Option<Vec<u8>> = None;
    let (mut row, mut file): (Lone, Lone) = (Lone::None, Lone::None);
    for record in keys {
        let (next, value) = record?;
        if key.as_ref() != Some(&next) {
            if let (Some(key), Lone::One(row), Lone::One(file)) =
                (key.take(), std::mem::take(&mut row), std::mem::take(&mut file))
            {
                give(key[0], row, file)?;
            }
            key = Some(next);
        }
        match value.split_first() {
            Some((&ROW, rest)) => row.add(rest),
            Some((_, rest)) => file.add(rest),
            None => {}
        }
    }
    match (key, row, file) {
        (Some(key), Lone::One(row), Lone::One(file)) => give(key[0], row, file),
        _ => Ok(()),
    }
}

#[derive(Debug, Default)]
enum Lone {
    #[default]
    None,
    One(Vec<u8>),
    Crowd,
}

impl Lone {
    fn add(&mut self, value: &[u8]) {
        *self = match std::mem::take(self) {
            Lone::None => Lone::One(value.to_vec()),
            // The same one by two ways is one.
            Lone::One(known) if known == value => Lone::One(known),
            _ => Lone::Crowd,
        };
    }
}

/// Of each key the least value by its first `rank` bytes, if no other value
/// has the same rank.
fn each_best(
    records: Sorted,
    rank: usize,
    mut give: impl FnMut(Vec<u8>, Vec<u8>) -> Result<()>,
) -> Result<()> {
    let mut best: Option<(Vec<u8>, Vec<u8>, bool)> = None;
    for record in records {
        let (key, value) = record?;
        match &mut best {
            Some((known, first, alone)) if *known == key => {
                *alone &= first.get(..rank) != value.get(..rank) || *first == value;
            }
            _ => {
                if let Some((key, value, true)) = best.replace((key, value, true)) {
                    give(key, value)?;
                }
            }
        }
    }
    match best {
        Some((key, value, true)) => give(key, value),
        _ => Ok(()),
    }
}
