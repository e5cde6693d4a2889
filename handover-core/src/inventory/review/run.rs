use super::codes::Codes;
use super::containers::Containers;
use super::deferred::Deferred;
use super::fonds::FondsDates;
use super::members::Members;
use super::options::{Checked, Options};
use super::structure::check_structure;
use crate::description::secrecy::Clearances;
use crate::error::Result;
use crate::finding::{Collector, Finding, Severities};
use crate::inventory::check::check_row_by;
use crate::inventory::matching::{Fixes, Matcher};
use crate::inventory::rules::Rules;
use crate::inventory::{
    PartyAndState, Row, Table, TableReader, Tables, check_header_secrets, check_papers,
    check_secrets,
};
use crate::observe::{self, Observer, Phase, Work};
use crate::profile::Profile;
use crate::walk::Step;

/// Checks the tables of an inventory against a profile, against each other
/// and, where `files` are given in path order, against these.
///
/// Findings reach `observer` in the order of tables, rows and columns, then
/// of files. A text that speaks of secrecy is never among them. Memory does
/// not grow with rows or files.
///
/// # Errors
/// Where a table or the temporary folder cannot be read or written;
/// `Interrupted`.
pub fn check(
    tables: &dyn Tables,
    files: Option<&mut dyn Iterator<Item = Step>>,
    profile: &Profile,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Checked> {
    let folder = options.folder();
    let rules = Rules::new(profile);
    let mut found = Deferred::new(options.limits.sort_bytes / 4, &folder);
    let budget = options.limits.sort_bytes / 4;
    let mut review = Review {
        rules: &rules,
        codes: Codes::new(budget, &folder),
        containers: Containers::new(budget, &folder),
        fonds: FondsDates::new(budget, &folder),
        members: Members::new(budget, &folder),
        matcher: Matcher::new(options.limits.sort_bytes, &folder, files.is_some()),
        blocks: PartyAndState::default(),
        rows: 0,
    };
    observer.begin(Phase::Rows, None);
    let mut listed = tables.list(&mut |finding| rules.tell(finding, |f| found.push(f)))?;
    listed.retain(|table| *table != Table::Files);
    listed.sort();
    for table in listed {
        review.table(table, tables, options, &mut found, observer)?;
    }
    observer.end(Phase::Rows);
    let Review { codes, containers, mut fonds, members, matcher, rows, .. } = review;
    let mut report = |finding: Finding| rules.tell(finding, |f| found.push(f));
    codes.finish(&mut report)?;
    containers.finish(&mut report)?;
    members.finish(&mut fonds, &mut report)?;
    fonds.finish(&mut report)?;
    let (matched, fixes) = if let Some(files) = files {
        observer.begin(Phase::Count, None);
        let (matched, fixes) = matcher.finish(files, &rules, &mut found, observer)?;
        observer.end(Phase::Count);
        (Some(matched), fixes)
    } else {
        matcher.finish_without_files(&mut report)?;
        (None, Fixes::default())
    };
    let show = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut collector = Collector::new(Severities::default(), kept, &show);
    found.finish(|finding| collector.add_weighed(finding))?;
    Ok(Checked { report: collector.finish(), rows, matched, fixes })
}

/// Everything that looks at a row as it passes.
struct Review<'r> {
    rules: &'r Rules,
    codes: Codes,
    containers: Containers,
    fonds: FondsDates,
    members: Members,
    matcher: Matcher,
    blocks: PartyAndState,
    rows: u64,
}

/// Rows between two words to the observer.
const STEP: u64 = 1024;

impl Review<'_> {
    fn table(
        &mut self,
        table: Table,
        tables: &dyn Tables,
        options: &Options,
        found: &mut Deferred,
        observer: &dyn Observer,
    ) -> Result<()> {
        // Which words are cleared is for the act to say, and there is none here.
        let cleared = Clearances::default();
        let rules = self.rules;
        let (input, path) = (tables.open(table)?, tables.path(table));
        let mut report = |finding: Finding| rules.tell(finding, |f| found.push(f));
        let mut reader = TableReader::new(input, table, path, &options.limits, &mut report)?;
        check_header_secrets(reader.header(), &cleared, &mut report);
        loop {
            let mut report = |finding: Finding| rules.tell(finding, |f| found.push(f));
            let Some(row) = reader.read(&mut report)? else { break };
            check_secrets(&row, &cleared, &mut report);
            check_papers(&row, &mut report);
            check_structure(&row, &mut report);
            self.blocks.row(&row, &mut report);
            check_row_by(rules, &row, &mut |finding| found.push(&finding));
            self.row(&row)?;
            if row.number() % STEP == 0 {
                observe::check(observer)?;
                observer.advance(Phase::Rows, Work { entries: STEP, bytes: 0 });
            }
        }
        found.check()
    }

    fn row(&mut self, row: &Row<'_>) -> Result<()> {
        self.rows += 1;
        self.codes.row(row)?;
        self.containers.row(row)?;
        self.fonds.row(row)?;
        self.members.row(row)?;
        self.matcher.row(row)
    }
}
