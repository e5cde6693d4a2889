//! Plans arranging and scanning for four inventories of the field: An Lạc, Bình Tân, Phường 14
//! of District 10, and a city of Hanoi's 94 million pages. Counts and days are those reported
//! in 2025; capacities, and what nobody reported, are invented.
//!
//! `cargo run --example digitise -- OUT` writes the plan into the new folder OUT.

use std::error::Error;
use std::path::{Path, PathBuf};

use handover_core::description::{
    Arrangement, Container, Dossier, Fonds, Metres, Retention, Stated,
};
use handover_core::inventory::{RowTables, Table};
use handover_core::plan::digitise::{WorkRules, digitise};
use handover_core::plan::state::{Inventory, Options, work_state};
use handover_core::unit::Register;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Dossiers that are in order, so many of a retention, from one year to another.
struct Listed(u64, Retention, u64, u64);

/// A fonds: its creator, what is listed of it, and metres that are only counted.
fn inventory(name: &str, creator: &str, listed: &[Listed], metres: u64) -> Result<Inventory> {
    let mut fonds = Fonds::new(name, name);
    fonds.creator = Some(creator.to_owned());
    let mut dossiers = Vec::new();
    for Listed(count, retention, first, last) in listed {
        for number in 0..*count {
            let year = first + number * (last + 1 - first) / count;
            let mut dossier = Dossier::new(format!("{name}.{year}.{:05}", dossiers.len()), "Hồ sơ");
            dossier.fonds = Some(name.to_owned());
            dossier.maintenance = Some((*retention).into());
            dossier.arrangement = Some(Arrangement::Arranged.into());
            dossier.start_date = Some(Stated::read(&year.to_string()));
            dossiers.push(dossier);
        }
    }
    let mut rest = Container::new("rest");
    rest.fonds = Some(name.to_owned());
    rest.metres = Some(Metres::from_millimetres(metres * 1000).into());
    let mut tables = RowTables::new();
    tables.add(Table::Fonds, [fonds])?;
    tables.add(Table::Containers, (metres > 0).then_some(rest))?;
    tables.add(Table::Dossiers, dossiers)?;
    Ok(Inventory::new(name, Box::new(tables)))
}

fn main() -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let out = std::env::args_os().nth(1).map(PathBuf::from);
    let out = out.unwrap_or_else(|| scratch.path().join("plan"));
    plan(&out)
}

fn plan(out: &Path) -> Result<()> {
    let an_lac = [
        Listed(760, Retention::Permanent, 2003, 2020),
        Listed(201, Retention::Years20, 2003, 2020),
    ];
    let binh_tan = [Listed(5230, Retention::Permanent, 2003, 2018)];
    let inventories = [
        inventory("an-lac", "vn:27460@2024/dang-uy", &an_lac, 12)?,
        inventory("binh-tan", "vn:777@2024/dang-uy", &binh_tan, 0)?,
        inventory("phuong-14", "vn:27169@2024/ubnd", &[], 156)?,
        // 94 million pages at 8,000 to the metre.
        inventory("ha-noi", "vn:01@2024/ubnd", &[], 11_750)?,
    ];
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
