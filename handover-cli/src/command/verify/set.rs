//! A set of volumes: each of them, and all of them together.

use std::path::{Path, PathBuf};

use handover_core::bundle::VolumeSet;
use handover_core::digest::Digest;
use handover_core::error::ErrorKind;
use handover_core::finding::{Code, Counts, Finding, Location};
use handover_core::limits::Limits;
use handover_core::observe::Observer;
use handover_core::snapshot::Tally;
use handover_core::verify::{
    Checked, Options, SealedBy, SetVerification, Verdict, Verification, verify_set,
};
use serde::Serialize;

use super::run::tell_journal;
use super::told::{self, SealFacts, TrustFacts, list_rows, seal_rows};
use super::trust::Trusted;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale};
use crate::output::{
    ActFacts, CountFacts, FactRow, act_rows, closing, count_rows, escaped, facts, verdict,
};
use crate::progress::Findings;

#[derive(Serialize)]
struct Reported<'a> {
    set: &'a str,
    verdict: Verdict,
    digest: Option<Digest>,
    seals: Vec<SealFacts>,
    sealed_by: &'a [SealedBy],
    trust: Option<TrustFacts>,
    act: Option<ActFacts<'a>>,
    #[serde(flatten)]
    payload: Tally,
    counted: CountFacts,
    checked: Checked,
    resumed: Option<Tally>,
    volumes: Vec<VolumeLine>,
    missing: &'a [u32],
    counts: Counts,
}

#[derive(Serialize)]
struct VolumeLine {
    number: Option<u32>,
    bundle: String,
    verdict: Verdict,
}

pub(super) fn run(
    path: &Path,
    further: &[PathBuf],
    trusted: &Trusted,
    options: &Options<'_>,
    context: &Context<'_>,
) -> Result<SetVerification, Failure> {
    let set = VolumeSet::open(path, further, &options.limits)?;
    let mut found = {
        let observer = context.observer(Findings::Result).about_set(set.path());
        let mut each = |path: &Path, verification: &Verification| {
            tell_volume(path, verification, options, context).map_err(|failure| {
                // The failure of the output is kept; the core only has to stop.
                if let Failure::Output(error) = failure {
                    context.remember_broken(error);
                }
                ErrorKind::Interrupted.into()
            })
        };
        let mut found = verify_set(&set, &trusted.trust, options, &mut each, &observer)?;
        if trusted.lies_beside(set.path()) {
            let finding = Finding::new(Code::SealTrustBeside, Location::Whole);
            observer.finding(&finding);
            found.report.add(finding, Limits::default().findings_kept);
        }
        found
    };
    found.volumes.sort_by_key(|volume| volume.number);
    tell(set.path(), &found, context)?;
    Ok(found)
}

/// Whether the set, and each of its volumes, is what was asked for.
pub(super) fn exit_of(found: &SetVerification, strict: bool) -> u8 {
    let volumes = found.volumes.iter().map(|volume| volume.counts.warn);
    let warned = strict && volumes.chain([found.report.counts.warn]).any(|warn| warn > 0);
    match found.verdict {
        Verdict::Valid if !warned => exit::DONE,
        _ => exit::NO,
    }
}

/// One volume: its verdict, and what to do where it is not sound.
fn tell_volume(
    path: &Path,
    verification: &Verification,
    options: &Options<'_>,
    context: &Context<'_>,
) -> Result<(), Failure> {
    if options.journal.is_some() && verification.verdict != Verdict::NotValid {
        tell_journal(path, verification, context);
    }
    if context.format == Format::Json {
        return told::object(path, verification, context);
    }
    let locale = &context.locale;
    let word = verdict(verification.verdict.as_str(), locale, context.paint);
    context.result(&format!("{}: {word}", locale.text("verify-volume-verdict")))?;
    if verification.report.counts.block > 0 {
        context.result(&closing(&verification.report, locale, context.paint))?;
    }
    Ok(())
}

