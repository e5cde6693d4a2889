//! `handover inventory scans`: what digitised pages are fit for.

use handover_core::error::ErrorKind;
use handover_core::finding::Counts;
use handover_core::inspect::{Sort, Standard};
use handover_core::scans::{Options, Scan, Totals, scans as sort_scans};
use handover_core::survey::Folder;
use serde::Serialize;

use super::scans_told;
use crate::args::InventoryScansArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::closing;
use crate::progress::Findings;
use crate::text_file;

/// The last line for programs.
#[derive(Serialize)]
struct Summary<'a> {
    folder: String,
    standard: &'a str,
    // Beside every answer, for whoever sees only the figures.
    acceptance: bool,
    #[serde(flatten)]
    totals: Totals,
    counts: Counts,
}

pub(crate) fn scans(args: &InventoryScansArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let standard = match &args.criteria {
        Some(path) => Standard::read_toml(&text_file::read(path)?, path)?,
        None => Standard::compiled_in()?,
    };
    let folder = Folder::open(&args.dir)?;
    let mut options = Options::default();
    if let Some(threads) = args.threads {
        options.threads = threads;
    }
    let tell = |scan: Scan| {
        let told = match context.format {
            Format::Json => context.object("scan", &scan),
            Format::Human if scan.judgement.sort == Sort::NotAScan => Ok(()),
            Format::Human => context.result(&scans_told::line(&scan, context)),
        };
        told.map_err(|failure| {
            // The failure of the output is kept; the core only has to stop.
            if let Failure::Output(error) = failure {
                context.remember_broken(error);
            }
            ErrorKind::Interrupted.into()
        })
    };
    let sorted = {
        let observer = context.observer(Findings::Result);
        sort_scans(&folder, &standard, tell, &options, &observer)?
    };
    let (totals, report) = (sorted.totals, sorted.report);
    if context.format == Format::Json {
        let folder = args.dir.to_string_lossy().into_owned();
        let (standard, counts) = (standard.name(), report.counts);
        let summary = Summary { folder, standard, acceptance: false, totals, counts };
        context.object("scans", &summary)?;
    } else {
        let locale = &context.locale;
        let heading = Arguments::new().path("path", &args.dir).data("standard", standard.name());
        context.result(&locale.with("scans-done", &heading))?;
        context.result(&scans_told::table_of(&totals, locale))?;
        context.result(&closing(&report, locale, context.paint))?;
        context.result(&locale.text("scans-notice"))?;
    }
    Ok(if report.passes() { exit::DONE } else { exit::NO })
}
