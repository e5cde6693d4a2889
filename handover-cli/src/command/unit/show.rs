//! `handover unit show`: one unit, and what became of it.

use handover_core::unit::{Register, Unit, UnitRef, Way};
use serde::Serialize;

use super::facts::{Relative, UnitFacts};
use super::meant::meant;
use crate::args::UnitShowArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::Locale;
use crate::output::{Role, facts};
use crate::units::named_in;

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

pub(super) fn show(
    args: &UnitShowArgs,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    for unit in meant(&args.unit.join(" "), register, context)? {
        present(unit, register, context)?;
    }
    Ok(exit::DONE)
}

fn present(unit: &Unit, register: &Register, context: &Context<'_>) -> Result<(), Failure> {
    let reference = unit.reference();
    let relatives = |way| {
        let rows = register.step(&reference, way);
        let relative = |row| match way {
            Way::Forth => Relative::after(register, row),
            Way::Back => Relative::before(register, row),
        };
        rows.iter().map(relative).collect()
    };
    let shown = Shown {
        unit: UnitFacts::of(register, unit),
        parents: register.parents(&reference).map(Unit::reference).collect(),
        decree: unit.decree(),
        successors: relatives(Way::Forth),
        predecessors: relatives(Way::Back),
    };
    if context.format == Format::Json {
        return context.object("unit", &shown);
    }
    context.result(&context.paint.text(Role::Heading, &shown.unit.full_name))?;
    context.result(&in_words(&shown, register, &context.locale))
}

fn in_words(shown: &Shown<'_>, register: &Register, locale: &Locale) -> String {
    let lines = |relatives: &[Relative]| {
        relatives.iter().map(|relative| relative.line(locale)).collect::<Vec<_>>().join("\n")
    };
    let parents: Vec<String> = shown.parents.iter().map(|unit| named_in(register, unit)).collect();
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
