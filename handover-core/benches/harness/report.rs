//! Documents from raw numbers: what stands between two marks is ours, the rest
//! is written by people.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use super::Result;
use super::figures::{Figures, Row};
use super::quantity::{count, mebibytes, seconds, times};
use super::rows::{LADDERS, Ladder, OURS, RACES, Race, Target};

/// What peak memory may be.
const MEMORY: u64 = 64 << 20;
/// Bytes an entry that memory may grow by: about none, since a MiB more or less
/// between two runs is noise.
const SLOPE: f64 = 4.0;
/// The power of the number of entries that time may grow by, from the second
/// largest to the largest step.
const POWER: f64 = 1.15;

/// `text` with `page` between `<!-- mark -->` and `<!-- end -->`, if it is marked.
pub(crate) fn fill(text: &str, mark: &str, page: &str) -> Result<String> {
    let begin = format!("<!-- {mark} -->\n");
    let Some((before, rest)) = text.split_once(&begin) else { return Ok(text.to_owned()) };
    let (_, after) = rest.split_once("<!-- end -->").ok_or("a mark has no end")?;
    Ok(format!("{before}{begin}{page}<!-- end -->{after}"))
}

/// All that was measured.
pub(crate) fn page(figures: &Figures) -> String {
    let mut text = String::new();
    let mut machines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in super::names() {
        if let Some(row) = figures.row(name) {
            machines.entry(machine(row.machine)).or_default().push(format!("`{name}`"));
        }
    }
    for (machine, rows) in machines {
        let _ = write!(text, "{}: {machine}\n\n", rows.join(", "));
    }
    text.push_str(
        "| row | against | target | median (least to most) | held | ours | theirs | our memory | theirs | rounds |\n\
         |---|---|--:|--:|---|--:|--:|--:|--:|--:|\n",
    );
    for race in RACES {
        if let Some(row) = figures.row(race.name) {
            text.extend(lines(race, &row));
        }
    }
    text.push_str(
        "\n| row | entries | seconds | a million entries | memory | growth | memory an entry | held |\n\
         |---|--:|--:|--:|--:|--:|--:|---|\n",
    );
    for ladder in LADDERS {
        if let Some(row) = figures.row(ladder.name) {
            text.extend(steps(ladder, &row));
        }
    }
    let mut notes = String::new();
    for name in super::names() {
        let Some(row) = figures.row(name) else {
            let _ = writeln!(notes, "- `{name}`: not measured");
            continue;
        };
        for (tool, why) in &row.failed {
            let _ = writeln!(notes, "- `{name}`: {tool} failed: `{}`", why.replace('`', "'"));
        }
        for (tool, needs) in &row.missing {
            let _ = writeln!(notes, "- `{name}`: {tool} is missing on this machine ({needs})");
        }
    }
    if !notes.is_empty() {
        let _ = write!(text, "\nNot measured:\n\n{notes}");
    }
    text
}

/// A line a tool, and one for the clock.
fn lines(race: &Race, row: &Row<'_>) -> Vec<String> {
    let ours = row.seconds(OURS);
    let mut lines = Vec::new();
    for against in race.against {
        let name = against.tool.name;
        let Some(ratio) = row.ratio(name) else { continue };
        let (target, held, ratio) = match against.target {
            Target::AtMost(most) => (format!("≤ {most} ×"), Some(ratio.median <= most), ratio),
            Target::Faster(least) => {
                (format!("≤ 1/{least} ×"), Some(ratio.median <= 1.0 / least), ratio)
            }
            Target::None => (String::new(), None, ratio),
        };
        lines.push(format!(
            "| `{}` | {name} | {target} | {} ({} to {}) | {} | {} | {} | {} | {} | {} |\n",
            race.name,
            times(ratio.median),
            times(ratio.least),
            times(ratio.most),
            held.map_or("", word),
            seconds(ours),
            seconds(row.seconds(name)),
            mebibytes(row.memory(OURS)),
            mebibytes(row.memory(name)),
            row.rounds(name).min(row.rounds(OURS)),
        ));
    }
    if let (Some(most), Some(took)) = (race.seconds, ours) {
        lines.push(format!(
            "| `{}` | the clock | ≤ {} | | {} | {} | | {} | | {} |\n",
            race.name,
            seconds(Some(most)),
            word(took <= most),
            seconds(ours),
            mebibytes(row.memory(OURS)),
            row.rounds(OURS),
        ));
    }
    if lines.is_empty() && ours.is_some() {
        let memory = mebibytes(row.memory(OURS));
        let rounds = row.rounds(OURS);
        lines.push(format!(
            "| `{}` | | | | | {} | | {memory} | | {rounds} |\n",
            race.name,
            seconds(ours)
        ));
    }
    lines
}

