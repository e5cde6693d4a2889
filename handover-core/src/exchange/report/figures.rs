//! The tables of a page for spreadsheets.

use std::collections::BTreeSet;

use super::page::{Cell, Page, Part, Table};
use super::words::Words;
use crate::exchange::{Figure, FigureTable};

/// Every table of the page, each under a name of its own.
pub(super) fn figures(page: &Page, words: &Words<'_>) -> Vec<FigureTable> {
    let mut names = BTreeSet::new();
    let parts = page.sections.iter().flat_map(|section| &section.parts);
    let tables = parts.filter_map(|part| match part {
        Part::Table(table) => Some(table),
        _ => None,
    });
    tables.map(|table| of(table, &mut names, words)).collect()
}

fn of(table: &Table, names: &mut BTreeSet<String>, words: &Words<'_>) -> FigureTable {
    let mut name = table.name.clone();
    let mut number = 2_u64;
    while !names.insert(name.clone()) {
        name = format!("{}-{number}", table.name);
        number += 1;
    }
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| figure(cell, words)).collect());
    FigureTable { name, headings: table.headings.clone(), rows: rows.collect() }
}

fn figure(cell: &Cell, words: &Words<'_>) -> Figure {
    match cell {
        Cell::Text(text) | Cell::Marked(_, text) => Figure::Text(text.clone()),
        Cell::Number(number) => Figure::Number(*number),
        Cell::Metres(metres) => Figure::Metres(*metres),
        Cell::Day(day) => Figure::Text(words.day_or_none(*day)),
    }
}
