//! `plan.toml`: how the work is ordered, as people write it (`docs/plan.md`).

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::num::NonZeroU64;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::calendar::{Calendar, weekday};
use super::rules::{Class, Condition, REST, Team, WorkPhase, WorkRules};
use crate::date::PartialDate;
use crate::description::{Block, Level, Metres, Retention};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::limits::Limits;
use crate::plan::state::Estimates;

/// The only version so far.
const SCHEMA: &str = "handover/plan-rules/1";
/// Hanoi's classes and phases of 2025, which are used where no rules are given.
pub const HANOI: &str = include_str!("hanoi.toml");
/// Classes, phases and teams that rules may have.
const MOST: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    name: String,
    start: Option<NaiveDate>,
    #[serde(default)]
    estimates: EstimatesEntry,
    #[serde(default)]
    prefer: Vec<ConditionEntry>,
    class: Vec<Spanned<ClassEntry>>,
    #[serde(default)]
    phase: Vec<Spanned<PhaseEntry>>,
    arranging: Spanned<Arranging>,
    scanning: Spanned<Scanning>,
    calendar: Spanned<CalendarEntry>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EstimatesEntry {
    pages_a_metre: Option<NonZeroU64>,
    dossiers_a_metre: Option<NonZeroU64>,
    pages_a_sheet: Option<NonZeroU64>,
    use_column: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ConditionEntry {
    block: Vec<Block>,
    level: Vec<Level>,
    retention: Vec<Retention>,
    used: Vec<String>,
    from: Option<PartialDate>,
    until: Option<PartialDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassEntry {
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    when: Vec<ConditionEntry>,
    arrange_by: Option<NaiveDate>,
    scan_by: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseEntry {
    name: String,
    #[serde(default)]
    classes: Vec<String>,
    unarranged_percent: Option<u64>,
    arranged_percent: Option<u64>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arranging {
    #[serde(default = "one")]
    shifts: u64,
    teams: Vec<Arrangers>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrangers {
    name: String,
    people: u64,
    a_day: Metres,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scanning {
    #[serde(default = "one")]
    shifts: u64,
    #[serde(default)]
    before_arranged: bool,
    teams: Vec<Scanners>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scanners {
    name: String,
    machines: u64,
    a_day: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarEntry {
    week: Vec<String>,
    #[serde(default)]
    yearly: Vec<String>,
    #[serde(default)]
    holidays: Vec<NaiveDate>,
}

fn one() -> u64 {
    1
}

impl WorkRules {
    /// Hanoi's rules of 2025.
    ///
    /// # Errors
    /// Never, as a test holds them.
    pub fn hanoi() -> Result<Self> {
        Self::read(HANOI, Path::new("hanoi.toml"))
    }

    /// Reads a `plan.toml`.
    ///
    /// # Errors
    /// `Read`; `Limit`; as [`WorkRules::read`].
    pub fn open(path: &Path, limits: &Limits) -> Result<Self> {
        let limit = limits.act_bytes;
        let mut text = String::new();
        let file = File::open(path).reading(path)?;
        file.take(limit.saturating_add(1)).read_to_string(&mut text).reading(path)?;
        if text.len() as u64 > limit {
            let path = path.to_path_buf();
            return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
        }
        Self::read(&text, path)
    }

    /// Reads the text of a `plan.toml`; `path` is for messages only.
    ///
    /// # Errors
    /// `Malformed` with the line, and never a value of the file: syntax and unknown keys, another
    /// schema, names that are empty or stand twice, a phase of unknown classes or out of order,
    /// a share beyond 100, a last phase that leaves something, teams that do nothing, a calendar
    /// without working days.
    pub fn read(text: &str, path: &Path) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line =
            |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u64;
        let file: Document = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line(span.start));
            Error::malformed(path, line, "work-rules.syntax", error.message())
        })?;
        if file.schema != SCHEMA {
            return Err(Error::malformed(path, None, "work-rules.schema", "another schema"));
        }
        let wrong = |at: usize, code| Error::malformed(path, Some(line(at)), code, code);
        let classes = classes(file.class, &wrong)?;
        let phases = phases(file.phase, &classes, &wrong)?;
        let (at, arranging) = (file.arranging.span().start, file.arranging.into_inner());
        let arrangers = arranging.teams.into_iter().map(|team| {
            let each = team.a_day.millimetres();
            (team.name, team.people.saturating_mul(each).saturating_mul(arranging.shifts))
        });
        let arrangers = teams(arrangers).ok_or_else(|| wrong(at, "work-rules.teams"))?;
        let (at, scanning) = (file.scanning.span().start, file.scanning.into_inner());
        let scanners = scanning.teams.into_iter().map(|team| {
            (team.name, team.machines.saturating_mul(team.a_day).saturating_mul(scanning.shifts))
        });
        let scanners = teams(scanners).ok_or_else(|| wrong(at, "work-rules.teams"))?;
        let (at, calendar) = (file.calendar.span().start, file.calendar.into_inner());
        let calendar = calendar_of(calendar).ok_or_else(|| wrong(at, "work-rules.calendar"))?;
        let usual = Estimates::default();
        let own = file.estimates;
        Ok(WorkRules {
            name: file.name,
            start: file.start,
            estimates: Estimates {
                pages_a_metre: own.pages_a_metre.unwrap_or(usual.pages_a_metre),
                dossiers_a_metre: own.dossiers_a_metre.unwrap_or(usual.dossiers_a_metre),
                pages_a_sheet: own.pages_a_sheet.unwrap_or(usual.pages_a_sheet),
            },
            use_column: own.use_column,
            prefer: file.prefer.into_iter().map(condition).collect(),
            classes,
            phases,
            arranging: arrangers,
            scanning: scanners,
            before_arranged: scanning.before_arranged,
            calendar,
            text: text.to_owned(),
        })
    }
}

/// Names that may stand in tables and are looked up again: not empty, and none twice.
fn is_new(name: &str, known: &mut BTreeSet<String>) -> bool {
    let plain = !name.trim().is_empty() && !name.chars().any(char::is_control);
    plain && known.len() < MOST && known.insert(name.to_owned())
}

fn condition(entry: ConditionEntry) -> Condition {
    let ConditionEntry { block, level, retention, used, from, until } = entry;
    Condition { block, level, retention, used, from, until }
}

fn classes(
    entries: Vec<Spanned<ClassEntry>>,
    wrong: &dyn Fn(usize, &'static str) -> Error,
) -> Result<Vec<Class>> {
    let mut names = BTreeSet::from([REST.to_owned()]);
    let classes = entries.into_iter().map(|entry| {
        let (at, entry) = (entry.span().start, entry.into_inner());
        if !is_new(&entry.name, &mut names) {
            return Err(wrong(at, "work-rules.name"));
        }
        Ok(Class {
            name: entry.name,
            title: entry.title,
            when: entry.when.into_iter().map(condition).collect(),
            arrange_by: entry.arrange_by,
            scan_by: entry.scan_by,
        })
    });
    classes.collect()
}

fn phases(
    entries: Vec<Spanned<PhaseEntry>>,
    classes: &[Class],
    wrong: &dyn Fn(usize, &'static str) -> Error,
) -> Result<Vec<WorkPhase>> {
    let mut names = BTreeSet::new();
    let mut phases: Vec<WorkPhase> = Vec::new();
    let (count, mut last_at) = (entries.len(), 0);
    for (index, entry) in entries.into_iter().enumerate() {
        let (at, entry) = (entry.span().start, entry.into_inner());
        last_at = at;
        if !is_new(&entry.name, &mut names) {
            return Err(wrong(at, "work-rules.name"));
        }
        let place = |name: &String| classes.iter().position(|class| class.name == *name);
        let of: Option<Vec<usize>> = entry.classes.iter().map(place).collect();
        let of = of.ok_or_else(|| wrong(at, "work-rules.phase-class"))?;
        // What is not said is all of it.
        let percents = [entry.unarranged_percent, entry.arranged_percent];
        if percents.iter().flatten().any(|percent| *percent > 100) {
            return Err(wrong(at, "work-rules.percent"));
        }
        let last = index + 1 == count;
        if last && (!of.is_empty() || percents.iter().flatten().any(|percent| *percent < 100)) {
            return Err(wrong(at, "work-rules.last-phase"));
        }
        let before = phases.iter().rev().find_map(|phase| phase.from);
        if before.is_some_and(|before| entry.from.is_some_and(|from| from < before)) {
            return Err(wrong(at, "work-rules.phase-order"));
        }
        phases.push(WorkPhase {
            name: entry.name,
            classes: of,
            unarranged_percent: percents[0].unwrap_or(100),
            arranged_percent: percents[1].unwrap_or(100),
            from: entry.from.or(before),
            until: entry.until,
        });
    }
    if phases.is_empty() {
        let name = "1".to_owned();
        let (classes, from, until) = (Vec::new(), None, None);
        let (unarranged_percent, arranged_percent) = (100, 100);
        phases.push(WorkPhase { name, classes, unarranged_percent, arranged_percent, from, until });
    }
    if classes.is_empty() { Err(wrong(last_at, "work-rules.name")) } else { Ok(phases) }
}

/// Teams that do something, under different names.
fn teams(entries: impl Iterator<Item = (String, u64)>) -> Option<Vec<Team>> {
    let mut names = BTreeSet::new();
    let teams = entries.map(|(name, a_day)| {
        (a_day > 0 && is_new(&name, &mut names)).then_some(Team { name, a_day })
    });
    teams.collect::<Option<Vec<_>>>().filter(|teams| !teams.is_empty())
}

fn calendar_of(entry: CalendarEntry) -> Option<Calendar> {
    let week: Option<BTreeSet<u32>> = entry.week.iter().map(|day| weekday(day)).collect();
    let yearly = entry.yearly.iter().map(|text| {
        // Of a year that has a 29 February.
        let day = format!("2024-{text}").parse::<NaiveDate>().ok().filter(|_| text.len() == 5)?;
        Some((chrono::Datelike::month(&day), chrono::Datelike::day(&day)))
    });
    let yearly: Option<BTreeSet<_>> = yearly.collect();
    let holidays = entry.holidays.into_iter().collect();
    let calendar = Calendar { week: week?, yearly: yearly?, holidays };
    (!calendar.week.is_empty() && calendar.yearly.len() < 366).then_some(calendar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(old: &str, new: &str) -> (&'static str, bool) {
        let text = HANOI.replacen(old, new, 1);
        assert_ne!(text, HANOI, "{old}");
        let error = WorkRules::read(&text, Path::new("plan.toml")).unwrap_err();
        match error.kind() {
            ErrorKind::Malformed { code, line, .. } => (code, line.is_some()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn hanoi_has_five_classes_in_two_phases() {
        let rules = WorkRules::hanoi().unwrap();
        assert_eq!((rules.classes.len(), rules.phases.len()), (5, 2));
        assert_eq!(rules.phases[0].classes, [0, 1]);
        let phase = &rules.phases[0];
        assert_eq!((phase.unarranged_percent, phase.arranged_percent), (25, 5));
        assert_eq!(rules.arranging[0].a_day, 10_000, "millimetres");
        assert_eq!(rules.scanning[0].a_day, 120_000, "pages of two shifts");
    }

    #[test]
    fn what_is_wrong_is_told_by_line() {
        let told = |old, new, code| assert_eq!(refused(old, new), (code, true), "{new}");
        told("name = \"2\"", "name = \"1\"", "work-rules.name");
        told("name = \"5\"", "name = \"rest\"", "work-rules.name");
        told("classes = [\"1\"", "classes = [\"9\"", "work-rules.phase-class");
        told("percent = 25", "percent = 101", "work-rules.percent");
        told(
            "name = \"2\"\nfrom",
            "name = \"2\"\narranged_percent = 9\nfrom",
            "work-rules.last-phase",
        );
        told("people = 20", "people = 0", "work-rules.teams");
        told("machines = 10", "machines = 0", "work-rules.teams");
        told("\"mon\"", "\"monday\"", "work-rules.calendar");
        told("04-30", "04-31", "work-rules.calendar");
        told("pages_a_metre = 8000", "pages_a_metre = 0", "work-rules.syntax");
        told("[calendar]", "[calendar]\nnew = 1", "work-rules.syntax");
        let phases = "until = \"2025-06-30\"";
        told(phases, "from = \"2025-08-01\"", "work-rules.phase-order");
        assert_eq!(refused("rules/1", "rules/2").0, "work-rules.schema");
    }
}
