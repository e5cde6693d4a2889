//! Makes a register from its tables, and refuses tables that do not fit together.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::OnceLock;

use super::tables::{self, Row};
use super::{
    Country, Edition, EditionTable, Extent, Level, Register, Succession, SuccessionTable,
    TableError, TableProblem, Unit, UnitRef,
};

impl Register {
    /// A register from the tables of its editions and of the successions between them.
    ///
    /// # Errors
    ///
    /// The first thing wrong, with table and line: a table that cannot be read, an unknown word,
    /// a unit twice, a parent or an end of a succession that is not there, editions that overlap,
    /// successions against time (the only way to a cycle), a divided unit that went somewhere
    /// as a whole.
    pub fn from_tables<'a, R, S>(
        country: Country,
        editions: impl IntoIterator<Item = EditionTable<'a, R>>,
        successions: impl IntoIterator<Item = SuccessionTable<'a, S>>,
    ) -> Result<Self, TableError>
    where
        R: Read,
        S: Read,
    {
        let mut register = Self {
            country,
            editions: Vec::new(),
            units: Vec::new(),
            successions: Vec::new(),
            by_successor: Vec::new(),
            bases: BTreeMap::new(),
            names: OnceLock::new(),
        };
        for table in editions {
            register.add_edition(table)?;
        }
        // Stable sorts throughout: tables come in long sorted runs, which they merge.
        register.units.sort_by_key(Unit::reference);
        register.editions.sort_by_key(Edition::in_force_from);
        let mut links = Vec::new();
        for table in successions {
            links.extend(register.read_links(table)?);
        }
        register.take_links(links)?;
        register.infer();
        Ok(register)
    }

    fn add_edition<R: Read>(&mut self, table: EditionTable<'_, R>) -> Result<(), TableError> {
        let (name, edition) = (table.name, table.edition);
        if self.editions.iter().any(|other| clash(other, &edition)) {
            return Err(tables::whole_table(name, TableProblem::EditionsOverlap(edition.id())));
        }
        let mut rows = tables::read_units(self.country, table)?;
        rows.sort_by_key(|(_, unit)| unit.reference);
        check_units(&rows).map_err(|(line, problem)| tables::at(name, line, problem))?;
        self.editions.push(edition);
        self.units.extend(rows.into_iter().map(|(_, unit)| unit));
        Ok(())
    }

    fn read_links<'a, S: Read>(
        &self,
        table: SuccessionTable<'a, S>,
    ) -> Result<Vec<Link<'a>>, TableError> {
        let name = table.name;
        let edition = |id| {
            let unknown = || tables::whole_table(name, TableProblem::EditionUnknown(id));
            self.edition(id).ok_or_else(unknown)
        };
        let (from, to) = (edition(table.from)?, edition(table.to)?);
        if to.in_force_from().is_some() && to.in_force_from() <= from.in_force_from()
            || from.id() == to.id()
        {
            return Err(tables::whole_table(name, TableProblem::AgainstTime(to.id())));
        }
        let rows = tables::read_successions(self.country, to, table)?;
        let link = |(line, (row, basis))| Link { table: name, line, row, basis };
        Ok(rows.into_iter().map(link).collect())
    }

    fn take_links(&mut self, mut links: Vec<Link<'_>>) -> Result<(), TableError> {
        links.sort_by_key(|link| (link.row.from, link.row.to));
        let mut by_successor: Vec<_> = (0..links.len()).collect();
        by_successor.sort_by_key(|&place| links[place].row.to);
        self.check_ends(links.iter().map(|link| (link.row.from, link)))?;
        self.check_ends(by_successor.iter().map(|&place| (links[place].row.to, &links[place])))?;
        let same = |two: &&[Link<'_>]| {
            let (one, other) = (&two[0].row, &two[1].row);
            (one.from, one.to) == (other.from, other.to)
        };
        if let Some([_, second]) = links.windows(2).find(same) {
            return Err(tables::at(second.table, second.line, TableProblem::Twice));
        }
        if let Some(whole) = divided_and_whole(&links) {
            return Err(tables::at(whole.table, whole.line, TableProblem::DividedAndWhole));
        }
        self.by_successor = by_successor;
        for link in links {
            self.successions.push(link.row);
            if let Some(basis) = link.basis {
                self.bases.insert((link.row.from, link.row.to), basis);
            }
        }
        Ok(())
    }

    /// Whether all ends, which come sorted, are units: one walk beside the units.
    fn check_ends<'a, 'b: 'a>(
        &self,
        ends: impl Iterator<Item = (UnitRef, &'a Link<'b>)>,
    ) -> Result<(), TableError> {
        let mut units = self.units.iter().map(Unit::reference).peekable();
        for (end, link) in ends {
            while units.next_if(|unit| *unit < end).is_some() {}
            if units.peek() != Some(&end) {
                let problem = TableProblem::EndUnknown {
                    code: end.code().to_string(),
                    edition: end.edition(),
                };
                return Err(tables::at(link.table, link.line, problem));
            }
        }
        Ok(())
    }
}

