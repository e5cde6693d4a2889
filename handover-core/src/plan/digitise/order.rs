//! Every dossier in the order of work: by phase, class, preference and shelf.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rules::WorkRules;
use crate::error::Result;
use crate::plan::state::{Item, ItemKind, Options, share};
use crate::sorted::{Sorted, Sorter};

/// A dossier or container as it is worked on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) inventory: u32,
    pub(super) kind: ItemKind,
    pub(super) row: u64,
    pub(super) code: Option<String>,
    pub(super) bucket: Bucket,
    /// Millimetres of shelf, and how many of them are to be put in order.
    pub(super) shelf: u64,
    pub(super) to_arrange: u64,
    /// Pages to scan.
    pub(super) to_scan: u64,
}

/// What is worked on together: a class within a phase, in the order of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct Bucket {
    pub(super) phase: u16,
    pub(super) class: u16,
}

/// Takes items in any order and gives tasks in the order of work.
pub(super) struct Order<'r> {
    rules: &'r WorkRules,
    options: Options,
    items: Sorter,
    taken: u64,
    /// Shelf of each class: not put in order, and put in order.
    volumes: BTreeMap<u16, [u64; 2]>,
}

impl<'r> Order<'r> {
    pub(super) fn new(rules: &'r WorkRules, options: &Options) -> Self {
        let items = Sorter::new(options.limits.sort_bytes, &options.folder());
        let (options, volumes) = (options.clone(), BTreeMap::new());
        Order { rules, options, items, taken: 0, volumes }
    }

    pub(super) fn take(&mut self, inventory: u32, item: Item) -> Result<()> {
        let class = small(self.rules.class_of(&item));
        let preference = small(self.rules.preference(&item));
        let task = Task {
            inventory,
            kind: item.kind,
            row: item.row,
            to_arrange: item.to_arrange().millimetres(),
            shelf: item.metres.millimetres(),
            to_scan: item.pages.to_scan(),
            code: item.code,
            bucket: Bucket { phase: 0, class },
        };
        let volumes = self.volumes.entry(class).or_default();
        let volume = &mut volumes[group(&task)];
        *volume = volume.saturating_add(task.shelf);
        let mut key = Vec::with_capacity(16);
        key.extend(class.to_be_bytes());
        key.extend(preference.to_be_bytes());
        key.extend(inventory.to_be_bytes());
        key.extend(self.taken.to_be_bytes());
        self.taken += 1;
        self.items.push(key, to_json(&task))
    }

    /// The tasks, each in its phase; keys are their places in the order.
    pub(super) fn finish(self) -> Result<Sorted> {
        let Order { rules, options, items, volumes, .. } = self;
        let mut tasks = Sorter::new(options.limits.sort_bytes, &options.folder());
        let mut shares: BTreeMap<(u16, usize), Share> = BTreeMap::new();
        for (place, record) in (0_u64..).zip(items.finish()?) {
            let (_, json) = record?;
            let Some(mut task) = from_json::<Task>(&json) else { continue };
            let (class, group) = (task.bucket.class, group(&task));
            let volume = volumes.get(&class).map_or(0, |volumes| volumes[group]);
            let share = shares.entry((class, group)).or_default();
            task.bucket.phase = share.phase(&task, volume, rules);
            let mut key = Vec::with_capacity(12);
            key.extend(task.bucket.phase.to_be_bytes());
            key.extend(class.to_be_bytes());
            key.extend(place.to_be_bytes());
            tasks.push(key, to_json(&task))?;
        }
        tasks.finish()
    }
}

/// 0: not put in order; 1: put in order.
fn group(task: &Task) -> usize {
    usize::from(task.to_arrange == 0)
}

/// How much of a class, in or out of order, its phases have taken.
#[derive(Default)]
struct Share {
    phase: usize,
    taken: u64,
}

impl Share {
    /// The phase of the next task: the first that has room; the last has it always.
    fn phase(&mut self, task: &Task, volume: u64, rules: &WorkRules) -> u16 {
        let last = rules.phases.len().saturating_sub(1);
        while self.phase < last && !self.has_room(task, volume, rules) {
            self.phase += 1;
            self.taken = 0;
        }
        self.taken = self.taken.saturating_add(task.shelf);
        small(self.phase)
    }

    fn has_room(&self, task: &Task, volume: u64, rules: &WorkRules) -> bool {
        let Some(phase) = rules.phases.get(self.phase) else { return false };
        let percent = match group(task) {
            0 => phase.unarranged_percent,
            _ => phase.arranged_percent,
        };
        rules.in_phase(self.phase, usize::from(task.bucket.class))
            && (percent == 100 || self.taken < share(volume, percent, 100))
    }
}

/// Rules have at most some hundred classes and phases.
fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

pub(super) fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

pub(super) fn from_json<T: for<'a> Deserialize<'a>>(json: &[u8]) -> Option<T> {
    serde_json::from_slice(json).ok()
}
