//! A city that never was: inventories of as many units as wanted, with as many dossiers in all.
//!
//! ```text
//! cargo run --release -p handover-core --example synthetic_city -- FOLDER UNITS DOSSIERS [DONE]
//! ```
//!
//! Writes `FOLDER/unit-0001/` … with fonds, containers and dossiers. Of a hundred dossiers, DONE
//! are in order and scanned (20 if absent), so that a later state can be made as well.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Dossiers in a container.
const IN_BOX: u64 = 10;
/// Creators that are in the register, a ward, a district, a city.
const CREATORS: [&str; 6] = [
    "vn:27169@2024/ubnd",
    "vn:27460@2024/dang-uy",
    "vn:771@2024/ubnd",
    "vn:777@2024/dang-uy",
    "vn:79@2024/ubnd",
    "vn:27169@2024/mttq",
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, units, dossiers, rest @ ..] = arguments.as_slice() else {
        return Err("synthetic_city FOLDER UNITS DOSSIERS [DONE]".into());
    };
    let (units, dossiers): (u64, u64) = (units.parse()?, dossiers.parse()?);
    let done: u64 = rest.first().map_or(Ok(20), |done| done.parse())?;
    for unit in 1..=units {
        let folder = Path::new(folder).join(format!("unit-{unit:04}"));
        fs::create_dir_all(&folder)?;
        // Shares of a whole that does not divide.
        let count = dossiers * unit / units - dossiers * (unit - 1) / units;
        write(&folder, unit, count, done)?;
    }
    Ok(())
}

fn write(folder: &Path, unit: u64, count: u64, done: u64) -> Result<(), Box<dyn Error>> {
    let table = |name: &str| File::create_new(folder.join(name)).map(BufWriter::new);
    let mut fonds = table("fonds.csv")?;
    writeln!(fonds, "code,name,creator")?;
    for (number, creator) in CREATORS.iter().enumerate() {
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
        let kind = (unit + container) % CREATORS.len() as u64;
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
