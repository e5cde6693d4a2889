//! What was merged, in words and as JSON.

use handover_core::custody::Head;
use handover_core::digest::Digest;
use handover_core::finding::Counts;
use handover_core::holdings::{HeldBundle, TableSum};
use handover_core::merge::{Entered, EnteredEvent, Merged};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<LedgerTold<'a>>,
    counts: Counts,
}

/// What became of the ledger.
#[derive(Serialize)]
struct LedgerTold<'a> {
    entered: &'a [EnteredEvent],
    known: &'a [Digest],
    head: Head,
    /// The head as it is typed into `--head`.
    head_text: String,
}

pub(super) fn tell(
    merged: &Merged,
    entered: Option<&Entered>,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let path = merged.path.to_string_lossy();
    if context.format == Format::Json {
        let told = Told {
            path: path.into_owned(),
            custodian: merged.custodian,
            bundles: merged.bundles,
            added: &merged.added,
            known: &merged.known,
            tables: &merged.tables,
            ledger: entered.map(|entered| LedgerTold {
                entered: &entered.events,
                known: &entered.known,
                head: entered.head,
                head_text: entered.head.to_string(),
            }),
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
    let ledger = entered.map(|entered| {
        let counted = Arguments::new()
            .number("entered", entered.events.len() as u64)
            .number("known", entered.known.len() as u64);
        let head = Arguments::new().text("head", entered.head.to_string());
        let lines = [locale.with("merge-entered", &counted), locale.with("merge-head", &head)];
        ("merge-label-ledger", lines.join("\n"))
    });
    let rows = rows.into_iter().chain(ledger);
    let rows: Vec<_> = rows.map(|(label, text)| (locale.text(label), text)).collect();
    context.result(&facts(rows.iter().map(|(label, text)| (label.as_str(), text.clone()))))?;
    context.result(&closing(&merged.report, locale, context.paint))?;
    context.note(&locale.text("merge-keep-bundles"));
    Ok(())
}
