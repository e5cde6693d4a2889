//! `handover unit show`: one unit, and what became of it.

use handover_core::unit::{Register, ResolveError, Scope, Unit, UnitCode, UnitRef};
use serde::Serialize;

use super::facts::{Relative, UnitFacts};
use super::find::list;
use crate::args::UnitShowArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale};
use crate::output::{Role, facts};
use crate::units::{named, refused};

#[derive(Serialize)]
struct Shown<'r> {
    #[serde(flatten)]
    unit: UnitFacts,
    parents: Vec<UnitRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decree: Option<&'r str>,
    successors: Vec<Relative>,
    predecessors: Vec<Relative>,
}

pub(crate) fn show(args: &UnitShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let query = args.unit.join(" ");
    let register = Register::vietnam();
    // A bare code means one unit in each edition that has it: all are shown.
    let units: Vec<&Unit> = match query.trim().parse::<UnitCode>() {
        Ok(code) => register.by_code(code).collect(),
        Err(_) => Vec::new(),
    };
    let units = if units.is_empty() { vec![one(&query, context)?] } else { units };
    if units.len() > 1 {
        let arguments =
            Arguments::new().data("code", query.trim()).number("count", units.len() as u64);
        context.note(&context.locale.with("units-code-of-several", &arguments));
    }
    for unit in units {
        present(unit, context)?;
    }
    Ok(exit::DONE)
}

fn one<'r>(query: &str, context: &Context<'_>) -> Result<&'r Unit, Failure> {
    let register = Register::vietnam();
    let resolved = register.resolve_one(query, Scope::AnyEdition);
    let unit = resolved.and_then(|unit| {
        let nearest = Vec::new();
        register.get(&unit).ok_or(ResolveError::NotFound { nearest })
    });
    unit.or_else(|error| {
        if let (Format::Json, ResolveError::Ambiguous { candidates }) = (context.format, &error) {
            let units = candidates.iter().filter_map(|unit| register.get(unit));
            list(&units.map(UnitFacts::of).collect::<Vec<_>>(), context)?;
        }
        Err(refused(query, &error))
    })
}

fn present(unit: &Unit, context: &Context<'_>) -> Result<(), Failure> {
    let register = Register::vietnam();
    let reference = unit.reference();
    let shown = Shown {
        unit: UnitFacts::of(unit),
        parents: register.parents(&reference).map(Unit::reference).collect(),
        decree: unit.decree(),
        successors: register.successors(&reference).iter().map(Relative::after).collect(),
        predecessors: register.predecessors(&reference).map(Relative::before).collect(),
    };
    if context.format == Format::Json {
        return context.object("unit", &shown);
    }
    context.result(&context.paint.text(Role::Heading, &shown.unit.full_name))?;
    context.result(&in_words(&shown, &context.locale))
}

fn in_words(shown: &Shown<'_>, locale: &Locale) -> String {
    let lines = |relatives: &[Relative]| {
        relatives.iter().map(|relative| relative.line(locale)).collect::<Vec<_>>().join("\n")
    };
    let parents: Vec<String> = shown.parents.iter().map(named).collect();
    let rows = [
        ("units-label-reference", shown.unit.reference.to_string()),
        ("units-label-kind", shown.unit.kind_word(locale)),
        ("units-label-parents", parents.join("\n")),
        ("units-label-in-force", shown.unit.in_force(locale)),
        ("units-label-decree", shown.decree.unwrap_or_default().to_owned()),
        ("units-label-successors", lines(&shown.successors)),
        ("units-label-predecessors", lines(&shown.predecessors)),
    ];
    let rows: Vec<(String, String)> = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| (locale.text(label), value))
        .collect();
    facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone())))
}
