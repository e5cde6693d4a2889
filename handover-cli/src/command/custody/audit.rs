//! `handover custody audit`: what a holding has, and what became of the rest.

use handover_core::audit::{Answer, Audit, Fate, Options, Request, Titles, Totals, audit};
use handover_core::description::Day;
use handover_core::error::ErrorKind;
use handover_core::inventory::FolderTables;

use super::{told, trusted};
use crate::args::CustodyAuditArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, grouped, key_of};
use crate::output::{closing, escaped, facts, location};
use crate::progress::Findings;
use crate::units;

pub(super) fn run(args: &CustodyAuditArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let trusted = trusted(&args.reading, context)?;
    let mut options = Options::default();
    options.temporary.clone_from(&args.temp);
    if args.with_titles {
        options.titles = Titles::Shown;
    }
    // A folder that is not there would look like one without any row.
    std::fs::read_dir(&args.inventory)
        .map_err(|source| ErrorKind::Read { path: args.inventory.clone(), source })?;
    let tables = FolderTables::new(&args.inventory);
    let request = Request {
        tables: &tables,
        files: args.files.as_deref(),
        ledger: trusted.ledger(&args.reading.ledger),
        papers: args.papers.as_deref(),
        on: Day(args.date.unwrap_or(context.today)),
    };
    let tell = |answer: Answer| {
        let told = match context.format {
            Format::Json => context.object("fate", &answer),
            Format::Human => context.result(&line(&answer, &context.locale)),
        };
        told.map_err(|failure| {
            // The failure of the output is kept; the core only has to stop.
            if let Failure::Output(error) = failure {
                context.remember_broken(error);
            }
            ErrorKind::Interrupted.into()
        })
    };
    let found = {
        // Findings stand in the answers and in the report; both at once is too much.
        let findings =
            if context.format == Format::Json { Findings::Result } else { Findings::Aside };
        let observer = context.observer(findings);
        audit(&request, tell, &options, &observer)?
    };
    match context.format {
        Format::Json => context.object("audit", &found)?,
        Format::Human => {
            context.result(&totals(&found.totals, &context.locale))?;
            context.result(&closing(&found.report, &context.locale, context.paint))?;
        }
    }
    if request.files.is_none() {
        context.note(&context.locale.text("audit-no-files"));
    }
    trusted.note(context);
    Ok(answer(&found))
}

fn answer(found: &Audit) -> u8 {
    if found.report.passes() && found.ledger.report.passes() { exit::DONE } else { exit::NO }
}

/// `table dossiers, row 12 (P14.2001.03): gone without a word; …`.
fn line(answer: &Answer, locale: &Locale) -> String {
    let fate = match answer.fate {
        Fate::Here => "here",
        Fate::NotLookedAt => "not-looked-at",
        Fate::Left => "left",
        Fate::ReportedLost => "reported-lost",
        // Gone, or a fate that this version has no words for.
        _ => "gone",
    };
    let mut place = location(&answer.at, locale);
    let names = [answer.code.as_deref(), answer.title.as_deref()].into_iter().flatten();
    let names: Vec<_> = names.map(|name| escaped(name).into_owned()).collect();
    if !names.is_empty() {
        place = format!("{place} ({})", names.join(", "));
    }
    let mut line = format!("{place}: {}", locale.text(&key_of("fate", fate)));
    if answer.fate == Fate::Gone {
        let holder = answer.holder.map(|holder| units::agency(&holder, &[], locale));
        let holder = holder.unwrap_or_else(|| locale.text("who-not-said"));
        let arguments = Arguments::new()
            .text("holder", holder)
            .number("missing", answer.missing)
            .number("listed", answer.listed);
        line.push_str("; ");
        line.push_str(&locale.with("audit-last-holder", &arguments));
    }
    if let Some(event) = &answer.event {
        line.push_str("; ");
        line.push_str(&told::brief(event, locale));
    }
    line
}

fn totals(totals: &Totals, locale: &Locale) -> String {
    let rows = [
        ("audit-dossiers", totals.dossiers),
        ("audit-here", totals.here),
        ("audit-not-looked-at", totals.not_looked_at),
        ("audit-left", totals.left),
        ("audit-destroyed", totals.destroyed),
        ("audit-on-loan", totals.on_loan),
        ("audit-reported-lost", totals.reported_lost),
        ("audit-gone", totals.gone),
        ("audit-unlisted", totals.unlisted_files),
        ("audit-papers-named", totals.papers_named),
        ("audit-papers-seen", totals.papers_seen),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(label, count)| (locale.text(label), grouped(count, locale.lang())))
        .collect();
    facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone())))
}
