//! A set of volumes at a glance, from its list and what lies around it.

use handover_core::bundle::VolumeSet;
use handover_core::digest::Digest;
use handover_core::finding::Counts;
use handover_core::limits::Limits;
use handover_core::show::{SetOverview, show_set};
use handover_core::verify::Seal;
use serde::Serialize;
use serde_json::Value;

use super::act::{act_json, said_rows};
use super::told::{is_sound, seal_rows, tell};
use crate::args::ShowArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale};
use crate::output::{escaped, files_and_bytes};
use crate::progress::Findings;

#[derive(Serialize)]
struct Shown {
    set: String,
    digest: Option<Digest>,
    seals: Vec<Seal>,
    signer_confirmed: bool,
    payload_checked: bool,
    act: Option<Value>,
    volumes: Vec<VolumeShown>,
    counts: Counts,
}

#[derive(Serialize)]
struct VolumeShown {
    number: u32,
    digest: Digest,
    files: u64,
    bytes: u64,
    /// `None` if it is missing.
    bundle: Option<String>,
}

pub(super) fn run(args: &ShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let limits = Limits::default();
    let set = VolumeSet::open(&args.bundle, &args.volumes, &limits)?;
    let seen = {
        let observer = context.observer(Findings::Aside).without_signer();
        show_set(&set, &limits, &observer)?
    };
    let name = set.path().to_string_lossy();
    if context.format == Format::Json {
        context.object("set-overview", &shown(&name, &seen, args.with_titles))?;
    } else {
        human(&name, &seen, args.with_titles, context)?;
    }
    Ok(if is_sound(&seen.report) { exit::DONE } else { exit::NO })
}

fn shown(name: &str, seen: &SetOverview, titles: bool) -> Shown {
    let volumes = seen.volumes.iter().map(|(listed, path)| VolumeShown {
        number: listed.number,
        digest: listed.digest,
        files: listed.files,
        bytes: listed.bytes,
        bundle: path.as_ref().map(|path| path.to_string_lossy().into_owned()),
    });
    Shown {
        set: name.to_owned(),
        digest: seen.digest,
        seals: seen.seals.clone(),
        signer_confirmed: false,
        payload_checked: false,
        act: seen.act.as_ref().and_then(|act| act_json(act, titles)),
        volumes: volumes.collect(),
        counts: seen.report.counts,
    }
}

fn human(
    name: &str,
    seen: &SetOverview,
    titles: bool,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let locale = &context.locale;
    let mut rows = said_rows(seen.act.as_ref(), titles, locale);
    if !seen.volumes.is_empty() {
        rows.push((locale.text("volumes-label"), volumes(seen, locale)));
    }
    if let Some(digest) = seen.digest {
        rows.push((locale.text("volumes-digest"), digest.to_string()));
    }
    rows.extend(seal_rows(&seen.seals, locale));
    tell(name, seen.act.is_some(), &rows, context)
}

/// A line a volume, by its number.
fn volumes(seen: &SetOverview, locale: &Locale) -> String {
    let line = |listed: &handover_core::bundle::SetVolume, place: String| {
        let arguments = Arguments::new()
            .number("number", u64::from(listed.number))
            .text("amount", files_and_bytes(listed.files, listed.bytes, locale))
            .text("place", place);
        locale.with("volumes-line", &arguments)
    };
    let lines = seen.volumes.iter().map(|(listed, path)| match path {
        Some(path) => line(listed, escaped(&path.to_string_lossy()).into_owned()),
        None => line(listed, locale.text("volumes-missing")),
    });
    lines.collect::<Vec<_>>().join("\n")
}
