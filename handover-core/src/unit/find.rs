//! Finding a unit by what a person types.

use chrono::NaiveDate;

use super::fold::{Folded, Marks};
use super::names::{self, Names};
use super::{EditionId, Register, Unit, UnitCode, UnitRef};

/// Which editions a search looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Scope {
    /// All of them.
    #[default]
    AnyEdition,
    /// One.
    Edition(EditionId),
    /// The one in force on a day.
    Day(NaiveDate),
}

/// How well a unit answers a query. Better is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Closeness {
    /// The query is its reference or its bare code.
    Code,
    /// Its whole name, with the marks that were typed and no others. A query typed without any
    /// marks does not choose by them: then every whole name is of this closeness.
    Name,
    /// Its whole name, which has marks that were not typed.
    NameWithoutMarks,
    /// The query is the beginning of its name.
    Beginning,
    /// The query is the beginning of its name, which has marks that were not typed.
    BeginningWithoutMarks,
}

/// A unit that answers a query.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Match<'r> {
    /// How it is referred to.
    pub reference: UnitRef,
    /// The unit.
    pub unit: &'r Unit,
    /// Its name with all parents, by which a person can choose.
    pub full_name: String,
    /// How well it answers.
    pub closeness: Closeness,
}

impl From<EditionId> for Scope {
    fn from(id: EditionId) -> Self {
        Self::Edition(id)
    }
}

impl From<NaiveDate> for Scope {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<Option<NaiveDate>> for Scope {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::AnyEdition, Self::Day)
    }
}

impl Closeness {
    /// Whether the whole name or code was given, not only its beginning.
    pub fn is_whole(self) -> bool {
        self <= Self::NameWithoutMarks
    }
}

impl Register {
    /// All units that answer a query, best first; of equal ones the higher level, then the newer
    /// edition, then by code.
    ///
    /// A query is a reference (`vn:27169@2024`), a bare code (`00004`), or a name with or without
    /// case, marks, type words ("p.", "tx") and parents: "phuong 14 quan 10". A mark that was
    /// typed must be there. "Hoà" and "Hòa" are the same.
    pub fn find(&self, query: &str, scope: impl Into<Scope>) -> Vec<Match<'_>> {
        let scope = scope.into();
        let query = query.trim();
        let mut found = self.find_code(query, scope);
        if found.is_empty() {
            found = self.find_name(&names::fold_query(query), scope);
        }
        let age = |unit: &Unit| {
            let newest_first = self.editions.iter().rev();
            newest_first.map(super::Edition::id).position(|id| id == unit.reference.edition())
        };
        found.sort_by_cached_key(|(closeness, unit)| {
            (*closeness, unit.level(), age(unit), unit.reference)
        });
        found.into_iter().map(|(closeness, unit)| self.matched(closeness, unit)).collect()
    }

    fn matched<'r>(&'r self, closeness: Closeness, unit: &'r Unit) -> Match<'r> {
        let reference = unit.reference;
        let full_name = self.full_name(&reference).unwrap_or_default();
        Match { reference, unit, full_name, closeness }
    }

    fn find_code(&self, query: &str, scope: Scope) -> Vec<(Closeness, &Unit)> {
        let units: Vec<_> = match (query.parse::<UnitRef>(), query.parse::<UnitCode>()) {
            (Ok(reference), _) => self.get(&reference).into_iter().collect(),
            (_, Ok(code)) => self.by_code(code).collect(),
            _ => Vec::new(),
        };
        let inside = units.into_iter().filter(|unit| self.is_in(unit, scope));
        inside.map(|unit| (Closeness::Code, unit)).collect()
    }

    /// Units that answer a folded query by name, in no order.
    pub(super) fn find_name(&self, query: &Folded, scope: Scope) -> Vec<(Closeness, &Unit)> {
        let names = self.names();
        let marked = query.has_marks();
        let units = self.units.iter().enumerate();
        units
            .filter(|(_, unit)| self.is_in(unit, scope))
            .filter_map(|(place, unit)| Some((self.answers(names, query, 0, place)?, unit)))
            .map(|((cut, marks), unit)| (closeness(cut, marks, marked), unit))
            .collect()
    }

    /// How the query from a place on is the name of a unit, then of any units above it.
    fn answers(
        &self,
        names: &Names,
        query: &Folded,
        from: usize,
        unit: usize,
    ) -> Option<(bool, Marks)> {
        let here = names.reach(query, from, unit);
        here.filter_map(|reached| {
            if reached.next == query.len() {
                return Some((reached.cut, reached.marks));
            }
            let above = self.above(unit);
            let rest =
                above.filter_map(|parent| self.answers(names, query, reached.next, parent)).min();
            rest.map(|(cut, marks)| (cut, marks.max(reached.marks)))
        })
        .min()
    }

    /// The places of the units above a unit, nearest first.
    fn above(&self, unit: usize) -> impl Iterator<Item = usize> {
        let up = |&unit: &usize| {
            let parent = self.units[unit].parent?;
            self.units.binary_search_by_key(&parent, Unit::reference).ok()
        };
        std::iter::successors(up(&unit), up)
    }

    /// The folded names, made once.
    pub(super) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self.units.iter().map(Unit::name)))
    }

    fn is_in(&self, unit: &Unit, scope: Scope) -> bool {
        let edition = unit.reference.edition();
        match scope {
            Scope::AnyEdition => true,
            Scope::Edition(id) => edition == id,
            Scope::Day(day) => {
                self.edition(edition).is_some_and(|edition| edition.in_force_on(day))
            }
        }
    }
}

