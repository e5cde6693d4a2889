//! The lines of one unit, or of all of a province's.

use chrono::NaiveDate;
use thiserror::Error;

use super::law::Case;
use super::rules::Rules;
use super::{Answer, Ground, Reason, Route};
use crate::unit::{AgencyRef, Level, Outcome, Register, UnitRef, Way};

/// The first day of Circular 06/2025/TT-BNV.
const IN_FORCE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 7, 1);

/// The country whose law it is.
const COUNTRY: &str = "vn";

/// What closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Closing {
    /// One unit.
    Unit(UnitRef),
    /// A province with everything in it.
    Province(UnitRef),
}

/// How to plan.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// The province's own decisions.
    pub rules: Option<Rules>,
    /// The day on which receivers must be in force; the first day without the closing unit where
    /// none is given.
    pub on: Option<NaiveDate>,
}

/// Which transfers a reorganisation demands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// One line a transfer: provinces, then districts, then communes, each by code.
    pub routes: Vec<Route>,
    /// Units that live on: key and fonds too, so nothing moves. Where no table says so, it is
    /// inferred from equal code and name.
    pub continuing: Vec<UnitRef>,
    /// Lines, in the file, of rules that met no line of the plan.
    pub unused_rules: Vec<u64>,
}

/// Why there is nothing to plan.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The register has no such unit.
    #[error("there is no unit {0}")]
    Unknown(UnitRef),
    /// It is no province.
    #[error("{0} is no province")]
    NoProvince(UnitRef),
    /// It does not close; those that went into it did.
    #[error("{unit} is not closing")]
    NotClosing {
        /// The unit.
        unit: UnitRef,
        /// What went into it.
        origins: Vec<UnitRef>,
    },
    /// The rules are those of another province.
    #[error("the rules are those of {0}")]
    OtherProvince(UnitRef),
    /// The texts are those of another country.
    #[error("no rules are known for this country")]
    OtherCountry,
}

impl PlanError {
    /// Every code that [`PlanError::code`] may give.
    pub const CODES: &'static [&'static str] = &[
        "plan-unit-unknown",
        "plan-no-province",
        "plan-not-closing",
        "plan-other-province",
        "plan-other-country",
    ];

    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "plan-unit-unknown",
            Self::NoProvince(_) => "plan-no-province",
            Self::NotClosing { .. } => "plan-not-closing",
            Self::OtherProvince(_) => "plan-other-province",
            Self::OtherCountry => "plan-other-country",
        }
    }
}

/// The transfers that the end of a unit, or of a province and all in it, demands.
///
/// # Errors
/// [`PlanError`], where nothing closes or the rules do not fit.
pub fn routes(register: &Register, closing: Closing, options: &Options) -> Result<Plan, PlanError> {
    if register.country().as_str() != COUNTRY {
        return Err(PlanError::OtherCountry);
    }
    let mut plan = Plan::default();
    let mut used = vec![false; options.rules.as_ref().map_or(0, |rules| rules.rules().len())];
    let mut of_rules = false;
    for case in cases(register, closing)? {
        if case.lives_on() {
            plan.continuing.push(case.unit);
            continue;
        }
        let rules = options.rules.as_ref().filter(|rules| {
            let now = case.province() == Some(rules.province());
            now || register.province(&case.unit) == Some(rules.province())
        });
        of_rules |= rules.is_some();
        let on = options.on.unwrap_or(case.effective_on);
        for mut route in case.routes() {
            if IN_FORCE.is_none_or(|first| case.effective_on < first) {
                withdraw(&mut route);
            }
            if let Some(used) = rules
                .and_then(|rules| rules.apply(&mut route, &case))
                .and_then(|place| used.get_mut(place))
            {
                *used = true;
            }
            close(register, &mut route, on);
            plan.routes.push(route);
        }
    }
    if let Some(rules) = &options.rules {
        if !of_rules && !plan.routes.is_empty() {
            return Err(PlanError::OtherProvince(rules.province()));
        }
        let unused = rules.rules().iter().zip(used).filter(|(_, used)| !used);
        plan.unused_rules = unused.map(|(rule, _)| rule.line).collect();
    }
    Ok(plan)
}

/// The units that close, higher levels first, then by code.
fn cases(register: &Register, closing: Closing) -> Result<Vec<Case<'_>>, PlanError> {
    let (Closing::Unit(top) | Closing::Province(top)) = closing;
    let unit = register.get(&top).ok_or(PlanError::Unknown(top))?;
    let Some(effective_on) = register.day_without(&top) else {
        let origins = register.step(&top, Way::Back).into_iter().map(|row| row.from).collect();
        return Err(PlanError::NotClosing { unit: top, origins });
    };
    let mut units = vec![(unit.level(), top)];
    if matches!(closing, Closing::Province(_)) {
        if unit.level() != Level::Province {
            return Err(PlanError::NoProvince(top));
        }
        let mut at = 0;
        while let Some((_, above)) = units.get(at).copied() {
            let below = register.children(&above).map(|unit| (unit.level(), unit.reference()));
            units.extend(below);
            at += 1;
        }
    }
    units.sort_unstable();
    let case = |(level, unit)| {
        let outcome = register.outcome(&unit).unwrap_or(Outcome::Unknown);
        Case { register, unit, level, effective_on, outcome }
    };
    Ok(units.into_iter().map(case).collect())
}

/// Takes back an answer of texts that were not in force yet.
fn withdraw(route: &mut Route) {
    if let Answer::Goes { to, .. } = route.answer {
        route.answer = Answer::Decide { reason: Reason::RulesNotInForce, candidates: vec![to] };
    }
}

/// A receiver that closed too cannot receive: who succeeds it may.
fn close(register: &Register, route: &mut Route, on: NaiveDate) {
    let Answer::Goes { to, by } = &route.answer else { return };
    let unit = to.unit();
    // A decision may name an agency of a unit that the register does not have.
    if register.get(&unit).is_none() && matches!(by, Ground::Decision(_)) {
        return;
    }
    if register.check_in_force(&unit, on).is_err() {
        let heirs = register.relatives_on(&unit, on).into_iter();
        let candidates = heirs.map(|heir| AgencyRef::new(heir.unit, to.slug())).collect();
        route.answer = Answer::Decide { reason: Reason::ReceiverClosed, candidates };
    }
}

#[cfg(all(test, feature = "register"))]
mod tests;
