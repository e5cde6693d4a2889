//! What is only on one side, by digest: moved, or really gone, or really new.

use std::path::Path;

use super::change::Change;
use crate::digest::Digest;
use crate::error::{Error, Result};
use crate::finding::Location;
use crate::snapshot::Name;
use crate::sorted::{Both, Record, Sorter, join};

use super::side::{Item, unserialisable};

/// On which side an entry stands alone. Entries that may not be named have no
/// place that could be compared, so they always stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    Left,
    Right,
}

/// Entries that stand alone, sorted by digest; within one, those that cannot be
/// named come first.
pub(super) struct Loose {
    left: Sorter,
    right: Sorter,
}

/// An entry that stands alone.
struct One {
    digest: Digest,
    name: Name,
    size: u64,
}

impl Loose {
    pub(super) fn new(budget: usize, work: &Path) -> Self {
        Loose { left: Sorter::new(budget / 2, work), right: Sorter::new(budget / 2, work) }
    }

    /// Takes a file of one side.
    pub(super) fn push(&mut self, alone: Alone, item: Item<'_>) -> Result<()> {
        let Some((size, digest)) = item.file else { return Ok(()) };
        let name = item.name.to_name();
        let mut value = vec![u8::from(!is_hidden(&name))];
        value.extend_from_slice(&size.to_be_bytes());
        value.extend(serde_json::to_vec(&name).map_err(unserialisable)?);
        let side = match alone {
            Alone::Left => &mut self.left,
            Alone::Right => &mut self.right,
        };
        side.push(digest.as_bytes().to_vec(), value)
    }

    /// Pairs what left with what came, digest by digest. Gives each change,
    /// and with what was only added its digest; tells how many are the same.
    ///
    /// What cannot be named pairs first, and is then the same and no change:
    /// its place is not known on both sides alike.
    pub(super) fn pair(
        self,
        mut give: impl FnMut(Change, Option<Digest>) -> Result<()>,
    ) -> Result<u64> {
        let (left, right) = (self.left.finish()?.map(read), self.right.finish()?.map(read));
        let mut same = 0;
        // Of one digest, the first of each side are a pair, then the second.
        for pair in join(left, right, |a: &One, b: &One| a.digest.cmp(&b.digest)) {
            match pair? {
                Both::Both(a, b) if is_hidden(&a.name) || is_hidden(&b.name) => same += 1,
                Both::Both(a, b) => {
                    give(Change::Moved { from: place(&a), to: place(&b), size: a.size }, None)?;
                }
                Both::Left(one) => {
                    give(Change::Removed { at: place(&one), size: Some(one.size) }, None)?;
                }
                Both::Right(one) => {
                    let change = Change::Added { at: place(&one), size: Some(one.size) };
                    give(change, Some(one.digest))?;
                }
            }
        }
        Ok(same)
    }
}

fn read(record: Result<Record>) -> Result<One> {
    let damaged = || Error::malformed("sort", None, "sort.damaged", "a spilled record is damaged");
    let (key, value) = record?;
    let digest = Digest::new(key.as_slice().try_into().map_err(|_| damaged())?);
    let (size, name) = value.get(1..).and_then(|v| v.split_at_checked(8)).ok_or_else(damaged)?;
    let size = u64::from_be_bytes(size.try_into().map_err(|_| damaged())?);
    let name = serde_json::from_slice(name).map_err(unserialisable)?;
    Ok(One { digest, name, size })
}

fn is_hidden(name: &Name) -> bool {
    matches!(name, Name::Hidden { .. })
}

fn place(one: &One) -> Location {
    one.name.location()
}
