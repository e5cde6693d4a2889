//! `handover survey`: what is in a folder, and what of it will not travel.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use handover_core::durable;
use handover_core::finding::Counts;
use handover_core::snapshot::{SnapshotWriter, Tally};
use handover_core::survey::{Folder, Options, survey};
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
    counts: Counts,
}

pub(crate) fn run(args: &SurveyArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let out = match &args.out {
        Some(out) => out.clone(),
        None => beside_nothing(&args.dir)?,
    };
    let source = Folder::open(&args.dir)?;
    durable::refuse_inside(&out, &args.dir)?;
    let mut writer = SnapshotWriter::create(&out)?;
    let mut options = Options::default();
    options.concurrency = args.at_once.concurrency();
    let surveyed = {
        let observer = context.observer(Findings::Result);
        survey(&source, |record| writer.push(record), &options, &observer)?
    };
    let tally = writer.finish()?;
    let counts = surveyed.report.counts;
    if context.format == Format::Json {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let folder = text(&args.dir);
        context.object("survey", &Surveyed { folder, snapshot: text(&out), tally, counts })?;
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
        let rows = rows.map(|(label, value)| (locale.text(label), value));
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
