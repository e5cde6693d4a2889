//! `handover plan state`: how far arranging and scanning have come.

use handover_core::exchange::Figure;
use handover_core::finding::Counts;
use handover_core::plan::state::{OfKey, Standing, WorkState, work_state};
use handover_core::unit::Register;
use serde::Serialize;

use super::figures::{self, Part};
use super::work::{self, metres, number};
use crate::args::PlanStateArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::{closing, facts};
use crate::progress::Findings;
use crate::units::named_in;

#[derive(Serialize)]
struct Summary<'a> {
    #[serde(flatten)]
    state: &'a WorkState,
    counts: Counts,
}

pub(super) fn run(
    args: &PlanStateArgs,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let rules = work::rules(args.rules.as_deref())?;
    let inventories = work::inventories(&args.of)?;
    let mut options = work::options(&args.of);
    options.estimates = rules.estimates;
    let state = {
        let observer = context.observer(Findings::Result);
        work_state(&inventories, register, &options, &observer)?
    };
    let locale = &context.locale;
    let parts = parts(&state, register, Detail::All, locale);
    if context.format == Format::Json {
        let counts = state.report.counts;
        context.object("digitisation-state", &Summary { state: &state, counts })?;
    } else {
        let count = Arguments::new().number("count", state.inventories);
        context.result(&locale.with("state-done", &count))?;
        let rows = rows(&state.all, locale);
        context
            .result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
        figures::show(&self::parts(&state, register, Detail::Sums, locale), context)?;
        context.result(&closing(&state.report, locale, context.paint))?;
    }
    work::keep_figures(&parts, &args.of, context)?;
    Ok(if state.report.passes() { exit::DONE } else { exit::NO })
}

fn rows(all: &Standing, locale: &Locale) -> Vec<(String, String)> {
    let shelves = all.each().into_iter().map(|(word, shelf)| {
        let arguments = Arguments::new()
            .number("dossiers", shelf.dossiers)
            .number("containers", shelf.containers)
            .text("metres", metres(shelf.metres, locale))
            .text("estimated", metres(shelf.estimated, locale));
        let key = match shelf.estimated.millimetres() {
            0 => "state-shelf",
            _ => "state-shelf-estimated",
        };
        (locale.text(&key_of("arrangement", word)), locale.with(key, &arguments))
    });
    let pages = all.pages.each().into_iter();
    let pages =
        pages.map(|(word, pages)| (locale.text(&key_of("pages", word)), number(pages, locale)));
    let rest = [
        ("state-pages-estimated", all.pages.estimated),
        ("state-to-scan", all.pages.to_scan()),
        ("state-digital", all.digital),
    ];
    let rest = rest.into_iter().map(|(key, count)| (locale.text(key), number(count, locale)));
    shelves.chain(pages).chain(rest).collect()
}

const COLUMNS: [&str; 15] = [
    "state-column-unarranged",
    "state-column-unarranged-dossiers",
    "state-column-preliminary",
    "state-column-preliminary-dossiers",
    "state-column-arranged",
    "state-column-arranged-dossiers",
    "state-column-not-stated",
    "state-column-not-stated-dossiers",
    "pages-not-scanned",
    "pages-good",
    "pages-older",
    "pages-convert",
    "pages-rescan",
    "pages-not-judged",
    "state-column-estimated",
];

/// How many columns a line has.
#[derive(Clone, Copy, PartialEq)]
enum Detail {
    /// What a console is wide enough for.
    Sums,
    /// What a spreadsheet has room for.
    All,
}

const SUMS: [&str; 5] = [
    "digitise-column-metres",
    "state-column-arranged",
    "digitise-column-dossiers",
    "digitise-column-pages",
    "state-column-scanned",
];

fn parts(state: &WorkState, register: &Register, detail: Detail, locale: &Locale) -> Vec<Part> {
    let none = || locale.text("totals-not-stated");
    let fonds = state.by_fonds.iter().map(|of| {
        let code = of.fonds.clone().unwrap_or_else(none);
        (vec![of.inventory.clone(), code], &of.standing)
    });
    let units = state.rolled_up.iter().map(|of| {
        let name = of.of.map_or_else(none, |unit| named_in(register, &unit));
        (vec![name], &of.standing)
    });
    vec![
        part(
            "by-level",
            "state-column-level",
            state
                .by_level
                .iter()
                .map(|of| keyed(of, |level| locale.text(&key_of("level", level.code())), none)),
            (detail, locale),
        ),
        part(
            "by-block",
            "totals-column-block",
            state
                .by_block
                .iter()
                .map(|of| keyed(of, |block| locale.text(&key_of("block", block.code())), none)),
            (detail, locale),
        ),
        part(
            "by-retention",
            "state-column-retention",
            state
                .by_retention
                .iter()
                .map(|of| keyed(of, |term| locale.text(&key_of("retention", term.code())), none)),
            (detail, locale),
        ),
        part(
            "by-year",
            "totals-column-year",
            state.by_year.iter().map(|of| keyed(of, ToString::to_string, none)),
            (detail, locale),
        ),
        part("by-unit", "state-column-unit", units, (detail, locale)),
        several(
            "by-fonds",
            &["state-column-inventory", "totals-column-fonds"],
            fonds,
            (detail, locale),
        ),
    ]
}

fn keyed<K>(
    of: &OfKey<K>,
    name: impl Fn(&K) -> String,
    none: impl Fn() -> String,
) -> (Vec<String>, &Standing) {
    (vec![of.of.as_ref().map_or_else(none, name)], &of.standing)
}

fn part<'s>(
    name: &str,
    heading: &str,
    lines: impl Iterator<Item = (Vec<String>, &'s Standing)>,
    (detail, locale): (Detail, &Locale),
) -> Part {
    several(name, &[heading], lines, (detail, locale))
}

fn several<'s>(
    name: &str,
    headings: &[&str],
    lines: impl Iterator<Item = (Vec<String>, &'s Standing)>,
    (detail, locale): (Detail, &Locale),
) -> Part {
    let columns = match detail {
        Detail::Sums => &SUMS[..],
        Detail::All => &COLUMNS,
    };
    let headings: Vec<&str> = headings.iter().chain(columns).copied().collect();
    let mut part = Part::new(name, &headings, locale);
    for (names, standing) in lines {
        let mut cells: Vec<Figure> = names.into_iter().map(figures::text).collect();
        if detail == Detail::Sums {
            let dossiers = standing.each().map(|(_, shelf)| shelf.dossiers);
            cells.extend([
                figures::metres(standing.to_arrange()),
                figures::metres(standing.arranged.metres),
                Figure::Number(dossiers.into_iter().fold(standing.digital, u64::saturating_add)),
                Figure::Number(standing.pages.to_scan()),
                Figure::Number(standing.pages.scanned()),
            ]);
            part.row(cells);
            continue;
        }
        for (_, shelf) in standing.each() {
            cells.push(figures::metres(shelf.metres));
            cells.push(Figure::Number(shelf.dossiers));
        }
        cells.extend(standing.pages.each().map(|(_, pages)| Figure::Number(pages)));
        cells.push(Figure::Number(standing.pages.estimated));
        part.row(cells);
    }
    part
}
