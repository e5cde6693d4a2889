//! Units: how much each has, how far it is, how it keeps its plan.

use std::collections::BTreeMap;

use super::page::{Cell, Kind, Part, Section, Table};
use super::plan::{amounts, mark};
use super::state::{STANDING, shelf, standing};
use super::tree_map::{Leaf, tree_map};
use super::words::Words;
use crate::plan::progress::{Pace, Progress, UnitProgress};
use crate::plan::state::WorkState;
use crate::unit::UnitRef;

/// The units of a page, and how many there are.
pub(super) fn section(
    state: Option<&WorkState>,
    progress: Option<&Progress>,
    words: &Words<'_>,
) -> (Section, u64) {
    let paces = progress.map(paces).unwrap_or_default();
    let mut parts = Vec::new();
    if let Some(map) = tree_map(leaves(state, progress, &paces, words), words) {
        parts.push(Part::Text(words.say("tree-map-how").to_owned()));
        parts.push(Part::Chart(map));
    }
    let mut units = 0;
    if let Some(state) = state {
        units = state.rolled_up.iter().filter(|of| of.of.is_some()).count() as u64;
        parts.push(Part::Table(by_state(state, words)));
    }
    if let Some(progress) = progress {
        units = units.max(progress.by_unit.iter().filter(|of| of.unit.is_some()).count() as u64);
        parts.push(Part::Table(by_pace(progress, words)));
    }
    let heading = words.say("section-units").to_owned();
    (Section { id: "units".to_owned(), heading, parts }, units)
}

/// The worst pace of each unit's own inventories.
fn paces(progress: &Progress) -> BTreeMap<UnitRef, Pace> {
    let mut paces = BTreeMap::new();
    for of in &progress.by_inventory {
        if let Some(unit) = of.unit {
            let pace = paces.entry(unit).or_insert(of.pace);
            *pace = of.pace.max(*pace);
        }
    }
    paces
}

/// Pages of each unit, or millimetres of shelf where nobody has any pages.
fn leaves(
    state: Option<&WorkState>,
    progress: Option<&Progress>,
    paces: &BTreeMap<UnitRef, Pace>,
    words: &Words<'_>,
) -> Vec<Leaf> {
    let mut sums: BTreeMap<UnitRef, [(u64, u64); 2]> = BTreeMap::new();
    let mut add = |unit: UnitRef, pages: (u64, u64), shelf: (u64, u64)| {
        let sums = sums.entry(unit).or_default();
        for (sum, more) in sums.iter_mut().zip([pages, shelf]) {
            *sum = (sum.0.saturating_add(more.0), sum.1.saturating_add(more.1));
        }
    };
    if let Some(state) = state {
        for of in &state.by_unit {
            let Some(unit) = of.of else { continue };
            let pages = &of.standing.pages;
            let (done, all) = shelf(&of.standing);
            let shelf = (done.millimetres(), all.millimetres());
            add(unit, (pages.scanned(), pages.all()), shelf);
        }
    } else if let Some(progress) = progress {
        for of in &progress.by_inventory {
            let Some(unit) = of.unit else { continue };
            let of_all = |done: u64, left: u64| (done, done.saturating_add(left));
            let mm = |amounts: crate::plan::progress::Amounts| amounts.metres.millimetres();
            add(unit, of_all(of.done.pages, of.left.pages), of_all(mm(of.done), mm(of.left)));
        }
    }
    let by_pages = sums.values().any(|sums| sums[0].1 > 0);
    let leaf = |(unit, sums): (UnitRef, [(u64, u64); 2])| {
        let (done, all) = sums[usize::from(!by_pages)];
        let parent = words.register.parents(&unit).next();
        let parent = parent.map_or_else(|| words.unit(&unit), |parent| parent.name().to_owned());
        let sign = paces.get(&unit).map_or("", |pace| mark(*pace).sign());
        Leaf { parent, name: words.unit(&unit), all, done, sign }
    };
    sums.into_iter().map(leaf).collect()
}

/// Name, code, level and parent of a unit.
fn named(unit: Option<UnitRef>, words: &Words<'_>) -> Vec<Cell> {
    let none = || words.say("not-stated").to_owned();
    let known = unit.and_then(|unit| words.register.get(&unit));
    let level = known.map(|known| words.word("level", known.level().as_str()));
    let parent = unit.and_then(|unit| words.register.parents(&unit).next());
    vec![
        Cell::Text(unit.map_or_else(none, |unit| words.unit(&unit))),
        Cell::Text(unit.map_or_else(String::new, |unit| unit.to_string())),
        Cell::Text(level.unwrap_or_default()),
        Cell::Text(parent.map_or_else(String::new, |parent| parent.name().to_owned())),
    ]
}

const NAMED: [&str; 4] = ["column-unit", "column-unit-code", "column-level", "column-parent"];

fn by_state(state: &WorkState, words: &Words<'_>) -> Table {
    let headings = words.headings(&[&NAMED[..], &STANDING].concat());
    let mut table = Table::new("units", Kind::Rows, words.say("caption-units"), headings);
    for of in &state.rolled_up {
        let mut row = named(of.of, words);
        row.extend(standing(&of.standing));
        table.rows.push(row);
    }
    table
}

fn by_pace(progress: &Progress, words: &Words<'_>) -> Table {
    let amounts_of = [
        "column-metres-planned",
        "column-pages-planned",
        "column-metres-done",
        "column-pages-done",
        "column-metres-left",
        "column-pages-left",
    ];
    let mut headings = words.headings(&[&NAMED[..], &["column-pace"], &amounts_of].concat());
    headings.extend(
        Pace::ALL.map(|pace| {
            words.fill("inventories-of", &[("pace", &words.word("pace", pace.code()))])
        }),
    );
    headings.push(words.say("ends").to_owned());
    let caption = words.say("caption-units-pace");
    let mut table = Table::new("units-progress", Kind::Rows, caption, headings);
    for of in &progress.by_unit {
        let mut row = named(of.unit, words);
        let pace = worst(of);
        row.push(Cell::Marked(mark(pace), words.word("pace", pace.code())));
        row.extend(amounts(&[of.planned, of.done, of.left]));
        row.extend(of.inventories.map(Cell::Number));
        row.push(match (of.ends_on, of.left.is_nothing()) {
            (None, false) => Cell::Text(words.say("never").to_owned()),
            (day, _) => Cell::Day(day),
        });
        table.rows.push(row);
    }
    table
}

/// The worst pace of the inventories in a unit.
fn worst(of: &UnitProgress) -> Pace {
    let there = Pace::ALL.into_iter().zip(of.inventories).filter(|(_, count)| *count > 0);
    there.map(|(pace, _)| pace).max().unwrap_or(Pace::Done)
}
