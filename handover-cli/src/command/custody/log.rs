//! `handover custody log`: every event in a line.

use handover_core::error::ErrorKind;
use handover_core::ledger::{Checked, Options};
use handover_core::signing::KeyId;
use serde::Serialize;

use super::{told, trusted};
use crate::args::CustodyLogArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::day;
use crate::units;

/// An event in its place, for programs.
#[derive(Serialize)]
struct Told<'a> {
    number: u64,
    day: handover_core::description::Day,
    event: &'a handover_core::custody::Event,
    digest: handover_core::digest::Digest,
    signers: Vec<KeyId>,
    believed: bool,
}

pub(super) fn run(args: &CustodyLogArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let trusted = trusted(&args.reading, context)?;
    let ledger = trusted.ledger(&args.reading.ledger);
    let until = args.on;
    let tell = |checked: Checked| {
        if until.is_some_and(|until| checked.entry.day.0 > until) {
            return Ok(());
        }
        let told = match context.format {
            Format::Json => context.object("event", &as_object(&checked)),
            Format::Human => context.result(&line(&checked, context)),
        };
        told.map_err(|failure| {
            // The failure of the output is kept; the core only has to stop.
            if let Failure::Output(error) = failure {
                context.remember_broken(error);
            }
            ErrorKind::Interrupted.into()
        })
    };
    let verdict = {
        let observer = trusted.observer(context);
        ledger.verify(tell, &Options::default(), &observer)?
    };
    trusted.note(context);
    Ok(if trusted.believes(&verdict) { exit::DONE } else { exit::NO })
}

fn as_object(checked: &Checked) -> Told<'_> {
    Told {
        number: checked.entry.number,
        day: checked.entry.day,
        event: &checked.entry.event,
        digest: checked.head.digest,
        signers: checked.signers.iter().copied().collect(),
        believed: checked.believed,
    }
}

/// `  4  30/06/2025  bàn giao  P14: 01..12  → …  by …`.
fn line(checked: &Checked, context: &Context<'_>) -> String {
    let (locale, event) = (&context.locale, &checked.entry.event);
    let mut parts = vec![
        checked.entry.number.to_string(),
        day(checked.entry.day.0, locale.lang()),
        told::kind(event.kind, locale),
    ];
    if !event.covers.is_empty() {
        parts.push(told::covers(&event.covers));
    }
    let agency = |agency| units::agency(agency, &[], locale);
    match (&event.from, &event.to) {
        (Some(from), Some(to)) => parts.push(format!("{} → {}", agency(from), agency(to))),
        (None, Some(to)) => parts.push(format!("→ {}", agency(to))),
        (Some(from), None) => parts.push(format!("{} →", agency(from))),
        (None, None) => {}
    }
    if let Some(act) = &event.act {
        let act = Arguments::new()
            .data("number", act.number.as_str())
            .text("day", day(act.day.0, locale.lang()));
        parts.push(locale.with("custody-act", &act));
    }
    parts.push(told::people(&event.by));
    parts.join("  ")
}
