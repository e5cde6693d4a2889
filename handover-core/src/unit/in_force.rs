//! Whether a unit stands on a day, and which is the right one if it does not.

use chrono::NaiveDate;
use thiserror::Error;

use super::near::GUESSES;
use super::{EditionId, Outcome, Register, Unit, UnitRef, Way};

/// A unit that is not in force on a day, with the units that may be the right ones.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{unit} is not in force on {day}: {why}")]
#[non_exhaustive]
pub struct NotInForce {
    /// The unit that was asked for.
    pub unit: UnitRef,
    /// The day that it was asked for (UTC+7).
    pub day: NaiveDate,
    /// Why not.
    pub why: Why,
    /// The right ones, likeliest first; may be empty.
    ///
    /// For a unit that closed: those in force that day that it went into; for a district or a
    /// province the province that has its communes, since a district's paper goes to the
    /// provincial historical archive (Circular 06/2025/TT-BNV art. 40). For one used too early:
    /// those that went into it, or the one with its code. For an unknown one, at most three:
    /// the same code in another edition and what that unit went into, or a code with one slip of
    /// the hand.
    pub nearest: Vec<UnitRef>,
}

/// Why a unit is not in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum Why {
    /// The register has no such unit.
    #[error("there is no such unit")]
    Unknown,
    /// It did not exist yet.
    #[error("it begins on {from}")]
    NotYet {
        /// Its first day.
        from: NaiveDate,
    },
    /// It did not exist any more.
    #[error("it ended on {until}")]
    Closed {
        /// Its last day.
        until: NaiveDate,
    },
}

impl NotInForce {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self.why {
            Why::Unknown => "unit-unknown",
            Why::NotYet { .. } => "unit-not-yet",
            Why::Closed { .. } => "unit-closed",
        }
    }
}

impl Register {
    /// Whether a unit is in force on a day.
    ///
    /// # Errors
    ///
    /// [`NotInForce`], with the units that may be the right ones.
    pub fn check_in_force(&self, unit: &UnitRef, day: NaiveDate) -> Result<(), NotInForce> {
        let refuse = |why, nearest| Err(NotInForce { unit: *unit, day, why, nearest });
        let edition = self.get(unit).and_then(|unit| self.edition(unit.reference.edition()));
        let Some(edition) = edition else {
            return refuse(Why::Unknown, self.near_unknown(unit));
        };
        if let Some(from) = edition.in_force_from().filter(|from| day < *from) {
            return refuse(Why::NotYet { from }, self.linked_on(unit, day, Way::Back));
        }
        if let Some(until) = edition.in_force_until().filter(|until| *until < day) {
            return refuse(Why::Closed { until }, self.linked_on(unit, day, Way::Forth));
        }
        Ok(())
    }

    /// The same code in another edition, and what that unit is in the edition that was asked
    /// for; or else a slip of the hand.
    fn near_unknown(&self, unit: &UnitRef) -> Vec<UnitRef> {
        let mut near = self.near_code(unit);
        let same_code = near.clone().into_iter().filter(|near| near.code() == unit.code());
        for near_unit in same_code {
            for way in [Way::Forth, Way::Back] {
                near.extend(self.reached(&near_unit, unit.edition(), way));
            }
        }
        near.truncate(GUESSES);
        near
    }

    /// The provinces whose historical archives received a closed district's paper.
    fn province_of_district(&self, unit: &UnitRef, target: EditionId) -> Vec<UnitRef> {
        let Some(Outcome::Ceased(territory)) = self.outcome(unit) else { return Vec::new() };
        let archives = territory.archives.iter();
        let reached = archives.flat_map(|agency| self.reached(&agency.unit(), target, Way::Forth));
        reached.take(GUESSES).collect()
    }

    fn reached(&self, unit: &UnitRef, target: EditionId, way: Way) -> Vec<UnitRef> {
        self.follow(unit, target, way).into_iter().map(|relative| relative.unit).collect()
    }

