//! A bundle at a glance, from its envelope alone.

use handover_core::bundle::Bundle;
use handover_core::digest::Digest;
use handover_core::finding::{Counts, Group, Report};
use handover_core::limits::Limits;
use handover_core::show::{Overview, show};
use handover_core::transfer::{Act, DeclaredElectronic, DeclaredPaper, Lot};
use handover_core::verify::Seal;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::args::ShowArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::{
    FactRow, Role, act_rows, bytes, decimal, escaped, facts, files_and_bytes, in_four_lines,
};
use crate::progress::Findings;
use crate::units;

#[derive(Serialize)]
struct Shown {
    bundle: String,
    digest: Option<Digest>,
    seals: Vec<Seal>,
    signer_confirmed: bool,
    payload_checked: bool,
    act: Option<Value>,
    files: Option<u64>,
    bytes: Option<u64>,
    volume: Option<(u32, u32)>,
    rows: Map<String, Value>,
    counts: Counts,
}

pub(super) fn run(args: &ShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let limits = Limits::default();
    let bundle = Bundle::open(&args.bundle, &limits)?;
    let seen = {
        let observer = context.observer(Findings::Aside).without_signer();
        show(&bundle, &limits, &observer)?
    };
    let name = args.bundle.to_string_lossy();
    if context.format == Format::Json {
        context.object("overview", &shown(&name, &seen, args.with_titles))?;
    } else {
        human(&name, &seen, args.with_titles, context)?;
    }
    Ok(if is_sound(&seen.report) { exit::DONE } else { exit::NO })
}

/// Whether nothing is wrong but that nobody was asked to trust the signer.
pub(super) fn is_sound(report: &Report) -> bool {
    report.counts.block == report.blocks_in(Group::Signer)
}

fn shown(name: &str, seen: &Overview, titles: bool) -> Shown {
    let rows = seen.rows.iter().map(|(table, rows)| (table.code().to_owned(), (*rows).into()));
    Shown {
        bundle: name.to_owned(),
        digest: seen.digest,
        seals: seen.seals.clone(),
        signer_confirmed: false,
        payload_checked: false,
        act: seen.act.as_ref().and_then(|act| act_json(act, titles)),
        files: seen.declared.map(|tally| tally.files),
        bytes: seen.declared.map(|tally| tally.bytes),
        volume: seen.volume,
        rows: rows.collect(),
        counts: seen.report.counts,
    }
}

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

fn human(name: &str, seen: &Overview, titles: bool, context: &Context<'_>) -> Result<(), Failure> {
    let locale = &context.locale;
    let mut rows = Vec::new();
    if let Some(act) = &seen.act {
        rows.extend(act_rows(act, locale));
        if let (true, Some(title)) = (titles, &act.title) {
            rows.push((locale.text("act-title"), escaped(title).into_owned()));
        }
        let basis: Vec<_> = act.legal_basis.iter().map(|text| escaped(text)).collect();
        rows.push((locale.text("act-basis"), basis.join("\n")));
        rows.extend(declared(act, titles, locale));
    }
    rows.extend(contents(seen, locale));
    for seal in &seen.seals {
        let print = in_four_lines(&seal.key.fingerprint().to_string());
        let state = locale.text(if seal.holds { "show-seal-holds" } else { "seal-broken" });
        rows.push((locale.text("key-label-fingerprint"), format!("{print}\n{state}")));
    }
    context.result(&context.paint.text(Role::Heading, &escaped(name)))?;
    if seen.act.is_none() {
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

/// What the act says there is.
pub(super) fn declared(act: &Act, titles: bool, locale: &Locale) -> Vec<FactRow> {
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

/// What the lists of the bundle say there is.
fn contents(seen: &Overview, locale: &Locale) -> Vec<FactRow> {
    let mut rows = Vec::new();
    if let Some(tally) = seen.declared {
        let amount = files_and_bytes(tally.files, tally.bytes, locale);
        rows.push((locale.text("bundle-files"), amount));
    }
    let tables = seen.rows.iter().map(|(table, count)| {
        let arguments = Arguments::new().number("rows", *count);
        locale.with(&key_of("table", table.code()), &arguments)
    });
    let tables: Vec<String> = tables.collect();
    if !tables.is_empty() {
        rows.push((locale.text("show-inventory"), tables.join("; ")));
    }
    if let Some((volume, volumes)) = seen.volume.filter(|(_, volumes)| *volumes > 1) {
        let arguments = Arguments::new()
            .number("volume", u64::from(volume))
            .number("volumes", u64::from(volumes));
        rows.push((locale.text("show-volume"), locale.with("show-volume-of", &arguments)));
    }
    if let Some(digest) = seen.digest {
        rows.push((locale.text("bundle-digest"), digest.to_string()));
    }
    rows
}
