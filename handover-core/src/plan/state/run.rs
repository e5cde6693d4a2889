use std::collections::BTreeMap;
use std::path::Path;

use chrono::Datelike;

use super::amounts::{OfFonds, OfKey, Standing, WorkState};
use super::find::{Inventory, in_order};
use super::gather::{Options, items};
use super::item::Item;
use crate::description::{Block, Level, Retention};
use crate::error::{ErrorKind, Result};
use crate::finding::{Collector, Finding, Severities};
use crate::observe::{Observer, Phase};
use crate::unit::{Register, UnitRef};

/// Sums up how far the work has come, one inventory after the other. What is only counted
/// becomes an estimate, and is told as one.
///
/// Memory grows with the number of fonds, units and years, and not with dossiers.
///
/// # Errors
/// `Malformed` where two inventories have one name, or a check of scans is none; `Limit` for
/// more groups than [`crate::limits::Limits::group_bytes`] holds; where a table or the
/// temporary folder cannot be read or written; `Interrupted`.
pub fn work_state(
    inventories: &[Inventory],
    register: &Register,
    options: &Options,
    observer: &dyn Observer,
) -> Result<WorkState> {
    let show = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut found = Collector::new(Severities::default(), kept, &show);
    let mut sums = Sums { limit: options.limits.group_bytes, ..Sums::default() };
    observer.begin(Phase::Rows, None);
    for inventory in in_order(inventories)? {
        let mut take = |item: Item| sums.take(&inventory.name, &item);
        items(inventory, register, options, &mut found, observer, &mut take)?;
    }
    observer.end(Phase::Rows);
    let mut state = sums.finish(register);
    state.inventories = inventories.len() as u64;
    state.report = found.finish();
    Ok(state)
}

/// What a group costs: its sums, and its place in a map.
const GROUP: usize = 512;

#[derive(Default)]
struct Sums {
    limit: usize,
    bytes: usize,
    all: Standing,
    fonds: BTreeMap<(String, Option<String>), Standing>,
    units: BTreeMap<Option<UnitRef>, Standing>,
    years: BTreeMap<Option<i32>, Standing>,
    retentions: BTreeMap<Option<Retention>, Standing>,
    blocks: BTreeMap<Option<Block>, Standing>,
    levels: BTreeMap<Option<Level>, Standing>,
}

impl Sums {
    fn take(&mut self, inventory: &str, item: &Item) -> Result<()> {
        self.all.take(item);
        self.retentions.entry(item.retention).or_default().take(item);
        self.blocks.entry(item.block).or_default().take(item);
        self.levels.entry(item.level).or_default().take(item);
        let year = item.first_day().map(|day| day.year());
        self.years.entry(year).or_default().take(item);
        let fonds = (inventory.to_owned(), item.fonds.clone());
        if !self.fonds.contains_key(&fonds) {
            self.bytes += GROUP + inventory.len() + item.fonds.as_ref().map_or(0, String::len);
        }
        if !self.units.contains_key(&item.unit) {
            self.bytes += GROUP;
        }
        if self.bytes > self.limit {
            let (path, limit) = (Path::new(inventory).to_path_buf(), self.limit as u64);
            return Err(ErrorKind::Limit { path, what: "group-bytes", limit }.into());
        }
        self.fonds.entry(fonds).or_default().take(item);
        self.units.entry(item.unit).or_default().take(item);
        Ok(())
    }

    fn finish(self, register: &Register) -> WorkState {
        let mut rolled_up: BTreeMap<Option<UnitRef>, Standing> = BTreeMap::new();
        for (unit, standing) in &self.units {
            add_upwards(*unit, register, |unit| {
                rolled_up.entry(unit).or_default().add(standing);
            });
        }
        let fonds = self.fonds.into_iter().map(|((inventory, fonds), standing)| OfFonds {
            inventory,
            fonds,
            standing,
        });
        WorkState {
            all: self.all,
            by_fonds: fonds.collect(),
            by_unit: keyed(self.units),
            rolled_up: keyed(rolled_up),
            by_year: keyed(self.years),
            by_retention: keyed(self.retentions),
            by_block: keyed(self.blocks),
            by_level: keyed(self.levels),
            ..WorkState::default()
        }
    }
}

fn keyed<K>(sums: BTreeMap<Option<K>, Standing>) -> Vec<OfKey<K>> {
    sums.into_iter().map(|(of, standing)| OfKey { of, standing }).collect()
}

/// The unit, and each that it lies in.
pub(in crate::plan) fn add_upwards(
    unit: Option<UnitRef>,
    register: &Register,
    mut add: impl FnMut(Option<UnitRef>),
) {
    add(unit);
    if let Some(unit) = unit {
        register.parents(&unit).for_each(|parent| add(Some(parent.reference())));
    }
}
