//! The report of a verify, in words and as JSON.

use std::path::Path;

use handover_core::digest::Digest;
use handover_core::finding::{Code, Counts};
use handover_core::snapshot::Tally;
use handover_core::verify::{Checked, ListFacts, Resumed, Seal, SealedBy, Verdict, Verification};
use serde::Serialize;

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, Locale};
use crate::output::{
    ActFacts, CountFacts, FactRow, act_rows, closing, count_rows, day, escaped, facts,
    files_and_bytes, in_four_lines, verdict,
};
use crate::units;

#[derive(Serialize)]
struct Reported<'a> {
    bundle: &'a str,
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
    resumed: Option<Resumed>,
    counts: Counts,
}

#[derive(Serialize)]
pub(super) struct SealFacts {
    #[serde(flatten)]
    seal: Seal,
    fingerprint: String,
}

/// The list that a verdict rests on.
#[derive(Serialize)]
pub(crate) struct TrustFacts {
    #[serde(flatten)]
    list: ListFacts,
    root_fingerprint: String,
}

impl TrustFacts {
    pub(crate) fn of(list: ListFacts) -> Self {
        TrustFacts { list, root_fingerprint: list.root.fingerprint().to_string() }
    }
}

/// One bundle of several.
pub(super) struct Line<'a> {
    pub(super) path: &'a Path,
    /// `None` where it could not be looked at.
    pub(super) verdict: Option<Verdict>,
}

/// The report of one bundle for programs.
pub(super) fn object(
    path: &Path,
    verification: &Verification,
    context: &Context<'_>,
) -> Result<(), Failure> {
    context.object("report", &reported(&path.to_string_lossy(), verification))
}

pub(super) fn tell(
    path: &Path,
    verification: &Verification,
    context: &Context<'_>,
) -> Result<(), Failure> {
    if context.format == Format::Json {
        return object(path, verification, context);
    }
    let locale = &context.locale;
    let word = verdict(verification.verdict.as_str(), locale, context.paint);
    let label = locale.text("verify-verdict");
    context.result(&format!("{label}: {word}"))?;
    context.result(&locale.text(meaning(verification)))?;
    let rows = rows(path, verification, locale);
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    context.result(&closing(&verification.report, locale, context.paint))
}

impl SealFacts {
    pub(super) fn of(seals: &[Seal]) -> Vec<Self> {
        let fingerprint = |seal: &Seal| seal.key.fingerprint().to_string();
        seals.iter().map(|seal| Self { seal: *seal, fingerprint: fingerprint(seal) }).collect()
    }
}

fn reported<'a>(name: &'a str, verification: &'a Verification) -> Reported<'a> {
    Reported {
        bundle: name,
        verdict: verification.verdict,
        digest: verification.digest,
        seals: SealFacts::of(&verification.seals),
        sealed_by: &verification.sealed_by,
        trust: verification.trust.map(TrustFacts::of),
        act: verification.act.as_ref().map(ActFacts::of),
        payload: verification.payload,
        counted: CountFacts::of(&verification.counted),
        checked: verification.checked,
        resumed: verification.resumed,
        counts: verification.report.counts,
    }
}

/// What the verdict says, in one sentence.
fn meaning(verification: &Verification) -> &'static str {
    match verification.verdict {
        Verdict::Valid => "verify-means-valid",
        Verdict::Incomplete => "verify-means-incomplete",
        Verdict::NotValid => "verify-means-not-valid",
        Verdict::IntactSignerUnknown if is_foreign(verification) => "verify-means-foreign",
        Verdict::IntactSignerUnknown => "verify-means-intact",
    }
}

fn is_foreign(verification: &Verification) -> bool {
    verification.report.count(Code::SealForeignBag) > 0
}

fn rows(path: &Path, verification: &Verification, locale: &Locale) -> Vec<FactRow> {
    let name = escaped(&path.to_string_lossy()).into_owned();
    let mut rows = vec![(locale.text("bundle-path"), name)];
    let tally = verification.payload;
    if let Some(act) = &verification.act {
        rows.extend(act_rows(act, locale));
        rows.extend(count_rows(tally, &verification.counted, locale));
    } else {
        let amount = files_and_bytes(tally.files, tally.bytes, locale);
        rows.push((locale.text("bundle-files"), amount));
    }
    if let Some(digest) = verification.digest {
        rows.push((locale.text("bundle-digest"), digest.to_string()));
    }
    rows.extend(seal_rows(&verification.seals, verification.trust.is_some(), locale));
    rows.extend(list_rows(&verification.sealed_by, verification.trust, locale));
    let unchecked = unchecked(verification, locale);
    if !unchecked.is_empty() {
        rows.push((locale.text("verify-unchecked"), unchecked.join("\n")));
    }
    rows
}

