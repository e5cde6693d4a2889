//! The act, and what it says there is.

use handover_core::transfer::{Act, DeclaredElectronic, DeclaredPaper, Lot};
use serde_json::Value;

use crate::locale::{Arguments, Locale, key_of};
use crate::output::{FactRow, act_rows, bytes, decimal, escaped};
use crate::units;

/// The act as the bundle has it; without what people wrote into titles,
/// unless they are asked for.
pub(super) fn act_json(act: &Act, titles: bool) -> Option<Value> {
    let mut act = act.clone();
    if !titles {
        act.title = None;
        act.condition = None;
        act.lots.iter_mut().for_each(|lot| lot.title.clear());
    }
    serde_json::to_value(act).ok()
}

/// The act in rows, where it could be read.
pub(super) fn said_rows(act: Option<&Act>, titles: bool, locale: &Locale) -> Vec<FactRow> {
    let Some(act) = act else { return Vec::new() };
    let mut rows = act_rows(act, locale);
    if let (true, Some(title)) = (titles, &act.title) {
        rows.push((locale.text("act-title"), escaped(title).into_owned()));
    }
    let basis: Vec<_> = act.legal_basis.iter().map(|text| escaped(text)).collect();
    rows.push((locale.text("act-basis"), basis.join("\n")));
    rows.extend(declared(act, titles, locale));
    rows
}

/// What the act says there is.
fn declared(act: &Act, titles: bool, locale: &Locale) -> Vec<FactRow> {
    let mut rows = Vec::new();
    for lot in &act.lots {
        let label = locale.with("show-lot", &Arguments::new().number("n", u64::from(lot.number)));
        rows.push((label, lot_lines(lot, act, titles, locale)));
    }
    let all = totals(act.paper, act.electronic, locale);
    if !all.is_empty() {
        rows.push((locale.text("show-declared"), all.join("\n")));
    }
    rows
}

fn lot_lines(lot: &Lot, act: &Act, titles: bool, locale: &Locale) -> String {
    let mut lines = Vec::new();
    if titles {
        lines.push(escaped(&lot.title).into_owned());
    }
    let words = [
        lot.work.map(|work| key_of("work", work.code())),
        lot.depth.map(|depth| key_of("depth", depth.code())),
        lot.arrangement.map(|arrangement| key_of("arrangement", arrangement.code())),
    ];
    let mut words: Vec<String> = words.into_iter().flatten().map(|key| locale.text(&key)).collect();
    words.extend(lot.period.as_ref().map(|period| escaped(period).into_owned()));
    if !words.is_empty() {
        lines.push(words.join("; "));
    }
    lines.extend(totals(lot.paper, lot.electronic, locale));
    if let Some(agency) = &lot.continued_by {
        let name = units::agency(agency, &act.agencies, locale);
        lines.push(locale.with("show-continued-by", &Arguments::new().text("agency", name)));
    }
    if lines.is_empty() { locale.text("show-nothing-declared") } else { lines.join("\n") }
}

/// Declared totals, paper and electronic apart.
fn totals(
    paper: Option<DeclaredPaper>,
    electronic: Option<DeclaredElectronic>,
    locale: &Locale,
) -> Vec<String> {
    let number = |key: &str, number: Option<u64>| {
        number.map(|number| locale.with(key, &Arguments::new().number("n", number)))
    };
    let paper = paper.unwrap_or_default();
    let metres = paper.metres.map(|metres| {
        locale.with(
            "show-metres",
            &Arguments::new().text("n", decimal(&metres.to_string(), locale.lang())),
        )
    });
    let on_paper = [
        number("show-containers", paper.containers),
        number("show-dossiers", paper.dossiers),
        metres,
    ];
    let electronic = electronic.unwrap_or_default();
    let size = electronic.bytes.map(|size| bytes(size, locale.lang()));
    let in_files = [
        number("show-dossiers", electronic.dossiers),
        number("show-files", electronic.files),
        size,
    ];
    let line = |key: &str, parts: [Option<String>; 3]| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let list = Arguments::new().text("list", parts.join("; "));
        (!parts.is_empty()).then(|| locale.with(key, &list))
    };
    [line("show-paper", on_paper), line("show-electronic", in_files)]
        .into_iter()
        .flatten()
        .collect()
}
