//! The observer that every operation is given.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use handover_core::finding::{Code, Finding, Severity};
use handover_core::observe::{Observer, Phase, Work};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::meter::Meter;
use super::throttle::Throttle;
use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, key_of};
use crate::output::{Role, location, sentence, severity_word};

/// How often a bar moves.
const REDRAW: Duration = Duration::from_millis(100);
/// How often a line is written where there is no terminal.
const LINE: Duration = Duration::from_secs(5);
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

struct Running {
    meter: Meter,
    started: Instant,
    throttle: Throttle,
    bar: Option<ProgressBar>,
}

/// Shows bars on a terminal, a line now and then elsewhere, nothing with
/// `--quiet`; prints findings as they come; stops on Ctrl-C.
pub(crate) struct Progress<'a, 'io> {
    context: &'a Context<'io>,
    findings: Findings,
    bars: Option<MultiProgress>,
    running: RwLock<HashMap<Phase, Arc<Running>>>,
    shown: Mutex<HashMap<Code, u64>>,
    unshown: AtomicU64,
}

impl<'a, 'io> Progress<'a, 'io> {
    pub(crate) fn new(context: &'a Context<'io>, findings: Findings) -> Self {
        let on_screen = context.environment.stderr.terminal && !context.quiet;
        Self {
            context,
            findings,
            bars: on_screen.then(|| MultiProgress::with_draw_target(ProgressDrawTarget::stderr())),
            running: RwLock::default(),
            shown: Mutex::default(),
            unshown: AtomicU64::new(0),
        }
    }

    /// How many findings were counted and not shown.
    pub(crate) fn unshown(&self) -> u64 {
        self.unshown.load(Ordering::Relaxed)
    }

    fn name(&self, phase: Phase) -> String {
        self.context.locale.text(&key_of("phase", phase.as_str()))
    }

    fn is_shown(&self, code: Code) -> bool {
        if self.context.format == Format::Json {
            return true;
        }
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let count = shown.entry(code).or_default();
        *count += 1;
        *count <= SHOWN
    }

    fn print(&self, finding: &Finding) {
        let context = self.context;
        let written = match (context.format, self.findings) {
            (Format::Json, Findings::Result) => context.object("finding", finding),
            (Format::Json, Findings::Aside) => {
                if let Ok(line) = crate::output::json_line("finding", finding) {
                    context.aside(&line);
                }
                Ok(())
            }
            (Format::Human, Findings::Result) => context.result(&self.line(finding)),
            (Format::Human, Findings::Aside) if context.quiet => Ok(()),
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

    fn bar(&self, phase: Phase, total: Option<Work>) -> Option<ProgressBar> {
        let bars = self.bars.as_ref()?;
        let (bar, template) = match total {
            Some(_) => (ProgressBar::new(1000), "{prefix} [{bar:20}] {wide_msg}"),
            None => (ProgressBar::no_length(), "{prefix} {spinner} {wide_msg}"),
        };
        // A template that does not parse would be a bar in indicatif's own style.
        let style = ProgressStyle::with_template(template);
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = bars.add(bar.with_style(style.progress_chars("=> ")));
        bar.set_prefix(self.name(phase));
        Some(bar)
    }

    fn of(&self, phase: Phase) -> Option<Arc<Running>> {
        self.running.read().unwrap_or_else(PoisonError::into_inner).get(&phase).cloned()
    }
}

impl Observer for Progress<'_, '_> {
    fn begin(&self, phase: Phase, total: Option<Work>) {
        let bar = self.bar(phase, total);
        let every = if bar.is_some() { REDRAW } else { LINE };
        let running = Running {
            meter: Meter::new(total),
            started: Instant::now(),
            throttle: Throttle::new(every),
            bar,
        };
        let mut map = self.running.write().unwrap_or_else(PoisonError::into_inner);
        map.insert(phase, Arc::new(running));
    }

    fn advance(&self, phase: Phase, done: Work) {
        let Some(running) = self.of(phase) else { return };
        running.meter.add(done);
        let elapsed = running.started.elapsed();
        if self.context.quiet || !running.throttle.passes(elapsed) {
            return;
        }
        let text = running.meter.line(elapsed, &self.context.locale);
        match &running.bar {
            Some(bar) => {
                bar.set_message(text);
                match running.meter.permille() {
                    Some(permille) => bar.set_position(permille),
                    None => bar.tick(),
                }
            }
            None => self.context.aside(&format!("{}: {text}", self.name(phase))),
        }
    }

    fn finding(&self, finding: &Finding) {
        if !self.is_shown(finding.code) {
            self.unshown.fetch_add(1, Ordering::Relaxed);
            return;
        }
        match &self.bars {
            Some(bars) => bars.suspend(|| self.print(finding)),
            None => self.print(finding),
        }
    }

    fn end(&self, phase: Phase) {
        let mut map = self.running.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = map.remove(&phase).and_then(|running| running.bar.clone()) {
            bar.finish_and_clear();
        }
    }

    fn cancelled(&self) -> bool {
        self.context.environment.interrupted.load(Ordering::Relaxed) || self.context.is_broken()
    }
}

impl Drop for Progress<'_, '_> {
    /// Clears what an operation that failed left on the screen, and says once
    /// how much was not shown.
    fn drop(&mut self) {
        if let Some(bars) = &self.bars {
            // Fails where the terminal has gone; then there is nothing to clear.
            let _ = bars.clear();
        }
        let unshown = self.unshown();
        if unshown > 0 && !self.context.is_broken() {
            let arguments = Arguments::new().number("count", unshown);
            self.context.note(&self.context.locale.with("findings-unshown", &arguments));
        }
    }
}
