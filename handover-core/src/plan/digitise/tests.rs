//! Whatever the dossiers, capacities and days are: nothing is planned twice or forgotten,
//! nobody does more than they can, and what is said to be enough is enough.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{HANOI, Stage, WorkPlan, WorkRules, digitise};
use crate::description::{Arrangement, Dossier, Fonds, Stated};
use crate::error::Result;
use crate::inventory::{RowTables, Table};
use crate::plan::state::{Inventory, Options};
use crate::unit::Register;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A dossier: level, whether it is in order, pages; shelf goes by pages.
#[derive(Debug, Clone)]
struct Own(u8, bool, u64);

fn inventory(name: &str, dossiers: &[Own]) -> Inventory {
    let mut tables = RowTables::new();
    let levels = ["district", "commune", "province"];
    let fonds = levels.map(|level| {
        let mut fonds = Fonds::new(level, "Phông");
        fonds.level = Some(Stated::read(level));
        fonds.block = Some(crate::description::Block::Government.into());
        fonds
    });
    tables.add(Table::Fonds, fonds).unwrap();
    let rows = dossiers.iter().enumerate().map(|(place, Own(level, arranged, pages))| {
        let mut dossier = Dossier::new(format!("D{place}"), "Hồ sơ");
        dossier.fonds = Some(levels[usize::from(*level % 3)].to_owned());
        dossier.number_of_page = Some(Stated::from(*pages));
        dossier.arrangement = arranged.then(|| Arrangement::Arranged.into());
        dossier
    });
    tables.add(Table::Dossiers, rows).unwrap();
    Inventory::new(name, Box::new(tables))
}

/// Capacities: millimetres and pages a day, of two teams each.
fn rules(arrange: [u64; 2], scan: [u64; 2], before: bool, until: &str) -> WorkRules {
    let team = |name: &str, unit: &str, a_day: String| {
        format!("{{ name = \"{name}\", {unit} = 1, a_day = {a_day} }}")
    };
    let metres = |mm: u64| format!("\"{}\"", crate::description::Metres::from_millimetres(mm));
    let start = HANOI.find("[arranging]").unwrap();
    let end = HANOI.find("# Days on which").unwrap();
    let text = format!(
        "{}[arranging]\nteams = [{}, {}]\n[scanning]\nbefore_arranged = {before}\nteams = [{}, {}]\n{}",
        &HANOI[..start],
        team("A", "people", metres(arrange[0])),
        team("B", "people", metres(arrange[1])),
        team("S", "machines", scan[0].to_string()),
        team("T", "machines", scan[1].to_string()),
        &HANOI[end..],
    )
    .replace("2025-06-30", until);
    WorkRules::read(&text, Path::new("plan.toml")).unwrap()
}

fn plan(inventories: &[Inventory], rules: &WorkRules, target: &Path) -> Result<WorkPlan> {
    let temporary = target.parent().map(Path::to_path_buf);
    let mut options = Options { temporary, ..Options::default() };
    options.limits.sort_bytes = 4000;
    digitise(inventories, rules, day("2025-05-05"), Register::vietnam(), target, &options, &())
}

fn rows(folder: &Path, name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(ToOwned::to_owned).collect()).collect()
}

/// The amount of a row of `schedule.csv`, in millimetres or pages.
fn amount(metres: &str, pages: &str) -> u64 {
    let metres: crate::description::Metres = metres.parse().unwrap_or_default();
    metres.millimetres() + pages.parse::<u64>().unwrap_or(0)
}

