//! `handover unit find`: every unit that a name or code may mean.

use handover_core::unit::{Register, Scope};

use super::facts::UnitFacts;
use crate::args::UnitFindArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::output::table;
use crate::units::refused;

pub(super) fn find(
    args: &UnitFindArgs,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let query = args.name.join(" ");
    let scope = Scope::from(args.on);
    let found = register.find(&query, scope);
    if found.is_empty() {
        // Resolving fails for certain; it knows what may have been meant.
        let error = register.resolve_one(&query, scope).err();
        return Err(error.map_or_else(
            || crate::units::unknown(register, &query, &[]),
            |e| refused(register, &query, &e),
        ));
    }
    let found: Vec<UnitFacts> =
        found.iter().map(|found| UnitFacts::of(register, found.unit)).collect();
    list(&found, context)?;
    Ok(exit::DONE)
}

/// One unit a line.
pub(super) fn list(units: &[UnitFacts], context: &Context<'_>) -> Result<(), Failure> {
    if context.format == Format::Json {
        return units.iter().try_for_each(|unit| context.object("unit", unit));
    }
    let locale = &context.locale;
    let heading = ["units-column-reference", "units-column-name", "units-column-in-force"];
    let heading = heading.map(|key| locale.text(key));
    let rows: Vec<Vec<String>> = units
        .iter()
        .map(|unit| vec![unit.reference.to_string(), unit.full_name.clone(), unit.in_force(locale)])
        .collect();
    context.result(&table(&heading, &rows, &[]))
}