    /// The units of the edition in force on a day that a unit is linked to by successions.
    fn linked_on(&self, unit: &UnitRef, day: NaiveDate, way: Way) -> Vec<UnitRef> {
        let Some(target) = self.edition_on(day).map(super::Edition::id) else { return Vec::new() };
        let mut found = self.reached(unit, target, way);
        if found.is_empty() && way == Way::Forth {
            found = self.province_of_district(unit, target);
        }
        if found.is_empty() {
            let same_code = UnitRef::new(unit.country(), unit.code(), target);
            found.extend(self.get(&same_code).map(Unit::reference));
        }
        found
    }
}

#[cfg(all(test, feature = "register"))]
mod tests {
    use super::*;

    fn check(unit: &str, day: [u32; 3]) -> Result<(), NotInForce> {
        let day = NaiveDate::from_ymd_opt(i32::try_from(day[0]).unwrap(), day[1], day[2]).unwrap();
        Register::vietnam().check_in_force(&unit.parse().unwrap(), day)
    }

    fn nearest(unit: &str, day: [u32; 3]) -> Vec<String> {
        check(unit, day).unwrap_err().nearest.iter().map(UnitRef::to_string).collect()
    }

    #[test]
    fn the_border_is_the_night_between_two_days() {
        assert_eq!(check("vn:00004@2024", [2025, 6, 30]), Ok(()));
        assert_eq!(check("vn:00004@2025", [2025, 7, 1]), Ok(()));
        let closed = check("vn:00004@2024", [2025, 7, 1]).unwrap_err();
        assert_eq!(closed.code(), "unit-closed");
        assert_eq!(
            closed.to_string(),
            "vn:00004@2024 is not in force on 2025-07-01: it ended on 2025-06-30"
        );
        let early = check("vn:00004@2025", [2025, 6, 30]).unwrap_err();
        assert_eq!(early.code(), "unit-not-yet");
        assert_eq!(early.why, Why::NotYet { from: NaiveDate::from_ymd_opt(2025, 7, 1).unwrap() });
    }

    #[test]
    fn a_closed_unit_points_to_what_it_went_into() {
        assert_eq!(nearest("vn:00004@2024", [2026, 1, 1]), ["vn:00004@2025"]);
        assert_eq!(nearest("vn:27169@2024", [2026, 1, 1]), ["vn:27163@2025", "vn:27169@2025"]);
        // Bạch Long Vĩ: a district without communes.
        assert_eq!(nearest("vn:318@2024", [2026, 1, 1]), ["vn:11948@2025"]);
    }

    #[test]
    fn a_closed_district_or_province_points_to_the_province_of_its_communes() {
        assert_eq!(nearest("vn:771@2024", [2026, 1, 1]), ["vn:79@2025"]);
        // Hà Giang went into Tuyên Quang.
        assert_eq!(nearest("vn:02@2024", [2026, 1, 1]), ["vn:08@2025"]);
    }

    #[test]
    fn a_unit_used_too_early_points_back() {
        let back = nearest("vn:27163@2025", [2025, 1, 1]);
        assert!(back.contains(&"vn:27169@2024".to_owned()), "{back:?}");
        // Three provinces made the new one.
        let provinces = ["vn:74@2024", "vn:77@2024", "vn:79@2024"];
        assert_eq!(nearest("vn:79@2025", [2025, 1, 1]), provinces);
    }

    #[test]
    fn an_unknown_unit_points_to_its_code_elsewhere_or_to_a_slip() {
        let unknown = check("vn:00001@2025", [2025, 7, 1]).unwrap_err();
        assert_eq!((unknown.why, unknown.code()), (Why::Unknown, "unit-unknown"));
        assert_eq!(
            unknown.nearest,
            ["vn:00001@2024", "vn:00097@2025"].map(|unit| unit.parse().unwrap())
        );
        assert_eq!(nearest("vn:27169@2023", [2025, 1, 1]), ["vn:27169@2025", "vn:27169@2024"]);
        let slips = nearest("vn:27196@2025", [2025, 7, 1]);
        assert_eq!(slips[..2], ["vn:21796@2025", "vn:27169@2025"]);
        assert!(slips.len() <= GUESSES);
        assert!(nearest("vn:9@2025", [2025, 7, 1]).is_empty());
    }
}