fn closeness(cut: bool, marks: Marks, marked: bool) -> Closeness {
    match (cut, marks) {
        (false, Marks::Untyped) if marked => Closeness::NameWithoutMarks,
        (false, _) => Closeness::Name,
        (true, Marks::Untyped) if marked => Closeness::BeginningWithoutMarks,
        (true, _) => Closeness::Beginning,
    }
}

#[cfg(all(test, feature = "register"))]
mod tests {
    use super::*;

    fn find(query: &str) -> Vec<String> {
        find_in(query, Scope::AnyEdition)
    }

    fn find_in(query: &str, scope: Scope) -> Vec<String> {
        let found = Register::vietnam().find(query, scope);
        found.iter().map(|unit| unit.reference.to_string()).collect()
    }

    #[test]
    fn a_ward_with_its_parents_in_the_usual_manners() {
        for query in [
            "phuong 14 quan 10",
            "Phường 14, Quận 10, TP Hồ Chí Minh",
            "Phường 14 - Quận 10 - Thành phố Hồ Chí Minh",
            "p14 q10",
            "P.14, Q.10, TP.HCM",
            "PHƯỜNG 14 QUẬN 10 TPHCM",
            "14 10 ho chi minh",
            "vn:27169@2024",
        ] {
            assert_eq!(find(query), ["vn:27169@2024"], "{query}");
        }
        let found = Register::vietnam().find("p14 q10", Scope::AnyEdition);
        assert_eq!(found[0].full_name, "Phường 14, Quận 10, Thành phố Hồ Chí Minh");
        // The province alone leaves every district's Phường 14; the wrong type word, nothing.
        assert!(find("phường 14 tphcm").len() > 5);
        assert!(find("xã 14 quận 10").is_empty());
    }

    #[test]
    fn one_name_in_two_editions() {
        assert!(find("hoa hung").contains(&"vn:27163@2025".to_owned()));
        assert_eq!(find("phuong hoa hung"), ["vn:27163@2025"]);
        assert_eq!(find("Phường Hoà Hưng, TP. Hồ Chí Minh"), ["vn:27163@2025"]);
        let ba_dinh = find("Ba Đình");
        assert_eq!(ba_dinh[..2], ["vn:001@2024", "vn:00004@2025"]);
        assert_eq!(find("ba dinh ha noi"), ["vn:001@2024", "vn:00004@2025"]);
        assert_eq!(find("phường trúc bạch"), ["vn:00004@2024"]);
    }

