//! A unit as it is listed and shown.

use chrono::NaiveDate;
use handover_core::unit::{Edition, Extent, Kind, Level, Register, Succession, Unit, UnitRef};
use serde::Serialize;

use crate::locale::{Arguments, Locale, key_of};
use crate::output::day;
use crate::units::kind_of;

/// What both commands say of a unit.
#[derive(Serialize)]
pub(super) struct UnitFacts {
    pub(super) reference: UnitRef,
    pub(super) name: String,
    pub(super) full_name: String,
    pub(super) kind: Kind,
    pub(super) level: Level,
    pub(super) in_force_from: Option<NaiveDate>,
    pub(super) in_force_until: Option<NaiveDate>,
}

/// One end of a succession.
#[derive(Serialize)]
pub(super) struct Relative {
    pub(super) unit: UnitRef,
    pub(super) full_name: String,
    pub(super) extent: Extent,
    pub(super) effective_on: NaiveDate,
}

impl UnitFacts {
    pub(super) fn of(register: &Register, unit: &Unit) -> Self {
        let reference = unit.reference();
        let edition = register.edition(reference.edition());
        Self {
            reference,
            name: unit.name().to_owned(),
            full_name: register.full_name(&reference).unwrap_or_default(),
            kind: kind_of(unit),
            level: unit.level(),
            in_force_from: edition.and_then(Edition::in_force_from),
            in_force_until: edition.and_then(Edition::in_force_until),
        }
    }

    /// The days of the edition, in words.
    pub(super) fn in_force(&self, locale: &Locale) -> String {
        let say = |date: NaiveDate| day(date, locale.lang());
        let (key, arguments) = match (self.in_force_from, self.in_force_until) {
            (Some(from), Some(until)) => (
                "units-from-until",
                Arguments::new().text("from", say(from)).text("until", say(until)),
            ),
            (Some(from), None) => ("units-from", Arguments::new().text("from", say(from))),
            (None, Some(until)) => ("units-until", Arguments::new().text("until", say(until))),
            (None, None) => ("units-always", Arguments::new()),
        };
        locale.with(key, &arguments)
    }

    pub(super) fn kind_word(&self, locale: &Locale) -> String {
        locale.text(&key_of("unit", self.kind.as_str()))
    }
}

impl Relative {
    /// What the unit went into.
    pub(super) fn after(register: &Register, succession: &Succession) -> Self {
        Self::new(register, succession.to, succession)
    }

    /// What it came from.
    pub(super) fn before(register: &Register, succession: &Succession) -> Self {
        Self::new(register, succession.from, succession)
    }

    fn new(register: &Register, unit: UnitRef, succession: &Succession) -> Self {
        let full_name = register.full_name(&unit).unwrap_or_default();
        Self { unit, full_name, extent: succession.extent, effective_on: succession.effective_on }
    }

    pub(super) fn line(&self, locale: &Locale) -> String {
        let extent = locale.text(&key_of("extent", self.extent.as_str()));
        format!("{} {} – {extent}", self.unit, self.full_name)
    }
}
