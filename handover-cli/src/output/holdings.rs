//! What holdings are made of.

use handover_core::holdings::{HeldBundle, TableSum};

use super::{day, escaped, files_and_bytes};
use crate::locale::{Arguments, Locale, key_of};
use crate::units;

/// A bundle in a line: who gave it, when custody passed, how much, where it lay.
pub(crate) fn held_line(bundle: &HeldBundle, locale: &Locale) -> String {
    let giver = bundle.on_behalf_of.unwrap_or(bundle.giver);
    let arguments = Arguments::new()
        .text("digest", short(&bundle.digest.to_string()))
        .text("giver", units::agency(&giver, &[], locale))
        .text("day", day(bundle.effective_on, locale.lang()))
        .text("amount", files_and_bytes(bundle.files, bundle.bytes, locale))
        .text("place", escaped(&bundle.place).into_owned());
    locale.with("holdings-bundle", &arguments)
}

/// The rows of each table.
pub(crate) fn held_tables(tables: &[TableSum], locale: &Locale) -> String {
    let rows = tables.iter().map(|sum| {
        let rows = Arguments::new().number("rows", sum.rows);
        locale.with(&key_of("table", sum.table.code()), &rows)
    });
    rows.collect::<Vec<_>>().join("; ")
}

/// The first digits of a digest: enough to tell a few bundles apart.
pub(crate) fn short(digest: &str) -> String {
    digest.get(..12).unwrap_or(digest).to_owned()
}
