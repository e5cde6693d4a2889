//! Units as areas, by the unit that they lie in: how much there is, and how
//! much of it is done.
//!
//! Squarified (Bruls, Huizing, van Wijk 2000) in a few lines of ours: the
//! crates for it have had no release for years. What is done fills an area
//! from below, so that shades are not needed; the table says the same.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::words::Words;

/// A unit.
pub(super) struct Leaf {
    /// The unit that it lies in.
    pub(super) parent: String,
    pub(super) name: String,
    /// What is there, and what of it is done.
    pub(super) all: u64,
    pub(super) done: u64,
    /// How it keeps its plan, as a sign.
    pub(super) sign: &'static str,
}

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 560.0;
/// Height of a parent's name.
const HEAD: f64 = 16.0;
/// Width of a letter of 11 points, about.
const LETTER: f64 = 6.4;
/// Areas that are drawn; what is smaller than the smallest of them is not seen.
const MOST: usize = 1500;

#[derive(Clone, Copy)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// The map as SVG with a title and a description; `None` where there is nothing to show.
pub(super) fn tree_map(mut leaves: Vec<Leaf>, words: &Words<'_>) -> Option<String> {
    leaves.retain(|leaf| leaf.all > 0);
    leaves.sort_by(|a, b| b.all.cmp(&a.all).then_with(|| a.name.cmp(&b.name)));
    leaves.truncate(MOST);
    if leaves.is_empty() {
        return None;
    }
    // Groups in the order of their weight; a stable sort keeps the order inside.
    let mut groups: Vec<(String, Vec<Leaf>)> = Vec::new();
    leaves.sort_by(|a, b| a.parent.cmp(&b.parent));
    for leaf in leaves {
        match groups.last_mut() {
            Some((parent, group)) if *parent == leaf.parent => group.push(leaf),
            _ => groups.push((leaf.parent.clone(), vec![leaf])),
        }
    }
    let weight = |leaves: &[Leaf]| leaves.iter().map(|leaf| leaf.all).fold(0, u64::saturating_add);
    groups.sort_by_key(|(_, leaves)| std::cmp::Reverse(weight(leaves)));
    let weights: Vec<u64> = groups.iter().map(|(_, leaves)| weight(leaves)).collect();
    let whole = Area { x: 0.0, y: 0.0, width: WIDTH, height: HEIGHT };
    let mut svg = String::new();
    for ((parent, leaves), area) in groups.iter().zip(squarified(&weights, whole)) {
        group(parent, leaves, area, words, &mut svg);
    }
    let about = words.fill(
        "tree-map-about",
        &[
            ("units", &words.number(groups.iter().map(|(_, leaves)| leaves.len() as u64).sum())),
            ("parents", &words.number(groups.len() as u64)),
        ],
    );
    let title = words.say("tree-map");
    Some(super::html::picture("tree-map", (1000, 560), (title, &about), &svg))
}

// Writing to a string does not fail.
fn group(parent: &str, leaves: &[Leaf], area: Area, words: &Words<'_>, svg: &mut String) {
    let Area { x, y, width, height } = area;
    let head = if height > 3.0 * HEAD && width > 40.0 { HEAD } else { 0.0 };
    let _ = write!(
        svg,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" class=\"parent\"/>"
    );
    if head > 0.0 {
        label(parent, (x + 3.0, y + 12.0), width - 6.0, "parent-name", svg);
    }
    let inside = Area {
        x: x + 2.0,
        y: y + head + 1.0,
        width: (width - 4.0).max(0.0),
        height: (height - head - 3.0).max(0.0),
    };
    let weights: Vec<u64> = leaves.iter().map(|leaf| leaf.all).collect();
    for (leaf, area) in leaves.iter().zip(squarified(&weights, inside)) {
        unit(leaf, area, words, svg);
    }
}

fn unit(leaf: &Leaf, area: Area, words: &Words<'_>, svg: &mut String) {
    let Area { x, y, width, height } = area;
    let share = ratio(leaf.done.min(leaf.all), leaf.all);
    let filled = height * share;
    let percent = format!("{:.0}", share * 100.0);
    let about = words.fill(
        "tree-map-unit",
        &[
            ("unit", &leaf.name),
            ("parent", &leaf.parent),
            ("all", &words.number(leaf.all)),
            ("percent", &percent),
        ],
    );
    let _ = write!(
        svg,
        "<g><title>{}</title><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" \
         height=\"{height:.1}\" class=\"unit\"/><rect x=\"{x:.1}\" y=\"{:.1}\" \
         width=\"{width:.1}\" height=\"{filled:.1}\" class=\"unit-done\"/>",
        escape(about.as_str()),
        y + height - filled
    );
    if height > 15.0 {
        let sign = if leaf.sign.is_empty() { String::new() } else { format!("{} ", leaf.sign) };
        label(&(sign + &leaf.name), (x + 3.0, y + 12.0), width - 5.0, "unit-name", svg);
    }
    if height > 30.0 && width > 34.0 {
        label(&format!("{percent} %"), (x + 3.0, y + 25.0), width - 5.0, "unit-name", svg);
    }
    svg.push_str("</g>");
}

