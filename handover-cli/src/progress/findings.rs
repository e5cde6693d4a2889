//! Findings on their way out, as they come.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use handover_core::finding::{Code, Finding, Group, Severity};

use serde::Serialize;

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::{Role, escaped, location, sentence, severity_word};

/// How many findings of one code are shown to people; `--json` shows all.
const SHOWN: u64 = 20;

/// What the findings of an operation are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Findings {
    /// The answer that was asked for: to standard output.
    Result,
    /// Remarks beside the result: to standard error.
    Aside,
}

/// Prints each finding where it belongs, to people only some of each kind.
pub(super) struct Printer<'a, 'io> {
    context: &'a Context<'io>,
    findings: Findings,
    shown: Mutex<HashMap<Code, u64>>,
    unshown: AtomicU64,
    /// The bundle that the findings are about, where there may be several.
    pub(super) about: Mutex<Option<String>>,
    /// Whether findings about the signer are told.
    pub(super) signer: bool,
}

/// A finding as programs read it.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    bundle: Option<&'a str>,
    #[serde(flatten)]
    finding: &'a Finding,
}

impl<'a, 'io> Printer<'a, 'io> {
    pub(super) fn new(context: &'a Context<'io>, findings: Findings) -> Self {
        Self {
            context,
            findings,
            shown: Mutex::default(),
            unshown: AtomicU64::new(0),
            about: Mutex::default(),
            signer: true,
        }
    }

    /// Says once, at the end, how much was not shown.
    pub(super) fn finish(&self) {
        let unshown = self.unshown.load(Ordering::Relaxed);
        if unshown > 0 && !self.context.is_broken() {
            let arguments = Arguments::new().number("count", unshown);
            self.context.note(&self.context.locale.with("findings-unshown", &arguments));
        }
    }

    /// Whether findings of this code belong to what was asked.
    pub(super) fn speaks_of(&self, code: Code) -> bool {
        self.signer || code.group() != Group::Signer || code == Code::SealForeignBag
    }

    /// Whether one more of this code is printed; counts those that are not.
    pub(super) fn shows(&self, code: Code) -> bool {
        if self.context.format == Format::Json {
            return true;
        }
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let count = shown.entry(code).or_default();
        *count += 1;
        if *count > SHOWN {
            self.unshown.fetch_add(1, Ordering::Relaxed);
        }
        *count <= SHOWN
    }

    /// What follows is about `bundle`: named to people in a line of its own.
    pub(super) fn turn_to(&self, bundle: &Path) {
        let name = bundle.to_string_lossy();
        if self.context.format == Format::Human {
            let heading = self.context.paint.text(Role::Heading, &escaped(&name));
            if let Err(Failure::Output(error)) = self.context.result(&heading) {
                self.context.remember_broken(error);
            }
        }
        self.now_about(bundle);
    }

    /// Names the bundle in the findings that programs read.
    pub(super) fn now_about(&self, bundle: &Path) {
        let name = bundle.to_string_lossy().into_owned();
        *self.about.lock().unwrap_or_else(PoisonError::into_inner) = Some(name);
    }

    pub(super) fn print(&self, finding: &Finding) {
        let context = self.context;
        let about = self.about.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let told = Told { bundle: about.as_deref(), finding };
        let written = match (context.format, self.findings) {
            (Format::Json, Findings::Result) => context.object("finding", &told),
            (Format::Json, Findings::Aside) => {
                if let Ok(line) = crate::output::json_line("finding", &told) {
                    context.aside(&line);
                }
                Ok(())
            }
            (Format::Human, Findings::Result) => context.result(&self.line(finding)),
            // What stops the work is an error, which `--quiet` leaves.
            (Format::Human, Findings::Aside)
                if context.quiet && finding.severity != Severity::Block =>
            {
                Ok(())
            }
            (Format::Human, Findings::Aside) => {
                context.aside(&self.line(finding));
                Ok(())
            }
        };
        if let Err(Failure::Output(error)) = written {
            context.remember_broken(error);
        }
    }

    /// `severity  place: sentence [code]`.
    fn line(&self, finding: &Finding) -> String {
        let locale = &self.context.locale;
        let paint = match self.findings {
            Findings::Result => self.context.paint,
            Findings::Aside => self.context.paint_aside(),
        };
        let role = match finding.severity {
            Severity::Block => Role::Bad,
            Severity::Warn => Role::Caution,
            Severity::Info => Role::Aside,
        };
        let severity = paint.text(role, &severity_word(finding.severity, locale));
        let place = location(&finding.location, locale);
        let code = paint.text(Role::Aside, &format!("[{}]", finding.code));
        format!("{severity}  {place}: {} {code}", sentence(finding, locale))
    }
}
