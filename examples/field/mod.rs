//! Four inventories of the field. Counts and years are those reported in 2025; what nobody
//! reported, such as pages, is left to estimates.

use std::error::Error;

use handover_core::description::{
    Arrangement, Container, Dossier, Fonds, Metres, Retention, Stated,
};
use handover_core::inventory::{RowTables, Table};
use handover_core::plan::state::Inventory;

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

/// The Party committee of An Lạc: 760 permanent and 201 temporary dossiers from 2003 to May 2020
/// in order, 12 metres from June 2020 on left. That of Bình Tân: 5,230 permanent dossiers from
/// 2003 to 2018; what came later is still open. Phường 14 of District 10: 156 metres from 1971
/// on. Hanoi: 94 million pages.
pub(super) fn inventories() -> Result<[Inventory; 4]> {
    let an_lac = [
        Listed(760, Retention::Permanent, 2003, 2020),
        Listed(201, Retention::Years20, 2003, 2020),
    ];
    let binh_tan = [Listed(5230, Retention::Permanent, 2003, 2018)];
    Ok([
        inventory("an-lac", "vn:27460@2024/dang-uy", &an_lac, 12)?,
        inventory("binh-tan", "vn:777@2024/dang-uy", &binh_tan, 0)?,
        inventory("phuong-14", "vn:27169@2024/ubnd", &[], 156)?,
        // 94 million pages at 8,000 to the metre.
        inventory("ha-noi", "vn:01@2024/ubnd", &[], 11_750)?,
    ])
}
