//! `handover diff`: what is different between two sides.

use handover_core::diff::{Change, Options, Side, Summary, diff};
use handover_core::error::ErrorKind;

use crate::args::DiffArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, Locale};
use crate::output::{bytes, location};
use crate::progress::Findings;

pub(crate) fn run(args: &DiffArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let mut options = Options::default();
    options.concurrency = args.at_once.concurrency();
    options.temporary.clone_from(&args.temp);
    let left = Side::open(&args.a, &options.limits)?;
    let right = Side::open(&args.b, &options.limits)?;
    let tell = |change: Change| {
        let told = match context.format {
            Format::Json => context.object("change", &change),
            Format::Human => context.result(&line(&change, &context.locale)),
        };
        told.map_err(|failure| {
            // The failure of the output is kept; the core only has to stop.
            if let Failure::Output(error) = failure {
                context.remember_broken(error);
            }
            ErrorKind::Interrupted.into()
        })
    };
    let summary = {
        let observer = context.observer(Findings::Aside).without_signer();
        diff(&left, &right, tell, &options, &observer)?
    };
    match context.format {
        Format::Json => context.object("diff", &summary)?,
        Format::Human => context.result(&in_words(summary, &context.locale))?,
    }
    let by_lists = |side: &Side| matches!(side, Side::Bundle(_) | Side::Set(_));
    if by_lists(&left) || by_lists(&right) {
        context.note(&context.locale.text("diff-bundle-lists"));
    }
    let by_tables = |side: &Side| matches!(side, Side::Holdings(_));
    if by_tables(&left) || by_tables(&right) {
        context.note(&context.locale.text("diff-holdings-tables"));
    }
    Ok(if summary.is_same() { exit::DONE } else { exit::NO })
}

/// One difference in one line.
fn line(change: &Change, locale: &Locale) -> String {
    let size = |size: u64| bytes(size, locale.lang());
    let entry = |key: &'static str, at, length: Option<u64>| {
        let length = length.map_or_else(|| locale.text("diff-empty-folder"), size);
        (key, Arguments::new().text("at", location(at, locale)).text("size", length))
    };
    let (key, arguments) = match change {
        Change::Added { at, size } => entry("change-added", at, *size),
        Change::Removed { at, size } => entry("change-removed", at, *size),
        Change::Changed { at, from_size, to_size, .. } => {
            let arguments = Arguments::new()
                .text("at", location(at, locale))
                .number("from", *from_size)
                .number("to", *to_size);
            ("change-changed", arguments)
        }
        Change::Moved { from, to, .. } => {
            let arguments = Arguments::new()
                .text("from", location(from, locale))
                .text("to", location(to, locale));
            ("change-moved", arguments)
        }
        Change::Duplicated { at, of, .. } => {
            let arguments =
                Arguments::new().text("at", location(at, locale)).text("of", location(of, locale));
            ("change-duplicated", arguments)
        }
        // A difference that this version has no words for.
        other => return format!("{other:?}"),
    };
    locale.with(key, &arguments)
}

fn in_words(summary: Summary, locale: &Locale) -> String {
    let arguments = Arguments::new()
        .number("added", summary.added)
        .number("removed", summary.removed)
        .number("changed", summary.changed)
        .number("moved", summary.moved)
        .number("duplicated", summary.duplicated)
        .number("unchanged", summary.unchanged)
        .number("times", summary.other_times);
    locale.with(if summary.is_same() { "diff-same" } else { "diff-different" }, &arguments)
}
