//! `handover unit successors`, `predecessors`, `history`: what became of a unit.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use handover_core::unit::{
    AgencyRef, Extent, Outcome, Register, Succession, SuccessionKind, Territory, Unit, UnitRef, Way,
};
use serde::Serialize;

use super::meant::meant;
use super::tree::{how, tree};
use crate::args::{UnitHistoryArgs, UnitLineageArgs};
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, key_of};
use crate::output::{Role, day, table};
use crate::units::{agency_in, named_in};

/// One edge.
#[derive(Serialize)]
struct Edge<'r> {
    from: UnitRef,
    from_name: String,
    to: UnitRef,
    to_name: String,
    extent: Extent,
    kind: Option<SuccessionKind>,
    kind_is: &'static str,
    same_seat: Option<bool>,
    same_seat_is: &'static str,
    basis: Option<&'r str>,
    effective_on: NaiveDate,
}

/// A unit that ceased without successor.
#[derive(Serialize)]
struct Ceased {
    unit: UnitRef,
    full_name: String,
    effective_on: NaiveDate,
    archives: Vec<AgencyRef>,
    rule: &'static str,
    lies_in: Vec<Share>,
}

#[derive(Serialize)]
struct Share {
    unit: UnitRef,
    full_name: String,
}

/// Who a unit is on a day.
#[derive(Serialize)]
struct OnDay {
    unit: UnitRef,
    on: NaiveDate,
    relative: UnitRef,
    full_name: String,
    extent: Extent,
}

/// The article that sends a ceased district's paper to the archive.
const DISTRICT: &str = "TT 06/2025/TT-BNV 40.2";

pub(super) fn run(
    args: &UnitLineageArgs,
    way: Way,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    for unit in meant(&args.unit.join(" "), register, context)? {
        match args.on {
            Some(day) => on_day(unit, day, register, context)?,
            None => all(unit, way, register, context)?,
        }
    }
    Ok(exit::DONE)
}

pub(super) fn history(
    args: &UnitHistoryArgs,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    for unit in meant(&args.unit.join(" "), register, context)? {
        let reference = unit.reference();
        let mut rows = register.lineage(&reference, Way::Back);
        rows.extend(register.lineage(&reference, Way::Forth));
        if context.format == Format::Json {
            edges(&rows, register, context)?;
        } else {
            let locale = &context.locale;
            heading(&reference, register, context)?;
            let columns =
                ["units-column-day", "units-column-from", "units-column-to", "units-column-how"];
            let lines: Vec<Vec<String>> = rows
                .iter()
                .map(|row| {
                    let name = |unit| named_in(register, unit);
                    let on = day(row.effective_on, locale.lang());
                    vec![on, name(&row.from), name(&row.to), how(register, row, locale)]
                })
                .collect();
            if !lines.is_empty() {
                context.result(&table(&columns.map(|key| locale.text(key)), &lines, &[]))?;
            }
        }
        ending(unit, rows.is_empty(), Way::Forth, register, context)?;
    }
    Ok(exit::DONE)
}

fn all(unit: &Unit, way: Way, register: &Register, context: &Context<'_>) -> Result<(), Failure> {
    let reference = unit.reference();
    let rows = register.lineage(&reference, way);
    if context.format == Format::Json {
        edges(&rows, register, context)?;
    } else {
        heading(&reference, register, context)?;
        if !rows.is_empty() {
            context.result(&tree(register, &reference, way, &context.locale))?;
        }
    }
    ending(unit, rows.is_empty(), way, register, context)
}

fn heading(unit: &UnitRef, register: &Register, context: &Context<'_>) -> Result<(), Failure> {
    context.result(&context.paint.text(Role::Heading, &named_in(register, unit)))
}

/// What there is to say beside rows: a district without successor, or that there are none.
fn ending(
    unit: &Unit,
    none: bool,
    way: Way,
    register: &Register,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let outcome = register.outcome(&unit.reference());
    if let (Way::Forth, Some(Outcome::Ceased(territory))) = (way, &outcome) {
        return ceased(territory, register, context);
    }
    if none && context.format == Format::Human {
        let key = match (way, outcome) {
            (Way::Back, _) => "units-no-predecessor",
            (_, Some(Outcome::Lasts)) => "units-lasts",
            _ => "units-no-successor-known",
        };
        context.result(&context.locale.text(key))?;
    }
    Ok(())
}

fn ceased(
    territory: &Territory,
    register: &Register,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let name = |unit: &UnitRef| register.full_name(unit).unwrap_or_default();
    if context.format == Format::Json {
        let share = |unit: &UnitRef| Share { unit: *unit, full_name: name(unit) };
        return context.object(
            "territory",
            &Ceased {
                unit: territory.unit,
                full_name: name(&territory.unit),
                effective_on: territory.effective_on,
                archives: territory.archives.clone(),
                rule: DISTRICT,
                lies_in: territory.lies_in.iter().map(share).collect(),
            },
        );
    }
    let locale = &context.locale;
    let archives: Vec<_> =
        territory.archives.iter().map(|agency| agency_in(register, agency, locale)).collect();
    let arguments = Arguments::new()
        .text("day", day(territory.effective_on, locale.lang()))
        .text("archive", archives.join("; "))
        .text("rule", DISTRICT);
    context.result(&locale.with("units-ceased", &arguments))?;
    for unit in &territory.lies_in {
        context.result(&format!("  {}", named_in(register, unit)))?;
    }
    Ok(())
}

fn on_day(
    unit: &Unit,
    on: NaiveDate,
    register: &Register,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let reference = unit.reference();
    let relatives = register.relatives_on(&reference, on);
    let name = |unit: &UnitRef| register.full_name(unit).unwrap_or_default();
    if context.format == Format::Json {
        return relatives.iter().try_for_each(|one| {
            context.object(
                "relative",
                &OnDay {
                    unit: reference,
                    on,
                    relative: one.unit,
                    full_name: name(&one.unit),
                    extent: one.extent,
                },
            )
        });
    }
    let locale = &context.locale;
    heading(&reference, register, context)?;
    if relatives.is_empty() {
        let on = Arguments::new().text("day", day(on, locale.lang()));
        return context.result(&locale.with("units-nobody-on", &on));
    }
    for one in &relatives {
        let extent = locale.text(&key_of("extent", one.extent.as_str()));
        context.result(&format!("  {} – {extent}", named_in(register, &one.unit)))?;
    }
    Ok(())
}

/// One object an edge, each once.
fn edges(rows: &[Succession], register: &Register, context: &Context<'_>) -> Result<(), Failure> {
    let name = |unit: &UnitRef| register.full_name(unit).unwrap_or_default();
    let mut told = BTreeSet::new();
    for row in rows.iter().filter(|row| told.insert((row.from, row.to))) {
        context.object(
            "succession",
            &Edge {
                from: row.from,
                from_name: name(&row.from),
                to: row.to,
                to_name: name(&row.to),
                extent: row.extent,
                kind: row.kind.value(),
                kind_is: row.kind.as_str(),
                same_seat: row.seat.value(),
                same_seat_is: row.seat.as_str(),
                basis: register.basis(row),
                effective_on: row.effective_on,
            },
        )?;
    }
    Ok(())
}
