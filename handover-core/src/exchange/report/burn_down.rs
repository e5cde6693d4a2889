//! What is left from day to day, planned and made, and where it leads.
//!
//! Drawn by plotters. Lines differ by dashes and marks, so that colour is not
//! needed; the table of days below says the same in figures.

use chrono::{Days, NaiveDate};
use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::series::DashedLineSeries;

use super::words::Words;
use crate::description::Metres;
use crate::plan::digitise::Stage;

/// The end of a day: millimetres of shelf or pages that are left.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub(super) day: NaiveDate,
    pub(super) left: u64,
}

/// One burn-down.
pub(super) struct BurnDown {
    /// Its title among the texts.
    pub(super) key: &'static str,
    pub(super) stage: Stage,
    pub(super) planned: Vec<Point>,
    pub(super) made: Vec<Point>,
    pub(super) now: NaiveDate,
    pub(super) left: u64,
    /// When nothing is left at the rate of the last weeks.
    pub(super) ends: Option<NaiveDate>,
}

const SIZE: (u32, u32) = (900, 340);
/// Points of a line; more are not seen.
const MOST: usize = 400;
/// Days beyond the plan that are drawn: a projection of centuries would press all else together.
const BEYOND: u64 = 3 * 366;

const PLANNED: RGBColor = RGBColor(90, 90, 90);
const MADE: RGBColor = RGBColor(0, 75, 145);
const AHEAD: RGBColor = RGBColor(160, 50, 0);

/// The chart as SVG with a title and a description; `None` where there is nothing to do.
pub(super) fn burn_down(chart: &BurnDown, words: &Words<'_>) -> Option<String> {
    let first = chart.planned.first()?;
    if first.left == 0 && chart.left == 0 {
        return None;
    }
    let title = words.say(chart.key);
    let ends = chart.ends.map_or_else(|| words.say("never").to_owned(), |day| words.day(day));
    let last = chart.planned.iter().find(|point| point.left == 0).or(chart.planned.last());
    let plan_ends = last.map_or(first.day, |point| point.day);
    let about = words.fill(
        "burn-down-about",
        &[
            ("start", &words.day(first.day)),
            ("all", &amount(chart.stage, first.left, words)),
            ("now", &words.day(chart.now)),
            ("left", &amount(chart.stage, chart.left, words)),
            ("planned", &words.day(plan_ends)),
            ("ends", &ends),
        ],
    );
    let mut svg = String::new();
    draw(chart, words, &mut svg).ok()?;
    let (_, drawn) = svg.split_once('>')?;
    let drawn = drawn.rsplit_once("</svg>").map_or(drawn, |(drawn, _)| drawn);
    Some(super::html::picture(chart.key, (SIZE.0, SIZE.1), (title, &about), drawn))
}

fn amount(stage: Stage, amount: u64, words: &Words<'_>) -> String {
    match stage {
        Stage::Arranging => format!("{} m", words.metres(Metres::from_millimetres(amount))),
        _ => words.fill("pages", &[("pages", &words.number(amount))]),
    }
}

type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

// Days and amounts of one chart are far below the 52 bits of a float, and a pixel is coarser.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn draw(chart: &BurnDown, words: &Words<'_>, svg: &mut String) -> Drawn {
    let begin = chart.planned.first().map_or(chart.now, |point| point.day);
    let planned_end = chart.planned.last().map_or(begin, |point| point.day).max(chart.now);
    let furthest = planned_end.checked_add_days(Days::new(BEYOND)).unwrap_or(planned_end);
    let end = chart.ends.map_or(planned_end, |ends| ends.clamp(planned_end, furthest));
    let at = |day: NaiveDate| day.signed_duration_since(begin).num_days() as f64;
    let all = chart.planned.iter().chain(&chart.made).map(|point| point.left);
    let top = all.max().unwrap_or(0).max(chart.left).max(1) as f64;
    let spot = |point: &Point| (at(point.day), point.left as f64);

    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut context = ChartBuilder::on(&area)
        .margin(8)
        .margin_right(30)
        .x_label_area_size(34)
        .y_label_area_size(96)
        .build_cartesian_2d(0.0..at(end).max(1.0), 0.0..top * 1.05)?;
    let shown = |days: &f64| {
        let day = begin.checked_add_days(Days::new(days.max(0.0) as u64));
        words.day(day.unwrap_or(begin))
    };
    let value = |value: &f64| amount(chart.stage, value.max(0.0) as u64, words);
    context
        .configure_mesh()
        .light_line_style(WHITE)
        .bold_line_style(RGBColor(215, 215, 215))
        .x_labels(7)
        .y_labels(6)
        .x_label_formatter(&shown)
        .y_label_formatter(&value)
        .label_style(("sans-serif", 14))
        .draw()?;

    let style = |colour: RGBColor, width| ShapeStyle::from(colour).stroke_width(width);
    let planned = thinned(&chart.planned).map(spot);
    context
        .draw_series(LineSeries::new(planned, style(PLANNED, 1)))?
        .label(words.say("line-planned"))
        .legend(move |(x, y)| PathElement::new([(x, y), (x + 26, y)], style(PLANNED, 1)));
    context
        .draw_series(LineSeries::new(thinned(&chart.made).map(spot), style(MADE, 3)))?
        .label(words.say("line-made"))
        .legend(move |(x, y)| PathElement::new([(x, y), (x + 26, y)], style(MADE, 3)));
    context.draw_series(
        thinned(&chart.made).map(|point| Circle::new(spot(point), 4, MADE.filled())),
    )?;
    if let Some(ends) = chart.ends.filter(|_| chart.left > 0) {
        // Where the projection leaves the picture, it is cut on its own line.
        let (from, to, until) = (at(chart.now), at(ends), at(end));
        let left = chart.left as f64;
        let cut = if to > until { left * (1.0 - (until - from) / (to - from)) } else { 0.0 };
        let line = [(from, left), (to.min(until), cut)];
        context
            .draw_series(DashedLineSeries::new(line, 8, 5, style(AHEAD, 2)))?
            .label(words.say("line-ahead"))
            .legend(move |(x, y)| {
                DashedPathElement::new([(x, y), (x + 26, y)], 8, 5, style(AHEAD, 2))
            });
    }
    context
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .legend_area_size(36)
        .background_style(WHITE.filled())
        .border_style(RGBColor(150, 150, 150))
        .label_font(("sans-serif", 14))
        .draw()?;
    drop(context);
    area.present()
}

/// So many points as can be seen, always with the last.
fn thinned(points: &[Point]) -> impl Iterator<Item = &Point> {
    let step = points.len().div_ceil(MOST).max(1);
    let last = points.len().saturating_sub(1);
    points
        .iter()
        .enumerate()
        .filter(move |(place, _)| place.is_multiple_of(step) || *place == last)
        .map(|(_, point)| point)
}
