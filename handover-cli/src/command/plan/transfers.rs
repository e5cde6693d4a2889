//! `handover plan transfers`: which of the transfers that a plan demands are done.

use std::fs::File;

use handover_core::error::{Error, ErrorKind};
use handover_core::finding::Counts;
use handover_core::limits::Limits;
use handover_core::plan::RouteReader;
use handover_core::plan::transfers::{
    Options, Transfer, TransferCounts, TransferState, Transfers, transfers,
};
use handover_core::unit::Register;
use handover_core::verify::Trust;
use serde::Serialize;

use crate::args::PlanTransfersArgs;
use crate::command::release::{judge, list};
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::keys;
use crate::locale::{Arguments, grouped, key_of};
use crate::output::{closing, day, escaped, facts};
use crate::progress::Findings;
use crate::units::agency_in;

#[derive(Serialize)]
struct Summary {
    done: u64,
    open: u64,
    late: u64,
    disputed: u64,
    undecided: u64,
    receipts: u64,
    uncounted: u64,
    elsewhere: u64,
    judged: bool,
    counts: Counts,
}

pub(super) fn run(
    args: &PlanTransfersArgs,
    register: &Register,
    context: &Context<'_>,
) -> Result<u8, Failure> {
    let on = args.date.unwrap_or(context.today);
    let failed = |source| ErrorKind::Read { path: args.routes.clone(), source };
    let table = File::open(&args.routes).map_err(failed)?;
    let routes = RouteReader::new(table, &args.routes, &Limits::default())?;
    let trust = match &args.trust {
        Some(path) => list(path, args.root.as_deref(), on, &[], context)?,
        None => Trust::Nobody,
    };
    let files = keys::receipt_files(&args.receipts)?;
    let mut kept = None;
    let found = {
        let receipts = files.iter().map(|path| {
            let observer = context.observer(Findings::Aside).about(path);
            let judged = if args.trust.is_some() {
                judge(path, &trust, &observer)
            } else {
                judge(path, &trust, &observer.without_signer())
            };
            judged.map_err(|failure| stop(failure, &mut kept))
        });
        let observer = context.observer(Findings::Result);
        transfers(routes, receipts, on, &Options::default(), &observer)
    };
    if let Some(failure) = kept {
        return Err(failure);
    }
    let found = found?;
    tell(&found, register, context)?;
    Ok(if found.report.passes() { exit::DONE } else { exit::NO })
}

/// Ends the core's work; what went wrong is kept to be told as it is.
fn stop(failure: Failure, kept: &mut Option<Failure>) -> Error {
    *kept = Some(failure);
    ErrorKind::Interrupted.into()
}

fn tell(found: &Transfers, register: &Register, context: &Context<'_>) -> Result<(), Failure> {
    if context.format == Format::Json {
        for transfer in &found.transfers {
            context.object("demanded-transfer", transfer)?;
        }
        let TransferCounts { done, open, late, disputed, undecided, .. } = found.counts;
        let Transfers { receipts, uncounted, elsewhere, judged, .. } = *found;
        let counts = found.report.counts;
        let summary = Summary {
            done,
            open,
            late,
            disputed,
            undecided,
            receipts,
            uncounted,
            elsewhere,
            judged,
            counts,
        };
        return context.object("demanded-transfers", &summary);
    }
    let locale = &context.locale;
    for transfer in &found.transfers {
        context.result(&line(transfer, register, context))?;
    }
    let counted = |count| grouped(count, locale.lang());
    let mut rows: Vec<(String, String)> = [
        (TransferState::Done, found.counts.done),
        (TransferState::Open, found.counts.open),
        (TransferState::Late, found.counts.late),
        (TransferState::Disputed, found.counts.disputed),
        (TransferState::Undecided, found.counts.undecided),
    ]
    .into_iter()
    .map(|(state, count)| (locale.text(&key_of("demanded", state.code())), counted(count)))
    .collect();
    rows.push((locale.text("demanded-receipts"), counted(found.receipts)));
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    context.result(&closing(&found.report, locale, context.paint))?;
    if !found.judged && found.receipts > 0 {
        context.note(&locale.text("demanded-not-judged"));
    }
    Ok(())
}

/// `giver → receiver: done (2 routes; taken over on …)`.
fn line(transfer: &Transfer, register: &Register, context: &Context<'_>) -> String {
    let locale = &context.locale;
    let name = |agency| escaped(&agency_in(register, agency, locale)).into_owned();
    let receiver = transfer.receiver.as_ref().map_or_else(|| "?".to_owned(), name);
    let state = locale.text(&key_of("demanded", transfer.state.code()));
    let mut parts =
        vec![locale.with("demanded-routes", &Arguments::new().number("routes", transfer.routes))];
    let on = |date| Arguments::new().text("day", day(date, locale.lang()));
    parts.extend(transfer.due_on.map(|due| locale.with("demanded-due", &on(due))));
    parts.extend(transfer.accepted_on.map(|date| locale.with("demanded-accepted", &on(date))));
    for (count, key) in
        [(transfer.refused, "demanded-refused"), (transfer.with_exceptions, "demanded-excepted")]
    {
        if count > 0 {
            parts.push(locale.with(key, &Arguments::new().number("count", count)));
        }
    }
    if transfer.contradicting {
        parts.push(locale.text("demanded-contradicting"));
    }
    format!("{} → {receiver}: {state} ({})", name(&transfer.giver), parts.join("; "))
}
