//! A plan in words, and as objects.

use std::collections::BTreeMap;
use std::path::Path;

use handover_core::description::Carrier;
use handover_core::plan::{Answer, Closing, Plan, Route, Status};
use handover_core::unit::{Register, UnitRef};
use serde::Serialize;

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::{Role, day, escaped};
use crate::units::{agency_in, named_in};

/// How many candidates a line names; the table and `--json` have them all.
const NAMED: usize = 3;

#[derive(Serialize)]
struct Summary<'a> {
    unit: UnitRef,
    whole_province: bool,
    routes: u64,
    by_rule: u64,
    by_province: u64,
    to_decide: u64,
    reasons: BTreeMap<&'static str, u64>,
    continuing: &'a [UnitRef],
    unused_rules: &'a [u64],
    out: Option<String>,
}

/// Line by line, under the unit that closes.
pub(super) fn lines(
    plan: &Plan,
    register: &Register,
    context: &Context<'_>,
) -> Result<(), Failure> {
    if context.format == Format::Json {
        return plan.routes.iter().try_for_each(|route| context.object("route", route));
    }
    for routes in plan.routes.chunk_by(|one, other| one.unit == other.unit) {
        let Some(first) = routes.first() else { continue };
        let name = named_in(register, &first.unit);
        context.result(&context.paint.text(Role::Heading, &name))?;
        // Records of a block that go the same way are one line for people.
        for together in routes.chunk_by(same_way) {
            if let Some(first) = together.first() {
                let what = what(first, together.len() == 1, &context.locale);
                context.result(&line(first, what, register, &context.locale))?;
            }
        }
    }
    Ok(())
}

/// Whether two lines differ in work, term and carrier only.
fn same_way(one: &Route, other: &Route) -> bool {
    (one.giver, one.due_on, &one.answer) == (other.giver, other.due_on, &other.answer)
        && one.records.block == other.records.block
        && one.status() == Status::Decide
}

/// `government, finished work, permanent`; only the block where all of it is meant.
fn what(route: &Route, alone: bool, locale: &Locale) -> String {
    let records = &route.records;
    let mut words = vec![locale.text(&key_of("block", records.block.code()))];
    if alone {
        words.push(locale.text(&key_of("work", records.work.code())));
        words.extend(records.term.map(|term| locale.text(&key_of("term", term.code()))));
        if records.carrier != Carrier::Both {
            words.push(locale.text(&key_of("carrier", records.carrier.code())));
        }
    } else {
        words.push(locale.text("plan-all-work"));
    }
    words.join(", ")
}

/// `  government, finished work, permanent → receiver [article]`.
fn line(route: &Route, mut what: String, register: &Register, locale: &Locale) -> String {
    if route.giver.unit() != route.unit {
        let giver = agency_in(register, &route.giver, locale);
        what = locale.with("plan-from", &Arguments::new().text("giver", giver).text("what", what));
    }
    let answer = match &route.answer {
        Answer::Goes { to, .. } => {
            let to = agency_in(register, to, locale);
            format!("{} [{}]", escaped(&to), escaped(route.rule()))
        }
        Answer::Decide { reason, candidates } => {
            let mut names: Vec<_> = candidates
                .iter()
                .take(NAMED)
                .map(|agency| agency_in(register, agency, locale))
                .collect();
            if candidates.len() > NAMED {
                names.push("…".to_owned());
            }
            let reason = locale.text(&key_of("reason", reason.code()));
            let arguments =
                Arguments::new().text("reason", reason).text("candidates", names.join("; "));
            let key = if names.is_empty() { "plan-decide" } else { "plan-decide-among" };
            locale.with(key, &arguments)
        }
        // An answer that this version has no words for.
        other => format!("{other:?}"),
    };
    let mut line = format!("  {what} → {answer}");
    if let Some(due) = route.due_on {
        let due = Arguments::new().text("day", day(due, locale.lang()));
        line.push_str(&locale.with("plan-due", &due));
    }
    line
}

/// How many lines there are, and what they wait for.
pub(super) fn summary(
    closing: Closing,
    plan: &Plan,
    out: Option<&Path>,
    register: &Register,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let count = |status| plan.routes.iter().filter(|route| route.status() == status).count() as u64;
    let mut reasons: BTreeMap<&'static str, u64> = BTreeMap::new();
    for route in &plan.routes {
        if let Answer::Decide { reason, .. } = &route.answer {
            *reasons.entry(reason.code()).or_default() += 1;
        }
    }
    let (unit, whole_province) = match closing {
        Closing::Province(unit) => (unit, true),
        Closing::Unit(unit) => (unit, false),
        _ => return Ok(()),
    };
    let summary = Summary {
        unit,
        whole_province,
        routes: plan.routes.len() as u64,
        by_rule: count(Status::Rule),
        by_province: count(Status::Province),
        to_decide: count(Status::Decide),
        reasons,
        continuing: &plan.continuing,
        unused_rules: &plan.unused_rules,
        out: out.map(|out| out.to_string_lossy().into_owned()),
    };
    if context.format == Format::Json {
        return context.object("routes", &summary);
    }
    in_words(&summary, register, context)
}

fn in_words(
    summary: &Summary<'_>,
    register: &Register,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let locale = &context.locale;
    let arguments = Arguments::new()
        .text("unit", named_in(register, &summary.unit))
        .number("routes", summary.routes)
        .number("rule", summary.by_rule)
        .number("province", summary.by_province)
        .number("decide", summary.to_decide);
    context.result(&locale.with("plan-summary", &arguments))?;
    let reasons: Vec<(String, String)> = summary
        .reasons
        .iter()
        .map(|(reason, count)| {
            (crate::locale::grouped(*count, locale.lang()), locale.text(&key_of("reason", reason)))
        })
        .collect();
    for (count, reason) in &reasons {
        context.result(&format!("  {count} × {reason}"))?;
    }
    if !summary.continuing.is_empty() {
        let count = Arguments::new().number("count", summary.continuing.len() as u64);
        context.result(&locale.with("plan-continuing", &count))?;
    }
    if let Some(out) = &summary.out {
        let path = Arguments::new().data("path", out);
        context.result(&locale.with("plan-written", &path))?;
    }
    Ok(())
}
