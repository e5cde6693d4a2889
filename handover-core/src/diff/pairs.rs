//! What is only on one side, by digest: moved, or really gone, or really new.

use std::path::Path;

use super::change::Change;
use crate::digest::Digest;
use crate::error::{Error, Result};
use crate::finding::Location;
use crate::snapshot::Name;
use crate::sorted::Sorter;

use super::side::Item;

/// On which side an entry stands alone. Entries that may not be named have no
/// place that could be compared, so they always stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    Left,
    Right,
}

/// Entries that stand alone, sorted by digest.
pub(super) struct Loose(Sorter);

/// An entry that stands alone.
struct One {
    alone: Alone,
    name: Name,
    size: u64,
}

impl Loose {
    pub(super) fn new(budget: usize, work: &Path) -> Self {
        Loose(Sorter::new(budget, work))
    }

    /// Takes a file of one side.
    pub(super) fn push(&mut self, alone: Alone, item: &Item) -> Result<()> {
        let Some((size, digest)) = item.file else { return Ok(()) };
        let place = serde_json::to_vec(&item.name).map_err(unserialisable)?;
        let mut value = vec![u8::from(alone == Alone::Right)];
        value.extend_from_slice(&size.to_be_bytes());
        value.extend_from_slice(&place);
        self.0.push(digest.as_bytes().to_vec(), value)
    }

    /// Pairs what left with what came, digest by digest. Gives each change,
    /// and with what was only added its digest.
    pub(super) fn pair(
        self,
        mut give: impl FnMut(Change, Option<Digest>) -> Result<()>,
    ) -> Result<u64> {
        let mut same = 0;
        let mut group: Vec<One> = Vec::new();
        let mut key: Option<Vec<u8>> = None;
        for record in self.0.finish()? {
            let (digest, value) = record?;
            if key.as_ref() != Some(&digest) {
                same += pair_group(std::mem::take(&mut group), key.as_deref(), &mut give)?;
                key = Some(digest);
            }
            group.push(read(&value)?);
        }
        same += pair_group(group, key.as_deref(), &mut give)?;
        Ok(same)
    }
}

fn read(value: &[u8]) -> Result<One> {
    let damaged = || Error::malformed("sort", None, "sort.damaged", "a spilled record is damaged");
    let (side, rest) = value.split_first().ok_or_else(damaged)?;
    let (size, place) = rest.split_at_checked(8).ok_or_else(damaged)?;
    let size = u64::from_be_bytes(size.try_into().map_err(|_| damaged())?);
    let name = serde_json::from_slice(place).map_err(unserialisable)?;
    let alone = if *side == 0 { Alone::Left } else { Alone::Right };
    Ok(One { alone, name, size })
}

/// Pairs the entries of one digest. What cannot be named pairs first, and is
/// then the same and no change: its place is not known on both sides alike.
fn pair_group(
    group: Vec<One>,
    digest: Option<&[u8]>,
    give: &mut impl FnMut(Change, Option<Digest>) -> Result<()>,
) -> Result<u64> {
    let hidden = |one: &One| matches!(one.name, Name::Hidden { .. });
    let (mut left, mut right): (Vec<_>, Vec<_>) =
        group.into_iter().partition(|one| one.alone == Alone::Left);
    // Hidden ones to the front, else in path order.
    left.sort_by_key(|one| !hidden(one));
    right.sort_by_key(|one| !hidden(one));
    let hidden_left = left.iter().filter(|one| hidden(one)).count().min(right.len());
    left.drain(..hidden_left);
    right.drain(..hidden_left);
    let hidden_right = right.iter().filter(|one| hidden(one)).count().min(left.len());
    left.drain(..hidden_right);
    right.drain(..hidden_right);
    let same = (hidden_left + hidden_right) as u64;
    let digest = digest.and_then(|bytes| bytes.try_into().ok()).map(Digest::new);
    let mut right = right.into_iter();
    for one in left {
        let from = place(&one);
        match right.next() {
            Some(to) => give(Change::Moved { from, to: place(&to), size: one.size }, None)?,
            None => give(Change::Removed { at: from, size: Some(one.size) }, None)?,
        }
    }
    for one in right {
        give(Change::Added { at: place(&one), size: Some(one.size) }, digest)?;
    }
    Ok(same)
}

fn place(one: &One) -> Location {
    one.name.location()
}

fn unserialisable(error: serde_json::Error) -> Error {
    Error::write("sort", std::io::Error::other(error))
}
