//! How far the work has come, by what records have in common.

use super::page::{Cell, Kind, Part, Section, Table};
use super::words::Words;
use crate::description::Metres;
use crate::plan::state::{OfKey, Standing, WorkState};

/// Columns that say how far something has come.
pub(super) const STANDING: [&str; 6] = [
    "column-metres-to-arrange",
    "column-metres-arranged",
    "column-dossiers",
    "column-pages-to-scan",
    "column-pages-scanned",
    "column-pages-estimated",
];

pub(super) fn standing(standing: &Standing) -> Vec<Cell> {
    let dossiers = standing.each().map(|(_, shelf)| shelf.dossiers);
    vec![
        Cell::Metres(standing.to_arrange()),
        Cell::Metres(standing.arranged.metres),
        Cell::Number(dossiers.into_iter().fold(standing.digital, u64::saturating_add)),
        Cell::Number(standing.pages.to_scan()),
        Cell::Number(standing.pages.scanned()),
        Cell::Number(standing.pages.estimated),
    ]
}

/// Metres in order, and all.
pub(super) fn shelf(of: &Standing) -> (Metres, Metres) {
    (of.arranged.metres, of.arranged.metres + of.to_arrange())
}

/// By level, block, retention, year and fonds.
pub(super) fn section(state: &WorkState, words: &Words<'_>) -> Section {
    let none = || words.say("not-stated").to_owned();
    let with = |first: &[&str]| words.headings(&[first, &STANDING].concat());
    let mut parts = vec![
        keyed(&state.by_level, ("by-level", "column-level"), words, |level| {
            words.word("level", level.code())
        }),
        keyed(&state.by_block, ("by-block", "column-block"), words, |block| {
            words.word("block", block.code())
        }),
        keyed(&state.by_retention, ("by-retention", "column-retention"), words, |term| {
            words.word("retention", term.code())
        }),
        keyed(&state.by_year, ("by-year", "column-year"), words, ToString::to_string),
    ];
    let headings = with(&["column-inventory", "column-fonds"]);
    let mut fonds = Table::new("by-fonds", Kind::Rows, words.say("caption-fonds"), headings);
    for of in &state.by_fonds {
        let code = of.fonds.as_deref().map_or_else(none, |code| words.data(code));
        let mut row = vec![Cell::Text(words.data(&of.inventory)), Cell::Text(code)];
        row.extend(standing(&of.standing));
        fonds.rows.push(row);
    }
    parts.push(Part::Table(fonds));
    let heading = words.say("section-state").to_owned();
    Section { id: "state".to_owned(), heading, parts }
}

fn keyed<K>(
    all: &[OfKey<K>],
    (name, heading): (&str, &str),
    words: &Words<'_>,
    say: impl Fn(&K) -> String,
) -> Part {
    let headings = words.headings(&[&[heading], &STANDING[..]].concat());
    let caption = words.fill("caption-by", &[("what", words.say(heading))]);
    let mut table = Table::new(name, Kind::Rows, caption, headings);
    for of in all {
        let none = || words.say("not-stated").to_owned();
        let mut row = vec![Cell::Text(of.of.as_ref().map_or_else(none, &say))];
        row.extend(standing(&of.standing));
        table.rows.push(row);
    }
    Part::Table(table)
}
