//! What was planned, how it goes, and when it ends.

use super::burn_down::{BurnDown, Point, burn_down};
use super::page::{Cell, Kind, Mark, Part, Section, Table};
use super::words::Words;
use crate::description::Metres;
use crate::plan::digitise::{Deadline, DeadlineOf, Stage, WorkPlan};
use crate::plan::progress::{Amounts, Pace, PlannedDay, Progress};

/// The sign of a pace.
pub(super) fn mark(pace: Pace) -> Mark {
    match pace {
        Pace::Done | Pace::OnTime => Mark::Good,
        Pace::Late => Mark::Bad,
        Pace::Silent => Mark::Caution,
    }
}

pub(super) fn section(
    plan: &WorkPlan,
    days: &[PlannedDay],
    progress: &Progress,
    words: &Words<'_>,
) -> Section {
    let scanning = chart(
        ("burn-down-pages", Stage::Scanning),
        (plan.to_scan, |amounts| amounts.pages),
        (plan, days, progress),
        words,
    );
    let arranging = chart(
        ("burn-down-metres", Stage::Arranging),
        (plan.to_arrange.millimetres(), |amounts| amounts.metres.millimetres()),
        (plan, days, progress),
        words,
    );
    let charts = [scanning, arranging].into_iter().flatten().map(Part::Chart);
    let mut parts: Vec<Part> = charts.collect();
    parts.push(points(progress, words));
    parts.push(classes(plan, words));
    parts.push(phases(plan, words));
    parts.push(deadlines(&plan.deadlines, words));
    parts.push(inventories(progress, words));
    let heading = words.say("section-plan").to_owned();
    Section { id: "plan".to_owned(), heading, parts }
}

