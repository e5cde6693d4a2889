//! Signed files beside a bundle, told apart by the kind that stands in them.

use std::path::Path;

use handover_core::finding::{Counts, Severities};
use handover_core::limits::Limits;
use handover_core::signing::{KeyId, Witness};
use handover_core::verify::{Verdict, WitnessVerification, verify_witness};
use serde::Serialize;

use super::receipt;
use super::told::{TrustFacts, trust_row};
use super::trust::Trusted;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, Locale};
use crate::output::{FactRow, closing, day, escaped, facts, in_four_lines, verdict};
use crate::progress::Findings;
use crate::{keys, text_file, units};

/// The kind of signed file that `path` is: `witness`, `receipt`, … `None` for
/// anything else, and for the list of a set, which comes with its volumes.
pub(super) fn kind_of(path: &Path) -> Option<String> {
    keys::kind_of(path).filter(|kind| kind != "set")
}

/// What came of a signed file.
pub(super) struct Answer {
    pub(super) verdict: Verdict,
    /// Warnings, which count where the caller wants them to.
    pub(super) warned: bool,
}

#[derive(Serialize)]
struct Reported<'a> {
    file: &'a str,
    verdict: Verdict,
    witness: Option<SeenFacts<'a>>,
    trust: Option<TrustFacts>,
    counts: Counts,
}

#[derive(Serialize)]
struct SeenFacts<'a> {
    #[serde(flatten)]
    said: &'a Witness,
    key_id: KeyId,
    fingerprint: String,
}

/// Verifies a signed file of this kind.
pub(super) fn verify(
    path: &Path,
    kind: &str,
    (trusted, ledger): (&Trusted, Option<&Path>),
    context: &Context<'_>,
) -> Result<Answer, Failure> {
    match kind {
        "witness" => witness(path, trusted, context),
        "receipt" => receipt::run(path, (trusted, ledger), context),
        other => {
            let key = if other == "trust" { "verify-is-list" } else { "verify-is-other" };
            let arguments = Arguments::new().path("path", path).data("kind", other);
            Err(Refusal::new(key, exit::USAGE).with(arguments).into())
        }
    }
}

pub(super) fn exit_of(found: &Answer, strict: bool) -> u8 {
    let warned = strict && found.warned;
    if found.verdict == Verdict::Valid && !warned { exit::DONE } else { exit::NO }
}

fn witness(path: &Path, trusted: &Trusted, context: &Context<'_>) -> Result<Answer, Failure> {
    let line = text_file::read(path)?;
    let bounds = (&Limits::default(), &Severities::default());
    let observer = context.observer(Findings::Result).about(path);
    let found = verify_witness(&line, &trusted.trust, bounds, &observer);
    drop(observer);
    tell(path, &found, context)?;
    Ok(Answer { verdict: found.verdict, warned: found.report.counts.warn > 0 })
}

fn tell(path: &Path, found: &WitnessVerification, context: &Context<'_>) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    if context.format == Format::Json {
        let witness = found.witness.as_ref().map(|said| SeenFacts {
            said,
            key_id: said.key.key_id(),
            fingerprint: said.key.key_id().fingerprint().to_string(),
        });
        let (verdict, counts) = (found.verdict, found.report.counts);
        let trust = found.trust.map(TrustFacts::of);
        let reported = Reported { file: &name, verdict, witness, trust, counts };
        return context.object("witness-report", &reported);
    }
    let locale = &context.locale;
    let word = verdict(found.verdict.as_str(), locale, context.paint);
    context.result(&format!("{}: {word}", locale.text("verify-verdict")))?;
    let rows = rows(&name, found, locale);
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    if found.witness.is_some() {
        context.result(&locale.text("witness-means"))?;
    }
    context.result(&closing(&found.report, locale, context.paint))
}

fn rows(name: &str, found: &WitnessVerification, locale: &Locale) -> Vec<FactRow> {
    let mut rows = vec![(locale.text("witness-label-file"), escaped(name).into_owned())];
    if let Some(said) = &found.witness {
        let print = in_four_lines(&said.key.key_id().fingerprint().to_string());
        let told = [
            ("witness-label-digest", said.digest.to_string()),
            ("witness-label-day", day(said.on, locale.lang())),
            ("witness-label-agency", units::agency(&said.agency, &[], locale)),
            ("key-label-fingerprint", print),
        ];
        rows.extend(told.map(|(label, value)| (locale.text(label), value)));
    }
    rows.extend(found.trust.map(|trust| trust_row(&trust, locale)));
    rows
}
