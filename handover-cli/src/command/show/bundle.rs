//! A bundle at a glance, from its envelope alone.

use handover_core::bundle::Bundle;
use handover_core::digest::Digest;
use handover_core::finding::Counts;
use handover_core::limits::Limits;
use handover_core::show::{Overview, show};
use handover_core::verify::Seal;
use serde::Serialize;
use serde_json::{Map, Value};

use super::act::{act_json, said_rows};
use super::told::{is_sound, seal_rows, tell};
use crate::args::ShowArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::{FactRow, files_and_bytes};
use crate::progress::Findings;

#[derive(Serialize)]
struct Shown {
    bundle: String,
    digest: Option<Digest>,
    seals: Vec<Seal>,
    signer_confirmed: bool,
    payload_checked: bool,
    act: Option<Value>,
    files: Option<u64>,
    bytes: Option<u64>,
    volume: Option<(u32, u32)>,
    rows: Map<String, Value>,
    counts: Counts,
}

pub(super) fn run(args: &ShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let limits = Limits::default();
    let bundle = Bundle::open(&args.bundle, &limits)?;
    let seen = {
        let observer = context.observer(Findings::Aside).without_signer();
        show(&bundle, &limits, &observer)?
    };
    let name = args.bundle.to_string_lossy();
    if context.format == Format::Json {
        context.object("overview", &shown(&name, &seen, args.with_titles))?;
    } else {
        human(&name, &seen, args.with_titles, context)?;
    }
    Ok(if is_sound(&seen.report) { exit::DONE } else { exit::NO })
}

fn shown(name: &str, seen: &Overview, titles: bool) -> Shown {
    let rows = seen.rows.iter().map(|(table, rows)| (table.code().to_owned(), (*rows).into()));
    Shown {
        bundle: name.to_owned(),
        digest: seen.digest,
        seals: seen.seals.clone(),
        signer_confirmed: false,
        payload_checked: false,
        act: seen.act.as_ref().and_then(|act| act_json(act, titles)),
        files: seen.declared.map(|tally| tally.files),
        bytes: seen.declared.map(|tally| tally.bytes),
        volume: seen.volume,
        rows: rows.collect(),
        counts: seen.report.counts,
    }
}

fn human(name: &str, seen: &Overview, titles: bool, context: &Context<'_>) -> Result<(), Failure> {
    let locale = &context.locale;
    let mut rows = said_rows(seen.act.as_ref(), titles, locale);
    rows.extend(contents(seen, locale));
    rows.extend(seal_rows(&seen.seals, locale));
    tell(name, seen.act.is_some(), &rows, context)
}

/// What the lists of the bundle say there is.
fn contents(seen: &Overview, locale: &Locale) -> Vec<FactRow> {
    let mut rows = Vec::new();
    if let Some(tally) = seen.declared {
        let amount = files_and_bytes(tally.files, tally.bytes, locale);
        rows.push((locale.text("bundle-files"), amount));
    }
    let tables = seen.rows.iter().map(|(table, count)| {
        let arguments = Arguments::new().number("rows", *count);
        locale.with(&key_of("table", table.code()), &arguments)
    });
    let tables: Vec<String> = tables.collect();
    if !tables.is_empty() {
        rows.push((locale.text("show-inventory"), tables.join("; ")));
    }
    if let Some((volume, volumes)) = seen.volume.filter(|(_, volumes)| *volumes > 1) {
        let arguments = Arguments::new()
            .number("volume", u64::from(volume))
            .number("volumes", u64::from(volumes));
        rows.push((locale.text("show-volume"), locale.with("show-volume-of", &arguments)));
    }
    if let Some(digest) = seen.digest {
        rows.push((locale.text("bundle-digest"), digest.to_string()));
    }
    rows
}
