//! What a pack made, in words and as JSON.

use handover_core::digest::Digest;
use handover_core::finding::{Code, Counts};
use handover_core::pack::Sealed;
use handover_core::signing::KeyId;
use handover_core::snapshot::Tally;
use serde::Serialize;

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::output::{
    ActFacts, CountFacts, Role, act_rows, count_rows, facts, in_four_lines, summary, tally,
};

#[derive(Serialize)]
struct Packed<'a> {
    bundle: String,
    digest: Digest,
    keys: &'a [KeyId],
    act: ActFacts<'a>,
    #[serde(flatten)]
    payload: Tally,
    counted: CountFacts,
    counts: Counts,
}

pub(super) fn tell(sealed: &Sealed, context: &Context<'_>) -> Result<(), Failure> {
    if context.format == Format::Json {
        return context.object(
            "packed",
            &Packed {
                bundle: sealed.path.to_string_lossy().into_owned(),
                digest: sealed.digest,
                keys: &sealed.keys,
                act: ActFacts::of(&sealed.act),
                payload: sealed.tally,
                counted: CountFacts::of(&sealed.counted),
                counts: sealed.report.counts,
            },
        );
    }
    let locale = &context.locale;
    let path = crate::output::escaped(&sealed.path.to_string_lossy()).into_owned();
    let mut rows = vec![(locale.text("bundle-path"), path)];
    rows.extend(act_rows(&sealed.act, locale));
    rows.extend(count_rows(sealed.tally, &sealed.counted, locale));
    rows.push((locale.text("bundle-digest"), sealed.digest.to_string()));
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
