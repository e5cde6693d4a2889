use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Days, NaiveDate};

use super::answer::{Amounts, DayPoint, InventoryProgress, Pace, Progress, UnitProgress};
use super::inventories::{asked, planned};
use super::records::{self, Day, Known};
use crate::error::{Error, ErrorKind, Result};
use crate::finding::{Collector, Finding, Severities};
use crate::limits::Limits;
use crate::observe::{Observer, Phase};
use crate::plan::digitise::{Calendar, PLAN, PlannedInventory, RULES, SCHEMA, WorkPlan, WorkRules};
use crate::plan::state::{Inventory, Item, Options, add_upwards, in_order, items};
use crate::small_file;
use crate::unit::{Register, UnitRef};

/// The weeks whose rate is projected, and after which a unit without news is silent.
const WINDOW: u64 = 28;

/// What becomes of what is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It is written into the plan's folder, and a later run reckons from it.
    Keep,
    /// It is only looked at.
    LookOnly,
}

/// Reads what a plan amounts to.
///
/// # Errors
/// `Read`; `WrongKind` where the folder holds no plan; `Malformed` for one of another version;
/// `Limit`.
pub fn read_plan(plan: &Path, limits: &Limits) -> Result<WorkPlan> {
    let path = plan.join(PLAN);
    if path.symlink_metadata().is_err() {
        return Err(ErrorKind::WrongKind { path: plan.to_path_buf(), wanted: "work-plan" }.into());
    }
    let text = small_file::read(&path, limits.act_bytes)?;
    let wrong = |code| Error::malformed(&path, None, code, code);
    let value: serde_json::Value =
        serde_json::from_slice(&text).map_err(|_| wrong("work-plan.syntax"))?;
    if value.get("schema").and_then(|schema| schema.as_str()) != Some(SCHEMA) {
        return Err(wrong("work-plan.schema"));
    }
    serde_json::from_value(value).map_err(|_| wrong("work-plan.syntax"))
}

/// Reads the rules that a plan was made by.
///
/// # Errors
/// As [`WorkRules::open`].
pub fn read_rules(plan: &Path, limits: &Limits) -> Result<WorkRules> {
    WorkRules::open(&plan.join(RULES), limits)
}

