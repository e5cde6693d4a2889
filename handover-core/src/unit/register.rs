//! The units of a country, edition by edition.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::names::Names;
use super::{Country, Edition, EditionId, Succession, Unit, UnitCode, UnitRef};

/// All editions of a country's list of units, and the successions between them.
///
/// Holds everything in memory: for Vietnam some 14,000 units, about 4 MB.
#[derive(Debug)]
pub struct Register {
    pub(super) country: Country,
    /// Oldest first.
    pub(super) editions: Vec<Edition>,
    /// Sorted by reference.
    pub(super) units: Vec<Unit>,
    /// Sorted by old unit, then new.
    pub(super) successions: Vec<Succession>,
    /// Places in `successions`, sorted by new unit, then old.
    pub(super) by_successor: Vec<usize>,
    /// Decisions that rows name themselves, by old and new unit.
    pub(super) bases: BTreeMap<(UnitRef, UnitRef), Box<str>>,
    /// Folded names, made at the first search.
    pub(super) names: OnceLock<Names>,
}

impl Register {
    /// The register that is compiled in, if the feature `register` is on.
    pub fn compiled_in() -> Option<&'static Self> {
        #[cfg(feature = "register")]
        return Some(Register::vietnam());
        #[cfg(not(feature = "register"))]
        return None;
    }

    /// The country whose units these are.
    pub fn country(&self) -> Country {
        self.country
    }

    /// All editions, oldest first.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// An edition by its name.
    pub fn edition(&self, id: EditionId) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.id() == id)
    }

    /// The edition in force on a day.
    pub fn edition_on(&self, day: NaiveDate) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.in_force_on(day))
    }

    /// All units of all editions, by code and then edition.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }

    /// All successions, by old unit and then new.
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The unit that a reference names.
    pub fn get(&self, unit: &UnitRef) -> Option<&Unit> {
        let place = self.units.binary_search_by_key(unit, Unit::reference).ok()?;
        self.units.get(place)
    }

    /// The units that a bare code means, one for each edition that has it, oldest edition first.
    /// Two units where a code was taken over: `00004` is Phường Trúc Bạch and Phường Ba Đình.
    pub fn by_code(&self, code: UnitCode) -> impl Iterator<Item = &Unit> {
        let reference = move |edition: &Edition| UnitRef::new(self.country, code, edition.id());
        self.editions.iter().filter_map(move |edition| self.get(&reference(edition)))
    }

    /// The units above a unit in its edition, nearest first: district, then province.
    pub fn parents(&self, unit: &UnitRef) -> impl Iterator<Item = &Unit> {
        let above = |unit: &Unit| unit.parent.and_then(|parent| self.get(&parent));
        std::iter::successors(self.get(unit).and_then(above), move |unit| above(unit))
    }

    /// The units right below a unit in its edition, by code.
    pub fn children(&self, unit: &UnitRef) -> impl Iterator<Item = &Unit> {
        let parent = Some(*unit);
        self.units.iter().filter(move |unit| unit.parent == parent)
    }

    /// The name with all parents: "Phường 14, Quận 10, Thành phố Hồ Chí Minh".
    pub fn full_name(&self, unit: &UnitRef) -> Option<String> {
        let mut name = self.get(unit)?.name().to_owned();
        for parent in self.parents(unit) {
            name.push_str(", ");
            name.push_str(parent.name());
        }
        Some(name)
    }

    /// What a unit went into, by new unit. Empty for a unit that lasts, and for the provinces
    /// and districts that only their communes' successions account for.
    pub fn successors(&self, unit: &UnitRef) -> &[Succession] {
        let start = self.successions.partition_point(|row| row.from < *unit);
        let rows = &self.successions[start..];
        &rows[..rows.partition_point(|row| row.from == *unit)]
    }

    /// What went into a unit, by old unit.
    pub fn predecessors(&self, unit: &UnitRef) -> impl Iterator<Item = &Succession> + use<'_> {
        let unit = *unit;
        let to = move |place: &usize| self.successions[*place].to;
        let start = self.by_successor.partition_point(|place| to(place) < unit);
        let places = self.by_successor[start..].iter().take_while(move |place| to(place) == unit);
        places.map(|place| &self.successions[*place])
    }
}
