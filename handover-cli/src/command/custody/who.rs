//! `handover custody who`: who held a dossier on a day.

use handover_core::custody::DossierRef;
use handover_core::description::Day;
use handover_core::ledger::{Options, Where, Who, who};
use serde::Serialize;

use super::{told, trusted};
use crate::args::CustodyWhoArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::day;
use crate::units;

#[derive(Serialize)]
struct Told<'a> {
    dossier: &'a DossierRef,
    on: Day,
    #[serde(flatten)]
    who: &'a Who,
}

pub(super) fn run(args: &CustodyWhoArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let trusted = trusted(&args.reading, context)?;
    let on = Day(args.on.unwrap_or(context.today));
    let dossier = DossierRef {
        fonds: args.fonds.clone().unwrap_or_default(),
        container: args.container.clone().unwrap_or_default(),
        code: args.dossier.clone(),
    };
    let ledger = trusted.ledger(&args.reading.ledger);
    let found = {
        let observer = trusted.observer(context);
        who(ledger, &dossier, on, &Options::default(), &observer)?
    };
    match context.format {
        Format::Json => context.object("who", &Told { dossier: &dossier, on, who: &found })?,
        Format::Human => context.result(&in_words(&dossier, on, &found, &context.locale))?,
    }
    let locale = &context.locale;
    if found.perhaps > 0 {
        let arguments = Arguments::new().number("count", found.perhaps);
        context.note(&locale.with("who-perhaps", &arguments));
    }
    if let Some(number) = found.unproven {
        let arguments = Arguments::new().number("number", number);
        context.note(&locale.with("who-unproven", &arguments));
    }
    trusted.note(context);
    let answered = found.event.is_some() && trusted.believes(&found.ledger);
    Ok(if answered { exit::DONE } else { exit::NO })
}

fn in_words(dossier: &DossierRef, on: Day, found: &Who, locale: &Locale) -> String {
    let arguments =
        Arguments::new().data("dossier", &dossier.code).text("day", day(on.0, locale.lang()));
    let Some(event) = &found.event else { return locale.with("who-nobody-knows", &arguments) };
    let place = match event.place {
        Where::Here => "here",
        Where::There => "there",
        Where::OnLoan => "on-loan",
        Where::Destroyed => "destroyed",
        // Lost, or a place that this version has no words for.
        _ => "lost",
    };
    let holder = event.holder.map(|holder| units::agency(&holder, &[], locale));
    let holder = holder.unwrap_or_else(|| locale.text("who-not-said"));
    let answer = locale.with(&key_of("where", place), &arguments.text("holder", holder));
    format!("{answer}\n  {}", told::brief(event, locale))
}
