//! `handover minutes`: the paper that both sides sign.

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::custody::Answer;
use handover_core::digest::Digest;
use handover_core::exchange::{
    Minutes, MinutesForm, MinutesOf, MinutesOptions, PaperKind, Titles, minutes,
};
use handover_core::finding::{Code, Counts, Finding, Severities, Severity};
use handover_core::limits::Limits;
use handover_core::verify::{ReceiptVerification, Seal, verify_receipt};
use serde::Serialize;

use crate::args::{MinutesArgs, MinutesPaper};
use crate::command::verify::Trusted;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::keys;
use crate::locale::{Arguments, Lang, Locale, key_of};
use crate::output::{FactRow, Role, closing, facts, in_four_lines, location, sentence};
use crate::progress::Findings;

#[derive(Serialize)]
struct Written<'a> {
    out: String,
    form: &'static str,
    digest: Option<Digest>,
    receipt: Option<Digest>,
    answer: Option<&'static str>,
    seals: &'a [Seal],
    signer_confirmed: bool,
    payload_checked: bool,
    counts: Counts,
}

pub(crate) fn run(args: &MinutesArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let kind = PaperKind::of(&args.out).ok_or_else(|| {
        Refusal::new("minutes-ending", exit::USAGE).with(Arguments::new().path("path", &args.out))
    })?;
    // The paper is Vietnamese whoever asks for it.
    let vietnamese = Locale::new(Lang::Vi);
    let describe = |finding: &Finding| {
        let place = location(&finding.location, &vietnamese);
        format!("{place}: {}", sentence(finding, &vietnamese))
    };
    let mut options = MinutesOptions::default();
    options.form = args.form.map(|form| match form {
        MinutesPaper::Nd30 => MinutesForm::Nd30,
        MinutesPaper::Archive => MinutesForm::Archive,
    });
    options.copies = args.copies;
    options.superior.clone_from(&args.superior);
    options.place_and_day.clone_from(&args.place);
    options.titles = if args.with_titles { Titles::Printed } else { Titles::Withheld };
    options.describe = Some(&describe);
    let is_receipt = keys::kind_of(&args.bundle).as_deref() == Some("receipt");
    if !is_receipt && (!args.known.is_nobody() || args.known.date.is_some()) {
        return Err(Refusal::new("minutes-trust-of-receipt", exit::USAGE).into());
    }
    if is_receipt && (args.with_titles || !args.volumes.is_empty()) {
        return Err(Refusal::new("minutes-lists-of-receipt", exit::USAGE).into());
    }
    let written = if is_receipt {
        let found = judged(args, context)?;
        minutes(MinutesOf::Receipt(&args.bundle, &found), &args.out, kind, &options, &())?
    } else {
        let observer = context.observer(Findings::Aside).without_signer();
        let limits = Limits::default();
        if VolumeSet::is_one(&args.bundle) {
            let set = VolumeSet::open(&args.bundle, &args.volumes, &limits)?;
            minutes(MinutesOf::Set(&set), &args.out, kind, &options, &observer)?
        } else {
            let bundle = Bundle::open(&args.bundle, &limits)?;
            minutes(MinutesOf::Bundle(&bundle), &args.out, kind, &options, &observer)?
        }
    };
    if context.format == Format::Json {
        let body = Written {
            out: args.out.to_string_lossy().into_owned(),
            form: written.form.code(),
            digest: written.digest,
            receipt: written.receipt.map(|(digest, _)| digest),
            answer: written.receipt.map(|(_, answer)| answer.code()),
            seals: &written.seals,
            signer_confirmed: written.signer_confirmed,
            payload_checked: false,
            counts: written.report.counts,
        };
        context.object("minutes", &body)?;
    } else {
        human(args, &written, context)?;
    }
    Ok(if written.report.passes() { exit::DONE } else { exit::NO })
}

/// The receipt, judged; whose key it is the paper is to say where nothing else does.
fn judged(args: &MinutesArgs, context: &Context<'_>) -> Result<ReceiptVerification, Failure> {
    let trusted = Trusted::of(&args.known, &[], &[], context)?;
    let line = keys::receipt_line(&args.bundle)?;
    let mut severities = Severities::default();
    let mut observer = context.observer(Findings::Aside).about(&args.bundle);
    if args.known.is_nobody() {
        severities = severities.with(Code::ReceiptUnknownKey, Severity::Info);
        observer = observer.without_signer();
    }
    let bounds = (&Limits::default(), &severities);
    Ok(verify_receipt(&line, &trusted.trust, None, bounds, &observer)?)
}

fn human(args: &MinutesArgs, written: &Minutes, context: &Context<'_>) -> Result<(), Failure> {
    let locale = &context.locale;
    let heading = locale.with("minutes-done", &Arguments::new().path("path", &args.out));
    context.result(&context.paint.text(Role::Heading, &heading))?;
    let rows = rows(written, locale);
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    if !written.report.by_code.is_empty() {
        context.result(&closing(&written.report, locale, context.paint))?;
    }
    let (next, means) = match written.receipt {
        Some((_, Answer::Refused)) => ("minutes-next-refused", "receipt-means"),
        Some(_) => ("minutes-next-receipt", "receipt-means"),
        None => ("minutes-next", "seal-means"),
    };
    context.result(&locale.text(next))?;
    context.note(&locale.text(means));
    Ok(())
}

fn rows(written: &Minutes, locale: &Locale) -> Vec<FactRow> {
    let form = locale.text(match written.form {
        MinutesForm::Archive => "minutes-form-archive",
        _ => "minutes-form-nd30",
    });
    let mut rows = vec![(locale.text("minutes-form-label"), form)];
    if let Some(digest) = written.digest {
        rows.push((locale.text("minutes-digest"), digest.to_string()));
    }
    if let Some((digest, answer)) = written.receipt {
        rows.push((locale.text("receipt-digest"), digest.to_string()));
        rows.push((locale.text("receipt-answer"), locale.text(&key_of("answer", answer.code()))));
    }
    for seal in &written.seals {
        let print = in_four_lines(&seal.key.fingerprint().to_string());
        let state = locale.text(match (seal.holds, seal.trusted) {
            (true, true) => "seal-trusted",
            (true, false) => "show-seal-holds",
            (false, _) => "seal-broken",
        });
        rows.push((locale.text("key-label-fingerprint"), format!("{print}\n{state}")));
    }
    rows
}
