//! What a bundle and a set of volumes have in common when they are shown.

use handover_core::finding::{Group, Report};
use handover_core::verify::Seal;

use crate::context::Context;
use crate::failure::Failure;
use crate::locale::Locale;
use crate::output::{FactRow, Role, escaped, facts, in_four_lines};

/// Whether nothing is wrong but that nobody was asked to trust the signer.
pub(super) fn is_sound(report: &Report) -> bool {
    report.counts.block == report.blocks_in(Group::Signer)
}

/// Who signed, as far as the signature itself tells.
pub(super) fn seal_rows(seals: &[Seal], locale: &Locale) -> Vec<FactRow> {
    let row = |seal: &Seal| {
        let print = in_four_lines(&seal.key.fingerprint().to_string());
        let state = locale.text(if seal.holds { "show-seal-holds" } else { "seal-broken" });
        (locale.text("key-label-fingerprint"), format!("{print}\n{state}"))
    };
    seals.iter().map(row).collect()
}

/// What was seen, and that looking is not verifying.
pub(super) fn tell(
    name: &str,
    has_act: bool,
    rows: &[FactRow],
    context: &Context<'_>,
) -> Result<(), Failure> {
    let locale = &context.locale;
    context.result(&context.paint.text(Role::Heading, &escaped(name)))?;
    if !has_act {
        context.result(&locale.text("show-no-act"))?;
    }
    if rows.is_empty() {
        return Ok(());
    }
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    context.result(&locale.text("show-not-verified"))?;
    context.note(&locale.text("seal-means"));
    Ok(())
}
