//! From what somebody typed to one unit, or a refusal that says which there are.

use chrono::NaiveDate;
use handover_core::unit::{AgencyRef, AgencySlug, Register, ResolveError, Scope, UnitRef, Why};

use super::named_in;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;

/// How many units a refusal names; `unit find` lists them all.
const NAMED: usize = 20;

/// The agency that `text` names: a reference, or a name that means one unit;
/// an agency may follow after `/`. Units in force on `day` are tried first,
/// where a day is given.
pub(crate) fn agency_of(text: &str, day: Option<NaiveDate>) -> Result<AgencyRef, Failure> {
    let text = text.trim();
    let register = Register::vietnam();
    if let Ok(agency) = text.parse::<AgencyRef>() {
        let unit = agency.unit();
        return match register.get(&unit) {
            Some(_) => Ok(agency),
            None => Err(unknown(register, text, &nearest_to(&unit, day))),
        };
    }
    let (name, slug) = match text.rsplit_once('/') {
        Some((name, slug)) => match slug.trim().parse::<AgencySlug>() {
            Ok(slug) => (name, Some(slug)),
            Err(_) => return Err(malformed_agency(slug)),
        },
        None => (text, None),
    };
    let unit = unit_of(name, day)?;
    Ok(slug.map_or_else(|| unit.into(), |slug| AgencyRef::new(unit, slug)))
}

fn unit_of(name: &str, day: Option<NaiveDate>) -> Result<UnitRef, Failure> {
    let register = Register::vietnam();
    let first = register.resolve_one(name, day);
    let resolved = match first {
        Err(ResolveError::NotFound { .. }) => register.resolve_one(name, Scope::AnyEdition),
        first => first,
    };
    resolved.map_err(|error| refused(register, name, &error))
}

fn nearest_to(unit: &UnitRef, day: Option<NaiveDate>) -> Vec<UnitRef> {
    let register = Register::vietnam();
    let found = match register.resolve_one(&unit.to_string(), Scope::AnyEdition) {
        Err(ResolveError::NotFound { nearest }) => nearest,
        _ => Vec::new(),
    };
    let judged = day.and_then(|day| register.check_in_force(unit, day).err());
    match judged {
        Some(problem) if problem.why == Why::Unknown && !problem.nearest.is_empty() => {
            problem.nearest
        }
        _ => found,
    }
}

/// What did not name exactly one unit, as a refusal by a rule.
pub(crate) fn refused(register: &Register, query: &str, error: &ResolveError) -> Failure {
    match error {
        ResolveError::NotFound { nearest } => unknown(register, query, nearest),
        ResolveError::Ambiguous { candidates: found } => {
            let arguments = Arguments::new()
                .data("query", query)
                .number("count", found.len() as u64)
                .text("candidates", candidates(register, found));
            Refusal::new("units-ambiguous", exit::NO).with(arguments).into()
        }
        _ => unknown(register, query, &[]),
    }
}

/// That no unit is meant, with the nearest ones.
pub(crate) fn unknown(register: &Register, query: &str, nearest: &[UnitRef]) -> Failure {
    let arguments = Arguments::new().data("query", query);
    if nearest.is_empty() {
        return Refusal::new("units-unknown", exit::NO).with(arguments).into();
    }
    let arguments = arguments.text("candidates", candidates(register, nearest));
    Refusal::new("units-unknown-near", exit::NO).with(arguments).into()
}

fn malformed_agency(slug: &str) -> Failure {
    let arguments = Arguments::new().data("slug", slug);
    Refusal::new("units-agency", exit::USAGE).with(arguments).into()
}

/// One unit a line.
fn candidates(register: &Register, units: &[UnitRef]) -> String {
    let mut lines: Vec<String> =
        units.iter().take(NAMED).map(|unit| format!("  {}", named_in(register, unit))).collect();
    if units.len() > NAMED {
        lines.push("  …".to_owned());
    }
    lines.join("\n")
}
