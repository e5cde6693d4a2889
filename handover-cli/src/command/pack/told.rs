//! What a pack made, in words and as JSON.

use std::path::Path;

use handover_core::digest::Digest;
use handover_core::finding::{Code, Counts};
use handover_core::pack::{Sealed, SealedVolume};
use handover_core::signing::KeyId;
use handover_core::snapshot::Tally;
use serde::Serialize;

use crate::args::PackArgs;
use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, grouped};
use crate::output::{
    ActFacts, CountFacts, Role, act_rows, count_rows, escaped, facts, in_four_lines, summary, tally,
};

#[derive(Serialize)]
struct Packed<'a> {
    bundle: String,
    digest: Digest,
    volumes: Vec<VolumeFacts>,
    resumed: ResumedFacts,
    keys: &'a [KeyId],
    act: ActFacts<'a>,
    #[serde(flatten)]
    payload: Tally,
    counted: CountFacts,
    counts: Counts,
}

#[derive(Serialize)]
struct VolumeFacts {
    number: u32,
    bundle: String,
    digest: Digest,
    files: u64,
    bytes: u64,
}

/// What an earlier run had packed.
#[derive(Serialize)]
struct ResumedFacts {
    files: u64,
    bytes: u64,
}

impl VolumeFacts {
    fn of(volume: &SealedVolume) -> Self {
        VolumeFacts {
            number: volume.number,
            bundle: volume.path.to_string_lossy().into_owned(),
            digest: volume.digest,
            files: volume.tally.files,
            bytes: volume.tally.bytes,
        }
    }
}

/// Says that what was packed so far is kept, and how to go on or be rid of it.
pub(super) fn tell_unfinished(args: &PackArgs, failure: &Failure, context: &Context<'_>) {
    let beside = |out: &Path| {
        let mut name = out.file_name().unwrap_or_default().to_owned();
        name.push(".partial");
        out.with_file_name(name)
    };
    let within = || args.files.first().map(|folder| folder.join("handover.partial"));
    let kept = args.out.as_deref().map(beside).or_else(within);
    let Some(kept) = kept.filter(|kept| kept.join("journal").exists()) else { return };
    let busy = matches!(failure, Failure::Core(error) if error.code() == "error.busy");
    if !busy {
        let arguments = Arguments::new().path("path", &kept);
        context.note(&context.locale.with("pack-kept", &arguments));
    }
}

pub(super) fn tell(sealed: &Sealed, context: &Context<'_>) -> Result<(), Failure> {
    if context.format == Format::Json {
        return context.object(
            "packed",
            &Packed {
                bundle: sealed.path.to_string_lossy().into_owned(),
                digest: sealed.digest,
                volumes: sealed.volumes.iter().map(VolumeFacts::of).collect(),
                resumed: ResumedFacts {
                    files: sealed.resumed.entries,
                    bytes: sealed.resumed.bytes,
                },
                keys: &sealed.keys,
                act: ActFacts::of(&sealed.act),
                payload: sealed.tally,
                counted: CountFacts::of(&sealed.counted),
                counts: sealed.report.counts,
            },
        );
    }
    let locale = &context.locale;
    let path = escaped(&sealed.path.to_string_lossy()).into_owned();
    let several = sealed.volumes.len() > 1;
    let label = if several { "pack-set-path" } else { "bundle-path" };
    let mut rows = vec![(locale.text(label), path)];
    for volume in sealed.volumes.iter().filter(|_| several) {
        let label =
            locale.with("pack-volume", &Arguments::new().number("number", volume.number.into()));
        rows.push((label, escaped(&volume.path.to_string_lossy()).into_owned()));
    }
    rows.extend(act_rows(&sealed.act, locale));
    rows.extend(count_rows(sealed.tally, &sealed.counted, locale));
    if sealed.resumed.entries > 0 {
        let files = grouped(sealed.resumed.entries, locale.lang());
        rows.push((locale.text("pack-resumed"), files));
    }
    let label = if several { "pack-set-digest" } else { "bundle-digest" };
    rows.push((locale.text(label), sealed.digest.to_string()));
    for key in &sealed.keys {
        let print = in_four_lines(&key.fingerprint().to_string());
        rows.push((locale.text("key-label-fingerprint"), print));
    }
    context.result(&context.paint.text(Role::Good, &locale.text("pack-done")))?;
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    let declared = sealed.report.count(Code::TotalsDeclared) > 0;
    if !sealed.report.by_code.is_empty() {
        context.result(&summary(sealed.report.counts, locale))?;
        context.result(&tally(&sealed.report, locale, context.paint))?;
    }
    if declared {
        context.note(&locale.text("pack-declared"));
    }
    for key in ["pack-compare", "seal-means", "disks-personal"] {
        context.note(&locale.text(key));
    }
    Ok(())
}
