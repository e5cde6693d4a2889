//! `handover custody verify` and `head`.

use handover_core::custody::Head;
use handover_core::finding::{Code, Severities, Severity};
use handover_core::ledger::{LedgerFile, Options, Verdict};
use handover_core::verify::ListFacts;
use serde::Serialize;

use super::trusted;
use crate::args::{CustodyHeadArgs, CustodyVerifyArgs};
use crate::command::verify::{TrustFacts, list_row};
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, grouped};
use crate::output::{closing, day, facts};
use crate::progress::Findings;
use crate::units;

/// A ledger, for programs.
#[derive(Serialize)]
struct Judged<'a> {
    #[serde(flatten)]
    verdict: &'a Verdict,
    /// The list that signers were judged by; absent where it was by keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    trust: Option<TrustFacts>,
}

pub(super) fn run(args: &CustodyVerifyArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let trusted = trusted(&args.reading, context)?;
    let ledger = trusted.ledger(&args.reading.ledger);
    let verdict = {
        let observer = context.observer(Findings::Result);
        ledger.verify(|_| Ok(()), &Options::default(), &observer)?
    };
    match context.format {
        Format::Json => {
            let trust = trusted.list().map(TrustFacts::of);
            context.object("ledger", &Judged { verdict: &verdict, trust })?;
        }
        Format::Human => {
            context.result(&in_facts(&verdict, trusted.list(), &context.locale))?;
            context.result(&closing(&verdict.report, &context.locale, context.paint))?;
        }
    }
    let counts = verdict.report.counts;
    let no = counts.block > 0 || (args.strict && counts.warn > 0);
    Ok(if no { exit::NO } else { exit::DONE })
}

/// A ledger in some lines.
fn in_facts(verdict: &Verdict, list: Option<ListFacts>, locale: &Locale) -> String {
    let mut rows = Vec::new();
    if let Some(agency) = &verdict.agency {
        rows.push((locale.text("ledger-agency"), units::agency(agency, &[], locale)));
    }
    rows.push((locale.text("ledger-events"), grouped(verdict.events, locale.lang())));
    if let Some((first, last)) = verdict.days {
        let days = [first, last].map(|on| day(on.0, locale.lang()));
        rows.push((locale.text("ledger-days"), days.join(" – ")));
    }
    rows.push((locale.text("ledger-unseen"), grouped(verdict.unwitnessed, locale.lang())));
    if let Some(head) = &verdict.head {
        rows.push((locale.text("ledger-head"), head.to_string()));
    }
    rows.extend(list.map(|list| list_row(&list, None, locale)));
    facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone())))
}

/// A head, for programs.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    head: Head,
    /// The head as it is typed into `--head`.
    head_text: &'a str,
}

/// The head, to be written down by somebody else; not of a ledger that is broken.
pub(super) fn head(args: &CustodyHeadArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let mut options = Options::default();
    // Whose signatures they are makes no other head.
    options.severities = Severities::default().with(Code::LedgerSignerUnknown, Severity::Info);
    let ledger = LedgerFile { path: &args.ledger, trust: None, witnesses: &[] };
    let verdict = ledger.verify(|_| Ok(()), &options, &())?;
    let Some(head) = verdict.head.filter(|_| verdict.report.passes()) else {
        let report = Box::new(verdict.report);
        return Err(handover_core::error::ErrorKind::Refused { report }.into());
    };
    let text = head.to_string();
    match context.format {
        Format::Json => context.object("ledger-head", &Told { head, head_text: &text })?,
        Format::Human => context.result(&text)?,
    }
    if verdict.torn_bytes > 0 {
        let arguments = Arguments::new().path("path", &args.ledger);
        context.warn(&context.locale.with("custody-torn", &arguments));
    }
    Ok(exit::DONE)
}
