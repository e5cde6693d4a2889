use std::path::{Path, PathBuf};

use serde::Serialize;

use super::holding::{self, Item, Missing, unserialisable};
use super::papers::Papers;
use crate::custody::Kind;
use crate::description::Day;
use crate::error::{IoContext, Result};
use crate::finding::{Code, Collector, Finding, Location, Report, Severities};
use crate::inventory::Tables;
use crate::ledger::{self, Brief, Coverage, History, LedgerFile, Verdict, Where};
use crate::limits::Limits;
use crate::observe::{Observer, Phase, Work};
use crate::sorted::{Both, Sorter, join};
use crate::unit::AgencyRef;

/// What is asked.
#[derive(Clone, Copy)]
pub struct Request<'r> {
    /// What the holding ought to have.
    pub tables: &'r dyn Tables,
    /// The folder of its files; without it no file is looked for.
    pub files: Option<&'r Path>,
    /// What happened to it.
    pub ledger: LedgerFile<'r>,
    /// The folder of the papers that destructions name.
    pub papers: Option<&'r Path>,
    /// The day for which it is asked: events behind it do not count.
    pub on: Day,
}

/// Whether titles are part of the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Titles {
    /// They are not.
    #[default]
    Hidden,
    /// They are, where nothing in the row is under suspicion of secrecy.
    Shown,
}

/// How to audit.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Bounds on what is read.
    pub limits: Limits,
    /// Which finding weighs what.
    pub severities: Severities,
    /// Where temporary files go; the system's folder for them if `None`.
    pub temporary: Option<PathBuf>,
    /// Whether titles are told.
    pub titles: Titles,
}

/// What became of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fate {
    /// All of its files are here.
    Here,
    /// It ought to be here, and no file says whether it is: paper.
    NotLookedAt,
    /// It left by an act.
    Left,
    /// It was reported lost.
    ReportedLost,
    /// It ought to be here, and is not.
    Gone,
}

/// What an audit says of one dossier.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Answer {
    /// Its row; that of a document, where no dossier row speaks for it.
    pub at: Location,
    /// What became of it.
    pub fate: Fate,
    /// Its code; not where its row is under suspicion of secrecy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its title, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Rows that speak of its files.
    pub listed: u64,
    /// Those whose files are not there.
    pub missing: u64,
    /// Who holds it, or held it last.
    pub holder: Option<AgencyRef>,
    /// The event that decides.
    pub event: Option<Brief>,
}

/// How many dossiers of each fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Totals {
    /// Dossiers in all.
    pub dossiers: u64,
    /// With all their files.
    pub here: u64,
    /// Held by the inventory, and not looked at.
    pub not_looked_at: u64,
    /// Left by an act.
    pub left: u64,
    /// Of those: destroyed.
    pub destroyed: u64,
    /// Of those: on loan.
    pub on_loan: u64,
    /// Reported lost.
    pub reported_lost: u64,
    /// Gone without a word.
    pub gone: u64,
    /// Files that no row speaks of.
    pub unlisted_files: u64,
    /// Papers that destructions name.
    pub papers_named: u64,
    /// Of those: seen.
    pub papers_seen: u64,
}

/// The answer for a holding.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Audit {
    /// How many of what.
    pub totals: Totals,
    /// The ledger itself.
    pub ledger: Verdict,
    /// What is wrong with the holding; as JSON only how much, since each finding
    /// is told by itself.
    #[serde(rename = "counts", serialize_with = "counts")]
    pub report: Report,
}

fn counts<S: serde::Serializer>(report: &Report, serializer: S) -> Result<S::Ok, S::Error> {
    report.counts.serialize(serializer)
}

