//! What every command is given: language, streams, mode, day.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use handover_core::finding::Severity;
use serde::Serialize;

use crate::args::{Colour, Global};
use crate::environment::{Environment, Stream};
use crate::failure::{Failure, Told};
use crate::locale::Locale;
use crate::output::{Paint, Role, json_line, remedies};
use crate::progress::{Findings, Progress};

/// Who reads the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Human,
    Json,
}

type Sink<'io> = Mutex<&'io mut (dyn Write + Send)>;

/// The surroundings of one run of a command. Results go to standard output,
/// everything else to standard error.
pub(crate) struct Context<'io> {
    pub(crate) locale: Locale,
    pub(crate) today: NaiveDate,
    pub(crate) format: Format,
    pub(crate) quiet: bool,
    /// Colours of standard output.
    pub(crate) paint: Paint,
    pub(crate) environment: &'io Environment,
    paint_err: Paint,
    out: Sink<'io>,
    err: Sink<'io>,
    broken: Mutex<Option<io::Error>>,
}

impl<'io> Context<'io> {
    pub(crate) fn new(
        global: &Global,
        locale: Locale,
        out: &'io mut (dyn Write + Send),
        err: &'io mut (dyn Write + Send),
        environment: &'io Environment,
    ) -> Self {
        let paint = |stream: Stream| match global.color {
            Colour::Always => Paint::Colour,
            Colour::Auto if stream.colour => Paint::Colour,
            _ => Paint::Plain,
        };
        Self {
            locale,
            today: environment.today,
            format: if global.json { Format::Json } else { Format::Human },
            quiet: global.quiet,
            paint: paint(environment.stdout),
            environment,
            paint_err: paint(environment.stderr),
            out: Mutex::new(out),
            err: Mutex::new(err),
            broken: Mutex::new(None),
        }
    }

    /// A result for people, on standard output.
    pub(crate) fn result(&self, text: &str) -> Result<(), Failure> {
        write_lines(&mut **lock(&self.out), text).map_err(Failure::Output)
    }

    /// A result for programs, one line on standard output.
    pub(crate) fn object<T: Serialize + ?Sized>(
        &self,
        kind: &str,
        body: &T,
    ) -> Result<(), Failure> {
        let line = json_line(kind, body).map_err(|error| Failure::Output(error.into()))?;
        self.result(&line)
    }

    /// Bytes that are the result itself: completions, a manual page.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Result<(), Failure> {
        lock(&self.out).write_all(bytes).map_err(Failure::Output)
    }

    /// Something worth knowing beside the result; not with `--quiet`.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            self.flush_results();
            self.aside(text);
        }
    }

    /// Something that must be read, with `--quiet` too.
    pub(crate) fn warn(&self, text: &str) {
        self.flush_results();
        let word = self.paint_err.text(Role::Caution, &self.locale.text("word-warning"));
        self.aside(&format!("{word}: {text}"));
    }

    /// What is wrong, and what to do next.
    pub(crate) fn refuse(&self, failure: &Failure) {
        if let (Format::Human, Failure::Core(error)) = (self.format, failure)
            && let Some(report) = error.refusal()
        {
            self.aside(&self.locale.text("findings-remedies"));
            self.aside(&remedies(report, Severity::Block, &self.locale));
        }
        if let Some(told) = failure.told(&self.locale) {
            self.tell(&told);
        }
    }

    /// The same for a command line that was not understood.
    pub(crate) fn refuse_usage(&self, (wrong, remedy): (String, String)) {
        self.tell(&Told { code: "usage".to_owned(), wrong, remedy });
    }

    fn tell(&self, told: &Told) {
        if self.format == Format::Json {
            let body = serde_json::json!({
                "code": told.code, "message": told.wrong, "remedy": told.remedy,
            });
            if let Ok(line) = json_line("error", &body) {
                self.aside(&line);
            }
            return;
        }
        let word = self.paint_err.text(Role::Bad, &self.locale.text("word-error"));
        self.aside(&format!("{word}: {}", told.wrong));
        let next = self.paint_err.text(Role::Heading, &self.locale.text("word-next"));
        self.aside(&format!("{next}: {}", told.remedy));
    }

    /// The observer for one operation of the core.
    pub(crate) fn observer(&self, findings: Findings) -> Progress<'_, 'io> {
        Progress::new(self, findings)
    }

    /// Colours of standard error.
    pub(crate) const fn paint_aside(&self) -> Paint {
        self.paint_err
    }

    /// Brings the results out, so that what is said beside them stands behind
    /// them where both streams go to one place. A failure is told at the end.
    fn flush_results(&self) {
        if let Err(error) = lock(&self.out).flush() {
            self.remember_broken(error);
        }
    }

    /// A line on standard error. That it cannot be written changes nothing.
    pub(crate) fn aside(&self, text: &str) {
        let _ = write_lines(&mut **lock(&self.err), text);
    }

    /// Remembers that a result could not be written while an operation runs,
    /// which [`Progress`] then stops.
    pub(crate) fn remember_broken(&self, error: io::Error) {
        lock(&self.broken).get_or_insert(error);
    }

    pub(crate) fn is_broken(&self) -> bool {
        lock(&self.broken).is_some()
    }

    pub(crate) fn take_broken(&self) -> Option<io::Error> {
        lock(&self.broken).take()
    }

    pub(crate) fn flush(&self) -> Result<(), Failure> {
        lock(&self.out).flush().map_err(Failure::Output)
    }
}

fn write_lines(sink: &mut (dyn Write + Send), text: &str) -> io::Result<()> {
    sink.write_all(text.as_bytes())?;
    if text.ends_with('\n') { Ok(()) } else { sink.write_all(b"\n") }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
