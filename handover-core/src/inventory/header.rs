use std::collections::HashSet;

use super::Sink;
use super::problem::HeaderProblem;
use super::schema::{Column, Table};
use crate::finding::{Code, Finding, Location};

/// The header row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    table: Table,
    names: Vec<String>,
    /// The schema's column for each name.
    columns: Vec<Option<&'static Column>>,
    /// Where each column of the schema stands among the names.
    places: Vec<Option<usize>>,
}

impl Header {
    /// A header from its names; the first of two equal ones counts.
    pub(crate) fn new(table: Table, names: Vec<String>) -> Self {
        // Once a table: rows are looked into by place, millions of times.
        let schema = table.schema();
        let columns = names.iter().map(|name| schema.column(name)).collect();
        let place = |column: &Column| names.iter().position(|name| name == column.name);
        let places = schema.columns.iter().map(place).collect();
        Header { table, names, columns, places }
    }

    /// The columns of the schema, in its order.
    pub(super) fn of_schema(table: Table) -> Self {
        let names = table.schema().columns.iter().map(|column| column.name.to_owned());
        Self::new(table, names.collect())
    }

    /// The table.
    pub fn table(&self) -> Table {
        self.table
    }

    /// The names as they stand, in their order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The columns that the schema does not know, in their order.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.names().filter(|name| self.table.schema().column(name).is_none())
    }

    /// Where the named column stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        match self.table.schema().position(name) {
            Some(at) => self.places[at],
            None => self.names.iter().position(|known| known == name),
        }
    }

    /// The schema's column at a place of the header.
    pub(super) fn column_at(&self, place: usize) -> Option<&'static Column> {
        self.columns.get(place).copied().flatten()
    }

    /// Where each column of the schema stands, in the schema's order.
    pub(super) fn known(&self) -> impl Iterator<Item = (&'static Column, Option<usize>)> {
        self.table.schema().columns.iter().zip(self.places.iter().copied())
    }

    /// Tells what is wrong with it. A column that the schema does not know is
    /// told by its number: its name is a stranger's text.
    pub(super) fn check(&self, report: &mut Sink<'_>) {
        for (column, place) in self.known() {
            if column.required && place.is_none() {
                let problem = finding(self.table, HeaderProblem::MissingColumn);
                report(problem.with("column", column.name));
            }
        }
        let mut seen = HashSet::new();
        for (place, name) in self.names.iter().enumerate() {
            let problem = if name.is_empty() {
                HeaderProblem::UnnamedColumn
            } else if seen.insert(name) {
                continue;
            } else {
                HeaderProblem::DuplicateColumn
            };
            let finding = finding(self.table, problem).with("number", place as u64 + 1);
            report(match self.column_at(place) {
                Some(column) => finding.with("column", column.name),
                None => finding,
            });
        }
    }
}

/// A finding about the header, which is row 0.
pub(super) fn finding(table: Table, problem: HeaderProblem) -> Finding {
    Finding::new(Code::TableHeader, Location::row(table.code(), 0)).with("problem", problem.code())
}
