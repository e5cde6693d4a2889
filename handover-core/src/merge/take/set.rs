//! The volumes of a set. Each has the rows of its own files, and a parent row
//! wherever a child is: what several have alike is one row here.

use std::path::{Path, PathBuf};

use super::bundle::{changed, files, reopen, rows};
use super::taker::Taker;
use crate::bundle::{Bundle, VolumeSet};
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Severities, Severity};
use crate::holdings::HeldVolume;
use crate::inventory::Table;
use crate::merge::cells::{Cells, damaged};
use crate::merge::gathered::{At, place, table_at};
use crate::sorted::Sorter;
use crate::verify::{Trust, VerifiedSet, locate};

/// Bits of a row's place that are its number within the volume: no table has
/// so many rows, and the volumes of a set fit into the rest.
const NUMBER: u32 = 40;

pub(super) fn take(
    taker: &mut Taker<'_>,
    proof: &VerifiedSet,
    further: &[PathBuf],
    scratch: &Path,
) -> Result<Vec<HeldVolume>> {
    let limits = taker.options.limits;
    let set = VolumeSet::open(taker.path, further, &limits)?;
    if set.digest() != Some(proof.digest()) {
        return Err(changed(set.path()));
    }
    let ignore = |_: &Finding| {};
    // Whose key it is was settled when it was verified.
    let severities = Severities::default().with(Code::SetUnknownKey, Severity::Info);
    let mut found = Collector::new(severities, 0, &ignore);
    let located = locate(&set, &Trust::Nobody, &limits, &mut found, taker.observer)?;
    if found.report().counts.block > 0 || located.volumes.len() != proof.set().volumes.len() {
        return Err(changed(set.path()));
    }
    let mut alike = Sorter::new(limits.sort_bytes / 2, scratch);
    for volume in &located.volumes {
        let bundle = Bundle::open(&volume.path, &limits)?;
        let opened = reopen(&bundle, volume.listed.digest, &limits)?;
        let number = volume.listed.number;
        for table in Table::ALL.iter().filter(|table| **table != Table::Files) {
            rows(taker, &opened, *table, |_, row, cells| {
                let key = [&[place(*table)][..], &cells.to_bytes()].concat();
                let at = [&number.to_be_bytes()[..], &row.to_be_bytes()].concat();
                alike.push(key, at)
            })?;
        }
        files(taker, &opened, Some(number))?;
    }
    let mut last = Group::default();
    for record in alike.finish()? {
        let (key, value) = record?;
        let (volume, row) = read(&value)?;
        if !last.is_new(&key, volume) {
            continue;
        }
        let (table, bytes) = key.split_first().ok_or_else(damaged)?;
        let at = u64::from(volume) << NUMBER | row.min((1 << NUMBER) - 1);
        taker.row(table_at(*table)?, At::Row(at), Cells::from_bytes(bytes)?)?;
    }
    let digest = proof.digest();
    taker.bundle.volumes = u32::try_from(located.volumes.len()).unwrap_or(u32::MAX);
    let held = |volume: &crate::bundle::SetVolume| {
        HeldVolume::new(digest, volume.number, volume.digest, volume.files, volume.bytes)
    };
    Ok(proof.set().volumes.iter().map(held).collect())
}

fn read(value: &[u8]) -> Result<(u32, u64)> {
    let (volume, rest) = value.split_first_chunk::<4>().ok_or_else(damaged)?;
    let row = rest.try_into().map_err(|_| damaged())?;
    Ok((u32::from_be_bytes(*volume), u64::from_be_bytes(row)))
}

/// Rows that are alike. A giver may mean two that say the same: as many are
/// kept as stand in the volume that has the most of them.
#[derive(Default)]
struct Group {
    key: Vec<u8>,
    kept: u64,
    volume: u32,
    in_volume: u64,
}

impl Group {
    /// Whether the next row of volume `volume` is one that no other stands for.
    fn is_new(&mut self, key: &[u8], volume: u32) -> bool {
        if self.key != key {
            *self = Group { key: key.to_vec(), ..Group::default() };
        }
        if self.volume != volume {
            (self.volume, self.in_volume) = (volume, 0);
        }
        self.in_volume += 1;
        let new = self.in_volume > self.kept;
        self.kept += u64::from(new);
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_volumes_have_alike_is_one_and_what_one_has_twice_is_two() {
        let mut group = Group::default();
        let rows = [(b"a", 1), (b"a", 2), (b"a", 2), (b"a", 3), (b"b", 1), (b"b", 1), (b"c", 7)];
        let new: Vec<bool> = rows.iter().map(|(key, volume)| group.is_new(*key, *volume)).collect();
        assert_eq!(new, [true, false, true, false, true, true, true]);
    }
}
