use std::sync::LazyLock;

use super::problem::CellProblem;
use super::schema::{Column, Kind, Schema, Table};
use crate::finding::{Code, Finding, Severity};
use crate::profile::{BuiltIn, Profile, Weight};

/// What a profile asks, by table and column, so that rows are held against it
/// without looking anything up.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    tables: Vec<TableRules>,
    /// In the order of [`CellProblem::ALL`].
    cells: Vec<Option<Severity>>,
    /// In the order of [`Code::ALL`].
    codes: Vec<Option<Severity>>,
}

/// What is asked of one table.
#[derive(Debug, Clone)]
pub(super) struct TableRules {
    /// In the order of the schema.
    pub(super) columns: Vec<Allows>,
    pub(super) wanted: Vec<Rule>,
    pub(super) allowed: Vec<(Rule, Vec<String>)>,
}

/// What the cells of a column may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allows {
    pub(super) required: bool,
    pub(super) max: Option<usize>,
    pub(super) kind: Kind,
}

/// A rule on one column, which holds where each named field has one of the
/// values.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) column: &'static str,
    pub(super) when: Vec<(&'static str, Vec<String>)>,
    pub(super) severity: Option<Severity>,
}

impl Allows {
    pub(super) const fn of(column: &Column) -> Self {
        Allows { required: column.required, max: column.max, kind: column.kind }
    }
}

impl Rules {
    /// What TT 05/2025 asks, which is what is asked where nobody names a
    /// profile.
    pub(super) fn usual() -> &'static Rules {
        // A test reads the compiled-in text: the bare schema never stands in.
        static USUAL: LazyLock<Rules> = LazyLock::new(|| {
            let profile = Profile::compiled_in(BuiltIn::Tt05).ok();
            profile.map_or_else(Rules::bare, |profile| Rules::new(&profile))
        });
        &USUAL
    }

    /// The rules of a profile.
    pub(super) fn new(profile: &Profile) -> Self {
        let mut rules = Rules::bare();
        let cell = |problem: &CellProblem| profile.cell_weight(problem.code());
        rules.cells = CellProblem::ALL.iter().map(cell).collect();
        rules.codes = Code::ALL.iter().map(|code| profile.weight(*code)).collect();
        for (table, column) in &profile.text {
            if let Some((rules, at, _)) = rules.column(table, column) {
                rules.columns[at].kind = Kind::Text;
            }
        }
        for length in &profile.lengths {
            if let Some((rules, at, _)) = rules.column(&length.table, &length.column) {
                rules.columns[at].max = Some(length.max);
            }
        }
        let usual = rules.cell_weight(CellProblem::Wanted);
        for wanted in &profile.wanted {
            let severity = wanted.weight.map_or(usual, Weight::severity);
            let when = wanted.when.iter().map(|when| (when.column.as_str(), &when.values));
            if let Some((rules, _, schema)) = rules.column(&wanted.table, &wanted.column) {
                rules.wanted.extend(rule(schema, &wanted.column, when, severity));
            }
        }
        let usual = rules.cell_weight(CellProblem::NotAllowed);
        for allowed in &profile.allowed {
            let severity = allowed.weight.map_or(usual, Weight::severity);
            let when = allowed.when.iter().map(|when| (when.column.as_str(), &when.values));
            if let Some((rules, _, schema)) = rules.column(&allowed.table, &allowed.column) {
                let rule = rule(schema, &allowed.column, when, severity);
                rules.allowed.extend(rule.map(|rule| (rule, allowed.values.clone())));
            }
        }
        rules
    }

    fn bare() -> Self {
        let table = |table: &Table| TableRules {
            columns: table.schema().columns.iter().map(Allows::of).collect(),
            wanted: Vec::new(),
            allowed: Vec::new(),
        };
        Rules {
            tables: Table::ALL.iter().map(table).collect(),
            cells: vec![Some(Code::TableCell.severity()); CellProblem::ALL.len()],
            codes: Code::ALL.iter().map(|code| Some(code.severity())).collect(),
        }
    }

    /// What is asked of a table.
    pub(super) fn of(&self, table: Table) -> &TableRules {
        &self.tables[table as usize]
    }

    /// What a problem of a cell weighs; `None`: it is not told.
    pub(super) fn cell_weight(&self, problem: CellProblem) -> Option<Severity> {
        self.cells[problem as usize]
    }

    /// What a finding of this code weighs; `None`: it is not told.
    pub(super) fn weight(&self, code: Code) -> Option<Severity> {
        self.codes[code as usize]
    }

    /// Gives the finding what it weighs, and passes it on if it weighs anything.
    pub(super) fn tell(&self, mut finding: Finding, pass: impl FnOnce(&Finding)) {
        if let Some(severity) = self.weight(finding.code) {
            finding.severity = severity;
            pass(&finding);
        }
    }

    fn column(
        &mut self,
        table: &str,
        column: &str,
    ) -> Option<(&mut TableRules, usize, &'static Schema)> {
        let table = table.parse::<Table>().ok()?;
        let at = table.schema().position(column)?;
        Some((&mut self.tables[table as usize], at, table.schema()))
    }
}

fn rule<'a>(
    schema: &'static Schema,
    column: &str,
    when: impl Iterator<Item = (&'a str, &'a Vec<String>)>,
    severity: Option<Severity>,
) -> Option<Rule> {
    let name = |name: &str| schema.column(name).map(|column| column.name);
    let when = when.map(|(column, values)| Some((name(column)?, values.clone())));
    Some(Rule { column: name(column)?, when: when.collect::<Option<_>>()?, severity })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::CELL_PROBLEMS;

    #[test]
    fn profiles_know_every_problem_of_a_cell_and_every_column() {
        assert_eq!(CELL_PROBLEMS, CellProblem::CODES);
        for which in BuiltIn::ALL {
            let profile = Profile::compiled_in(*which).unwrap();
            let rules = Rules::new(&profile);
            let count = |of: fn(&TableRules) -> usize| rules.tables.iter().map(of).sum::<usize>();
            assert_eq!(count(|table| table.wanted.len()), profile.wanted.len(), "{which}");
            assert_eq!(count(|table| table.allowed.len()), profile.allowed.len(), "{which}");
        }
    }

    #[test]
    fn the_order_of_the_lists_is_that_of_their_numbers() {
        for (at, code) in Code::ALL.iter().enumerate() {
            assert_eq!(*code as usize, at);
        }
        for (at, table) in Table::ALL.iter().enumerate() {
            assert_eq!(*table as usize, at);
        }
        for (at, problem) in CellProblem::ALL.iter().enumerate() {
            assert_eq!(*problem as usize, at);
        }
    }
}
