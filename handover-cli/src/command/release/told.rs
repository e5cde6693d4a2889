//! What is confirmed and what is not, in words and as JSON.

use handover_core::finding::Counts;
use handover_core::release::{Item, ItemKind, Released, Share, State, Subject};
use serde::Serialize;

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, grouped, key_of};
use crate::output::{closing, day, escaped, facts, location};
use crate::units;

#[derive(Serialize)]
struct Told<'a> {
    parcels: &'a [Subject],
    counts: Counts,
}

/// One item: for people every dossier, and the files that are not confirmed.
pub(super) fn item(item: &Item, context: &Context<'_>) -> Result<(), Failure> {
    if context.format == Format::Json {
        return context.object("release-item", item);
    }
    if item.item == ItemKind::File && item.state == State::Confirmed {
        return Ok(());
    }
    let locale = &context.locale;
    let mut name = match &item.name {
        Some(name) => escaped(name).into_owned(),
        None => location(&item.at, locale),
    };
    if let Some(fonds) = &item.fonds {
        name = format!("{}: {name}", escaped(fonds));
    }
    let mut line = format!("{name}: {}", locale.text(&key_of("release", state(item.state))));
    if let Some(kind) = item.exception {
        let kind = locale.text(&key_of("exception", kind.code()));
        line = format!("{line} ({kind})");
    }
    context.result(&line)
}

const fn state(state: State) -> &'static str {
    match state {
        State::Confirmed => "confirmed",
        State::Held => "held",
        State::Unconfirmed => "unconfirmed",
    }
}

pub(super) fn tell(released: &Released, context: &Context<'_>) -> Result<(), Failure> {
    if context.format == Format::Json {
        let told = Told { parcels: &released.subjects, counts: released.report.counts };
        return context.object("released", &told);
    }
    let locale = &context.locale;
    for subject in &released.subjects {
        let agency = |agency| units::agency(agency, &[], locale);
        let mut rows = vec![
            ("bundle-path", escaped(&subject.place).into_owned()),
            ("act-receiver", agency(&subject.receiver)),
        ];
        if let Some(on) = subject.accepted_on {
            rows.push(("release-accepted-on", day(on.0, locale.lang())));
        }
        rows.push(("release-dossiers", share(&subject.dossiers, locale)));
        rows.push(("release-files", share(&subject.files, locale)));
        if let Some(holder) = &subject.held_by {
            rows.push(("release-held-by", agency(holder)));
        }
        let rows = rows.iter().map(|(label, value)| (locale.text(label), value.clone()));
        let rows: Vec<_> = rows.collect();
        context
            .result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    }
    context.result(&closing(&released.report, locale, context.paint))?;
    context.result(&locale.text("release-law"))
}

fn share(share: &Share, locale: &Locale) -> String {
    let count = |count| grouped(count, locale.lang());
    let arguments = Arguments::new()
        .text("confirmed", count(share.confirmed))
        .text("held", count(share.held))
        .text("unconfirmed", count(share.unconfirmed));
    locale.with("release-share", &arguments)
}