pub(super) fn seal_rows(seals: &[Seal], by_list: bool, locale: &Locale) -> Vec<FactRow> {
    let row = |seal: &Seal| {
        let print = in_four_lines(&seal.key.fingerprint().to_string());
        let state = locale.text(seal_state(*seal, by_list));
        (locale.text("key-label-fingerprint"), format!("{print}\n{state}"))
    };
    seals.iter().map(row).collect()
}

/// Who sealed by the list, and the list itself.
pub(super) fn list_rows(
    sealed_by: &[SealedBy],
    trust: Option<ListFacts>,
    locale: &Locale,
) -> Vec<FactRow> {
    let signer = |by: &SealedBy| {
        let who = Arguments::new().data("person", &by.person).data("title", &by.title);
        let agency = units::agency(&by.agency, &[], locale);
        (
            locale.text("verify-sealed-by"),
            format!("{}\n{agency}", locale.with("trust-person", &who)),
        )
    };
    let list = trust.map(|trust| trust_row(&trust, locale));
    sealed_by.iter().map(signer).chain(list).collect()
}

/// The list, and the day on which was judged by it.
pub(super) fn trust_row(trust: &ListFacts, locale: &Locale) -> FactRow {
    let judged = Arguments::new().text("day", day(trust.judged_on, locale.lang()));
    list_row(trust, Some(locale.with("trust-judged-on", &judged)), locale)
}

/// The list, and its root.
pub(crate) fn list_row(trust: &ListFacts, judged: Option<String>, locale: &Locale) -> FactRow {
    let on = day(trust.day, locale.lang());
    let of = Arguments::new().number("counter", trust.counter).text("day", on);
    let root = in_four_lines(&trust.root.fingerprint().to_string());
    let known = if trust.root_confirmed { "trust-root-known" } else { "trust-root-unknown" };
    let mut lines = vec![locale.with("trust-number", &of), trust.digest.to_string()];
    lines.extend(judged);
    lines.extend([locale.text("trust-label-root") + ":", root, locale.text(known)]);
    (locale.text("trust-label-list"), lines.join("\n"))
}

fn seal_state(seal: Seal, by_list: bool) -> &'static str {
    match (seal.holds, seal.trusted) {
        (false, _) => "seal-broken",
        (true, true) if by_list => "seal-counted",
        (true, false) if by_list => "seal-not-counted",
        (true, true) => "seal-trusted",
        (true, false) => "seal-unknown",
    }
}

/// What this run does not vouch for.
fn unchecked(verification: &Verification, locale: &Locale) -> Vec<String> {
    let ours = !verification.seals.is_empty();
    let digests = ours && verification.checked == Checked::Blake3;
    let unit = verification.report.count(Code::SealUnitNotChecked) > 0;
    let told = [(digests, "verify-sha256-unchecked"), (unit, "verify-unit-unchecked")];
    let told = told.into_iter().filter(|(tell, _)| *tell).map(|(_, key)| locale.text(key));
    let resumed = verification.resumed.filter(|resumed| resumed.files > 0).map(|resumed| {
        let arguments =
            Arguments::new().number("files", resumed.files).number("bytes", resumed.bytes);
        locale.with("verify-resumed", &arguments)
    });
    resumed.into_iter().chain(told).collect()
}

/// All bundles at a glance.
pub(super) fn overview(lines: &[Line<'_>], context: &Context<'_>) -> Result<(), Failure> {
    let locale = &context.locale;
    let arguments = Arguments::new().number("count", lines.len() as u64);
    context.result(&locale.with("verify-overview", &arguments))?;
    for line in lines {
        let word = match line.verdict {
            Some(word) => verdict(word.as_str(), locale, context.paint),
            None => locale.text("verify-not-looked-at"),
        };
        context.result(&format!("  {}: {word}", escaped(&line.path.to_string_lossy())))?;
    }
    Ok(())
}
