//! `handover plan progress`: done against planned.

use handover_core::description::Metres;
use handover_core::exchange::Figure;
use handover_core::finding::Counts;
use handover_core::plan::progress::{Amounts, Keeping, Pace, Progress, progress};
use handover_core::unit::Register;
use serde::Serialize;

use super::figures::{self, Part};
use super::work::{self, metres, number};
use crate::args::PlanProgressArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::{closing, day, facts};
use crate::progress::Findings;
use crate::units::named_in;

#[derive(Serialize)]
struct Summary<'a> {
    #[serde(flatten)]
    progress: &'a Progress,
    counts: Counts,
}

pub(super) fn run(
    args: &PlanProgressArgs,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let inventories = work::inventories(&args.of)?;
    let on = args.date.unwrap_or(context.today);
    let keeping = if args.look_only { Keeping::LookOnly } else { Keeping::Keep };
    let options = work::options(&args.of);
    let now = {
        let observer = context.observer(Findings::Aside);
        progress(&args.plan, &inventories, on, register, keeping, &options, &observer)?
    };
    let locale = &context.locale;
    let parts = parts(&now, register, locale);
    if context.format == Format::Json {
        let counts = now.report.counts;
        context.object("digitisation-progress", &Summary { progress: &now, counts })?;
    } else {
        let heading = Arguments::new().path("path", &args.plan).text("day", day(on, locale.lang()));
        context.result(&locale.with("track-done", &heading))?;
        let rows = rows(&now, locale);
        context
            .result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
        figures::show(&parts, context)?;
        context.result(&closing(&now.report, locale, context.paint))?;
    }
    work::keep_figures(&parts, &args.of, context)?;
    Ok(if now.report.passes() { exit::DONE } else { exit::NO })
}

fn rows(now: &Progress, locale: &Locale) -> Vec<(String, String)> {
    let lang = locale.lang();
    let both = |amounts: Amounts| {
        let arguments = Arguments::new()
            .text("metres", metres(amounts.metres, locale))
            .text("pages", number(amounts.pages, locale));
        locale.with("track-both", &arguments)
    };
    let rate = Arguments::new()
        .text("metres", metres(Metres::from_millimetres(now.rate[0]), locale))
        .text("pages", number(now.rate[1], locale))
        .text("day", day(now.rate_from, lang));
    let end = |end: Option<chrono::NaiveDate>| {
        end.map_or_else(|| locale.text("track-never"), |end| day(end, lang))
    };
    let paces = now.inventories.iter().zip(Pace::ALL).map(|(count, pace)| {
        format!("{}: {}", locale.text(&key_of("pace", pace.code())), number(*count, locale))
    });
    let mut rows = vec![
        ("track-planned", both(now.planned)),
        ("track-made", both(now.done)),
        ("track-left", both(now.left)),
    ];
    if !now.unplanned.is_nothing() {
        rows.push(("track-unplanned", both(now.unplanned)));
    }
    rows.extend([
        ("track-rate", locale.with("track-rate-since", &rate)),
        ("track-plan-ends", end(now.plan_ends_on)),
        ("track-ends", end(now.ends_on)),
        ("track-inventories", paces.collect::<Vec<_>>().join("\n")),
    ]);
    rows.into_iter().map(|(key, value)| (locale.text(key), value)).collect()
}

fn amounts(cells: &mut Vec<Figure>, all: &[Amounts]) {
    for amounts in all {
        cells.push(figures::metres(amounts.metres));
        cells.push(Figure::Number(amounts.pages));
    }
}

fn parts(now: &Progress, register: &Register, locale: &Locale) -> Vec<Part> {
    const AMOUNTS: [&str; 6] = [
        "track-column-planned-metres",
        "track-column-planned-pages",
        "track-column-done-metres",
        "track-column-done-pages",
        "track-column-left-metres",
        "track-column-left-pages",
    ];
    let with = |first: &[&'static str], count: usize, last: &[&'static str]| {
        [first, &AMOUNTS[..count], last].concat()
    };
    let mut days = Part::new("days", &with(&["track-column-day"], 4, &[]), locale);
    for point in &now.days {
        let mut cells = vec![figures::date(Some(point.day), locale)];
        amounts(&mut cells, &[point.planned, point.done]);
        days.row(cells);
    }
    let paces = ["pace-done", "pace-on-time", "pace-late", "pace-silent"];
    let headings = with(&["state-column-unit"], 6, &paces);
    let headings = [&headings[..], &["track-ends"]].concat();
    let mut units = Part::new("by-unit", &headings, locale);
    for of in &now.by_unit {
        let name = of.unit.map(|unit| named_in(register, &unit));
        let name = name.unwrap_or_else(|| locale.text("totals-not-stated"));
        let mut cells = vec![figures::text(name)];
        amounts(&mut cells, &[of.planned, of.done, of.left]);
        cells.extend(of.inventories.map(Figure::Number));
        cells.push(figures::date(of.ends_on, locale));
        units.row(cells);
    }
    let last = ["track-column-pace", "track-column-heard"];
    let mut inventories =
        Part::new("by-inventory", &with(&["state-column-inventory"], 6, &last), locale);
    for of in &now.by_inventory {
        let mut cells = vec![figures::text(&of.inventory)];
        amounts(&mut cells, &[of.planned, of.done, of.left]);
        cells.push(figures::text(locale.text(&key_of("pace", of.pace.code()))));
        cells.push(figures::date(of.heard_on, locale));
        inventories.row(cells);
    }
    vec![days, units, inventories]
}
