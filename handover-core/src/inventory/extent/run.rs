use std::path::Path;

use super::amount::{Amount, Extent, FondsAmount};
use super::attribution::Paths;
use super::groups::{Groups, fonds_of};
use super::members::Members;
use crate::description::Metres;
use crate::description::secrecy::{Clearances, PathSieve, Suspect};
use crate::error::Result;
use crate::finding::{Collector, Finding, Severities};
use crate::inventory::{
    CheckOptions, Row, Table, TableReader, Tables, check_header_secrets, check_secrets,
};
use crate::observe::{self, Observer, Phase, Work};
use crate::sorted::Sorter;
use crate::walk::Step;

/// Sums up an inventory and, where `files` are given in path order, these.
///
/// Rows that cannot be read are told and not counted. Memory grows with the
/// number of different fonds and years, and not with rows or files.
///
/// # Errors
/// `Limit` for more fonds than [`crate::limits::Limits::group_bytes`] holds;
/// where a table or the temporary folder cannot be read or written;
/// `Interrupted`.
pub fn extent(
    tables: &dyn Tables,
    files: Option<&mut dyn Iterator<Item = Step>>,
    options: &CheckOptions,
    observer: &dyn Observer,
) -> Result<Extent> {
    let show = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut found = Collector::new(Severities::default(), kept, &show);
    let mut sum = Sum::new(options);
    observer.begin(Phase::Rows, None);
    let mut listed = tables.list(&mut |finding| found.add(finding))?;
    listed.retain(|table| *table != Table::Files);
    listed.sort();
    for table in listed {
        sum.table(table, tables, &mut found, observer)?;
    }
    observer.end(Phase::Rows);
    let mut extent = sum.finish(files, &mut found, observer)?;
    extent.report = found.finish();
    Ok(extent)
}

struct Sum<'o> {
    options: &'o CheckOptions,
    extent: Extent,
    groups: Groups,
    members: Members,
    paths: Paths,
    /// Codes of containers, and of those that dossiers name.
    containers: Sorter,
}

/// Rows between two words to the observer.
const STEP: u64 = 1024;

impl<'o> Sum<'o> {
    fn new(options: &'o CheckOptions) -> Self {
        let (budget, folder) = (options.limits.sort_bytes / 4, options.folder());
        let folder: &Path = &folder;
        Sum {
            options,
            extent: Extent::default(),
            groups: Groups::default(),
            members: Members::new(budget, folder),
            paths: Paths::new(budget, folder),
            containers: Sorter::new(budget, folder),
        }
    }

    fn table(
        &mut self,
        table: Table,
        tables: &dyn Tables,
        found: &mut Collector<'_>,
        observer: &dyn Observer,
    ) -> Result<()> {
        // Which words are cleared is for the act to say, and there is none here.
        let cleared = Clearances::default();
        let mut report = |finding: Finding| found.add(finding);
        let (input, path) = (tables.open(table)?, tables.path(table));
        let limits = &self.options.limits;
        let mut reader = TableReader::new(input, table, path, limits, &mut report)?;
        check_header_secrets(reader.header(), &cleared, &mut report);
        while let Some(row) = reader.read(&mut report)? {
            check_secrets(&row, &cleared, &mut report);
            self.row(&row)?;
            if row.number() % STEP == 0 {
                observe::check(observer)?;
                observer.advance(Phase::Rows, Work { entries: STEP, bytes: 0 });
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>) -> Result<()> {
        let limit = self.options.limits.group_bytes;
        let extent = &mut self.extent;
        match row.table() {
            Table::Fonds => {
                let block = row.get("block").parse().ok();
                self.groups.describe(fonds_of(row.get("code")), block, limit)
            }
            Table::Containers => {
                let metres = row.get("metres").parse::<Metres>().ok();
                extent.containers += 1;
                extent.metres_stated += u64::from(metres.is_some());
                let metres = metres.unwrap_or_default();
                extent.metres += metres;
                let amount = FondsAmount { containers: 1, metres, ..FondsAmount::default() };
                self.groups.add_containers(fonds_of(row.get("fonds")), &amount, limit)?;
                self.containers.push(row.get("code").as_bytes().to_vec(), vec![1])
            }
            Table::Dossiers => {
                extent.dossiers += 1;
                extent.by_retention.count(row.get("maintenance"));
                extent.by_carrier.count(row.get("carrier"));
                extent.by_arrangement.count(row.get("arrangement"));
                extent.by_work.count(row.get("work"));
                let container = row.get("container");
                if !container.is_empty() {
                    self.containers.push(container.as_bytes().to_vec(), vec![0])?;
                }
                self.members.row(row)
            }
            Table::Documents => {
                extent.documents += 1;
                self.members.row(row)
            }
            _ => Ok(()),
        }
    }

    fn finish(
        self,
        files: Option<&mut dyn Iterator<Item = Step>>,
        found: &mut Collector<'_>,
        observer: &dyn Observer,
    ) -> Result<Extent> {
        let limit = self.options.limits.group_bytes;
        let Sum { mut extent, mut groups, members, mut paths, containers, .. } = self;
        extent.by_depth.containers = without_dossiers(containers)?;
        members.finish(&mut extent, &mut groups, &mut paths, limit)?;
        match files {
            Some(files) => {
                observer.begin(Phase::Count, None);
                count(files, paths, &mut extent, &mut groups, limit, found, observer)?;
                observer.end(Phase::Count);
            }
            None => extent.files = paths.count(&mut groups, limit)?,
        }
        (extent.by_fonds, extent.by_block, extent.by_year) = groups.finish();
        Ok(extent)
    }
}

/// Containers that no dossier names.
fn without_dossiers(containers: Sorter) -> Result<u64> {
    let mut named: Option<Vec<u8>> = None;
    let mut alone = 0;
    for record in containers.finish()? {
        let (code, kind) = record?;
        if kind == [0] {
            named = Some(code);
        } else {
            alone += u64::from(named.as_ref() != Some(&code));
        }
    }
    Ok(alone)
}

fn count(
    steps: &mut dyn Iterator<Item = Step>,
    paths: Paths,
    extent: &mut Extent,
    groups: &mut Groups,
    limit: usize,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<()> {
    let none = Clearances::default();
    let mut sieve = PathSieve::new(&none);
    let mut rows = paths.groups()?;
    let mut bytes = 0_u64;
    for step in steps {
        observe::check(observer)?;
        let (entry, is_file) = match step {
            Step::File(entry) => (entry, true),
            Step::EmptyFolder(entry) => (entry, false),
            _ => continue,
        };
        let sifted = sieve.enter(&entry.path, entry.original().as_deref());
        sifted.new.iter().map(Suspect::finding).for_each(|finding| found.add(finding));
        if !is_file {
            continue;
        }
        observer.advance(Phase::Count, Work { entries: 1, bytes: entry.size });
        extent.files += 1;
        bytes = bytes.saturating_add(entry.size);
        let amount = Amount { files: 1, bytes: entry.size, ..Amount::default() };
        groups.add(rows.of(&entry.path)?, &amount, limit)?;
    }
    extent.bytes = Some(bytes);
    Ok(())
}