/// A line a step; growth and judgement stand in the last.
fn steps(ladder: &Ladder, row: &Row<'_>) -> Vec<String> {
    let all = row.entries();
    let mut lines = Vec::new();
    for (at, entries) in all.iter().enumerate() {
        let step = row.step(*entries);
        let (Some(took), Some(memory)) = (step.seconds(OURS), step.memory(OURS)) else { continue };
        let count = count(*entries);
        let mut judged = " | | | |".to_owned();
        if at > 0 && at + 1 == all.len() {
            let growth = Growth::between(row, all[at - 1], *entries);
            let held = growth.power <= POWER && growth.slope <= SLOPE && memory <= MEMORY;
            judged =
                format!(" entries^{:.2} | {:.1} B | {} |", growth.power, growth.slope, word(held));
        }
        lines.push(format!(
            "| `{}` | {count} | {} | {} | {} |{judged}\n",
            ladder.name,
            seconds(Some(took)),
            seconds(Some(took / *entries as f64 * 1e6)),
            mebibytes(Some(memory)),
        ));
    }
    lines
}

/// How time and memory grow from one step to the next.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Growth {
    power: f64,
    /// Bytes an entry.
    pub(crate) slope: f64,
}

impl Growth {
    pub(crate) fn between(row: &Row<'_>, low: u64, high: u64) -> Self {
        let at = |entries| {
            let step = row.step(entries);
            (step.seconds(OURS).unwrap_or(f64::NAN), step.memory(OURS).unwrap_or(0) as f64)
        };
        let ((t1, m1), (t2, m2)) = (at(low), at(high));
        let power = (t2 / t1).ln() / (high as f64 / low as f64).ln();
        Growth { power, slope: (m2 - m1) / (high - low) as f64 }
    }
}

fn machine(machine: &Value) -> String {
    let field = |name: &str| match &machine[name] {
        Value::String(text) => text.clone(),
        Value::Null => "unknown".to_owned(),
        other => other.to_string(),
    };
    let memory = machine["memory_kib"].as_u64().unwrap_or(0) >> 20;
    let peers = machine["peers"].as_object();
    let peers = peers.map(|peers| {
        peers
            .iter()
            .map(|(name, version)| format!("{name} ({})", version.as_str().unwrap_or_default()))
    });
    let mut text = format!(
        "measured on {} at commit {}: {}, {} cores ({}), {memory} GiB, {}, {}; corpora on {}, outputs on {}, \
         `sync -f` inside the clock; {} build by {}. Compared with {}.",
        field("day"),
        field("commit"),
        field("cpu"),
        field("cores"),
        field("instructions"),
        field("kernel"),
        field("system"),
        field("corpora_on"),
        field("outputs_on"),
        field("profile"),
        field("rustc"),
        peers.map_or_else(String::new, |peers| peers.collect::<Vec<_>>().join(", ")),
    );
    if machine["part"] != 1 {
        let _ = write!(
            text,
            " **A trial on 1/{} of the corpora, not a measurement.**",
            machine["part"]
        );
    }
    text
}

/// All rows with their command lines.
pub(crate) fn list() {
    for race in RACES {
        println!("{}: {}", race.name, race.about);
        println!("    before: {}\n    {}: {}", race.before, OURS, race.ours.line);
        for against in race.against {
            println!("    {}: {}", against.tool.name, against.tool.line);
        }
    }
    for ladder in LADDERS {
        println!("{}: {}", ladder.name, ladder.about);
        println!("    before: {}\n    {}: {}", ladder.before, OURS, ladder.line);
    }
}

fn word(held: bool) -> &'static str {
    if held { "yes" } else { "**no**" }
}