fn tell(path: &Path, found: &SetVerification, context: &Context<'_>) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    if context.format == Format::Json {
        let line = |volume: &handover_core::verify::VolumeVerdict| VolumeLine {
            number: volume.number,
            bundle: volume.path.to_string_lossy().into_owned(),
            verdict: volume.verdict,
        };
        let reported = Reported {
            set: &name,
            verdict: found.verdict,
            digest: found.digest,
            seals: SealFacts::of(&found.seals),
            sealed_by: &found.sealed_by,
            trust: found.trust.map(TrustFacts::of),
            act: found.act.as_ref().map(ActFacts::of),
            payload: found.payload,
            counted: CountFacts::of(&found.counted),
            checked: found.checked,
            resumed: found.resumed,
            volumes: found.volumes.iter().map(line).collect(),
            missing: &found.missing,
            counts: found.report.counts,
        };
        return context.object("set-report", &reported);
    }
    let locale = &context.locale;
    let word = verdict(found.verdict.as_str(), locale, context.paint);
    context.result(&format!("{}: {word}", locale.text("verify-verdict")))?;
    context.result(&locale.text(meaning(found.verdict)))?;
    let rows = rows(&name, found, context);
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    context.result(&closing(&found.report, locale, context.paint))
}

const fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "verify-set-means-valid",
        Verdict::IntactSignerUnknown => "verify-means-intact",
        Verdict::Incomplete => "verify-set-means-incomplete",
        Verdict::NotValid => "verify-set-means-not-valid",
    }
}

fn rows(name: &str, found: &SetVerification, context: &Context<'_>) -> Vec<FactRow> {
    let locale = &context.locale;
    let mut rows = vec![(locale.text("volumes-set"), escaped(name).into_owned())];
    if let Some(act) = &found.act {
        rows.extend(act_rows(act, locale));
        rows.extend(count_rows(found.payload, &found.counted, locale));
    }
    rows.push((locale.text("volumes-label"), volumes(found, context)));
    if let Some(digest) = found.digest {
        rows.push((locale.text("volumes-digest"), digest.to_string()));
    }
    rows.extend(seal_rows(&found.seals, found.trust.is_some(), locale));
    rows.extend(list_rows(&found.sealed_by, found.trust, locale));
    let unchecked = unchecked(found, locale);
    if !unchecked.is_empty() {
        rows.push((locale.text("verify-unchecked"), unchecked.join("\n")));
    }
    rows
}

/// The volumes at a glance; of many only what is not as it should be.
fn volumes(found: &SetVerification, context: &Context<'_>) -> String {
    const MANY: usize = 20;
    let locale = &context.locale;
    let told = |volume: &&handover_core::verify::VolumeVerdict| {
        found.volumes.len() <= MANY || volume.verdict != Verdict::Valid
    };
    let line = |volume: &handover_core::verify::VolumeVerdict| {
        let word = verdict(volume.verdict.as_str(), locale, context.paint);
        let name = volume.path.file_name().unwrap_or_default().to_string_lossy();
        format!("{}: {word}", escaped(&name))
    };
    let listed = found.set.as_ref().map_or(0, |set| set.volumes.len() as u64);
    let counted = Arguments::new()
        .number("there", listed.saturating_sub(found.missing.len() as u64))
        .number("listed", listed);
    let mut lines = vec![locale.with("volumes-there", &counted)];
    lines.extend(found.volumes.iter().filter(told).map(line));
    lines.join("\n")
}

/// What this run does not vouch for.
fn unchecked(found: &SetVerification, locale: &Locale) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(resumed) = found.resumed.filter(|resumed| resumed.files > 0) {
        let arguments =
            Arguments::new().number("files", resumed.files).number("bytes", resumed.bytes);
        lines.push(locale.with("verify-resumed", &arguments));
    }
    if found.checked == Checked::Blake3 {
        lines.push(locale.text("verify-sha256-unchecked"));
    }
    let by_key = found.trust.is_none();
    if by_key && found.seals.iter().any(|seal| seal.trusted && seal.holds) {
        lines.push(locale.text("verify-unit-unchecked"));
    }
    lines
}