/// A succession with the place that it came from, for checks that need all tables.
struct Link<'a> {
    table: &'a str,
    line: u64,
    row: Succession,
    basis: Option<Box<str>>,
}

/// The first in its table that says `whole` of a unit with several successors.
fn divided_and_whole<'a, 'b>(links: &'a [Link<'b>]) -> Option<&'a Link<'b>> {
    let old = |link: &Link<'_>| link.row.from;
    let divided = links.chunk_by(|one, other| old(one) == old(other)).filter(|rows| rows.len() > 1);
    let whole = divided.flatten().filter(|link| link.row.extent == Extent::Whole);
    whole.min_by_key(|link| link.line)
}

/// Whether two editions cannot stand in one register.
fn clash(one: &Edition, other: &Edition) -> bool {
    let begins_before_end = |a: &Edition, b: &Edition| match (a.in_force_from(), b.in_force_until())
    {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    one.id() == other.id() || begins_before_end(one, other) && begins_before_end(other, one)
}

/// Units sorted by reference: none twice, and every parent there and higher up.
fn check_units(rows: &[Row<Unit>]) -> Result<(), (u64, TableProblem)> {
    if let Some(two) = rows.windows(2).find(|two| two[0].1.reference == two[1].1.reference) {
        return Err((two[1].0, TableProblem::Twice));
    }
    let level = |parent: &UnitRef| {
        let place = rows.binary_search_by_key(parent, |(_, unit)| unit.reference).ok()?;
        rows.get(place).map(|(_, unit)| unit.level())
    };
    // Neighbours by code mostly have the same parent.
    let mut last = None;
    let mut fits = |unit: &Unit| {
        let Some(parent) = unit.parent else { return unit.level() == Level::Province };
        let level = match last {
            Some((same, level)) if same == parent => level,
            _ => level(&parent),
        };
        last = Some((parent, level));
        level.is_some_and(|level| level < unit.level())
    };
    // The first in the table, not the first by code: that is where a person looks.
    let wrong = rows.iter().filter(|(_, unit)| !fits(unit)).map(|(line, _)| *line).min();
    wrong.map_or(Ok(()), |line| Err((line, TableProblem::Parent)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{Evidence, SuccessionKind};

    const OLD: &str = "code,level,kind,name,parent_code\n1,province,province,Tỉnh A,\n\
                       11,commune,ward,Phường B,1\n";
    const NEW: &str = "code,level,kind,name,parent_code,decree\n1,province,province,Tỉnh A,,\n\
                       11,commune,commune,Xã B,1,7/NQ\n";

    fn load(old: &str, new: &str, links: &str) -> Result<Register, TableError> {
        let day = |text: &str| text.parse().ok();
        let [one, two] = ["1", "2"].map(|id| id.parse().unwrap());
        let editions = [
            (old, "old", Edition::new(one, None, day("2000-12-31"))),
            (new, "new", Edition::new(two, day("2001-01-01"), None)),
        ];
        let tables = editions.map(|(text, name, edition)| EditionTable {
            name,
            edition,
            reader: text.as_bytes(),
        });
        let links = SuccessionTable { name: "links", from: one, to: two, reader: links.as_bytes() };
        Register::from_tables("xx".parse().unwrap(), tables, [links])
    }

    #[test]
    fn other_countries_and_editions_load() {
        let register = load(OLD, NEW, "extent,new_code,old_code\nwhole,11,11\n").unwrap();
        let row = register.successors(&"xx:11@1".parse().unwrap())[0];
        assert_eq!(row.to.to_string(), "xx:11@2");
        assert_eq!(row.effective_on.to_string(), "2001-01-01");
        assert_eq!(register.get(&row.to).unwrap().decree(), Some("7/NQ"));
        assert_eq!(register.find("p. b", chrono::NaiveDate::from_ymd_opt(1999, 1, 1)).len(), 1);
    }

    #[test]
    fn refusals_name_table_line_and_reason() {
        let links = "old_code,new_code,extent\n";
        let edited = |from: &str, to: &str| OLD.replace(from, to);
        for (old, expected, code) in [
            (
                edited("parent_code", "parent"),
                "table old, line 1: unknown column parent",
                "unit-table-column-unknown",
            ),
            (
                edited(",parent_code", ""),
                "table old, line 1: the column parent_code is missing",
                "unit-table-column-missing",
            ),
            (edited("11,", "1a,"), "table old, line 3: \"1a\" is not a code", "unit-table-code"),
            (edited("ward", "wood"), "table old, line 3: unknown kind \"wood\"", "unit-table-word"),
            (
                edited("commune", "district"),
                "table old, line 3: level and kind contradict each other",
                "unit-table-level-of-kind",
            ),
            (
                edited("Phường B", ""),
                "table old, line 3: the name is empty",
                "unit-table-name-empty",
            ),
            (
                edited("Phường B,1", "Phường B,2"),
                "table old, line 3: the parent is missing, unknown, or not on a higher level",
                "unit-table-parent",
            ),
            (
                edited("Phường B,1", "Phường B,"),
                "table old, line 3: the parent is missing, unknown, or not on a higher level",
                "unit-table-parent",
            ),
            (
                format!("{OLD}11,commune,ward,Phường C,1\n"),
                "table old, line 4: stands there a second time",
                "unit-table-twice",
            ),
        ] {
            let error = load(&old, NEW, links).unwrap_err();
            assert_eq!((error.to_string().as_str(), error.code()), (expected, code));
        }
        for (rows, expected) in [
            ("12,11,whole", "table links, line 2: code \"12\" is not in edition 1"),
            ("11,12,whole", "table links, line 2: code \"12\" is not in edition 2"),
            ("11,11,all", "table links, line 2: unknown extent \"all\""),
            ("11,11,whole\n11,11,part", "table links, line 3: stands there a second time"),
            (
                "11,11,part\n11,1,whole",
                "table links, line 3: a unit with several successors went nowhere as a whole",
            ),
        ] {
            let error = load(OLD, NEW, &format!("{links}{rows}\n")).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
        let error = load(&format!("{OLD}12,commune\n"), NEW, links).unwrap_err();
        assert_eq!((error.line, error.code()), (Some(4), "unit-table-unreadable"));
    }

    #[test]
    fn a_row_may_say_kind_basis_and_seat() {
        let links = "old_code,new_code,extent,kind,basis,seat\n11,11,whole,renamed,9/NQ,no\n";
        let register = load(OLD, NEW, links).unwrap();
        let row = register.successors(&"xx:11@1".parse().unwrap())[0];
        assert_eq!(row.kind, Evidence::Stated(SuccessionKind::Renamed));
        assert_eq!(row.seat, Evidence::Stated(false));
        assert_eq!(register.basis(&row), Some("9/NQ"));
        // Without a word the resolution of the new unit counts, and nothing is guessed.
        let register = load(OLD, NEW, "old_code,new_code,extent\n11,11,whole\n").unwrap();
        let row = register.successors(&"xx:11@1".parse().unwrap())[0];
        assert_eq!((row.kind, row.seat), (Evidence::Unknown, Evidence::Unknown));
        assert_eq!(register.basis(&row), Some("7/NQ"));
    }

    #[test]
    fn equal_code_and_name_continue_as_a_whole_only() {
        let kind = |extent: &str| {
            let links = format!("old_code,new_code,extent\n11,11,{extent}\n");
            let register = load(OLD, OLD, &links).unwrap();
            register.successors(&"xx:11@1".parse().unwrap())[0].kind
        };
        assert_eq!(kind("whole"), Evidence::Inferred(SuccessionKind::Continues));
        assert_eq!(kind("part"), Evidence::Unknown);
        assert_eq!(kind("remainder"), Evidence::Unknown);
    }

    #[test]
    fn successions_run_with_time_so_that_no_cycle_can_be() {
        let day = |text: &str| text.parse().ok();
        let [one, two] = ["1", "2"].map(|id| id.parse().unwrap());
        let editions = || {
            [
                (OLD, Edition::new(one, day("1999-01-01"), day("2000-12-31"))),
                (NEW, Edition::new(two, day("2001-01-01"), None)),
            ]
            .map(|(text, edition)| EditionTable {
                name: "units",
                edition,
                reader: text.as_bytes(),
            })
        };
        let links = |from, to| {
            let reader = &b"old_code,new_code,extent\n11,11,whole\n"[..];
            SuccessionTable { name: "links", from, to, reader }
        };
        let load = |tables: Vec<_>| {
            Register::from_tables("xx".parse().unwrap(), editions(), tables).map(|_| ())
        };
        assert_eq!(load(vec![links(one, two)]), Ok(()));
        for wrong in [links(two, one), links(one, one)] {
            let error = load(vec![links(one, two), wrong]).unwrap_err();
            assert_eq!((error.line, error.code()), (None, "unit-table-against-time"));
        }
    }

    #[test]
    fn editions_may_not_overlap() {
        let edition = |id: &str, from: &str, until: &str| {
            Edition::new(id.parse().unwrap(), from.parse().ok(), until.parse().ok())
        };
        let old = edition("1", "", "2000-12-31");
        assert!(!clash(&old, &edition("2", "2001-01-01", "")));
        assert!(clash(&old, &edition("2", "2000-12-31", "")));
        assert!(clash(&old, &edition("2", "", "")));
        assert!(clash(&old, &edition("1", "2001-01-01", "")));
    }
}
