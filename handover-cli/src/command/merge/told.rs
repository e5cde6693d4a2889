//! What was merged, in words and as JSON.

use handover_core::digest::Digest;
use handover_core::finding::Counts;
use handover_core::holdings::{HeldBundle, TableSum};
use handover_core::merge::Merged;
use handover_core::unit::AgencyRef;
use serde::Serialize;

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::{closing, escaped, facts, held_line, held_tables};
use crate::units;

#[derive(Serialize)]
struct Told<'a> {
    path: String,
    custodian: AgencyRef,
    bundles: u64,
    added: &'a [HeldBundle],
    known: &'a [Digest],
    tables: &'a [TableSum],
    counts: Counts,
}

pub(super) fn tell(merged: &Merged, context: &Context<'_>) -> Result<(), Failure> {
    let path = merged.path.to_string_lossy();
    if context.format == Format::Json {
        let told = Told {
            path: path.into_owned(),
            custodian: merged.custodian,
            bundles: merged.bundles,
            added: &merged.added,
            known: &merged.known,
            tables: &merged.tables,
            counts: merged.report.counts,
        };
        return context.object("merged", &told);
    }
    let locale = &context.locale;
    let counted = Arguments::new()
        .number("all", merged.bundles)
        .number("added", merged.added.len() as u64)
        .number("known", merged.known.len() as u64);
    let mut bundles = vec![locale.with("merge-bundles", &counted)];
    bundles.extend(merged.added.iter().map(|bundle| held_line(bundle, locale)));
    let rows = [
        ("holdings-place", escaped(&path).into_owned()),
        ("holdings-custodian", units::agency(&merged.custodian, &[], locale)),
        ("holdings-bundles", bundles.join("\n")),
        ("holdings-tables", held_tables(&merged.tables, locale)),
    ];
    let rows = rows.map(|(label, text)| (locale.text(label), text));
    context.result(&facts(rows.iter().map(|(label, text)| (label.as_str(), text.clone()))))?;
    context.result(&closing(&merged.report, locale, context.paint))?;
    context.note(&locale.text("merge-keep-bundles"));
    Ok(())
}
