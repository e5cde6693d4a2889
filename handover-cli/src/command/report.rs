//! `handover report`: a page that people look at.

use std::collections::BTreeMap;

use handover_core::exchange::{ReportOptions, ReportSources, Reported, Titles, Wording, report};
use handover_core::finding::{Code, Counts, Location, Value};
use handover_core::transfer::Language;
use handover_core::unit::{AgencyRef, Register};
use serde::Serialize;

use super::plan::{inventories_below, rules};
use crate::args::ReportArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, Lang, Locale, grouped, key_of};
use crate::output::{Role, closing, escaped, facts, location, remedy, sentence_of};
use crate::progress::Findings;
use crate::units::{Loaded, agency_in};

#[derive(Serialize)]
struct Written {
    out: String,
    figures: Option<String>,
    inventories: u64,
    units: u64,
    transfers: u64,
    receipts: u64,
    results: u64,
    counts: Counts,
}

pub(crate) fn run(args: &ReportArgs, context: &Context<'_>) -> Result<u8, Failure> {
    refuse_empty(args)?;
    let register = Loaded::of(args.register.as_deref())?;
    let inventories = inventories_below(&args.inventory, args.scans.as_deref())?;
    let words = Words { locale: &context.locale, register: &register };
    let mut options = ReportOptions::default();
    options.language = match context.locale.lang() {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    options.titles = if args.with_titles { Titles::Printed } else { Titles::Withheld };
    options.words = Some(&words);
    options.reading.temporary.clone_from(&args.temp);
    options.reading.estimates = rules(args.rules.as_deref())?.estimates;
    options.figures.clone_from(&args.figures);
    let sources = ReportSources {
        plan: args.plan.as_deref(),
        inventories: &inventories,
        routes: args.routes.as_deref(),
        receipts: args.receipts.as_deref(),
        told: &args.results,
        on: args.date.unwrap_or(context.today),
        register: &register,
    };
    let made = {
        let observer = context.observer(Findings::Aside);
        report(&sources, &args.out, &options, &observer)?
    };
    told(args, &made, context)?;
    Ok(if made.report.passes() { exit::DONE } else { exit::NO })
}

/// A page of nothing, or one that no browser would open.
fn refuse_empty(args: &ReportArgs) -> Result<(), Failure> {
    let nothing = args.results.is_empty() && args.inventory.is_empty();
    let options = [&args.plan, &args.routes, &args.receipts];
    if nothing && options.iter().all(|option| option.is_none()) {
        return Err(Refusal::new("report-nothing", exit::USAGE).into());
    }
    let ending = args.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ["html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    let path = Arguments::new().path("path", &args.out);
    Err(Refusal::new("report-ending", exit::USAGE).with(path).into())
}

fn told(args: &ReportArgs, made: &Reported, context: &Context<'_>) -> Result<(), Failure> {
    let locale = &context.locale;
    if context.format == Format::Json {
        let body = Written {
            out: args.out.to_string_lossy().into_owned(),
            figures: args.figures.as_ref().map(|path| path.to_string_lossy().into_owned()),
            inventories: made.inventories,
            units: made.units,
            transfers: made.transfers,
            receipts: made.receipts,
            results: made.told,
            counts: made.report.counts,
        };
        context.object("reported", &body)?;
    } else {
        let heading = locale.with("report-done", &Arguments::new().path("path", &args.out));
        context.result(&context.paint.text(Role::Heading, &heading))?;
        let counts = [
            ("report-inventories", made.inventories),
            ("report-units", made.units),
            ("report-transfers", made.transfers),
            ("report-receipts", made.receipts),
            ("report-results", made.told),
        ];
        let there = counts.into_iter().filter(|(_, count)| *count > 0);
        let rows: Vec<(String, String)> =
            there.map(|(key, count)| (locale.text(key), grouped(count, locale.lang()))).collect();
        context
            .result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
        if let Some(figures) = &args.figures {
            let path = Arguments::new().path("path", figures);
            context.result(&locale.with("work-figures", &path))?;
        }
        if made.inventories > 0 {
            context.result(&closing(&made.report, locale, context.paint))?;
        }
    }
    if made.told > 0 {
        context.note(&locale.text("report-repeats"));
    }
    Ok(())
}

/// What the page says instead of codes.
struct Words<'a> {
    locale: &'a Locale,
    register: &'a Register,
}

impl Wording for Words<'_> {
    fn finding(&self, code: Code, details: &BTreeMap<String, Value>) -> String {
        let details = details.iter().map(|(name, value)| (name.as_str(), value));
        sentence_of(code, details, self.locale)
    }

    fn remedy(&self, code: Code) -> String {
        remedy(code.as_str(), self.locale)
    }

    fn place(&self, place: &Location) -> String {
        location(place, self.locale)
    }

    fn word(&self, list: &str, code: &str) -> String {
        let key = key_of(list, code);
        if self.locale.has(&key) { self.locale.text(&key) } else { escaped(code).into_owned() }
    }

    fn agency(&self, agency: &AgencyRef) -> String {
        agency_in(self.register, agency, self.locale)
    }
}
