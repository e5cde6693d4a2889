//! `handover plan routes`: which transfers a reorganisation demands.

use handover_core::limits::Limits;
use handover_core::plan::{Closing, Options, PlanError, Rules, routes, write_table};
use handover_core::unit::{Register, ResolveError, Scope, UnitRef};

use super::told;
use crate::args::PlanRoutesArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, key_of};
use crate::units::{named_in, refused};

pub(super) fn run(
    args: &PlanRoutesArgs,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let closing = match (&args.province, &args.unit) {
        (Some(province), _) => Closing::Province(closing_unit(province, register)?),
        (None, unit) => Closing::Unit(closing_unit(unit.as_deref().unwrap_or_default(), register)?),
    };
    let mut options = Options::default();
    options.on = args.on;
    if let Some(path) = &args.rules {
        options.rules = Some(Rules::open(path, &Limits::default())?);
    }
    let plan = routes(register, closing, &options).map_err(|error| refusal(&error, register))?;
    match &args.out {
        Some(out) => write_table(&plan.routes, register, out)?,
        None => told::lines(&plan, register, context)?,
    }
    told::summary(closing, &plan, args.out.as_deref(), register, context)?;
    if let (Some(path), false) = (&args.rules, plan.unused_rules.is_empty()) {
        let lines: Vec<_> = plan.unused_rules.iter().map(u64::to_string).collect();
        let arguments = Arguments::new().path("path", path).text("lines", lines.join(", "));
        context.warn(&context.locale.with("plan-rules-unused", &arguments));
    }
    Ok(exit::DONE)
}

/// The unit that is meant; of several of one name, the one that closes.
fn closing_unit(query: &str, register: &Register) -> Result<UnitRef, Failure> {
    match register.resolve_one(query, Scope::AnyEdition) {
        Ok(unit) => Ok(unit),
        Err(ResolveError::Ambiguous { candidates }) => {
            let closing = |unit: &&UnitRef| register.day_without(unit).is_some();
            let mut closing = candidates.iter().filter(closing);
            match (closing.next(), closing.next()) {
                (Some(unit), None) => Ok(*unit),
                _ => Err(refused(register, query, &ResolveError::Ambiguous { candidates })),
            }
        }
        Err(error) => Err(refused(register, query, &error)),
    }
}

fn refusal(error: &PlanError, register: &Register) -> Failure {
    let arguments = Arguments::new();
    let named = |unit: &UnitRef| named_in(register, unit);
    let arguments = match error {
        PlanError::Unknown(unit) | PlanError::NoProvince(unit) | PlanError::OtherProvince(unit) => {
            arguments.data("unit", named(unit))
        }
        PlanError::NotClosing { unit, origins } => {
            let origins: Vec<_> = origins.iter().map(|unit| format!("  {}", named(unit))).collect();
            arguments.data("unit", named(unit)).text("origins", origins.join("\n"))
        }
        _ => arguments,
    };
    Refusal::new(key_of("refused", error.code()), exit::NO).with(arguments).into()
}