/// What is left from day to day; nothing where there is nothing to do.
fn chart(
    (key, stage): (&'static str, Stage),
    (total, amount): (u64, impl Fn(Amounts) -> u64),
    (plan, days, progress): (&WorkPlan, &[PlannedDay], &Progress),
    words: &Words<'_>,
) -> Option<String> {
    let left = amount(progress.left);
    let before = plan.start.pred_opt().unwrap_or(plan.start);
    let begin = Point { day: before, left: total };
    // The line of one kind of work ends with it.
    let end = days.iter().position(|day| amount(day.done) >= total);
    let ahead = days[..end.map_or(days.len(), |at| at + 1)]
        .iter()
        .map(|day| Point { day: day.day, left: total.saturating_sub(amount(day.done)) });
    let so_far = progress.days.iter().filter(|point| point.day >= plan.start).map(|point| Point {
        day: point.day,
        // Today has what came since, too.
        left: if point.day == progress.on {
            left
        } else {
            total.saturating_sub(amount(point.done))
        },
    });
    let ends = progress.ends_each[usize::from(stage == Stage::Scanning)];
    let ahead = std::iter::once(begin).chain(ahead).collect();
    let made: Vec<Point> = std::iter::once(begin).chain(so_far).collect();
    let chart = BurnDown { key, stage, planned: ahead, made, now: progress.on, left, ends };
    burn_down(&chart, words)
}

fn points(progress: &Progress, words: &Words<'_>) -> Part {
    let headings = words.headings(&[
        "column-day",
        "column-metres-planned",
        "column-pages-planned",
        "column-metres-done",
        "column-pages-done",
    ]);
    let mut table = Table::new("days", Kind::Rows, words.say("caption-days"), headings);
    for point in &progress.days {
        let mut row = vec![Cell::Day(Some(point.day))];
        row.extend(amounts(&[point.planned, point.done]));
        table.rows.push(row);
    }
    Part::Table(table)
}

pub(super) fn amounts(all: &[Amounts]) -> Vec<Cell> {
    all.iter().flat_map(|of| [Cell::Metres(of.metres), Cell::Number(of.pages)]).collect()
}

fn classes(plan: &WorkPlan, words: &Words<'_>) -> Part {
    let headings = words.headings(&[
        "column-class",
        "column-content",
        "column-dossiers",
        "column-containers",
        "column-metres-to-arrange",
        "column-pages-to-scan",
        "column-arranged-on",
        "column-scanned-on",
    ]);
    let mut table = Table::new("classes", Kind::Rows, words.say("caption-classes"), headings);
    for class in &plan.classes {
        table.rows.push(vec![
            Cell::Text(words.data(&class.name)),
            Cell::Text(words.data(&class.title)),
            Cell::Number(class.dossiers),
            Cell::Number(class.containers),
            Cell::Metres(class.to_arrange),
            Cell::Number(class.to_scan),
            Cell::Day(class.arranged_on),
            Cell::Day(class.scanned_on),
        ]);
    }
    Part::Table(table)
}

fn phases(plan: &WorkPlan, words: &Words<'_>) -> Part {
    let headings = words.headings(&[
        "column-phase",
        "column-metres-to-arrange",
        "column-pages-to-scan",
        "column-done-on",
    ]);
    let mut table = Table::new("phases", Kind::Rows, words.say("caption-phases"), headings);
    for phase in &plan.phases {
        table.rows.push(vec![
            Cell::Text(words.data(&phase.name)),
            Cell::Metres(phase.to_arrange),
            Cell::Number(phase.to_scan),
            Cell::Day(phase.done_on),
        ]);
    }
    Part::Table(table)
}

fn deadlines(deadlines: &[Deadline], words: &Words<'_>) -> Part {
    let headings = words.headings(&[
        "column-of",
        "column-work",
        "column-due-on",
        "column-done-on",
        "column-kept",
        "column-left-then",
        "column-a-day",
        "column-needed-a-day",
    ]);
    let mut table = Table::new("deadlines", Kind::Rows, words.say("caption-deadlines"), headings);
    for deadline in deadlines {
        let amount = |amount: u64| match deadline.stage {
            Stage::Arranging => Cell::Metres(Metres::from_millimetres(amount)),
            _ => Cell::Number(amount),
        };
        let of = match deadline.of {
            DeadlineOf::Phase => "of-phase",
            DeadlineOf::Class => "of-class",
        };
        let kept = match (deadline.is_kept(), words.number(deadline.days_late)) {
            (true, _) => Cell::Marked(Mark::Good, words.say("kept").to_owned()),
            (false, days) => Cell::Marked(Mark::Bad, words.fill("late-by", &[("days", &days)])),
        };
        let needed = match (deadline.is_kept(), deadline.needed_a_day) {
            (true, _) => Cell::Text("–".to_owned()),
            (false, Some(needed)) => amount(needed),
            (false, None) => Cell::Text(words.say("no-capacity-helps").to_owned()),
        };
        table.rows.push(vec![
            Cell::Text(words.fill(of, &[("name", &words.data(&deadline.name))])),
            Cell::Text(words.word("stage", deadline.stage.code())),
            Cell::Day(Some(deadline.due_on)),
            Cell::Day(deadline.done_on),
            kept,
            amount(deadline.left),
            amount(deadline.a_day),
            needed,
        ]);
    }
    Part::Table(table)
}

fn inventories(progress: &Progress, words: &Words<'_>) -> Part {
    let headings = words.headings(&[
        "column-inventory",
        "column-unit",
        "column-pace",
        "column-heard-on",
        "column-metres-planned",
        "column-pages-planned",
        "column-metres-done",
        "column-pages-done",
        "column-metres-left",
        "column-pages-left",
    ]);
    let caption = words.say("caption-inventories");
    let mut table = Table::new("by-inventory", Kind::Rows, caption, headings);
    for of in &progress.by_inventory {
        let unit = of.unit.map_or_else(|| "–".to_owned(), |unit| words.unit(&unit));
        let mut row = vec![
            Cell::Text(words.data(&of.inventory)),
            Cell::Text(unit),
            Cell::Marked(mark(of.pace), words.word("pace", of.pace.code())),
            Cell::Day(of.heard_on),
        ];
        row.extend(amounts(&[of.planned, of.done, of.left]));
        table.rows.push(row);
    }
    Part::Table(table)
}
