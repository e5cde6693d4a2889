use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::deadlines::Flow;
use super::order::{Bucket, Order, Task};
use super::plan::{Deadline, DeadlineOf, PlannedClass, PlannedInventory, PlannedPhase, WorkPlan};
use super::pool::Done;
use super::rules::{REST, WorkRules};
use super::schedule::{Stage, Watch, schedule};
use super::tables::{Tables, write_inventories};
use crate::description::Metres;
use crate::durable::{Workplace, publish_folder, sync_all_below, write_synced};
use crate::error::{Error, Result};
use crate::finding::{Collector, Finding, Severities};
use crate::observe::{Observer, Phase};
use crate::plan::state::{Inventory, Item, ItemKind, Options, in_order, items};
use crate::unit::Register;

/// The name and version of a plan's folder.
pub(in crate::plan) const SCHEMA: &str = "handover/work-plan/1";
/// What the plan amounts to.
pub(in crate::plan) const PLAN: &str = "plan.json";
/// The rules that it was made by.
pub(in crate::plan) const RULES: &str = "rules.toml";

/// Plans the work on `inventories` from `start` on, and writes the plan as a new folder
/// `target`, whole or not at all. The same input gives the same bytes.
///
/// Estimates and the column of use are those of `rules`, not of `options`. Memory does not grow
/// with dossiers, but with inventories, classes and working days.
///
/// # Errors
/// `TargetExists`, `Busy`; `Malformed` where two inventories have one name or a check of scans
/// is none; `Limit` where the work takes more than 10,000 working days; `Read`, `Write`,
/// `DiskFull`, `Interrupted`. What the tables have wrong is in the plan's report.
pub fn digitise(
    inventories: &[Inventory],
    rules: &WorkRules,
    start: NaiveDate,
    register: &Register,
    target: &Path,
    options: &Options,
    observer: &dyn Observer,
) -> Result<WorkPlan> {
    let mut options = options.clone();
    options.estimates = rules.estimates;
    options.use_column.clone_from(&rules.use_column);
    let inventories = in_order(inventories)?;
    let work = Workplace::for_target(target)?;
    let folder = work.join("plan");
    std::fs::create_dir(&folder).map_err(|error| Error::write(target, error))?;

    let show = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut found = Collector::new(Severities::default(), kept, &show);
    let mut plan = WorkPlan { rules: rules.name.clone(), start, ..WorkPlan::default() };
    let mut order = Order::new(rules, &options);
    let mut standings = Vec::new();
    observer.begin(Phase::Rows, None);
    for (place, inventory) in (0_u32..).zip(&inventories) {
        let mut standing =
            PlannedInventory { name: inventory.name.clone(), ..PlannedInventory::default() };
        let mut take = |item: Item| {
            plan.take(&item);
            standing.take(&item);
            order.take(place, item)
        };
        items(inventory, register, &options, &mut found, observer, &mut take)?;
        standings.push(standing);
    }
    observer.end(Phase::Rows);
    let days = rules.calendar.days(start);
    let names = standings.iter().map(|standing| standing.name.clone()).collect();
    let tables = Tables::create(&folder, rules, &days, names)?;
    let mut making = Making { tables, flows: BTreeMap::new(), classes: BTreeMap::new() };
    let first_days: Vec<usize> = rules
        .phases
        .iter()
        .map(|phase| phase.from.map_or(0, |from| days.partition_point(|day| *day < from)))
        .collect();
    schedule(order.finish()?, rules, &first_days, days.len(), &options, &mut making)?;
    let Making { tables, flows, classes } = making;
    tables.finish()?;
    write_inventories(&folder, &standings)?;
    plan.inventories = standings.len() as u64;
    Summing { rules, days: &days, flows: &flows, classes: &classes }.fill(&mut plan);
    write_synced(&folder.join(RULES), rules.text.as_bytes())?;
    write_synced(&folder.join(PLAN), &json(&plan)?)?;
    sync_all_below(&folder)?;
    publish_folder(&folder, target)?;
    plan.report = found.finish();
    Ok(plan)
}

