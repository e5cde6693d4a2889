//! `units.csv` and `successions.csv`: what the register says of the units that
//! the act names. Evidence for later readers, not authority.

use std::collections::BTreeSet;

use crate::error::{Error, Result};
use crate::transfer::Act;
use crate::unit::{Register, UnitRef};

/// The units of the act, one row each.
pub(super) fn units(act: &Act, register: &Register) -> Result<Vec<u8>> {
    let header = ["unit", "level", "kind", "name", "parent", "decree", "from", "until"];
    let rows = named(act).into_iter().filter_map(|reference| {
        let unit = register.get(&reference)?;
        let edition = register.edition(reference.edition())?;
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |d| d.to_string());
        Some([
            reference.to_string(),
            unit.level().as_str().to_owned(),
            unit.kind().as_str().to_owned(),
            unit.name().to_owned(),
            unit.parent().map_or_else(String::new, |parent| parent.to_string()),
            unit.decree().unwrap_or_default().to_owned(),
            day(edition.in_force_from()),
            day(edition.in_force_until()),
        ])
    });
    table("units.csv", header, rows)
}

/// What became of them; `None` where the register knows nothing.
pub(super) fn successions(act: &Act, register: &Register) -> Result<Option<Vec<u8>>> {
    let rows: Vec<_> = named(act)
        .iter()
        .flat_map(|unit| register.successors(unit))
        .map(|row| {
            let (from, to) = (row.from.to_string(), row.to.to_string());
            [from, to, row.extent.as_str().to_owned(), row.effective_on.to_string()]
        })
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let header = ["from", "to", "extent", "effectiveOn"];
    table("successions.csv", header, rows.into_iter()).map(Some)
}

fn named(act: &Act) -> BTreeSet<UnitRef> {
    act.agencies_named().into_iter().map(|(_, agency)| agency.unit()).collect()
}

fn table<const N: usize>(
    name: &str,
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let failed = |error: csv::Error| Error::write(name, error.into());
    writer.write_record(header).map_err(failed)?;
    for row in rows {
        writer.write_record(row).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Error::write(name, error.into_error()))
}
