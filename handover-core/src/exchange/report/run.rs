use std::path::Path;

use super::findings;
use super::options::{ReportOptions, ReportSources, Reported};
use super::page::{Page, Section};
use super::words::Words;
use super::{figures, html, plan, receipts, state, summary, told, transfers, units};
use crate::durable::{Workplace, publish_file, write_synced};
use crate::error::Result;
use crate::exchange::write_figures;
use crate::finding::Finding;
use crate::observe::{Observer, Phase, Work};
use crate::plan::digitise::WorkPlan;
use crate::plan::progress::{
    Keeping, PlannedDay, Progress, planned_days, progress, read_plan, read_rules,
};
use crate::plan::state::{WorkState, work_state};

/// Makes a page of what is there, and the same figures for spreadsheets if they are asked for;
/// equal sources give equal bytes. The page is one file that fetches nothing.
///
/// A plan's folder is only looked at: what inventories say on the day is noted by
/// [`mod@crate::plan::progress`]. Signatures are not checked; what a check said of them is told.
///
/// # Errors
/// `TargetExists`; as [`work_state`] and [`fn@progress`]; `Malformed` for a table of routes that
/// is none, or for lines that no command of ours printed; `Limit`; `Read`, `Write`, `DiskFull`,
/// `Interrupted`.
pub fn report(
    sources: &ReportSources<'_>,
    out: &Path,
    options: &ReportOptions<'_>,
    observer: &dyn Observer,
) -> Result<Reported> {
    let work = Workplace::for_target(out)?;
    let words = Words::new(options, sources.register);
    let mut made = Reported::default();
    let mut sections = Vec::new();

    let followed = sources.plan.map(|plan| Followed::read(plan, sources, options, observer));
    let followed = followed.transpose()?;
    let state = standing(sources, options, observer)?;
    let progress = followed.as_ref().map(|of| &of.progress);
    if state.is_some() || followed.is_some() {
        let plan = followed.as_ref().map(|of| (&of.plan, &of.progress));
        sections.push(summary::totals(state.as_ref(), plan, &words));
        let (section, count) = units::section(state.as_ref(), progress, &words);
        made.units = count;
        sections.push(section);
    }
    if let Some(of) = &followed {
        sections.push(plan::section(&of.plan, &of.days, &of.progress, &words));
    }
    if let Some(state) = &state {
        sections.push(state::section(state, &words));
        made.inventories = state.inventories;
    }
    if let Some(path) = sources.routes {
        let limits = &options.reading.limits;
        let (mut section, count) = transfers::section(path, limits, &words)?;
        if let Some(receipts) = sources.receipts {
            let standing = transfers::standing((path, receipts), sources.on, limits, &words)?;
            // Behind the sums, before the routes one by one.
            section.parts.insert(1, standing);
        }
        made.transfers = count;
        sections.push(section);
    }
    if let Some(folder) = sources.receipts {
        let (section, count) = receipts::section(folder, &options.reading.limits, &words)?;
        made.receipts = count;
        sections.push(section);
    }
    let (told, count) = told::sections(sources.told, &options.reading.limits, &words)?;
    made.told = count;
    sections.extend(told);
    if let Some(state) = state {
        sections.push(findings::section(&state.report, &words));
        made.report = state.report;
    }
    publish(&work, &page(sources, sections, &words), out, options, &words)?;
    Ok(made)
}

/// Brings the page to its name last: where it is, its figures are.
fn publish(
    work: &Workplace,
    page: &Page,
    out: &Path,
    options: &ReportOptions<'_>,
    words: &Words<'_>,
) -> Result<()> {
    let finished = work.join("report");
    write_synced(&finished, html::write(page, words).as_bytes())?;
    if let Some(target) = &options.figures {
        write_figures(&figures::figures(page, words), target)?;
    }
    publish_file(&finished, out)
}

fn page(sources: &ReportSources<'_>, sections: Vec<Section>, words: &Words<'_>) -> Page {
    let about = words.fill("about", &[("day", &words.day(sources.on))]);
    Page { title: words.say("title").to_owned(), about, sections }
}

/// The inventories as they are; estimates are those of the plan, if there is one.
fn standing(
    sources: &ReportSources<'_>,
    options: &ReportOptions<'_>,
    observer: &dyn Observer,
) -> Result<Option<WorkState>> {
    if sources.inventories.is_empty() {
        return Ok(None);
    }
    let mut reading = options.reading.clone();
    if let Some(plan) = sources.plan {
        reading.estimates = read_rules(plan, &reading.limits)?.estimates;
    }
    work_state(sources.inventories, sources.register, &reading, observer).map(Some)
}

/// A plan, and how it is kept.
struct Followed {
    plan: WorkPlan,
    days: Vec<PlannedDay>,
    progress: Progress,
}

impl Followed {
    fn read(
        folder: &Path,
        sources: &ReportSources<'_>,
        options: &ReportOptions<'_>,
        observer: &dyn Observer,
    ) -> Result<Self> {
        let limits = &options.reading.limits;
        Ok(Followed {
            plan: read_plan(folder, limits)?,
            days: planned_days(folder, limits)?,
            progress: progress(
                folder,
                sources.inventories,
                sources.on,
                sources.register,
                Keeping::LookOnly,
                &options.reading,
                // The state of the work tells the same findings.
                &Unsaid(observer),
            )?,
        })
    }
}

/// An observer of the same rows for the second time.
struct Unsaid<'o>(&'o dyn Observer);

impl Observer for Unsaid<'_> {
    fn begin(&self, phase: Phase, total: Option<Work>) {
        self.0.begin(phase, total);
    }

    fn advance(&self, phase: Phase, done: Work) {
        self.0.advance(phase, done);
    }

    fn finding(&self, _: &Finding) {}

    fn end(&self, phase: Phase) {
        self.0.end(phase);
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}