fn json(plan: &WorkPlan) -> Result<Vec<u8>> {
    #[derive(serde::Serialize)]
    struct Document<'p> {
        schema: &'static str,
        #[serde(flatten)]
        plan: &'p WorkPlan,
    }
    let mut text = serde_json::to_vec_pretty(&Document { schema: SCHEMA, plan })
        .map_err(|error| Error::write(PLAN, error.into()))?;
    text.push(b'\n');
    Ok(text)
}

impl WorkPlan {
    fn take(&mut self, item: &Item) {
        match item.kind {
            ItemKind::Dossier => self.dossiers += 1,
            ItemKind::Container => self.containers += 1,
        }
        let add = |sum: &mut u64, more: u64| *sum = sum.saturating_add(more);
        self.to_arrange += item.to_arrange();
        if item.metres_estimated {
            self.to_arrange_estimated += item.to_arrange();
        }
        add(&mut self.to_scan, item.pages.to_scan());
        add(&mut self.to_scan_estimated, item.pages.estimated.min(item.pages.to_scan()));
        add(&mut self.scanned, item.pages.scanned());
        add(&mut self.not_judged, item.pages.not_judged);
    }
}

impl PlannedInventory {
    pub(in crate::plan) fn take(&mut self, item: &Item) {
        self.unit = self.unit.or(item.unit);
        match item.kind {
            ItemKind::Dossier => self.dossiers += 1,
            ItemKind::Container => self.containers += 1,
        }
        self.to_arrange += item.to_arrange();
        if item.to_arrange() == Metres::default() {
            self.arranged += item.metres;
        }
        self.to_scan = self.to_scan.saturating_add(item.pages.to_scan());
        self.scanned = self.scanned.saturating_add(item.pages.scanned());
    }
}

/// What is kept of the work while it is scheduled.
struct Making<'r> {
    tables: Tables<'r>,
    flows: BTreeMap<Stage, Flow>,
    /// Dossiers and containers of each class.
    classes: BTreeMap<u16, [u64; 2]>,
}

impl Watch for Making<'_> {
    fn ready(&mut self, stage: Stage, day: usize, task: &Task) {
        let amount = match stage {
            Stage::Arranging => task.to_arrange,
            Stage::Scanning => task.to_scan,
        };
        self.flows.entry(stage).or_default().ready(task.bucket, day, amount);
    }

    fn done(&mut self, stage: Stage, task: &Task, done: Done) -> Result<()> {
        self.flows.entry(stage).or_default().done(task.bucket, done.day, done.amount);
        self.tables.done(stage, task, done)
    }

    fn finished(
        &mut self,
        task: &Task,
        arranged: Option<Done>,
        scanned: Option<Done>,
    ) -> Result<()> {
        let counts = self.classes.entry(task.bucket.class).or_default();
        counts[usize::from(task.kind == ItemKind::Container)] += 1;
        self.tables.dossier(task, arranged, scanned)
    }
}

/// From the work, day by day, to what a plan says of it.
struct Summing<'m> {
    rules: &'m WorkRules,
    days: &'m [NaiveDate],
    flows: &'m BTreeMap<Stage, Flow>,
    classes: &'m BTreeMap<u16, [u64; 2]>,
}

