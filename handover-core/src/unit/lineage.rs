//! Chains of successions, over as many reorganisations as there were.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{EditionId, Extent, Outcome, Register, Succession, UnitRef};

/// Which way in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// To what a unit went into.
    Forth,
    /// To what it came from.
    Back,
}

/// A unit at the end of one or more chains of successions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Relative {
    /// How much of the older unit is in the younger one, by the most that a single chain brings:
    /// parts that meet again are not added up.
    pub extent: Extent,
    /// The unit at the other end.
    pub unit: UnitRef,
}

impl Register {
    /// One step of a chain: the rows from a unit, by the other unit. For a province they follow
    /// from its communes; for a district that ceased there are none.
    pub fn step(&self, unit: &UnitRef, way: Way) -> Vec<Succession> {
        match way {
            Way::Back => self.origins(unit),
            Way::Forth => match self.outcome(unit) {
                Some(Outcome::Succeeded(rows)) => rows,
                _ => Vec::new(),
            },
        }
    }

    /// All steps of all chains from a unit in one direction, each once: by day, then old unit,
    /// then new.
    pub fn lineage(&self, unit: &UnitRef, way: Way) -> Vec<Succession> {
        let mut seen = BTreeSet::from([*unit]);
        let mut open = vec![*unit];
        let mut rows = Vec::new();
        while let Some(unit) = open.pop() {
            for row in self.step(&unit, way) {
                let next = if way == Way::Forth { row.to } else { row.from };
                if seen.insert(next) {
                    open.push(next);
                }
                rows.push(row);
            }
        }
        rows.sort_unstable_by_key(|row| (row.effective_on, row.from, row.to));
        rows
    }

    /// The units in force on a day that a unit lives on in, or came from: whole ones first, then
    /// by reference. The unit itself where it is in force; nothing where no chain reaches a day.
    pub fn relatives_on(&self, unit: &UnitRef, day: NaiveDate) -> Vec<Relative> {
        let (Some(target), Some(edition)) = (self.edition_on(day), self.edition(unit.edition()))
        else {
            return Vec::new();
        };
        if self.get(unit).is_none() {
            return Vec::new();
        }
        if target.id() == edition.id() {
            return vec![Relative { extent: Extent::Whole, unit: *unit }];
        }
        let forth = target.in_force_from() > edition.in_force_from();
        self.follow(unit, target.id(), if forth { Way::Forth } else { Way::Back })
    }

    /// Follows successions to one edition, over several if need be; whole ones first.
    pub(super) fn follow(&self, unit: &UnitRef, target: EditionId, way: Way) -> Vec<Relative> {
        // Each edition's units are reached before those of the next, so that of several chains
        // the fullest is known before it is followed further.
        let mut open = BTreeMap::from([((self.age(unit, way), *unit), Extent::Whole)]);
        let mut found = Vec::new();
        while let Some(((_, unit), extent)) = open.pop_first() {
            if unit.edition() == target {
                found.push(Relative { extent, unit });
                continue;
            }
            for row in self.step(&unit, way) {
                let next = if way == Way::Forth { row.to } else { row.from };
                let brought = extent.then(row.extent);
                let most = open.entry((self.age(&next, way), next)).or_insert(brought);
                *most = brought.min(*most);
            }
        }
        found.sort_unstable();
        found
    }

