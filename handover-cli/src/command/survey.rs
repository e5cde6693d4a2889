//! `handover survey`: what is in a folder, and what of it will not travel.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use handover_core::durable;
use handover_core::finding::Counts;
use handover_core::snapshot::{Record, SnapshotReader, SnapshotWriter, Tally};
use handover_core::survey::{Folder, Options, Untouched, survey, survey_since};
use serde::Serialize;

use crate::args::SurveyArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, grouped};
use crate::output::{bytes, closing, facts};
use crate::progress::Findings;

#[derive(Serialize)]
struct Surveyed {
    folder: String,
    snapshot: String,
    #[serde(flatten)]
    tally: Tally,
    /// Files whose digests are those of the earlier survey.
    taken_over: u64,
    /// Files that were read.
    read: u64,
    counts: Counts,
}

pub(crate) fn run(args: &SurveyArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let out = match &args.out {
        Some(out) => out.clone(),
        None => beside_nothing(&args.dir)?,
    };
    let source = Folder::open(&args.dir)?;
    durable::refuse_inside(&out, &args.dir)?;
    let since = args.since.as_deref().map(SnapshotReader::open).transpose()?;
    let mut writer = SnapshotWriter::create(&out)?;
    let mut options = Options::default();
    options.concurrency = args.at_once.concurrency();
    let surveyed = {
        let observer = context.observer(Findings::Result);
        let keep = |record: &Record| writer.push(record);
        let untouched = if args.rehash { Untouched::Compare } else { Untouched::TakeOver };
        match since {
            None => survey(&source, keep, &options, &observer)?,
            Some(since) => survey_since(&source, since, untouched, keep, &options, &observer)?,
        }
    };
    let tally = writer.finish()?;
    let counts = surveyed.report.counts;
    let (taken_over, read) = (surveyed.taken_over, tally.files - surveyed.taken_over);
    if context.format == Format::Json {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let folder = text(&args.dir);
        let snapshot = text(&out);
        let told = Surveyed { folder, snapshot, tally, taken_over, read, counts };
        context.object("survey", &told)?;
    } else {
        let locale = &context.locale;
        let lang = locale.lang();
        let size =
            Arguments::new().text("bytes", bytes(tally.bytes, lang)).number("exact", tally.bytes);
        let rows = [
            ("bundle-files", grouped(tally.files, lang)),
            ("bundle-bytes", locale.with("bundle-size", &size)),
            ("bundle-empty-folders", grouped(tally.empty_folders, lang)),
            ("survey-snapshot", crate::output::escaped(&out.to_string_lossy()).into_owned()),
        ];
        let again = [
            ("survey-taken-over", grouped(taken_over, lang)),
            ("survey-read", grouped(read, lang)),
        ];
        let again = again.into_iter().filter(|_| args.since.is_some());
        let rows = rows.into_iter().chain(again);
        let rows: Vec<_> = rows.map(|(label, value)| (locale.text(label), value)).collect();
        let heading = Arguments::new().path("path", &args.dir);
        context.result(&locale.with("survey-done", &heading))?;
        context
            .result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
        context.result(&closing(&surveyed.report, locale, context.paint))?;
    }
    Ok(if surveyed.report.passes() { exit::DONE } else { exit::NO })
}

/// `NAME.survey` in the current folder.
fn beside_nothing(folder: &Path) -> Result<PathBuf, Failure> {
    // `.` and `..` have a name only once they are resolved.
    let named = folder.canonicalize().ok();
    let name = named.as_deref().unwrap_or(folder).file_name().map(OsString::from);
    let Some(mut name) = name else {
        let arguments = Arguments::new().path("path", folder);
        return Err(Refusal::new("survey-no-name", exit::USAGE).with(arguments).into());
    };
    name.push(".survey");
    Ok(name.into())
}
