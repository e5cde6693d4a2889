//! The tables of a plan's folder, in the one dialect (`docs/plan.md`).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::order::{Bucket, Task};
use super::plan::PlannedInventory;
use super::pool::Done;
use super::rules::WorkRules;
use super::schedule::Stage;
use crate::description::Metres;
use crate::error::{Error, IoContext, Result};
use crate::plan::digitise::calendar::week_of;

/// Where each inventory stood.
pub(in crate::plan) const INVENTORIES: &str = "inventories.csv";
/// By team and week.
pub(in crate::plan) const SCHEDULE: &str = "schedule.csv";
/// By day.
pub(in crate::plan) const DAYS: &str = "days.csv";
/// Every dossier, and every container of which none is listed.
pub(in crate::plan) const DOSSIERS: &str = "dossiers.csv";
/// Columns of `inventories.csv`.
pub(in crate::plan) const INVENTORY_COLUMNS: [&str; 8] =
    ["inventory", "unit", "dossiers", "containers", "arranged", "toArrange", "scanned", "toScan"];
/// Columns of `schedule.csv`.
pub(in crate::plan) const SCHEDULE_COLUMNS: [&str; 8] =
    ["stage", "week", "team", "phase", "class", "inventory", "metres", "pages"];
/// Columns of `days.csv`.
pub(in crate::plan) const DAY_COLUMNS: [&str; 6] =
    ["stage", "day", "phase", "class", "metres", "pages"];
const DOSSIER_COLUMNS: [&str; 12] = [
    "inventory",
    "table",
    "row",
    "code",
    "phase",
    "class",
    "metres",
    "pages",
    "arrangeTeam",
    "arrangedOn",
    "scanTeam",
    "scannedOn",
];

/// A table that is being written.
pub(in crate::plan) struct TableFile {
    csv: csv::Writer<BufWriter<File>>,
    path: PathBuf,
}

impl TableFile {
    pub(in crate::plan) fn create(folder: &Path, name: &str, columns: &[&str]) -> Result<Self> {
        let path = folder.join(name);
        let file = BufWriter::new(File::create_new(&path).writing(&path)?);
        let csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .quote_style(csv::QuoteStyle::Necessary)
            .from_writer(file);
        let mut table = TableFile { csv, path };
        table.row(columns)?;
        Ok(table)
    }

    pub(in crate::plan) fn row<T: AsRef<[u8]>>(
        &mut self,
        cells: impl IntoIterator<Item = T>,
    ) -> Result<()> {
        let failed = |error: csv::Error| Error::write(&self.path, error.into());
        self.csv.write_record(cells).map_err(failed)
    }

    pub(in crate::plan) fn finish(self) -> Result<()> {
        let TableFile { csv, path } = self;
        let file = csv.into_inner().map_err(|error| Error::write(&path, error.into_error()))?;
        let file = file.into_inner().map_err(|error| Error::write(&path, error.into_error()))?;
        file.sync_all().writing(&path)
    }
}

/// The tables that grow while the work is scheduled.
pub(super) struct Tables<'r> {
    rules: &'r WorkRules,
    days: &'r [NaiveDate],
    names: Vec<String>,
    schedule: TableFile,
    by_day: TableFile,
    dossiers: TableFile,
    /// Sums of the week and the day that are open, by stage.
    week: BTreeMap<(Stage, NaiveDate, usize, Bucket, u32), u64>,
    day: BTreeMap<(Stage, usize, Bucket), u64>,
}

impl<'r> Tables<'r> {
    pub(super) fn create(
        folder: &Path,
        rules: &'r WorkRules,
        days: &'r [NaiveDate],
        names: Vec<String>,
    ) -> Result<Self> {
        Ok(Tables {
            rules,
            days,
            names,
            schedule: TableFile::create(folder, SCHEDULE, &SCHEDULE_COLUMNS)?,
            by_day: TableFile::create(folder, DAYS, &DAY_COLUMNS)?,
            dossiers: TableFile::create(folder, DOSSIERS, &DOSSIER_COLUMNS)?,
            week: BTreeMap::new(),
            day: BTreeMap::new(),
        })
    }