    #[test]
    fn a_bare_code_names_every_unit_that_has_it() {
        assert_eq!(find("00004"), ["vn:00004@2025", "vn:00004@2024"]);
        assert_eq!(find_in("00004", Scope::Day("2025-06-30".parse().unwrap())), ["vn:00004@2024"]);
        assert_eq!(find_in("00004", Scope::Edition("2025".parse().unwrap())), ["vn:00004@2025"]);
        assert_eq!(find("318"), ["vn:318@2024"]);
    }

    #[test]
    fn every_unit_of_a_name_is_listed_with_its_parents() {
        let scope = Scope::Edition("2025".parse().unwrap());
        let found = Register::vietnam().find("Xã Tân Tiến", scope);
        let whole: Vec<_> = found.iter().filter(|unit| unit.closeness.is_whole()).collect();
        assert_eq!(whole.len(), 7);
        assert_eq!(whole[0].full_name, "Xã Tân Tiến, Tỉnh Tuyên Quang");
        assert_eq!(find_in("xã tân tiến, vĩnh long", scope), Vec::<String>::new());
        assert_eq!(find_in("xa tan tien, ca mau", scope), ["vn:32188@2025"]);
    }

    #[test]
    fn marks_that_were_typed_rank_and_must_be_there() {
        let register = Register::vietnam();
        let found = register.find("Xã Tân Lập", Scope::AnyEdition);
        assert!(found.iter().all(|unit| unit.unit.name().starts_with("Xã Tân Lập")));
        // "Hoa" is a name of its own, and also the beginning of what "Hòa" is without its mark.
        let found = register.find("huyện Thanh Hà", Scope::AnyEdition);
        assert_eq!(found[0].closeness, Closeness::Name);
        assert!(found.is_sorted_by_key(|unit| unit.closeness));
        assert!(find("Phường Hoả Hưng").is_empty());
        assert_eq!(find("phường hoà hưng"), find("phường hòa hưng"));
    }

    #[test]
    fn a_whole_name_stands_before_a_beginning() {
        let found = Register::vietnam().find("hoàn k", Scope::AnyEdition);
        assert!(found.iter().all(|unit| unit.closeness == Closeness::Beginning));
        assert!(found.iter().any(|unit| unit.unit.name() == "Phường Hoàn Kiếm"));
        let found = Register::vietnam().find("xã tân", Scope::AnyEdition);
        assert!(found.len() > 100 && found.iter().all(|unit| !unit.closeness.is_whole()));
        assert!(find("").is_empty() && find(" , ").is_empty() && find("phường").len() < 5);
    }

    #[test]
    fn unusual_names_are_found() {
        assert_eq!(find("huyện ia h'drai").len(), 1);
        assert_eq!(find("Ia H’Drai").len(), 1);
        assert_eq!(find("phường phường đúc"), ["vn:19780@2024"]);
        assert_eq!(find("phường đúc")[0], "vn:19780@2024");
        assert_eq!(find("đặc khu côn đảo"), ["vn:26732@2025"]);
        assert_eq!(find("dk con dao"), ["vn:26732@2025"]);
        assert_eq!(find("tỉnh bà rịa vũng tàu"), ["vn:77@2024"]);
        assert_eq!(find("thị trấn ngọc lặc").len(), 1);
        assert_eq!(find("tt. ai tu, h. trieu phong, t. quang tri").len(), 1);
        assert_eq!(find("tx son tay"), ["vn:269@2024"]);
    }

    #[test]
    fn every_unit_is_found_by_its_full_name() {
        let register = Register::vietnam();
        for unit in register.units().step_by(97) {
            let full = register.full_name(&unit.reference()).unwrap();
            let scope = Scope::Edition(unit.reference().edition());
            assert_eq!(register.resolve_one(&full, scope), Ok(unit.reference()), "{full}");
        }
    }
    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_is_a_query(query in "(\\PC{0,6}|phường |tp\\.|[0-9]{1,3}|ba đình|[\u{300}-\u{323}]){0,5}") {
            let found = Register::vietnam().find(&query, Scope::AnyEdition);
            let sorted = found.is_sorted_by_key(|unit| unit.closeness);
            proptest::prop_assert!(sorted);
            let again = Register::vietnam().find(&query, Scope::AnyEdition);
            proptest::prop_assert_eq!(found, again);
        }
    }
}
