//! Everything that is judged before the payload is touched: act, names,
//! inventory, totals.

use std::path::Path;

use super::options::Options;
use super::plan::{self, Plan, Rows};
use super::tables::{self, Spooled};
use crate::bundle::zip::day::DosDay;
use crate::error::{ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Location};
use crate::inventory::{Counted, Reconciler, Tables, judge_totals};
use crate::observe::Observer;
use crate::survey::Source;
use crate::transfer::{self, Act, Editions};

/// What is to be packed.
pub(super) struct Preparing<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) tables: &'a dyn Tables,
    pub(super) act: &'a Act,
    pub(super) options: &'a Options<'a>,
    /// Whether names may become others on the way.
    pub(super) stays: plan::Stays,
    /// What else stands where the bundle will.
    pub(super) strays: Vec<Finding>,
    pub(super) scratch: &'a Path,
    pub(super) observer: &'a dyn Observer,
}

/// What passed, and what it comes to.
pub(super) struct Prepared {
    /// The act with its id.
    pub(super) act: Act,
    pub(super) plan: Plan,
    pub(super) spooled: Vec<Spooled>,
    pub(super) counted: Counted,
    pub(super) day: DosDay,
}

impl Preparing<'_> {
    /// # Errors
    /// `Refused` with the report if a rule stands against it.
    pub(super) fn run(self, found: &mut Collector<'_>) -> Result<Prepared> {
        let Preparing { source, tables, act, options, stays, strays, scratch, observer } = self;
        let limits = &options.limits;
        for finding in strays {
            found.add(finding);
        }
        let cleared = act.clearances();
        for finding in transfer::check(act, options.register, Editions::MustBeKnown, &cleared) {
            found.add(finding);
        }
        let act = act.clone().identified();
        let counting = plan::Counting { source, act: &act, cleared: &cleared, options, stays };
        let (plan, renamed) = counting.run(scratch, found, observer)?;
        if stays == plan::Stays::InPlace && plan.tally.files == 0 {
            found.at(Code::InPlaceEmpty, Location::Whole);
        }
        let mut reconciler = Reconciler::new(limits.sort_bytes / 2, scratch);
        let taking = tables::Taking { tables, cleared: &cleared, limits, work: scratch };
        let spooled = taking.run(renamed, &mut reconciler, found)?;
        let rows = Rows::open(&plan.table, limits)?;
        let files = plan::items(rows, &cleared);
        let counted = reconciler.finish(files, &mut |finding| found.add(finding))?;
        judge_totals(&act, &counted, &mut |finding| found.add(finding));
        for finding in transfer::unused_clearances(&act, &cleared) {
            found.add(finding);
        }
        let day = DosDay::new(act.sealed_on);
        if day.is_err() {
            found.at(Code::ActDays, Location::act("sealed_on"));
        }
        match day.ok().filter(|_| found.report().passes()) {
            Some(day) => Ok(Prepared { act, plan, spooled, counted, day }),
            None => Err(ErrorKind::Refused { report: Box::new(found.report().clone()) }.into()),
        }
    }
}
