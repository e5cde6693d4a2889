//! Answers about scans in words.

use handover_core::inspect::{Reason, Sort};
use handover_core::scans::{Amount, Scan, Totals};

use crate::context::Context;
use crate::locale::{Arguments, Locale, grouped, key_of};
use crate::output::{Role, bytes, location, table};

/// `sort  place: why; what to do`.
pub(super) fn line(scan: &Scan, context: &Context<'_>) -> String {
    let locale = &context.locale;
    let judged = &scan.judgement;
    let role = match judged.sort {
        Sort::Rescan | Sort::NotJudged => Role::Bad,
        Sort::Convert => Role::Caution,
        _ => Role::Aside,
    };
    let sort = context.paint.text(role, &locale.text(&key_of("sort", judged.sort.as_str())));
    let place = location(&scan.location, locale);
    let mut why: Vec<String> =
        judged.reasons.iter().map(|reason| because(reason, locale)).collect();
    // Which older standard it was is said before what it lacks of the new one.
    why.splice(0..0, judged.older.as_deref().map(|name| crate::output::escaped(name).into_owned()));
    let mut line = format!("{sort}  {place}");
    if !why.is_empty() {
        line.push_str(": ");
        line.push_str(&why.join("; "));
    }
    if !judged.steps.is_empty() {
        let steps = judged.steps.iter().map(|step| locale.text(&key_of("step", step.as_str())));
        let steps = steps.collect::<Vec<_>>().join(", ");
        line.push_str(" → ");
        line.push_str(&locale.with("scans-steps", &Arguments::new().text("steps", steps)));
    }
    line
}

fn because(reason: &Reason, locale: &Locale) -> String {
    let number = |value: Option<u32>| u64::from(value.unwrap_or(0));
    let arguments = Arguments::new()
        .number("pages", reason.pages)
        .number("found", number(reason.found))
        .number("wanted", number(reason.wanted));
    locale.with(&key_of("reason", reason.rule.as_str()), &arguments)
}

/// How much there is of each sort: what is paid for once more, and what not.
pub(super) fn table_of(totals: &Totals, locale: &Locale) -> String {
    let lang = locale.lang();
    let row = |label: String, amount: Amount| {
        let (files, pages) = (grouped(amount.files, lang), grouped(amount.pages, lang));
        vec![label, files, pages, bytes(amount.bytes, lang)]
    };
    let mut all = Amount::default();
    let mut rows = Vec::new();
    for sort in Sort::ALL {
        let amount = totals.of(*sort);
        all.files += amount.files;
        all.pages += amount.pages;
        all.bytes += amount.bytes;
        rows.push(row(locale.text(&key_of("sort", sort.as_str())), amount));
    }
    rows.push(row(locale.text("scans-total"), all));
    let columns =
        ["scans-column-sort", "scans-column-files", "scans-column-pages", "scans-column-bytes"];
    table(&columns.map(|key| locale.text(key)), &rows, &[1, 2, 3])
}