fn own() -> impl Strategy<Value = Own> {
    (0_u8..3, any::<bool>(), 0_u64..400)
        .prop_map(|(level, arranged, pages)| Own(level, arranged, pages))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_twice_nothing_forgotten_nobody_beyond_capacity(
        one in proptest::collection::vec(own(), 0..20),
        other in proptest::collection::vec(own(), 0..20),
        arrange in [1_u64..60, 1_u64..60],
        scan in [1_u64..500, 1_u64..500],
        before: bool,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let rules = rules(arrange, scan, before, "2025-05-09");
        let inventories = [inventory("x", &one), inventory("y", &other)];
        let target = dir.path().join("plan");
        let made = plan(&inventories, &rules, &target).unwrap();

        let listed: Vec<_> = rows(&target, "dossiers.csv");
        let unique: BTreeSet<_> = listed.iter().map(|row| row[..3].to_vec()).collect();
        prop_assert_eq!(listed.len(), one.len() + other.len());
        prop_assert_eq!(unique.len(), listed.len());

        let mut teams: BTreeMap<(String, String, String), u64> = BTreeMap::new();
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        for row in rows(&target, "schedule.csv") {
            let amount = amount(&row[6], &row[7]);
            *teams.entry((row[0].clone(), row[1].clone(), row[2].clone())).or_default() += amount;
            *sums.entry(row[0].clone()).or_default() += amount;
        }
        let a_day = |name: &str| {
            rules.arranging.iter().chain(&rules.scanning).find(|team| team.name == name).unwrap().a_day
        };
        for ((_, week, team), amount) in &teams {
            let first = day(week);
            let days = rules.calendar.between(first, first + chrono::Days::new(6));
            prop_assert!(*amount <= a_day(team) * days, "{} {}: {}", week, team, amount);
        }
        let mut daily: BTreeMap<(String, String), u64> = BTreeMap::new();
        for row in rows(&target, "days.csv") {
            prop_assert!(rules.calendar.works(day(&row[1])));
            *daily.entry((row[0].clone(), row[1].clone())).or_default() += amount(&row[4], &row[5]);
        }
        for ((stage, day), amount) in &daily {
            let teams = if stage == "arranging" { arrange } else { scan };
            prop_assert!(*amount <= teams[0] + teams[1], "{} {}", stage, day);
        }
        let of = |stage: Stage| sums.get(stage.code()).copied().unwrap_or(0);
        prop_assert_eq!(of(Stage::Arranging), made.to_arrange.millimetres());
        prop_assert_eq!(of(Stage::Scanning), made.to_scan);
        let pages: u64 = one.iter().chain(&other).map(|Own(_, _, pages)| pages).sum();
        prop_assert_eq!(made.to_scan, pages);
        if !before {
            for row in &listed {
                prop_assert!(row[9].is_empty() || row[11].is_empty() || row[9] < row[11]);
            }
        }

        // The order of arguments changes nothing.
        let [x, y] = inventories;
        let again = dir.path().join("again");
        plan(&[y, x], &rules, &again).unwrap();
        for name in ["plan.json", "schedule.csv", "days.csv", "dossiers.csv", "inventories.csv"] {
            prop_assert_eq!(fs::read(target.join(name)).unwrap(), fs::read(again.join(name)).unwrap());
        }
    }

    #[test]
    fn what_is_said_to_be_enough_is_enough_and_no_more(
        one in proptest::collection::vec(own(), 1..20),
        arrange in 1_u64..30,
        scan in 1_u64..300,
        before: bool,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let made = |arrange, scan, name: &str| {
            let mut rules = rules([arrange, 1], [scan, 1], before, "2025-05-09");
            rules.arranging.truncate(1);
            rules.scanning.truncate(1);
            plan(&[inventory("x", &one)], &rules, &dir.path().join(name)).unwrap()
        };
        for (place, late) in made(arrange, scan, "first").deadlines.iter().enumerate() {
            let Some(needed) = late.needed_a_day else { continue };
            prop_assert!(!late.is_kept() && needed > late.a_day);
            let with = |a_day, name: &str| match late.stage {
                Stage::Arranging => made(a_day, scan, name),
                Stage::Scanning => made(arrange, a_day, name),
            };
            let enough = with(needed, &format!("{place}-enough"));
            prop_assert!(enough.deadlines[place].is_kept());
            let short = with(needed - 1, &format!("{place}-short"));
            prop_assert!(!short.deadlines[place].is_kept());
        }
    }
}

#[test]
fn work_begins_with_what_is_urgent_and_phases_take_their_shares() {
    let dir = tempfile::tempdir().unwrap();
    // Province first in the table, and last in the plan; 10 mm each.
    let dossiers: Vec<Own> = (0..12).map(|place| Own(2 - place % 3, false, 80)).collect();
    let rules = rules([10, 1], [1000, 1], false, "2025-05-07");
    let target = dir.path().join("plan");
    let made = plan(&[inventory("x", &dossiers)], &rules, &target).unwrap();
    let first: Vec<_> = rows(&target, "dossiers.csv");
    let phases: Vec<_> = first.iter().map(|row| (row[4].as_str(), row[5].as_str())).collect();
    // A quarter of four in class 1 and 2; class 4 (city government) waits for July.
    assert_eq!(phases[..2], [("1", "1"), ("1", "2")]);
    assert_eq!(phases[2..].iter().filter(|(phase, _)| *phase == "1").count(), 0);
    assert!(first[2..].iter().all(|row| row[9].as_str() >= "2025-07-01"), "{first:?}");
    // 20 mm at 11 a day from Monday: Tuesday; scanned on Wednesday, in time.
    assert_eq!(made.phases[0].done_on, Some(day("2025-05-07")));
    assert!(made.deadlines.iter().all(super::Deadline::is_kept));
}

#[test]
fn work_without_end_is_refused_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("plan");
    let own = [Own(0, false, 8_000_000)];
    let error = plan(&[inventory("x", &own)], &rules([1, 1], [1, 1], true, "2025-05-09"), &target);
    assert_eq!(error.unwrap_err().code(), "error.limit");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}