/// A text, cut to its place; nothing where less than a few letters fit.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "up to a thousand")]
fn label(text: &str, (x, y): (f64, f64), width: f64, class: &str, svg: &mut String) {
    let fit = (width / LETTER).clamp(0.0, WIDTH) as usize;
    let length = text.chars().count();
    let shown = match (length <= fit, fit) {
        (true, _) => text.to_owned(),
        (false, 0..4) => return,
        (false, fit) => text.chars().take(fit - 1).chain(['…']).collect(),
    };
    let shown = escape(shown.as_str());
    let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\">{shown}</text>");
}

/// Shares of an area: for a picture, a float is exact enough.
#[expect(clippy::cast_precision_loss)]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// An area for each weight, the largest first, as square as can be.
fn squarified(weights: &[u64], whole: Area) -> Vec<Area> {
    let sum = weights.iter().copied().fold(0, u64::saturating_add);
    let surface = whole.width * whole.height;
    let sizes: Vec<f64> = weights.iter().map(|weight| ratio(*weight, sum) * surface).collect();
    let (mut areas, mut rest, mut from) = (Vec::with_capacity(sizes.len()), whole, 0);
    while from < sizes.len() {
        let side = rest.width.min(rest.height);
        let mut until = from + 1;
        let mut worst = crooked(&sizes[from..until], side);
        while until < sizes.len() {
            let next = crooked(&sizes[from..=until], side);
            if next > worst {
                break;
            }
            worst = next;
            until += 1;
        }
        rest = lay(&sizes[from..until], rest, &mut areas);
        from = until;
    }
    areas
}

/// How far the worst area of a row along `side` is from a square.
fn crooked(row: &[f64], side: f64) -> f64 {
    let sum: f64 = row.iter().sum();
    let thick = sum / side.max(f64::EPSILON);
    let of = |size: &f64| {
        let long = size / thick.max(f64::EPSILON);
        (long / thick.max(f64::EPSILON)).max(thick / long.max(f64::EPSILON))
    };
    row.iter().map(of).fold(0.0, f64::max)
}

/// Lays a row along the shorter side; what is left of the area.
fn lay(row: &[f64], area: Area, areas: &mut Vec<Area>) -> Area {
    let sum: f64 = row.iter().sum();
    let lies = area.width < area.height;
    let side = if lies { area.width } else { area.height };
    let thick = sum / side.max(f64::EPSILON);
    let mut at = 0.0;
    for size in row {
        let long = size / thick.max(f64::EPSILON);
        areas.push(if lies {
            Area { x: area.x + at, y: area.y, width: long, height: thick }
        } else {
            Area { x: area.x, y: area.y + at, width: thick, height: long }
        });
        at += long;
    }
    if lies {
        Area { y: area.y + thick, height: (area.height - thick).max(0.0), ..area }
    } else {
        Area { x: area.x + thick, width: (area.width - thick).max(0.0), ..area }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_as_large_as_their_weights_and_fill_the_whole() {
        let whole = Area { x: 0.0, y: 0.0, width: 600.0, height: 400.0 };
        let weights = [60, 60, 40, 30, 20, 20, 10];
        let areas = squarified(&weights, whole);
        for (area, weight) in areas.iter().zip(weights) {
            let wanted = ratio(weight, 240) * 240_000.0;
            assert!((area.width * area.height - wanted).abs() < 0.01, "{weight}");
            assert!(area.x >= -0.01 && area.x + area.width < 600.01);
            assert!(area.y >= -0.01 && area.y + area.height < 400.01);
            let crooked = (area.width / area.height).max(area.height / area.width);
            assert!(crooked < 3.0, "{crooked}");
        }
        for (place, one) in areas.iter().enumerate() {
            for other in &areas[place + 1..] {
                let apart = one.x + one.width <= other.x + 0.01
                    || other.x + other.width <= one.x + 0.01
                    || one.y + one.height <= other.y + 0.01
                    || other.y + other.height <= one.y + 0.01;
                assert!(apart);
            }
        }
    }

    #[test]
    fn the_largest_numbers_have_their_place() {
        let whole = Area { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };
        for area in squarified(&[u64::MAX, u64::MAX, 1], whole) {
            assert!(area.width.is_finite() && area.height.is_finite());
        }
    }
}
