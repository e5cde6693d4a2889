use std::path::Path;

use chrono::NaiveDate;

use super::{Keeping, Pace, Progress, progress};
use crate::description::{Arrangement, Dossier, Fonds, Stated};
use crate::inventory::{RowTables, Table};
use crate::plan::digitise::{HANOI, WorkRules, digitise};
use crate::plan::state::{Inventory, Options};
use crate::unit::Register;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A ward with ten dossiers of 80 pages, 10 mm each, of which some are in order.
fn ward(name: &str, unit: &str, arranged: usize) -> Inventory {
    let mut fonds = Fonds::new("P", "Phông");
    fonds.creator = Some(format!("{unit}/ubnd"));
    let rows = (0..10).map(|place| {
        let mut dossier = Dossier::new(format!("D{place}"), "Hồ sơ");
        dossier.fonds = Some("P".to_owned());
        dossier.number_of_page = Some(Stated::from(80));
        dossier.arrangement = (place < arranged).then(|| Arrangement::Arranged.into());
        // What is in order was scanned at once.
        dossier.path = (place < arranged).then(|| format!("{place:02}"));
        dossier
    });
    let mut tables = RowTables::new();
    tables.add(Table::Fonds, [fonds]).unwrap();
    tables.add(Table::Dossiers, rows).unwrap();
    Inventory::new(name, Box::new(tables))
}

const WARDS: [(&str, &str); 3] =
    [("a", "vn:27169@2024"), ("b", "vn:27166@2024"), ("c", "vn:27163@2024")];

fn wards(arranged: &[usize]) -> Vec<Inventory> {
    WARDS.iter().zip(arranged).map(|((name, unit), done)| ward(name, unit, *done)).collect()
}

/// 10 mm and 80 pages a day: 30 working days, one dossier each.
fn planned(folder: &Path) -> std::path::PathBuf {
    let text = HANOI
        .replace("people = 20", "people = 1")
        .replace("\"0.5\"", "\"0.005\"")
        .replace("machines = 10", "machines = 1")
        .replace("a_day = 6000", "a_day = 20");
    let rules = WorkRules::read(&text, Path::new("plan.toml")).unwrap();
    let target = folder.join("plan");
    let start = day("2025-07-07");
    let options = Options::default();
    let register = Register::vietnam();
    digitise(&wards(&[0, 0, 0]), &rules, start, register, &target, &options, &()).unwrap();
    target
}

fn seen(plan: &Path, inventories: &[Inventory], on: &str, keeping: Keeping) -> Progress {
    let options = Options::default();
    progress(plan, inventories, day(on), Register::vietnam(), keeping, &options, &()).unwrap()
}

#[test]
fn wards_are_on_time_late_or_silent_and_roll_up_to_the_city() {
    let dir = tempfile::tempdir().unwrap();
    let plan = planned(dir.path());
    // Two weeks: ten dossiers of the first ward should be in order, nine scanned.
    let two = wards(&[10, 4]);
    let now = seen(&plan, &two, "2025-07-18", Keeping::Keep);
    let paces: Vec<_> = now.by_inventory.iter().map(|one| one.pace).collect();
    assert_eq!(paces, [Pace::Done, Pace::OnTime, Pace::Silent]);
    assert_eq!(now.planned.metres.to_string(), "0.1");
    assert_eq!((now.done.metres.to_string().as_str(), now.done.pages), ("0.14", 14 * 80));
    assert_eq!((now.left.metres.to_string().as_str(), now.left.pages), ("0.16", 16 * 80));
    // 14 dossiers in 10 days, 16 left: 12 more working days.
    assert_eq!((now.rate, now.ends_on), ([14, 112], Some(day("2025-08-05"))));
    let city = now.by_unit.iter().find(|of| of.unit == "vn:79@2024".parse().ok()).unwrap();
    assert_eq!((city.inventories, city.left), ([1, 1, 0, 1], now.left));
    assert_eq!(now.by_unit.iter().filter(|of| of.unit.is_some()).count(), 5);

    // Four weeks on, nothing was done since: late, and the third still silent.
    let later = seen(&plan, &wards(&[10, 4]), "2025-08-15", Keeping::LookOnly);
    let paces: Vec<_> = later.by_inventory.iter().map(|one| one.pace).collect();
    assert_eq!(paces, [Pace::Done, Pace::Late, Pace::Silent]);
    assert_eq!((later.rate, later.ends_on), ([0, 0], None));
    let days: Vec<_> = later.days.iter().map(|point| point.done.pages).collect();
    assert_eq!(days, [14 * 80, 14 * 80]);
    assert!(later.days[0].planned.pages < later.days[1].planned.pages);
    // Who is not given stands where it was heard of last.
    let one = seen(&plan, &wards(&[10]), "2025-07-21", Keeping::LookOnly);
    assert_eq!((one.left, one.by_inventory[1].heard_on), (now.left, Some(day("2025-07-18"))));
}

#[test]
fn what_is_kept_is_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let plan = planned(dir.path());
    for done in [1, 2] {
        seen(&plan, &wards(&[done]), "2025-07-18", Keeping::Keep);
    }
    seen(&plan, &wards(&[3]), "2025-07-18", Keeping::LookOnly);
    let mut names: Vec<_> = std::fs::read_dir(plan.join("progress"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["2025-07-18-2.csv", "2025-07-18.csv"]);
    // The later word counts.
    let next = seen(&plan, &[], "2025-07-19", Keeping::Keep);
    assert_eq!(next.done.pages, 2 * 80);
}

#[test]
fn work_that_came_since_is_left_and_not_done() {
    let dir = tempfile::tempdir().unwrap();
    let plan = planned(dir.path());
    let new = ward("d", "vn:27160@2024", 7);
    let now = seen(&plan, &[new], "2025-07-18", Keeping::LookOnly);
    assert_eq!((now.done.pages, now.unplanned.pages, now.left.pages), (0, 240, 30 * 80 + 240));
}

#[test]
fn what_is_no_plan_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let told = |plan: &Path| {
        let register = Register::vietnam();
        let options = Options::default();
        let on = day("2025-07-18");
        progress(plan, &[], on, register, Keeping::Keep, &options, &()).unwrap_err().code()
    };
    assert_eq!(told(dir.path()), "error.wrong-kind");
    let plan = planned(dir.path());
    let schedule = plan.join("schedule.csv");
    let text = std::fs::read_to_string(&schedule).unwrap();
    std::fs::write(&schedule, text.replace("metres", "meters")).unwrap();
    assert_eq!(told(&plan), "error.malformed");
    std::fs::write(&schedule, text.replacen("2025-", "20x5-", 1)).unwrap();
    assert_eq!(told(&plan), "error.malformed");
    std::fs::write(plan.join("plan.json"), "{\"schema\":\"handover/work-plan/2\"}").unwrap();
    assert_eq!(told(&plan), "error.malformed");
}