/// Holds `inventories` as they are `on` a day against the plan in the folder `plan`.
///
/// Inventories are known by name. One that is not given stands where it was heard of last. Only
/// sums of each are held, so hundreds pass as a stream. Estimates are made by the plan's own
/// rules, so that figures of two days can be compared.
///
/// # Errors
/// As [`read_plan`]; `Malformed` for tables of a plan that are none, where two inventories have
/// one name or a check of scans is none; `Read`, `Write`, `DiskFull`, `Interrupted`.
pub fn progress(
    plan: &Path,
    inventories: &[Inventory],
    on: NaiveDate,
    register: &Register,
    keeping: Keeping,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Progress> {
    let limits = &options.limits;
    let work_plan = read_plan(plan, limits)?;
    let rules = read_rules(plan, limits)?;
    let mut options = options.clone();
    options.estimates = rules.estimates;
    options.use_column.clone_from(&rules.use_column);
    let show = |finding: &Finding| observer.finding(finding);
    let mut found = Collector::new(Severities::default(), limits.findings_kept, &show);

    let mut history = History::read(plan, planned(plan, limits)?, on, &work_plan, limits)?;
    let mut today = Day::new();
    observer.begin(Phase::Rows, None);
    for inventory in in_order(inventories)? {
        let mut now = PlannedInventory::default();
        let mut take = |item: Item| {
            now.take(&item);
            Ok(())
        };
        items(inventory, register, &options, &mut found, observer, &mut take)?;
        history.units.entry(inventory.name.clone()).or_insert(now.unit);
        today.insert(inventory.name.clone(), standing(&now));
    }
    observer.end(Phase::Rows);
    history.hear(on, &today);
    let days: Vec<NaiveDate> = history.points.keys().copied().collect();
    let (due, due_by_day) = asked(plan, work_plan.start, &days, &rules.calendar, limits)?;
    let mut answer = history.answer(&due, &due_by_day, &rules.calendar, register);
    answer.plan_ends_on = work_plan.done_on;
    answer.report = found.finish();
    if keeping == Keeping::Keep && !today.is_empty() {
        records::keep(plan, on, &today)?;
    }
    Ok(answer)
}

fn standing(inventory: &PlannedInventory) -> Known {
    Known {
        ready: Amounts::new(inventory.arranged, inventory.scanned),
        left: Amounts::new(inventory.to_arrange, inventory.to_scan),
    }
}

/// What was known of each inventory, from day to day.
struct History {
    on: NaiveDate,
    /// The last day before the weeks whose rate counts.
    before: NaiveDate,
    units: BTreeMap<String, Option<UnitRef>>,
    base: BTreeMap<String, Known>,
    known: BTreeMap<String, Known>,
    heard: BTreeMap<String, NaiveDate>,
    /// What was done of each before the weeks whose rate counts.
    earlier: BTreeMap<String, Amounts>,
    /// What was done at the end of each day that was told of.
    points: BTreeMap<NaiveDate, Amounts>,
}

impl History {
    fn read(
        plan: &Path,
        inventories: Vec<PlannedInventory>,
        on: NaiveDate,
        work_plan: &WorkPlan,
        limits: &Limits,
    ) -> Result<Self> {
        let window = on.checked_sub_days(Days::new(WINDOW)).unwrap_or(on);
        let first = work_plan.start.pred_opt().unwrap_or(work_plan.start);
        let base: BTreeMap<_, _> =
            inventories.iter().map(|one| (one.name.clone(), standing(one))).collect();
        let mut history = History {
            on,
            before: window.max(first),
            units: inventories.into_iter().map(|one| (one.name, one.unit)).collect(),
            known: base.clone(),
            base,
            heard: BTreeMap::new(),
            earlier: BTreeMap::new(),
            points: BTreeMap::new(),
        };
        for (day, path) in records::days(plan, on)? {
            history.hear(day, &records::read(&path, limits)?);
        }
        Ok(history)
    }

    fn hear(&mut self, day: NaiveDate, news: &Day) {
        for (inventory, known) in news {
            self.known.insert(inventory.clone(), *known);
            self.heard.insert(inventory.clone(), day);
            let done = self.done(inventory);
            if day <= self.before {
                self.earlier.insert(inventory.clone(), done);
            }
        }
        let mut all = Amounts::default();
        self.known.keys().for_each(|inventory| all.add(self.done(inventory)));
        self.points.insert(day, all);
    }

    /// What was done of an inventory since the plan was made. What the plan does not know is
    /// work that came, and not work that was done.
    fn done(&self, inventory: &str) -> Amounts {
        match (self.known.get(inventory), self.base.get(inventory)) {
            (Some(known), Some(base)) => known.ready.beyond(base.ready),
            _ => Amounts::default(),
        }
    }

    fn answer(
        &self,
        due: &BTreeMap<String, Amounts>,
        due_by_day: &[Amounts],
        calendar: &Calendar,
        register: &Register,
    ) -> Progress {
        let days = self.points.iter().zip(due_by_day);
        let days =
            days.map(|((day, done), due)| DayPoint { day: *day, planned: *due, done: *done });
        let (mut all, mut unplanned) = (Sum::default(), Amounts::default());
        let mut units: BTreeMap<Option<UnitRef>, Sum> = BTreeMap::new();
        let mut by_inventory = Vec::new();
        for (name, known) in &self.known {
            let planned = due.get(name).copied().unwrap_or_default();
            let one = self.inventory(name, *known, planned);
            if !self.base.contains_key(name) {
                unplanned.add(one.left);
            }
            let recent = one.done.beyond(self.earlier.get(name).copied().unwrap_or_default());
            all.add(&one, recent);
            add_upwards(one.unit, register, |unit| {
                units.entry(unit).or_default().add(&one, recent);
            });
            by_inventory.push(one);
        }
        let rate_from = self.before.succ_opt().unwrap_or(self.before);
        let working = calendar.between(rate_from, self.on).max(1);
        let by_unit = units.into_iter().map(|(unit, sum)| UnitProgress {
            unit,
            inventories: sum.paces,
            planned: sum.planned,
            done: sum.done,
            left: sum.left,
            ends_on: sum.ends_on(self.on, working, calendar),
        });
        Progress {
            on: self.on,
            planned: all.planned,
            done: all.done,
            left: all.left,
            unplanned,
            rate_from,
            rate: [all.recent.metres.millimetres() / working, all.recent.pages / working],
            plan_ends_on: None,
            ends_on: all.ends_on(self.on, working, calendar),
            ends_each: all.ends(self.on, working, calendar),
            inventories: all.paces,
            days: days.collect(),
            by_inventory,
            by_unit: by_unit.collect(),
            report: crate::finding::Report::default(),
        }
    }

    fn inventory(&self, name: &str, known: Known, planned: Amounts) -> InventoryProgress {
        let done = self.done(name);
        let behind = planned.beyond(done);
        let heard_on = self.heard.get(name).copied();
        let pace = match heard_on {
            _ if known.left.is_nothing() => Pace::Done,
            None => Pace::Silent,
            Some(day) if day < self.on && day <= self.before => Pace::Silent,
            Some(_) if behind.is_nothing() => Pace::OnTime,
            Some(_) => Pace::Late,
        };
        InventoryProgress {
            inventory: name.to_owned(),
            unit: self.units.get(name).copied().flatten(),
            pace,
            heard_on,
            planned,
            done,
            left: known.left,
            behind,
        }
    }
}

/// What inventories come to together.
#[derive(Default)]
struct Sum {
    paces: [u64; 4],
    planned: Amounts,
    done: Amounts,
    left: Amounts,
    /// Done in the weeks whose rate counts.
    recent: Amounts,
}

impl Sum {
    fn add(&mut self, one: &InventoryProgress, recent: Amounts) {
        for (count, pace) in self.paces.iter_mut().zip(Pace::ALL) {
            *count += u64::from(one.pace == pace);
        }
        self.planned.add(one.planned);
        self.done.add(one.done);
        self.left.add(one.left);
        self.recent.add(recent);
    }

    /// When nothing is left, if both kinds of work go on as in the last `working` days.
    fn ends_on(&self, on: NaiveDate, working: u64, calendar: &Calendar) -> Option<NaiveDate> {
        let [arranging, scanning] = self.ends(on, working, calendar);
        Some(arranging?.max(scanning?))
    }

    /// The same of arranging and of scanning.
    fn ends(&self, on: NaiveDate, working: u64, calendar: &Calendar) -> [Option<NaiveDate>; 2] {
        let days = |left: u64, recent: u64| match (left, recent) {
            (0, _) => Some(0),
            (_, 0) => None,
            _ => {
                u64::try_from((u128::from(left) * u128::from(working)).div_ceil(u128::from(recent)))
                    .ok()
            }
        };
        let (left, recent) = (self.left, self.recent);
        let arranging = days(left.metres.millimetres(), recent.metres.millimetres());
        let scanning = days(left.pages, recent.pages);
        [arranging, scanning].map(|days| days.and_then(|days| calendar.after(on, days)))
    }
}
