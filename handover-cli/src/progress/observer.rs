//! The observer that every operation is given.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use handover_core::finding::Finding;
use handover_core::observe::{Announced, Observer, Phase, Work};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::findings::{Findings, Printer};
use super::meter::Meter;
use super::throttle::Throttle;
use crate::context::Context;
use crate::locale::{Arguments, key_of};
use crate::output::bytes;

/// How a bar looks when the whole is known, and when it is not.
const KNOWN_TOTAL: &str = "{prefix} [{bar:12}] {wide_msg}";
const UNKNOWN_TOTAL: &str = "{prefix} {spinner} {wide_msg}";

/// How often a bar moves.
const REDRAW: Duration = Duration::from_millis(100);
/// How often a line is written where there is no terminal.
const LINE: Duration = Duration::from_secs(5);
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
    printer: Printer<'a, 'io>,
    bars: Option<MultiProgress>,
    running: RwLock<HashMap<Phase, Arc<Running>>>,
    /// The list of the volumes that are looked at.
    set: Option<PathBuf>,
}

impl<'a, 'io> Progress<'a, 'io> {
    pub(crate) fn new(context: &'a Context<'io>, findings: Findings) -> Self {
        let on_screen = context.environment.stderr.terminal && !context.quiet;
        Self {
            context,
            printer: Printer::new(context, findings),
            bars: on_screen.then(|| MultiProgress::with_draw_target(ProgressDrawTarget::stderr())),
            running: RwLock::default(),
            set: None,
        }
    }

    /// Names the bundle in the findings that programs read.
    pub(crate) fn about(self, bundle: &Path) -> Self {
        self.printer.now_about(bundle);
        self
    }

    /// The same for a set: its volumes are named as they come.
    pub(crate) fn about_set(mut self, set: &Path) -> Self {
        self.set = Some(set.to_path_buf());
        self
    }

    /// Says nothing of the signer, whom this operation does not judge.
    pub(crate) fn without_signer(mut self) -> Self {
        self.printer.signer = false;
        self
    }

    fn name(&self, phase: Phase) -> String {
        self.context.locale.text(&key_of("phase", phase.as_str()))
    }

    fn bar(&self, phase: Phase, total: Option<Work>) -> Option<ProgressBar> {
        let bars = self.bars.as_ref()?;
        let (bar, template) = match total {
            Some(_) => (ProgressBar::new(1000), KNOWN_TOTAL),
            None => (ProgressBar::no_length(), UNKNOWN_TOTAL),
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

    fn announce(&self, announced: &Announced) {
        let locale = &self.context.locale;
        let size = bytes(announced.bytes, locale.lang());
        let arguments =
            Arguments::new().number("volumes", announced.volumes.into()).text("size", size);
        let say = |key| self.context.note(&locale.with(key, &arguments));
        say("pack-announced");
        match announced.one_file_fits {
            _ if announced.volumes == 1 => {}
            Some(true) => say("pack-one-file-fits"),
            Some(false) => {}
            None => say("pack-one-file-may-fit"),
        }
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

    fn turn_to(&self, bundle: Option<&Path>) {
        let Some(bundle) = bundle.or(self.set.as_deref()) else { return };
        match &self.bars {
            Some(bars) => bars.suspend(|| self.printer.turn_to(bundle)),
            None => self.printer.turn_to(bundle),
        }
    }

    fn finding(&self, finding: &Finding) {
        if !self.printer.speaks_of(finding.code) || !self.printer.shows(finding.code) {
            return;
        }
        match &self.bars {
            Some(bars) => bars.suspend(|| self.printer.print(finding)),
            None => self.printer.print(finding),
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
        self.printer.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_templates_parse() {
        for template in [KNOWN_TOTAL, UNKNOWN_TOTAL] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
