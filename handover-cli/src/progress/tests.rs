//! What comes out of an operation that works, finds and is stopped.

use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use handover_core::finding::{Code, Finding, Location};
use handover_core::observe::{Observer, Phase, Work};

use super::Findings;
use crate::args::{Colour, Global};
use crate::context::Context;
use crate::environment::Environment;
use crate::locale::{Lang, Locale};

/// What `work` writes to standard output and standard error.
fn written(json: bool, quiet: bool, work: impl FnOnce(&Context<'_>)) -> (String, String) {
    let world = Environment::bare(NaiveDate::default());
    let global =
        Global { lang: None, quiet, json, color: Colour::Never, help: None, version: None };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    work(&Context::new(&global, Locale::new(Lang::En), &mut out, &mut err, &world));
    (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn missing(path: &str) -> Finding {
    Finding::new(Code::PayloadMissing, Location::file(path))
}

#[test]
fn findings_are_results_or_asides() {
    let (out, err) = written(false, false, |context| {
        context.observer(Findings::Result).finding(&missing("a\u{1b}"));
    });
    assert_eq!(out.lines().count(), 1);
    assert!(out.starts_with("BLOCK  a\\u{1b}: it is listed") && err.is_empty(), "{out}");
    assert!(out.trim_end().ends_with("[payload.missing]"), "{out}");
    let (out, err) = written(false, false, |context| {
        context.observer(Findings::Aside).finding(&missing("a"));
    });
    assert!(out.is_empty() && err.starts_with("BLOCK"), "{err}");
    let (out, err) = written(false, true, |context| {
        let progress = context.observer(Findings::Aside);
        progress.finding(&Finding::new(Code::NameNotNfc, Location::file("a")));
        progress.finding(&missing("b"));
    });
    assert!(out.is_empty() && err.starts_with("BLOCK  b"), "quiet leaves only what stops: {err}");
}

#[test]
fn people_see_some_of_a_kind_and_programs_all() {
    let many = |context: &Context<'_>| {
        let progress = context.observer(Findings::Result);
        (0..100).for_each(|n| progress.finding(&missing(&n.to_string())));
        progress.finding(&Finding::new(Code::PayloadEmpty, Location::Whole));
    };
    let (out, err) = written(false, false, many);
    assert_eq!(out.lines().count(), 21);
    assert!(err.contains("80 more findings"), "{err}");
    let (out, err) = written(true, false, many);
    assert_eq!((out.lines().count(), err.as_str()), (101, ""));
    assert!(out.starts_with(r#"{"schema":"handover/finding/1","code":"payload.missing""#), "{out}");
}

#[test]
fn short_work_is_silent() {
    let (out, err) = written(false, false, |context| {
        let progress = context.observer(Findings::Result);
        progress.begin(Phase::Pack, Some(Work { entries: 1, bytes: 10 }));
        progress.advance(Phase::Pack, Work { entries: 1, bytes: 10 });
        progress.end(Phase::Pack);
    });
    assert_eq!((out.as_str(), err.as_str()), ("", ""));
}

#[test]
fn ctrl_c_is_passed_on() {
    written(false, false, |context| {
        let progress = context.observer(Findings::Result);
        assert!(!progress.cancelled());
        context.environment.interrupted.store(true, Ordering::Relaxed);
        assert!(progress.cancelled());
    });
}