/// Answers for a holding: every dossier that is not simply here goes to
/// `sink`, in the order of the rows.
///
/// # Errors
/// `Read`, `Changed` if the ledger changes meanwhile, `Interrupted`, or the
/// error of `sink`.
pub fn audit(
    request: &Request<'_>,
    mut sink: impl FnMut(Answer) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Audit> {
    let parent = options.temporary.clone().unwrap_or_else(std::env::temp_dir);
    let work = tempfile::tempdir_in(&parent).writing(&parent)?;
    let room = (&options.limits, work.path());
    let tell = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut found = Collector::new(options.severities.clone(), kept, &tell);
    let mut totals = Totals::default();

    let name = request.ledger.path.file_name().unwrap_or_default().to_string_lossy();
    let mut coverage = Coverage::new(options.limits.sort_bytes, work.path());
    let mut papers = Papers::new(options.limits.sort_bytes / 4, work.path());
    let ledger_options = ledger_options(options);
    let take = |checked: ledger::Checked| {
        let destroyed = checked.entry.event.kind == Kind::Destruction;
        if destroyed && checked.believed && checked.entry.day <= request.on {
            papers.want(&checked)?;
            if History::of(&checked).unproven.is_some() {
                let place = Location::line(&*name, checked.line);
                let finding = Finding::new(Code::CustodyFewSigners, place);
                found.add(finding.with("persons", checked.persons as u64));
            }
        }
        coverage.event(&checked, request.on)
    };
    let ledger = request.ledger.verify(take, &ledger_options, observer)?;
    let seen = papers.judge(request.papers, room, &name, &mut found, observer)?;
    (totals.papers_named, totals.papers_seen) = (seen.named, seen.seen);

    let mut missing = Missing::default();
    if let Some(files) = request.files {
        (missing, totals.unlisted_files) = holding::missing(request.tables, files, room, observer)?;
    }
    let rows = holding::by_code(request.tables, &mut missing, options.titles, room, &mut found)?;
    let mut items = Sorter::new(options.limits.sort_bytes / 2, work.path());
    holding::dossiers(rows, |item| {
        coverage.ask(item.number(), &item.dossier)?;
        let value = serde_json::to_vec(&item).map_err(unserialisable)?;
        items.push(item.number().to_be_bytes().to_vec(), value)
    })?;

    let mut judge = Judge {
        looked: request.files.is_some(),
        shelf: request.ledger.shelf(&options.limits)?,
        agency: ledger.agency,
        totals,
    };
    observer.begin(Phase::Compare, None);
    let items = items.finish()?.map(|record| {
        let item: Item = serde_json::from_slice(&record?.1).map_err(unserialisable)?;
        Ok(item)
    });
    for pair in
        join(items, coverage.finish()?, |item: &Item, (number, _)| item.number().cmp(number))
    {
        let Both::Both(item, (_, history)) = pair? else { continue };
        crate::observe::check(observer)?;
        observer.advance(Phase::Compare, Work { entries: 1, bytes: 0 });
        let answer = judge.answer(item, &history, &mut found)?;
        if !matches!(answer.fate, Fate::Here | Fate::NotLookedAt) {
            sink(answer)?;
        }
    }
    observer.end(Phase::Compare);
    Ok(Audit { totals: judge.totals, ledger, report: found.finish() })
}

fn ledger_options(options: &Options) -> ledger::Options {
    ledger::Options { limits: options.limits, severities: options.severities.clone() }
}

struct Judge<'l> {
    looked: bool,
    shelf: ledger::Shelf<'l, std::fs::File>,
    agency: Option<AgencyRef>,
    totals: Totals,
}

impl Judge<'_> {
    fn answer(
        &mut self,
        item: Item,
        history: &History,
        found: &mut Collector<'_>,
    ) -> Result<Answer> {
        let event = match history.deciding() {
            Some(deed) => Some(Brief::of(&*self.shelf.fetch(deed)?)),
            None => None,
        };
        let place = event.as_ref().map_or(Where::Here, |event| event.place);
        let here = self.looked && item.listed > 0 && item.missing == 0;
        let fate = match place {
            Where::Lost => Fate::ReportedLost,
            Where::There | Where::OnLoan | Where::Destroyed => Fate::Left,
            Where::Here if !self.looked || item.listed == 0 => Fate::NotLookedAt,
            Where::Here if here => Fate::Here,
            Where::Here => Fate::Gone,
        };
        self.count(fate, place);
        let finding = |code| Finding::new(code, item.location());
        let last = match &event {
            Some(event) => event.holder,
            None => self.agency,
        };
        let holder = match (place, &event) {
            // Of what nobody holds any more, who held it last.
            (Where::Lost | Where::Destroyed, Some(_)) => self.agency,
            _ => last,
        };
        match fate {
            Fate::Gone => {
                let holder = holder.map(|holder| holder.to_string()).unwrap_or_default();
                found.add(finding(Code::CustodyUnexplained).with("holder", holder));
            }
            Fate::ReportedLost => {
                let number = event.as_ref().map_or(0, |event| event.number);
                found.add(finding(Code::CustodyReportedLost).with("number", number));
            }
            Fate::Left if place == Where::Destroyed && here => {
                let number = event.as_ref().map_or(0, |event| event.number);
                found.add(finding(Code::CustodyStillHere).with("number", number));
            }
            _ => {}
        }
        let code = (!item.hidden).then(|| item.dossier.code.clone());
        let (at, title) = (item.location(), item.title);
        let (listed, missing) = (item.listed, item.missing);
        Ok(Answer { at, fate, code, title, listed, missing, holder, event })
    }

    fn count(&mut self, fate: Fate, place: Where) {
        let totals = &mut self.totals;
        totals.dossiers += 1;
        totals.destroyed += u64::from(place == Where::Destroyed);
        totals.on_loan += u64::from(place == Where::OnLoan);
        *match fate {
            Fate::Here => &mut totals.here,
            Fate::NotLookedAt => &mut totals.not_looked_at,
            Fate::Left => &mut totals.left,
            Fate::ReportedLost => &mut totals.reported_lost,
            Fate::Gone => &mut totals.gone,
        } += 1;
    }
}

#[cfg(test)]
mod tests;
