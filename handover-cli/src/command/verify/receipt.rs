//! A receipt by itself, and against a ledger.

use std::path::Path;

use handover_core::custody::Receipt;
use handover_core::digest::Digest;
use handover_core::finding::{Counts, Severities};
use handover_core::ledger;
use handover_core::limits::Limits;
use handover_core::signing::{KeyId, PublicKey};
use handover_core::verify::{ReceiptVerification, SealedBy, Verdict, verify_receipt};
use serde::Serialize;

use super::signed::Answer;
use super::told::{TrustFacts, list_rows};
use super::trust::Trusted;
use crate::command::receive::receipt_rows;
use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::keys;
use crate::locale::Arguments;
use crate::output::{closing, escaped, facts, in_four_lines, verdict};
use crate::progress::Findings;

#[derive(Serialize)]
struct Reported<'a> {
    file: &'a str,
    verdict: Verdict,
    digest: Option<Digest>,
    keys: Vec<KeyId>,
    receipt: Option<&'a Receipt>,
    signed_by: &'a [SealedBy],
    trust: Option<TrustFacts>,
    ledger: Option<&'a ledger::Verdict>,
    counts: Counts,
}

pub(super) fn run(
    path: &Path,
    (trusted, ledger): (&Trusted, Option<&Path>),
    context: &Context<'_>,
) -> Result<Answer, Failure> {
    let line = keys::receipt_line(path)?;
    let bounds = (&Limits::default(), &Severities::default());
    let found = {
        let observer = context.observer(Findings::Result).about(path);
        verify_receipt(&line, &trusted.trust, ledger, bounds, &observer)?
    };
    tell(path, &found, context)?;
    let warned = |counts: Counts| counts.warn > 0;
    let in_ledger = found.ledger.as_ref().is_some_and(|ledger| warned(ledger.report.counts));
    Ok(Answer { verdict: found.verdict, warned: warned(found.report.counts) || in_ledger })
}

fn tell(path: &Path, found: &ReceiptVerification, context: &Context<'_>) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    let signed = found.receipt.as_ref();
    let keys = || signed.iter().flat_map(|signed| signed.keys()).map(PublicKey::key_id);
    if context.format == Format::Json {
        let reported = Reported {
            file: &name,
            verdict: found.verdict,
            digest: signed.map(|signed| signed.digest()),
            keys: keys().collect(),
            receipt: signed.map(|signed| signed.receipt()),
            signed_by: &found.signed_by,
            trust: found.trust.map(TrustFacts::of),
            ledger: found.ledger.as_ref(),
            counts: found.report.counts,
        };
        return context.object("receipt-report", &reported);
    }
    let locale = &context.locale;
    let word = verdict(found.verdict.as_str(), locale, context.paint);
    context.result(&format!("{}: {word}", locale.text("verify-verdict")))?;
    let mut rows = vec![(locale.text("receipt-label-file"), escaped(&name).into_owned())];
    rows.extend(signed.iter().flat_map(|signed| receipt_rows(signed, locale)));
    rows.extend(keys().map(|key| {
        let print = in_four_lines(&key.fingerprint().to_string());
        (locale.text("key-label-fingerprint"), print)
    }));
    rows.extend(list_rows(&found.signed_by, found.trust, locale));
    if let Some(ledger) = &found.ledger {
        let said = Arguments::new().number("events", ledger.events);
        let key = if ledger.report.passes() { "receipt-in-ledger" } else { "receipt-ledger-fails" };
        rows.push((locale.text("receipt-ledger"), locale.with(key, &said)));
    }
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    if signed.is_some() {
        context.result(&locale.text("receipt-means"))?;
    }
    context.result(&closing(&found.report, locale, context.paint))
}
