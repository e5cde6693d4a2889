//! What a province has decided itself.

use chrono::{Days, NaiveDate};

use super::law::Case;
use super::{Answer, Ground, Reason, Route, Term};
use crate::description::{Block, Carrier, Work};
use crate::unit::{AgencyRef, AgencySlug, Level, UnitRef};

/// A province's own decisions, rule by rule; the first that meets a line answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub(super) province: UnitRef,
    pub(super) decision: String,
    pub(super) list: Vec<Rule>,
}

/// One rule: which lines it meets, and what it says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Lines of this closing unit only.
    pub unit: Option<UnitRef>,
    /// Lines of this level only.
    pub level: Option<Level>,
    /// Lines of this block only.
    pub block: Option<Block>,
    /// Lines of such work only.
    pub work: Option<Work>,
    /// Lines of such a term only.
    pub term: Option<Term>,
    /// Lines of this carrier only.
    pub carrier: Option<Carrier>,
    /// Lines that are open for this reason only.
    pub reason: Option<Reason>,
    /// Who receives; the answer stays as it is where this is absent.
    pub receiver: Option<RuleReceiver>,
    /// Days from the first day without the closing unit, that day not counted.
    pub days: Option<u16>,
    /// The last day itself.
    pub due_on: Option<NaiveDate>,
    /// The decision, where it is another than the file's.
    pub decision: Option<String>,
}

/// Whom a rule names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleReceiver {
    /// An agency.
    Agency(AgencyRef),
    /// The unit's only successor, or of several the one at the old seat; an agency of it, or the
    /// giver's counterpart. Where there is no such one, the line stays open.
    Successor(Option<AgencySlug>),
    /// The province that the territory lies in now; an agency of it, or the giver's counterpart.
    Province(Option<AgencySlug>),
}

impl Rules {
    /// Whose decisions they are.
    pub fn province(&self) -> UnitRef {
        self.province
    }

    /// The rules, in the order of the file.
    pub fn rules(&self) -> &[Rule] {
        &self.list
    }

    /// Answers a line by the first rule that meets it; says which that was.
    pub(super) fn apply(&self, route: &mut Route, case: &Case<'_>) -> Option<usize> {
        let place = self.list.iter().position(|rule| rule.meets(route))?;
        let rule = self.list.get(place)?;
        if let Some(to) = rule.receiver.and_then(|receiver| receiver.of(route, case)) {
            let decision = rule.decision.as_ref().unwrap_or(&self.decision).clone();
            route.answer = Answer::Goes { to, by: Ground::Decision(decision) };
        }
        let counted = rule.days.map(|days| Days::new(days.into()));
        let counted = counted.and_then(|days| route.effective_on.checked_add_days(days));
        route.due_on = rule.due_on.or(counted);
        Some(place)
    }
}

impl Rule {
    fn meets(&self, route: &Route) -> bool {
        fn fits<T: PartialEq + Copy>(wanted: Option<T>, found: T) -> bool {
            wanted.is_none_or(|wanted| wanted == found)
        }
        let records = &route.records;
        let reason = match &route.answer {
            Answer::Decide { reason, .. } => Some(*reason),
            Answer::Goes { .. } => None,
        };
        fits(self.unit, route.unit)
            && fits(self.level, records.level)
            && fits(self.block, records.block)
            && fits(self.work, records.work)
            && fits(self.carrier, records.carrier)
            && fits(self.term.map(Some), records.term)
            && fits(self.reason.map(Some), reason)
    }
}

impl RuleReceiver {
    fn of(self, route: &Route, case: &Case<'_>) -> Option<AgencyRef> {
        let of = |unit: UnitRef, slug: Option<AgencySlug>| {
            AgencyRef::new(unit, slug.unwrap_or_else(|| route.giver.slug()))
        };
        match self {
            Self::Agency(agency) => Some(agency),
            Self::Successor(slug) => case.successor().map(|unit| of(unit, slug)),
            Self::Province(slug) => case.province().map(|unit| of(unit, slug)),
        }
    }
}
