//! What law and good order demand of an act, before anybody packs it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::act::{Act, ActKind};
use crate::description::secrecy::{self, Clearances};
use crate::finding::{Code, Finding, Location};
use crate::unit::{NotInForce, Register, UnitRef, Why};

/// What an edition that the register does not have means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Editions {
    /// The unit does not exist: the giver's program knows the units of its day.
    MustBeKnown,
    /// The bundle may be younger than this program: it only says so.
    MayBeNewer,
}

/// The findings on an act: parties, days, secrecy. `register` is absent where
/// the program has none; then units are not judged.
pub fn check(
    act: &Act,
    register: Option<&Register>,
    editions: Editions,
    cleared: &Clearances,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(register) = register {
        check_units(act, register, editions, &mut findings);
    }
    if act.giver == act.receiver {
        findings.push(Finding::new(Code::ActSameParty, Location::act("receiver")));
    }
    if act.effective_on < act.sealed_on {
        findings.push(Finding::new(Code::ActDays, Location::act("effective_on")));
    }
    let years = 1000..=9999;
    for (field, day) in [("sealed_on", act.sealed_on), ("effective_on", act.effective_on)] {
        if !years.contains(&day.year()) {
            findings.push(Finding::new(Code::ActDays, Location::act(field)));
        }
    }
    let must = |missing: bool, field: &str, problem: &'static str| {
        let finding = || Finding::new(Code::ActMalformed, Location::act(field));
        missing.then(|| finding().with("problem", problem))
    };
    let based = act.kind != ActKind::New;
    findings.extend(must(act.legal_basis.is_empty(), "legal_basis", "empty"));
    findings.extend(must(act.issue == 0, "issue", "zero"));
    findings.extend(must(act.issue > 1 && act.id.is_none(), "id", "issue-without-id"));
    findings.extend(must(based != act.base.is_some(), "base", "base-and-kind"));
    let mut numbers = BTreeSet::new();
    for (index, lot) in act.lots.iter().enumerate() {
        let field = format!("lots[{}].number", index + 1);
        let taken = lot.number == 0 || !numbers.insert(lot.number);
        findings.extend(must(taken, &field, "lot-number"));
    }
    for (field, agency) in act.agencies_named() {
        let named = act.agencies.iter().any(|named| named.agency == agency);
        let nameless = agency.known().is_none() && !named;
        findings.extend(must(nameless, &field, "agency-name"));
    }
    check_secrecy(act, cleared, &mut findings);
    findings
}

fn check_units(act: &Act, register: &Register, editions: Editions, findings: &mut Vec<Finding>) {
    for (field, agency) in act.agencies_named() {
        let day = match field.as_str() {
            "giver" => Some(act.sealed_on),
            "receiver" => Some(act.effective_on),
            _ => None,
        };
        let unit = agency.unit();
        let judged = match day {
            Some(day) => register.check_in_force(&unit, day).err(),
            // A closed body, or one that only comes to be, is named all the same.
            None if register.get(&unit).is_some() => None,
            None => register.check_in_force(&unit, act.sealed_on).err(),
        };
        if let Some(problem) = judged {
            findings.push(unit_finding(&field, &unit, day, &problem, register, editions));
        }
    }
}

fn unit_finding(
    field: &str,
    unit: &UnitRef,
    day: Option<NaiveDate>,
    problem: &NotInForce,
    register: &Register,
    editions: Editions,
) -> Finding {
    let newer = register.edition(unit.edition()).is_none() && editions == Editions::MayBeNewer;
    let code = match problem.why {
        _ if newer => Code::UnitEditionUnknown,
        Why::Unknown => Code::UnitUnknown,
        _ => Code::UnitNotInForce,
    };
    let nearest: Vec<_> = problem
        .nearest
        .iter()
        .map(|near| match register.full_name(near) {
            Some(name) => format!("{near} ({name})"),
            None => near.to_string(),
        })
        .collect();
    let mut finding = Finding::new(code, Location::act(field)).with("unit", unit.to_string());
    if let Some(day) = day {
        finding = finding.with("day", day.to_string());
    }
    finding.with("nearest", nearest.join("; "))
}

fn check_secrecy(act: &Act, cleared: &Clearances, findings: &mut Vec<Finding>) {
    for (field, text) in act.texts() {
        findings.extend(secrecy::judge(text, Location::act(field), cleared));
    }
}

/// Clearances of the act that fitted nothing in all that was looked at.
pub fn unused_clearances(act: &Act, cleared: &Clearances) -> Vec<Finding> {
    let unused: Vec<_> = cleared.unused().collect();
    let stale = act.cleared.iter().enumerate().filter(|(_, c)| unused.contains(&c.mark));
    stale
        .map(|(index, _)| {
            let field = format!("cleared[{}].mark", index + 1);
            Finding::new(Code::SecretClearanceUnused, Location::act(field))
        })
        .collect()
}
