//! `handover transfer new`: an act for the responsible person to complete.

use chrono::NaiveDate;
use handover_core::durable::{self, Workplace};
use handover_core::error::ErrorKind;
use handover_core::inventory::{Counted, LotCount};
use handover_core::transfer::{
    DeclaredElectronic, DeclaredPaper, Draft, DraftFacts, DraftLot, Language, OpenMark, Party,
    read_toml, write_draft,
};
use handover_core::unit::{AgencyRef, Edition, Register};
use serde::Serialize;
use uuid::Uuid;

use super::{count, file};
use crate::args::TransferNewArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Lang, Locale};
use crate::output::{day, facts};
use crate::progress::Findings;
use crate::units;

#[derive(Serialize)]
struct Written {
    path: String,
    id: Uuid,
    giver: AgencyRef,
    receiver: AgencyRef,
    sealed_on: Option<NaiveDate>,
    effective_on: Option<NaiveDate>,
    open: Vec<Open>,
}

#[derive(Serialize)]
struct Open {
    field: String,
    line: Option<u64>,
}

pub(crate) fn new(args: &TransferNewArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let day = args.date.unwrap_or(context.today);
    let giver = units::agency_of(&args.from, Some(day))?;
    let receiver = units::agency_of(&args.to, Some(day))?;
    for folder in [&args.files, &args.inventory].into_iter().flatten() {
        durable::refuse_inside(&args.out, folder)?;
    }
    let work = Workplace::for_target(&args.out)?;
    let mut draft = DraftFacts::new(fresh_id()?, party(giver, context), party(receiver, context));
    draft.sealed_on = in_force(giver, day).then_some(day);
    draft.effective_on = effective_on(receiver, day);
    let (files, inventory) = (args.files.as_deref(), args.inventory.as_deref());
    let counted = {
        let observer = context.observer(Findings::Aside);
        count::count(files, inventory, work.folder(), &observer)?
    };
    fill_in(&mut draft, &counted, files.is_some());
    let language = match context.locale.lang() {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    let text = write_draft(&draft, language);
    file::write(&text, &args.out, &work)?;
    let open = match read_toml(&text, &args.out)? {
        Draft::Open(marks) => marks,
        _ => Vec::new(),
    };
    tell(args, &draft, &open, context)?;
    Ok(exit::DONE)
}

fn fresh_id() -> Result<Uuid, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| ErrorKind::Read {
        path: "random".into(),
        source: std::io::Error::other(error.to_string()),
    })?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

fn party(agency: AgencyRef, context: &Context<'_>) -> Party {
    let edition = Register::vietnam().edition(agency.unit().edition());
    Party {
        agency,
        name: units::agency_name(&agency, &[], &context.locale)
            .or_else(|| Register::vietnam().full_name(&agency.unit())),
        first_day: edition.and_then(Edition::in_force_from),
        last_day: edition.and_then(Edition::in_force_until),
    }
}

fn in_force(agency: AgencyRef, day: NaiveDate) -> bool {
    Register::vietnam().check_in_force(&agency.unit(), day).is_ok()
}

/// The day itself, or the first day of a unit that only comes to be.
fn effective_on(receiver: AgencyRef, day: NaiveDate) -> Option<NaiveDate> {
    if in_force(receiver, day) {
        return Some(day);
    }
    let edition = Register::vietnam().edition(receiver.unit().edition());
    edition.and_then(Edition::in_force_from).filter(|first| *first > day)
}

fn fill_in(draft: &mut DraftFacts, counted: &Counted, files: bool) {
    draft.paper = paper(&counted.all);
    draft.electronic = electronic(&counted.all);
    if files {
        draft.electronic.files = Some(counted.all.files);
        draft.electronic.bytes = Some(counted.all.bytes);
    }
    draft.lots = counted
        .lots
        .iter()
        .map(|(number, count)| {
            let mut lot = DraftLot::new(*number);
            lot.paper = paper(count);
            lot.electronic = electronic(count);
            lot
        })
        .collect();
}

/// What nobody listed is not nought; it is not known.
fn some(count: u64) -> Option<u64> {
    (count > 0).then_some(count)
}

fn paper(count: &LotCount) -> DeclaredPaper {
    let metres = count.containers > 0 && count.metres_complete;
    DeclaredPaper {
        containers: some(count.containers),
        dossiers: some(count.paper_dossiers),
        metres: metres.then_some(count.metres),
    }
}

fn electronic(count: &LotCount) -> DeclaredElectronic {
    DeclaredElectronic {
        dossiers: some(count.electronic_dossiers),
        files: some(count.files),
        bytes: some(count.bytes),
    }
}

fn tell(
    args: &TransferNewArgs,
    draft: &DraftFacts,
    open: &[OpenMark],
    context: &Context<'_>,
) -> Result<(), Failure> {
    if context.format == Format::Json {
        let open = open.iter().map(|mark| Open { field: mark.field.clone(), line: mark.line });
        let written = Written {
            path: args.out.to_string_lossy().into_owned(),
            id: draft.id,
            giver: draft.giver.agency,
            receiver: draft.receiver.agency,
            sealed_on: draft.sealed_on,
            effective_on: draft.effective_on,
            open: open.collect(),
        };
        return context.object("draft", &written);
    }
    let locale = &context.locale;
    context.result(&locale.with("transfer-written", &Arguments::new().path("path", &args.out)))?;
    let agency = |party: &Party| units::agency(&party.agency, &[], locale);
    let date = |date: Option<NaiveDate>| match date {
        Some(date) => day(date, locale.lang()),
        None => locale.text("transfer-day-open"),
    };
    let rows = [
        ("act-giver", agency(&draft.giver)),
        ("act-receiver", agency(&draft.receiver)),
        ("act-sealed-on", date(draft.sealed_on)),
        ("act-effective-on", date(draft.effective_on)),
    ];
    let rows = rows.map(|(label, value)| (locale.text(label), value));
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    closed_warning(draft, context);
    let arguments = Arguments::new().number("count", open.len() as u64);
    context.note(&locale.with("transfer-open", &arguments));
    for mark in open {
        context.note(&format!("  {}", open_line(mark, locale)));
    }
    context.note(&locale.text("transfer-next"));
    Ok(())
}

fn closed_warning(draft: &DraftFacts, context: &Context<'_>) {
    let closed = draft.giver.last_day.filter(|_| draft.sealed_on.is_none());
    if let Some(last) = closed {
        let arguments = Arguments::new()
            .text("unit", units::named(&draft.giver.agency.unit()))
            .text("day", day(last, context.locale.lang()));
        context.warn(&context.locale.with("transfer-giver-closed", &arguments));
    }
}

fn open_line(mark: &OpenMark, locale: &Locale) -> String {
    let arguments = Arguments::new().data("field", &mark.field);
    match mark.line {
        Some(line) => locale.with("transfer-open-line", &arguments.number("line", line)),
        None => mark.field.clone(),
    }
}
