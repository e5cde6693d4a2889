//! Which units a query of `show`, `successors`, `predecessors` and `history` means.

use handover_core::unit::{Register, ResolveError, Scope, Unit, UnitCode};

use super::facts::UnitFacts;
use super::find::list;
use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::units::refused;

/// One unit, or with a bare code the one of each edition that has it.
pub(super) fn meant<'r>(
    query: &str,
    register: &'r Register,
    context: &Context<'_>,
) -> Result<Vec<&'r Unit>, Failure> {
    let units: Vec<&Unit> = match query.trim().parse::<UnitCode>() {
        Ok(code) => register.by_code(code).collect(),
        Err(_) => Vec::new(),
    };
    if units.is_empty() {
        return Ok(vec![one(query, register, context)?]);
    }
    if units.len() > 1 {
        let arguments =
            Arguments::new().data("code", query.trim()).number("count", units.len() as u64);
        context.note(&context.locale.with("units-code-of-several", &arguments));
    }
    Ok(units)
}

fn one<'r>(
    query: &str,
    register: &'r Register,
    context: &Context<'_>,
) -> Result<&'r Unit, Failure> {
    let resolved = register.resolve_one(query, Scope::AnyEdition);
    let unit = resolved.and_then(|unit| {
        let nearest = Vec::new();
        register.get(&unit).ok_or(ResolveError::NotFound { nearest })
    });
    unit.or_else(|error| {
        if let (Format::Json, ResolveError::Ambiguous { candidates }) = (context.format, &error) {
            let units = candidates.iter().filter_map(|unit| register.get(unit));
            let units: Vec<_> = units.map(|unit| UnitFacts::of(register, unit)).collect();
            list(&units, context)?;
        }
        Err(refused(register, query, &error))
    })
}