    /// Adds a piece of work; of each stage they come day by day.
    pub(super) fn done(&mut self, stage: Stage, task: &Task, done: Done) -> Result<()> {
        let week = week_of(self.date(done.day));
        if self.week.keys().next().is_some_and(|key| (key.0, key.1) != (stage, week)) {
            self.end_week()?;
        }
        if self.day.keys().next().is_some_and(|key| (key.0, key.1) != (stage, done.day)) {
            self.end_day()?;
        }
        let key = (stage, week, done.team, task.bucket, task.inventory);
        let sum = self.week.entry(key).or_default();
        *sum = sum.saturating_add(done.amount);
        let sum = self.day.entry((stage, done.day, task.bucket)).or_default();
        *sum = sum.saturating_add(done.amount);
        Ok(())
    }

    pub(super) fn dossier(
        &mut self,
        task: &Task,
        arranged: Option<Done>,
        scanned: Option<Done>,
    ) -> Result<()> {
        let day = |done: Option<Done>| {
            done.map_or_else(String::new, |done| self.date(done.day).to_string())
        };
        let team = |stage, done: Option<Done>| done.map_or("", |done| self.team(stage, done.team));
        let table = match task.kind {
            crate::plan::state::ItemKind::Dossier => "dossiers",
            crate::plan::state::ItemKind::Container => "containers",
        };
        let cells = [
            self.name(task.inventory),
            table,
            &task.row.to_string(),
            task.code.as_deref().unwrap_or_default(),
            self.phase(task.bucket),
            self.rules.class_name(usize::from(task.bucket.class)),
            &Metres::from_millimetres(task.shelf).to_string(),
            &task.to_scan.to_string(),
            team(Stage::Arranging, arranged),
            &day(arranged),
            team(Stage::Scanning, scanned),
            &day(scanned),
        ]
        .map(ToOwned::to_owned);
        self.dossiers.row(&cells)
    }

    pub(super) fn finish(mut self) -> Result<()> {
        self.end_week()?;
        self.end_day()?;
        self.schedule.finish()?;
        self.by_day.finish()?;
        self.dossiers.finish()
    }

    fn end_week(&mut self) -> Result<()> {
        for ((stage, week, team, bucket, inventory), amount) in std::mem::take(&mut self.week) {
            let (metres, pages) = cells(stage, amount);
            let cells = [
                stage.code(),
                &week.to_string(),
                self.team(stage, team),
                self.phase(bucket),
                self.rules.class_name(usize::from(bucket.class)),
                self.name(inventory),
                &metres,
                &pages,
            ]
            .map(ToOwned::to_owned);
            self.schedule.row(&cells)?;
        }
        Ok(())
    }

    fn end_day(&mut self) -> Result<()> {
        for ((stage, day, bucket), amount) in std::mem::take(&mut self.day) {
            let (metres, pages) = cells(stage, amount);
            let cells = [
                stage.code(),
                &self.date(day).to_string(),
                self.phase(bucket),
                self.rules.class_name(usize::from(bucket.class)),
                &metres,
                &pages,
            ]
            .map(ToOwned::to_owned);
            self.by_day.row(&cells)?;
        }
        Ok(())
    }

    fn date(&self, day: usize) -> NaiveDate {
        self.days.get(day).copied().unwrap_or_default()
    }

    fn name(&self, inventory: u32) -> &str {
        let place = usize::try_from(inventory).unwrap_or(usize::MAX);
        self.names.get(place).map_or("", String::as_str)
    }

    fn phase(&self, bucket: Bucket) -> &str {
        self.rules.phases.get(usize::from(bucket.phase)).map_or("", |phase| &phase.name)
    }

    fn team(&self, stage: Stage, team: usize) -> &str {
        let teams = match stage {
            Stage::Arranging => &self.rules.arranging,
            Stage::Scanning => &self.rules.scanning,
        };
        teams.get(team).map_or("", |team| &team.name)
    }
}

/// The amount in the column of its stage.
fn cells(stage: Stage, amount: u64) -> (String, String) {
    match stage {
        Stage::Arranging => (Metres::from_millimetres(amount).to_string(), String::new()),
        Stage::Scanning => (String::new(), amount.to_string()),
    }
}

pub(super) fn write_inventories(folder: &Path, inventories: &[PlannedInventory]) -> Result<()> {
    let mut table = TableFile::create(folder, INVENTORIES, &INVENTORY_COLUMNS)?;
    for inventory in inventories {
        table.row(&[
            inventory.name.clone(),
            inventory.unit.map_or_else(String::new, |unit| unit.to_string()),
            inventory.dossiers.to_string(),
            inventory.containers.to_string(),
            inventory.arranged.to_string(),
            inventory.to_arrange.to_string(),
            inventory.scanned.to_string(),
            inventory.to_scan.to_string(),
        ])?;
    }
    table.finish()
}
