use serde::{Deserialize, Serialize};

use super::item::{Item, ItemKind};
use crate::description::{Arrangement, Block, Level, Metres, Retention};
use crate::finding::Report;
use crate::unit::UnitRef;

/// Pages of paper, by what is there of them as scans.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Pages {
    /// No scan is there.
    pub not_scanned: u64,
    /// Scans that meet what can be checked.
    pub good: u64,
    /// Scans of an older standard, which are kept.
    pub older: u64,
    /// Scans that are only converted.
    pub convert: u64,
    /// Scans that are made again.
    pub rescan: u64,
    /// A file is there that nobody looked into, or that could not be judged.
    pub not_judged: u64,
    /// How many of all these are an estimate.
    pub estimated: u64,
}

impl Pages {
    /// Pages that a scanner has to take.
    pub fn to_scan(&self) -> u64 {
        self.not_scanned.saturating_add(self.rescan)
    }

    /// Pages that no scanner has to take again.
    pub fn scanned(&self) -> u64 {
        [self.good, self.older, self.convert, self.not_judged]
            .into_iter()
            .fold(0, u64::saturating_add)
    }

    /// All pages.
    pub fn all(&self) -> u64 {
        self.to_scan().saturating_add(self.scanned())
    }

    /// Each sort with its stable word, in the order in which they are told.
    pub fn each(&self) -> [(&'static str, u64); 6] {
        [
            ("not-scanned", self.not_scanned),
            ("good", self.good),
            ("older", self.older),
            ("convert", self.convert),
            ("rescan", self.rescan),
            ("not-judged", self.not_judged),
        ]
    }

    pub(super) fn add(&mut self, other: &Pages) {
        let add = |sum: &mut u64, more: u64| *sum = sum.saturating_add(more);
        add(&mut self.not_scanned, other.not_scanned);
        add(&mut self.good, other.good);
        add(&mut self.older, other.older);
        add(&mut self.convert, other.convert);
        add(&mut self.rescan, other.rescan);
        add(&mut self.not_judged, other.not_judged);
        add(&mut self.estimated, other.estimated);
    }
}

/// Paper of one state of order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Shelf {
    /// Dossiers.
    pub dossiers: u64,
    /// Containers of which no dossier is listed.
    pub containers: u64,
    /// Shelf metres of both.
    pub metres: Metres,
    /// How many of the metres are an estimate.
    pub estimated: Metres,
}

/// How far a part of the records has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// Not put in order; containers of which no dossier is listed are here.
    pub unarranged: Shelf,
    /// Put in order roughly.
    pub preliminary: Shelf,
    /// Put in order.
    pub arranged: Shelf,
    /// The inventory does not say; a plan puts it in order.
    pub not_stated: Shelf,
    /// Their pages.
    pub pages: Pages,
    /// Dossiers without paper.
    pub digital: u64,
}

impl Standing {
    /// Adds a dossier or container.
    pub(super) fn take(&mut self, item: &Item) {
        if !item.paper {
            self.digital = self.digital.saturating_add(1);
            return;
        }
        let shelf = match item.arrangement {
            Some(Arrangement::Unarranged) => &mut self.unarranged,
            Some(Arrangement::Preliminary) => &mut self.preliminary,
            Some(Arrangement::Arranged) => &mut self.arranged,
            None => &mut self.not_stated,
        };
        match item.kind {
            ItemKind::Dossier => shelf.dossiers = shelf.dossiers.saturating_add(1),
            ItemKind::Container => shelf.containers = shelf.containers.saturating_add(1),
        }
        shelf.metres += item.metres;
        if item.metres_estimated {
            shelf.estimated += item.metres;
        }
        self.pages.add(&item.pages);
    }

    /// Metres still to be put in order.
    pub fn to_arrange(&self) -> Metres {
        self.unarranged.metres + self.preliminary.metres + self.not_stated.metres
    }

    /// Each state of order with its stable word.
    pub fn each(&self) -> [(&'static str, Shelf); 4] {
        [
            ("unarranged", self.unarranged),
            ("preliminary", self.preliminary),
            ("arranged", self.arranged),
            ("not-stated", self.not_stated),
        ]
    }
}

/// How far one part has come, by what it has in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfKey<K> {
    /// What it has in common; `None` where that is not stated.
    pub of: Option<K>,
    /// How far it has come.
    #[serde(flatten)]
    pub standing: Standing,
}

/// How far one fonds has come. The same code in two inventories is two fonds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfFonds {
    /// The inventory.
    pub inventory: String,
    /// Its code; `None` where none is stated, or it speaks of secrecy.
    pub fonds: Option<String>,
    /// How far it has come.
    #[serde(flatten)]
    pub standing: Standing,
}

/// How far the work has come.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct WorkState {
    /// Inventories that were read.
    pub inventories: u64,
    /// All of it.
    pub all: Standing,
    /// By fonds.
    pub by_fonds: Vec<OfFonds>,
    /// By the unit whose body made the fonds.
    pub by_unit: Vec<OfKey<UnitRef>>,
    /// The same, each with all units in it: ward, district, province.
    pub rolled_up: Vec<OfKey<UnitRef>>,
    /// By the year in which dossiers begin.
    pub by_year: Vec<OfKey<i32>>,
    /// By retention.
    pub by_retention: Vec<OfKey<Retention>>,
    /// By block.
    pub by_block: Vec<OfKey<Block>>,
    /// By level.
    pub by_level: Vec<OfKey<Level>>,
    /// What could not be counted, and words of secrecy.
    #[serde(skip)]
    pub report: Report,
}

impl Standing {
    /// Adds another part.
    pub(super) fn add(&mut self, other: &Standing) {
        let pairs = [
            (&mut self.unarranged, &other.unarranged),
            (&mut self.preliminary, &other.preliminary),
            (&mut self.arranged, &other.arranged),
            (&mut self.not_stated, &other.not_stated),
        ];
        for (sum, more) in pairs {
            sum.dossiers = sum.dossiers.saturating_add(more.dossiers);
            sum.containers = sum.containers.saturating_add(more.containers);
            sum.metres += more.metres;
            sum.estimated += more.estimated;
        }
        self.pages.add(&other.pages);
        self.digital = self.digital.saturating_add(other.digital);
    }
}
