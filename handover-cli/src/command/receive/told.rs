//! A receipt in words, and as JSON.

use handover_core::custody::{
    Answer, Exception, ExceptionKind, Head, Receipt, ReceiptTotals, TotalLine,
};
use handover_core::digest::Digest;
use handover_core::finding::Counts;
use handover_core::receive::Received;
use handover_core::signing::{KeyId, PublicKey, SignedReceipt};
use serde::Serialize;

use crate::args::ReceiveArgs;
use crate::command::custody::people_in_words;
use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, grouped, key_of};
use crate::output::{FactRow, closing, day, escaped, facts};
use crate::units;

/// A receipt that was written, for programs.
#[derive(Serialize)]
struct Written<'a> {
    file: String,
    /// SHA-256 of its signed text.
    digest: Digest,
    keys: Vec<KeyId>,
    receipt: &'a Receipt,
    /// Where the ledger stands now.
    head: Option<Head>,
    head_text: Option<String>,
    entered: u64,
    finished: bool,
    counts: Counts,
}

pub(super) fn tell(
    args: &ReceiveArgs,
    received: &Received,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let signed = &received.receipt;
    if context.format == Format::Json {
        let written = Written {
            file: args.out.to_string_lossy().into_owned(),
            digest: signed.digest(),
            keys: signed.keys().iter().map(PublicKey::key_id).collect(),
            receipt: signed.receipt(),
            head: received.head,
            head_text: received.head.map(|head| head.to_string()),
            entered: received.entered,
            finished: received.finished,
            counts: received.report.counts,
        };
        return context.object("received", &written);
    }
    let locale = &context.locale;
    let key = if received.finished { "receive-finished" } else { "receive-written" };
    context.result(&locale.with(key, &Arguments::new().path("path", &args.out)))?;
    let mut rows = receipt_rows(signed, locale);
    if let Some(head) = received.head {
        let entered = Arguments::new().number("count", received.entered);
        let entered = locale.with("receive-entered", &entered);
        rows.push((locale.text("receipt-ledger"), format!("{entered}\n{head}")));
    }
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    let key = match signed.receipt().answer {
        Answer::Refused => "receive-means-refused",
        Answer::AcceptedWith => "receive-means-with",
        _ => "receive-means-accepted",
    };
    context.result(&locale.text(key))?;
    context.result(&closing(&received.report, locale, context.paint))
}

/// What a receipt says.
pub(crate) fn receipt_rows(signed: &SignedReceipt, locale: &Locale) -> Vec<FactRow> {
    let receipt = signed.receipt();
    let agency = |agency| units::agency(agency, &[], locale);
    let date = |on| day(on, locale.lang());
    let text = |line: &handover_core::custody::Line| escaped(line.as_str()).into_owned();
    let mut rows = vec![
        ("receipt-answer", locale.text(&key_of("answer", receipt.answer.code()))),
        ("bundle-digest", receipt.digest.to_string()),
    ];
    rows.extend(receipt.reason.as_ref().map(|reason| ("receipt-reason", text(reason))));
    if let Some(act) = &receipt.act {
        let issue = Arguments::new().text("id", act.id.to_string());
        let issue = issue.number("issue", u64::from(act.issue));
        rows.push(("act-id", locale.with("act-id-and-issue", &issue)));
        rows.push(("act-giver", agency(&act.giver)));
    }
    rows.push(("act-receiver", agency(&receipt.receiver)));
    rows.push(("receipt-day", date(receipt.day.0)));
    rows.push(("receipt-by", people_in_words(&receipt.by)));
    rows.push(("receipt-totals", totals(&receipt.totals, locale)));
    if !receipt.exceptions.is_empty() {
        rows.push(("receipt-exceptions", exceptions(&receipt.exceptions, locale)));
    }
    rows.extend(receipt.held_by.as_ref().map(|by| ("receipt-held-by", agency(by))));
    let form = &receipt.form;
    let listed = |lines: &[_]| lines.iter().map(text).collect::<Vec<_>>().join(", ");
    rows.extend((!form.seals.is_empty()).then(|| ("receipt-seals", listed(&form.seals))));
    rows.extend((!form.media.is_empty()).then(|| ("receipt-media", listed(&form.media))));
    rows.extend(form.condition.as_ref().map(|line| ("receipt-condition", text(line))));
    rows.extend(form.accession.as_ref().map(|line| ("receipt-accession", text(line))));
    if let Some(paper) = &receipt.late {
        let paper =
            Arguments::new().data("number", paper.number.as_str()).text("day", date(paper.day.0));
        rows.push(("receipt-late", locale.with("custody-act", &paper)));
    }
    rows.extend(receipt.ledger_head.map(|head| ("receipt-head-before", head.to_string())));
    rows.extend(receipt.first.map(|first| ("receipt-first", first.to_string())));
    rows.push(("receipt-digest", signed.digest().to_string()));
    rows.into_iter().map(|(label, value)| (locale.text(label), value)).collect()
}

/// Declared, computed, counted: a line each, where anybody said anything.
fn totals(totals: &ReceiptTotals, locale: &Locale) -> String {
    let numbers = totals.numbers();
    let lines = numbers.iter().map(|line| total(line, locale, |n| grouped(n, locale.lang())));
    let metres = total(&totals.metres(), locale, |metres| metres.to_string());
    lines.chain([metres]).flatten().collect::<Vec<_>>().join("\n")
}

fn total<N: Copy>(
    line: &TotalLine<N>,
    locale: &Locale,
    say: impl Fn(N) -> String,
) -> Option<String> {
    let TotalLine { member, declared, computed, counted } = *line;
    declared.or(computed).or(counted)?;
    let said = |number: Option<N>| number.map_or_else(|| "–".to_owned(), &say);
    let arguments = Arguments::new()
        .text("what", locale.text(&key_of("total", member)))
        .text("declared", said(declared))
        .text("computed", said(computed))
        .text("counted", said(counted));
    Some(locale.with("receipt-total", &arguments))
}

/// How many of each kind; what they are is in the receipt.
fn exceptions(exceptions: &[Exception], locale: &Locale) -> String {
    let of = |kind: &ExceptionKind| {
        let count = exceptions.iter().filter(|one| one.kind == *kind).count() as u64;
        let word = locale.text(&key_of("exception", kind.code()));
        (count > 0).then(|| format!("{word}: {}", grouped(count, locale.lang())))
    };
    ExceptionKind::ALL.iter().filter_map(of).collect::<Vec<_>>().join(", ")
}