impl Summing<'_> {
    fn fill(&self, plan: &mut WorkPlan) {
        let sum = |teams: &[super::rules::Team]| {
            teams.iter().fold(0_u64, |sum, team| sum.saturating_add(team.a_day))
        };
        plan.arranging_a_day = sum(&self.rules.arranging);
        plan.scanning_a_day = sum(&self.rules.scanning);
        let all = |_: Bucket| true;
        plan.done_on = Stage::ALL.iter().filter_map(|stage| self.done_on(*stage, &all)).max();
        plan.classes =
            self.classes.iter().map(|(class, counts)| self.class(*class, *counts)).collect();
        plan.phases = (0..self.rules.phases.len()).map(|phase| self.phase(phase)).collect();
        plan.deadlines = self.deadlines(plan);
    }

    fn class(&self, class: u16, [dossiers, containers]: [u64; 2]) -> PlannedClass {
        let own = |bucket: Bucket| bucket.class == class;
        let rule = self.rules.classes.get(usize::from(class));
        PlannedClass {
            name: rule.map_or(REST, |rule| &rule.name).to_owned(),
            title: rule.map_or("", |rule| &rule.title).to_owned(),
            dossiers,
            containers,
            to_arrange: Metres::from_millimetres(self.amount(Stage::Arranging, &own)),
            to_scan: self.amount(Stage::Scanning, &own),
            arranged_on: self.done_on(Stage::Arranging, &own),
            scanned_on: self.done_on(Stage::Scanning, &own),
        }
    }

    fn phase(&self, phase: usize) -> PlannedPhase {
        let own = |bucket: Bucket| usize::from(bucket.phase) == phase;
        PlannedPhase {
            name: self.rules.phases.get(phase).map_or("", |rule| &rule.name).to_owned(),
            to_arrange: Metres::from_millimetres(self.amount(Stage::Arranging, &own)),
            to_scan: self.amount(Stage::Scanning, &own),
            done_on: Stage::ALL.iter().filter_map(|stage| self.done_on(*stage, &own)).max(),
        }
    }

    fn deadlines(&self, plan: &WorkPlan) -> Vec<Deadline> {
        let mut deadlines = Vec::new();
        for (place, class) in self.rules.classes.iter().enumerate() {
            let own = |bucket: Bucket| usize::from(bucket.class) == place;
            let dues = [(Stage::Arranging, class.arrange_by), (Stage::Scanning, class.scan_by)];
            for (stage, due) in dues {
                let named = (DeadlineOf::Class, class.name.as_str());
                deadlines.extend(due.map(|due| self.deadline(named, stage, due, plan, &own)));
            }
        }
        for (place, phase) in self.rules.phases.iter().enumerate() {
            let own = |bucket: Bucket| usize::from(bucket.phase) == place;
            for stage in Stage::ALL {
                let named = (DeadlineOf::Phase, phase.name.as_str());
                deadlines
                    .extend(phase.until.map(|due| self.deadline(named, stage, due, plan, &own)));
            }
        }
        deadlines
    }

    fn deadline(
        &self,
        (of, name): (DeadlineOf, &str),
        stage: Stage,
        due_on: NaiveDate,
        plan: &WorkPlan,
        own: &dyn Fn(Bucket) -> bool,
    ) -> Deadline {
        let in_time = self.days.partition_point(|day| *day <= due_on);
        let flow = self.flows.get(&stage);
        let left = flow.map_or(0, |flow| flow.left_after(in_time, own));
        let last = flow.and_then(|flow| flow.last_day(own));
        let late = last.map_or(0, |last| (last + 1).saturating_sub(in_time));
        let needed = flow.filter(|_| left > 0).and_then(|flow| flow.needed(in_time, own));
        Deadline {
            of,
            name: name.to_owned(),
            stage,
            due_on,
            done_on: self.done_on(stage, own),
            days_late: late as u64,
            left,
            a_day: match stage {
                Stage::Arranging => plan.arranging_a_day,
                Stage::Scanning => plan.scanning_a_day,
            },
            needed_a_day: needed,
        }
    }

    fn amount(&self, stage: Stage, own: &dyn Fn(Bucket) -> bool) -> u64 {
        self.flows.get(&stage).map_or(0, |flow| flow.amount(own))
    }

    fn done_on(&self, stage: Stage, own: &dyn Fn(Bucket) -> bool) -> Option<NaiveDate> {
        let last = self.flows.get(&stage)?.last_day(own)?;
        self.days.get(last).copied()
    }
}
