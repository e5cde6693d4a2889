//! `handover minutes`: the paper that both sides sign.

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::digest::Digest;
use handover_core::exchange::{
    Minutes, MinutesForm, MinutesOf, MinutesOptions, PaperKind, Titles, minutes,
};
use handover_core::finding::{Counts, Finding};
use handover_core::limits::Limits;
use handover_core::verify::Seal;
use serde::Serialize;

use crate::args::{MinutesArgs, MinutesPaper};
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::{Arguments, Lang, Locale};
use crate::output::{FactRow, Role, closing, facts, in_four_lines, location, sentence};
use crate::progress::Findings;

#[derive(Serialize)]
struct Written<'a> {
    out: String,
    form: &'static str,
    digest: Option<Digest>,
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
    let written = {
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
            seals: &written.seals,
            signer_confirmed: false,
            payload_checked: false,
            counts: written.report.counts,
        };
        context.object("minutes", &body)?;
    } else {
        human(args, &written, context)?;
    }
    Ok(if written.report.passes() { exit::DONE } else { exit::NO })
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
    context.result(&locale.text("minutes-next"))?;
    context.note(&locale.text("seal-means"));
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
    for seal in &written.seals {
        let print = in_four_lines(&seal.key.fingerprint().to_string());
        let state = locale.text(if seal.holds { "show-seal-holds" } else { "seal-broken" });
        rows.push((locale.text("key-label-fingerprint"), format!("{print}\n{state}")));
    }
    rows
}
