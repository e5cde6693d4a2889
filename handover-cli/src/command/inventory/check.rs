//! `handover inventory check`: what is wrong with the tables of an inventory.

use std::path::Path;

use handover_core::durable;
use handover_core::finding::Counts;
use handover_core::inventory::{CheckOptions, Fixed, FolderTables, Matched, fix_paths};
use handover_core::profile::{BuiltIn, Profile};
use handover_core::survey::{Folder, Source};
use handover_core::walk::Names;
use serde::Serialize;

use crate::args::InventoryCheckArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::{bytes, closing};
use crate::progress::Findings;
use crate::text_file;

/// The last line for programs.
#[derive(Serialize)]
struct Summary<'a> {
    folder: String,
    profile: &'a str,
    rows: u64,
    matched: Option<Matched>,
    counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<Fixed>,
}

pub(crate) fn check(args: &InventoryCheckArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let profile = profile(&args.profile)?;
    let tables = FolderTables::new(&args.dir);
    let options = CheckOptions::default();
    let source = args.files.as_deref().map(Folder::open).transpose()?;
    if let Some(out) = &args.fix_paths {
        for read in [Some(&args.dir), args.files.as_ref()].into_iter().flatten() {
            durable::refuse_inside(out, read)?;
        }
    }
    let mut steps = match &source {
        Some(source) => Some(source.entries(Names::Refuse, &options.limits)?),
        None => None,
    };
    let observer = context.observer(Findings::Result);
    let checked = handover_core::inventory::check(
        &tables,
        steps.as_mut().map(|steps| &mut **steps as _),
        &profile,
        &options,
        &observer,
    )?;
    let (report, rows, matched) = (checked.report.clone(), checked.rows, checked.matched);
    let fixed = match &args.fix_paths {
        Some(out) => Some(fix_paths(checked, &tables, out, &options, &observer)?),
        None => None,
    };
    drop(observer);
    if context.format == Format::Json {
        let folder = args.dir.to_string_lossy().into_owned();
        let (profile, counts) = (profile.name.as_str(), report.counts);
        context.object("checked", &Summary { folder, profile, rows, matched, counts, fixed })?;
    } else {
        let locale = &context.locale;
        let heading = Arguments::new().path("path", &args.dir).data("profile", &profile.title);
        context.result(&locale.with("check-done", &heading.number("rows", rows)))?;
        if let Some(matched) = matched {
            let amount = Arguments::new()
                .number("files", matched.files)
                .text("bytes", bytes(matched.bytes, locale.lang()))
                .number("unlisted", matched.unlisted)
                .number("missing", matched.missing)
                .number("fixes", matched.fixes);
            context.result(&locale.with("check-matched", &amount))?;
        }
        context.result(&closing(&report, locale, context.paint))?;
        if let (Some(fixed), Some(out)) = (fixed, &args.fix_paths) {
            let told = Arguments::new().path("path", out).number("paths", fixed.paths);
            context.result(&locale.with("check-fixed", &told.number("rows", fixed.rows)))?;
        }
    }
    Ok(if report.passes() { exit::DONE } else { exit::NO })
}

/// A compiled-in profile by its name, or a file. A file that is called like a
/// profile is meant with `./` before it.
fn profile(name: &Path) -> Result<Profile, Failure> {
    match name.to_str().and_then(|name| name.parse::<BuiltIn>().ok()) {
        Some(which) => Ok(Profile::compiled_in(which)?),
        None => Ok(Profile::read_toml(&text_file::read(name)?, name)?),
    }
}
