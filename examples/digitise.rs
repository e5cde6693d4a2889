//! Plans arranging and scanning for four inventories of the field: An Lạc, Bình Tân, Phường 14
//! of District 10, and a city of Hanoi's 94 million pages. Counts and days are those reported
//! in 2025; capacities, and what nobody reported, are invented.
//!
//! `cargo run --example digitise -- OUT` writes the plan into the new folder OUT.

mod field;

use std::error::Error;
use std::path::{Path, PathBuf};

use handover_core::plan::digitise::{WorkRules, digitise};
use handover_core::plan::state::{Options, work_state};
use handover_core::unit::Register;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let out = std::env::args_os().nth(1).map(PathBuf::from);
    let out = out.unwrap_or_else(|| scratch.path().join("plan"));
    plan(&out)
}

fn plan(out: &Path) -> Result<()> {
    let inventories = field::inventories()?;
    let rules = WorkRules::hanoi()?;
    let start = rules.start.ok_or("Hanoi's rules have a first day")?;
    let (register, options) = (Register::vietnam(), Options::default());
    let state = work_state(&inventories, register, &options, &())?;
    println!(
        "to arrange: {} m; to scan: {} pages, all of them estimates",
        state.all.to_arrange(),
        state.all.pages.to_scan()
    );
    let plan = digitise(&inventories, &rules, start, register, out, &options, &())?;
    for class in &plan.classes {
        let day = |day: Option<_>| {
            day.map_or_else(|| "–".to_owned(), |day: chrono::NaiveDate| day.to_string())
        };
        println!(
            "{} {}: arranged {}, scanned {}",
            class.name,
            class.title,
            day(class.arranged_on),
            day(class.scanned_on)
        );
    }
    for deadline in &plan.deadlines {
        println!(
            "phase {} {} by {}: {} working days late, {} left; {} a day now, needed {:?}",
            deadline.name,
            deadline.stage.code(),
            deadline.due_on,
            deadline.days_late,
            deadline.left,
            deadline.a_day,
            deadline.needed_a_day,
        );
    }
    Ok(())
}