    /// How many editions lie before a unit's, counted in the direction of the walk. A step always
    /// makes it greater: tables against time are refused, see
    /// [`TableProblem::AgainstTime`](super::TableProblem::AgainstTime).
    fn age(&self, unit: &UnitRef, way: Way) -> usize {
        let place = self.editions.iter().position(|edition| edition.id() == unit.edition());
        let place = place.unwrap_or(0);
        if way == Way::Forth { place } else { self.editions.len() - place }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::unit::{Edition, EditionTable, SuccessionTable};

    /// Three editions: 11 is divided, its parts meet again; 12 goes on whole.
    fn register() -> Register {
        three_lists("11,12,whole\n12,12,whole\n13,11,whole\n")
    }

    fn three_lists(second: &str) -> Register {
        let day = |text: &str| text.parse().ok();
        let units = "code,level,kind,name,parent_code\n1,province,province,Tỉnh A,\n\
                     11,commune,ward,Phường B,1\n12,commune,ward,Phường C,1\n\
                     13,commune,ward,Phường D,1\n";
        let editions = [
            ("a", None, day("2025-06-30")),
            ("b", day("2025-07-01"), day("2029-12-31")),
            ("c", day("2030-01-01"), None),
        ];
        let editions = editions.map(|(id, from, until)| {
            let edition = Edition::new(id.parse().unwrap(), from, until);
            EditionTable { name: id, edition, reader: units.as_bytes() }
        });
        let first = "old_code,new_code,extent\n11,11,part\n11,13,remainder\n12,12,whole\n";
        let second = format!("old_code,new_code,extent\n{second}");
        let links = [("a", "b", first), ("b", "c", &second)].map(|(from, to, text)| {
            let [from, to] = [from, to].map(|id| id.parse().unwrap());
            SuccessionTable { name: "links", from, to, reader: text.as_bytes() }
        });
        Register::from_tables("xx".parse().unwrap(), editions, links).unwrap()
    }

    fn on(register: &Register, unit: &str, day: &str) -> Vec<(String, Extent)> {
        let relatives = register.relatives_on(&unit.parse().unwrap(), day.parse().unwrap());
        relatives.into_iter().map(|one| (one.unit.to_string(), one.extent)).collect()
    }

    #[test]
    fn who_succeeds_is_known_for_any_day() {
        use Extent::{Part, Remainder, Whole};
        let register = register();
        let own = |unit: &str, extent| (unit.to_owned(), extent);
        assert_eq!(on(&register, "xx:11@a", "1990-01-01"), [own("xx:11@a", Whole)]);
        assert_eq!(
            on(&register, "xx:11@a", "2025-07-01"),
            [own("xx:11@b", Part), own("xx:13@b", Remainder)]
        );
        assert_eq!(
            on(&register, "xx:11@a", "2031-05-05"),
            [own("xx:12@c", Part), own("xx:11@c", Remainder)]
        );
        assert_eq!(on(&register, "xx:12@a", "2031-05-05"), [own("xx:12@c", Whole)]);
        let steps = |way| {
            let rows = register.lineage(&"xx:12@b".parse().unwrap(), way);
            rows.iter().map(|row| (row.from.to_string(), row.to.to_string())).collect::<Vec<_>>()
        };
        let own_step = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(steps(Way::Forth), [own_step("xx:12@b", "xx:12@c")]);
        assert_eq!(steps(Way::Back), [own_step("xx:12@a", "xx:12@b")]);
        // And back: whole ones first.
        assert_eq!(
            on(&register, "xx:12@c", "2020-01-01"),
            [own("xx:12@a", Whole), own("xx:11@a", Part)]
        );
        // The province follows from its communes, over both steps.
        assert_eq!(on(&register, "xx:1@a", "2031-05-05"), [own("xx:1@c", Whole)]);
        assert!(on(&register, "xx:99@a", "2031-05-05").is_empty());
    }

    #[test]
    fn of_two_chains_the_fuller_counts() {
        let register = three_lists("11,12,whole\n12,12,whole\n13,12,whole\n");
        let met = [("xx:12@c".to_owned(), Extent::Part)];
        assert_eq!(on(&register, "xx:11@a", "2031-05-05"), met);
        let register = three_lists("11,11,whole\n12,12,whole\n13,11,part\n13,12,remainder\n");
        let back = on(&register, "xx:11@c", "2020-01-01");
        assert_eq!(back, [("xx:11@a".to_owned(), Extent::Part)]);
    }

    /// Any register of three lists of communes, from the targets of each commune's two steps.
    fn any_register(steps: &[[BTreeSet<u8>; 2]]) -> Register {
        let day = |text: &str| text.parse().ok();
        let mut units = "code,level,kind,name,parent_code\n1,province,province,A,\n".to_owned();
        let mut links = ["old_code,new_code,extent\n"; 2].map(str::to_owned);
        for (at, targets) in steps.iter().enumerate() {
            units.extend([(10 + at).to_string().as_str(), ",commune,ward,P,1\n"]);
            for (table, targets) in links.iter_mut().zip(targets) {
                for to in targets {
                    let to = 10 + usize::from(*to) % steps.len();
                    let extent = if targets.len() == 1 { "whole" } else { "part" };
                    let row = format!("{},{to},{extent}\n", 10 + at);
                    if !table.contains(&format!("\n{}", row.trim_end())) {
                        table.push_str(&row);
                    }
                }
            }
        }
        let days = [
            ("a", None, day("2025-06-30")),
            ("b", day("2025-07-01"), day("2029-12-31")),
            ("c", day("2030-01-01"), None),
        ];
        let editions = days.map(|(id, from, until)| {
            let edition = Edition::new(id.parse().unwrap(), from, until);
            EditionTable { name: id, edition, reader: units.as_bytes() }
        });
        let [first, second] = &links;
        let links = [("a", "b", first), ("b", "c", second)].map(|(from, to, text)| {
            let [from, to] = [from, to].map(|id| id.parse().unwrap());
            SuccessionTable { name: "links", from, to, reader: text.as_bytes() }
        });
        Register::from_tables("vn".parse().unwrap(), editions, links).unwrap()
    }

    proptest! {
        #[test]
        fn there_and_back_contains_the_start(
            steps in proptest::collection::vec(
                [proptest::collection::btree_set(0_u8..8, 0..3),
                 proptest::collection::btree_set(0_u8..8, 0..3)],
                8,
            ),
        ) {
            let register = any_register(&steps);
            let days = ["2020-01-01", "2026-01-01", "2031-01-01"].map(|day| day.parse().unwrap());
            for unit in register.units() {
                let unit = unit.reference();
                let own = days.into_iter().find(|day| {
                    register.edition_on(*day).map(Edition::id) == Some(unit.edition())
                });
                for day in days {
                    for relative in register.relatives_on(&unit, day) {
                        let back = register.relatives_on(&relative.unit, own.unwrap());
                        let same = Relative { extent: relative.extent, unit };
                        prop_assert!(back.contains(&same), "{unit:?} {relative:?} {back:?}");
                    }
                }
            }
        }
    }
}
