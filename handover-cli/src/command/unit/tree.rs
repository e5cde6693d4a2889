//! Chains of successions as a tree for people.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use handover_core::unit::{Evidence, Register, Succession, UnitRef, Way};

use crate::locale::{Arguments, Locale, key_of};
use crate::output::{day, escaped};

/// The rows from a unit, one a line, and under each the rows from the unit that it leads to.
/// What was told once is not told again.
pub(super) fn tree(register: &Register, unit: &UnitRef, way: Way, locale: &Locale) -> String {
    let mut text = String::new();
    branch(register, unit, way, locale, "", &mut BTreeSet::from([*unit]), &mut text);
    text
}

fn branch(
    register: &Register,
    unit: &UnitRef,
    way: Way,
    locale: &Locale,
    indent: &str,
    told: &mut BTreeSet<UnitRef>,
    text: &mut String,
) {
    let rows = register.step(unit, way);
    for (at, row) in rows.iter().enumerate() {
        let last = at + 1 == rows.len();
        let next = if way == Way::Forth { row.to } else { row.from };
        let (knot, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let name = register.full_name(&next).unwrap_or_default();
        let from = Arguments::new().text("from", day(row.effective_on, locale.lang()));
        let how = format!("{}, {}", how(register, row, locale), locale.with("units-from", &from));
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {indent}{knot}{next} {} – {how}", escaped(&name));
        if told.insert(next) {
            let indent = format!("{indent}{below}");
            branch(register, &next, way, locale, &indent, told, text);
        }
    }
}

/// How much, what in law, at which seat, by what.
pub(super) fn how(register: &Register, row: &Succession, locale: &Locale) -> String {
    let mut words = vec![locale.text(&key_of("extent", row.extent.as_str()))];
    let kind = match row.kind {
        Evidence::Stated(kind) => locale.text(&key_of("succession", kind.as_str())),
        Evidence::Inferred(kind) => {
            let kind = locale.text(&key_of("succession", kind.as_str()));
            locale.with("units-inferred", &Arguments::new().text("what", kind))
        }
        Evidence::Unknown => locale.text("units-kind-unknown"),
    };
    words.push(kind);
    match row.seat {
        Evidence::Stated(true) => words.push(locale.text("units-seat")),
        Evidence::Inferred(true) => {
            let seat = locale.text("units-seat");
            words.push(locale.with("units-inferred", &Arguments::new().text("what", seat)));
        }
        _ => {}
    }
    words.extend(register.basis(row).map(|basis| escaped(basis).into_owned()));
    words.join(", ")
}
