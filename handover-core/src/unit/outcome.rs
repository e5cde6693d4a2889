//! What became of a unit when its edition ended.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{AgencyRef, Evidence, Extent, KnownAgency, Level, Register, Succession, Unit, UnitRef};

/// What became of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// No later edition took its place.
    Lasts,
    /// What it went into, by new unit: the rows of the tables, or for a province what follows
    /// from the rows of its communes.
    Succeeded(Vec<Succession>),
    /// A district that ceased with its level: nothing succeeds it.
    Ceased(Territory),
    /// It is not in the later edition, and no table says why.
    Unknown,
}

/// Where the territory of a unit without successor lies, and who receives its paper.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Territory {
    /// The unit that ceased.
    pub unit: UnitRef,
    /// The first day without it (UTC+7).
    pub effective_on: NaiveDate,
    /// The historical archives of the provinces that it lies in now, one as a rule: they receive
    /// and arrange a district's paper (Circular 06/2025/TT-BNV art. 40.2).
    pub archives: Vec<AgencyRef>,
    /// The units that its communes went into, wholly or in part.
    pub lies_in: Vec<UnitRef>,
}

impl Register {
    /// What became of a unit; `None` where the register has no such unit.
    pub fn outcome(&self, unit: &UnitRef) -> Option<Outcome> {
        let level = self.get(unit)?.level();
        let rows = self.successors(unit);
        if !rows.is_empty() {
            return Some(Outcome::Succeeded(rows.to_vec()));
        }
        let Some(effective_on) = self.day_without(unit) else { return Some(Outcome::Lasts) };
        let below = self.rows_below(unit);
        Some(match level {
            _ if below.is_empty() => Outcome::Unknown,
            Level::Province => Outcome::Succeeded(self.provinces_of(unit, &below)),
            Level::District => Outcome::Ceased(self.territory(*unit, effective_on, &below)),
            Level::Commune => Outcome::Unknown,
        })
    }

    /// What went into a unit, by old unit: the rows of the tables, or for a province what follows
    /// from its communes' rows.
    pub fn origins(&self, unit: &UnitRef) -> Vec<Succession> {
        let rows: Vec<Succession> = self.predecessors(unit).copied().collect();
        if !rows.is_empty() || self.get(unit).is_none_or(|unit| unit.level() != Level::Province) {
            return rows;
        }
        let old = self.old_provinces(unit);
        let forth = old.iter().flat_map(|old| self.provinces_of(old, &self.rows_below(old)));
        forth.filter(|row| row.to == *unit).collect()
    }

    /// The resolution or decision that a succession rests on, where the tables say it: of the
    /// row itself, or else the one that made the new unit.
    pub fn basis(&self, row: &Succession) -> Option<&str> {
        let own = self.bases.get(&(row.from, row.to)).map(AsRef::as_ref);
        own.or_else(|| self.get(&row.to)?.decree())
    }

    /// The historical archive of the province that a unit is, or lies in.
    pub fn historical_archive(&self, unit: &UnitRef) -> Option<AgencyRef> {
        let province = self.province(unit)?;
        Some(AgencyRef::new(province, KnownAgency::HistoricalArchive.slug()))
    }

    /// The province that a unit is, or lies in.
    pub fn province(&self, unit: &UnitRef) -> Option<UnitRef> {
        let top = self.parents(unit).last().or_else(|| self.get(unit))?;
        (top.level() == Level::Province).then(|| top.reference())
    }

    /// The first day on which a later edition takes the place of the unit's; `None` while it lasts.
    pub fn day_without(&self, unit: &UnitRef) -> Option<NaiveDate> {
        let until = self.edition(unit.edition())?.in_force_until()?;
        let later = self.editions.iter().filter_map(super::Edition::in_force_from);
        later.filter(|from| until < *from).min()
    }

    /// The rows of everything that lies in a unit.
    fn rows_below(&self, unit: &UnitRef) -> Vec<Succession> {
        let mut rows = Vec::new();
        let mut below: Vec<UnitRef> = self.children(unit).map(Unit::reference).collect();
        while let Some(unit) = below.pop() {
            let own = self.successors(&unit);
            rows.extend_from_slice(own);
            if own.is_empty() {
                below.extend(self.children(&unit).map(Unit::reference));
            }
        }
        rows
    }

    /// What a province went into, by the rows of its communes.
    fn provinces_of(&self, unit: &UnitRef, below: &[Succession]) -> Vec<Succession> {
        let mut into = BTreeMap::new();
        for row in below {
            if let Some(province) = self.province(&row.to) {
                into.insert(province, row.effective_on);
            }
        }
        let alone = into.len() == 1;
        let extent = if alone { Extent::Whole } else { Extent::Part };
        let (kind, seat) = (Evidence::Unknown, Evidence::Unknown);
        let rows = into.into_iter().map(|(to, effective_on)| {
            let row = Succession { from: *unit, to, extent, effective_on, kind, seat };
            let others = self.old_provinces(&to).len() > 1;
            let (kind, seat) = (self.kind_of(&row, alone, others), self.seat_of(&row));
            Succession { kind, seat, ..row }
        });
        rows.collect()
    }

    /// The provinces whose communes went into a province's.
    fn old_provinces(&self, unit: &UnitRef) -> BTreeSet<UnitRef> {
        let origins = self.children(unit).flat_map(|below| {
            let below = below.reference();
            self.predecessors(&below).filter_map(|row| self.province(&row.from)).collect::<Vec<_>>()
        });
        origins.collect()
    }

    fn territory(&self, unit: UnitRef, effective_on: NaiveDate, below: &[Succession]) -> Territory {
        let lies_in: BTreeSet<UnitRef> = below.iter().map(|row| row.to).collect();
        let archives: BTreeSet<_> =
            lies_in.iter().filter_map(|unit| self.historical_archive(unit)).collect();
        Territory {
            unit,
            effective_on,
            archives: archives.into_iter().collect(),
            lies_in: lies_in.into_iter().collect(),
        }
    }
}
