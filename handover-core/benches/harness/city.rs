//! A city that never was: inventories of as many units as wanted, with as many dossiers in all.
//!
//! Units are called `unit-0001` … and have fonds, containers and dossiers. The creators are those
//! of a commune of Hanoi as it was until 30 June 2025, and of the district that it lay in.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use handover_core::unit::{Level, Register, Unit, UnitRef};

/// Dossiers in a container.
const IN_BOX: u64 = 10;
/// The city whose communes lend their names.
const CITY: &str = "vn:01@2024";

/// Writes the city into `folder`. Of a hundred dossiers `done` are in order and scanned, so that
/// a later state can be made as well.
pub(super) fn write(
    folder: &Path,
    units: u64,
    dossiers: u64,
    done: u64,
) -> Result<(), Box<dyn Error>> {
    let register = Register::compiled_in().ok_or("the register is compiled in")?;
    let city: UnitRef = CITY.parse().map_err(|_| "the city has a code")?;
    let communes: Vec<&Unit> = register
        .units()
        .filter(|unit| unit.level() == Level::Commune)
        .filter(|unit| register.parents(&unit.reference()).any(|up| up.reference() == city))
        .collect();
    for (unit, commune) in (1..=units).zip(communes.iter().cycle()) {
        let folder = folder.join(format!("unit-{unit:04}"));
        fs::create_dir_all(&folder)?;
        let own = commune.reference();
        let above = register.parents(&own).next().map_or(own, Unit::reference);
        let creators = [
            format!("{own}/ubnd"),
            format!("{own}/dang-uy"),
            format!("{above}/ubnd"),
            format!("{above}/dang-uy"),
            format!("{own}/hdnd"),
            format!("{own}/mttq"),
        ];
        // Shares of a whole that does not divide.
        let count = dossiers * unit / units - dossiers * (unit - 1) / units;
        tables(&folder, &creators, (unit, count), done)?;
    }
    Ok(())
}

fn tables(
    folder: &Path,
    creators: &[String],
    (unit, count): (u64, u64),
    done: u64,
) -> Result<(), Box<dyn Error>> {
    let table = |name: &str| File::create_new(folder.join(name)).map(BufWriter::new);
    let mut fonds = table("fonds.csv")?;
    writeln!(fonds, "code,name,creator")?;
    for (number, creator) in creators.iter().enumerate() {
        writeln!(fonds, "F{number},Phông {number},{creator}")?;
    }
    let mut containers = table("containers.csv")?;
    let mut dossiers = table("dossiers.csv")?;
    writeln!(containers, "fonds,code,metres")?;
    writeln!(
        dossiers,
        "fonds,container,fileCode,title,maintenance,carrier,arrangement,startDate,numberOfPage,path"
    )?;
    for number in 0..count {
        let container = number / IN_BOX;
        let kind = (unit + container) % creators.len() as u64;
        if number % IN_BOX == 0 {
            writeln!(containers, "F{kind},{container},0.125")?;
        }
        let (year, retention) =
            (1975 + number % 50, ["01", "05", "01", "06"][(number % 4) as usize]);
        let ready = number % 100 < done;
        let (order, path) =
            if ready { ("arranged", format!("{number}")) } else { ("", String::new()) };
        let pages = 20 + number * 7 % 300;
        writeln!(
            dossiers,
            "F{kind},{container},U{unit}.{year}.{number},Hồ sơ {number},{retention},paper,{order},\
             {year},{pages},{path}"
        )?;
    }
    for table in [&mut fonds, &mut containers, &mut dossiers] {
        table.flush()?;
    }
    Ok(())
}
