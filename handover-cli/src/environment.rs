//! What the command learns from the world around it, as values, so that a
//! test can say what the world is like.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{FixedOffset, NaiveDate, Utc};
use zeroize::Zeroizing;

/// Seconds that Vietnam is ahead of UTC; it has no summer time.
const VIETNAM: i32 = 7 * 3600;

/// What one output stream can show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stream {
    /// Whether a person looks at it.
    pub terminal: bool,
    /// Whether it wants colours, where nobody says otherwise.
    pub colour: bool,
}

/// Somebody who knows a passphrase.
pub trait AskPassphrase: Send + Sync {
    /// Shows `prompt` and reads one line that is not echoed.
    ///
    /// # Errors
    /// Where nobody can be asked, or nobody answers.
    fn ask(&self, prompt: &str) -> io::Result<Zeroizing<String>>;
}

/// The world as the command sees it.
#[non_exhaustive]
pub struct Environment {
    /// The desktop's locale, such as `vi-VN`.
    pub locale: Option<String>,
    /// Today's date in Vietnam.
    pub today: NaiveDate,
    /// Standard output.
    pub stdout: Stream,
    /// Standard error.
    pub stderr: Stream,
    /// Set by Ctrl-C.
    pub interrupted: Arc<AtomicBool>,
    /// Who is asked for passphrases.
    pub passphrases: Box<dyn AskPassphrase>,
}

impl Environment {
    /// No terminal, no locale, nobody to ask: for tests and other programs.
    pub fn bare(today: NaiveDate) -> Self {
        Self {
            locale: None,
            today,
            stdout: Stream::default(),
            stderr: Stream::default(),
            interrupted: Arc::default(),
            passphrases: Box::new(Nobody),
        }
    }

    /// The world of this process. Ctrl-C is caught from here on: the first
    /// asks the work to stop, the second ends the process.
    pub(crate) fn of_process() -> Self {
        let vietnam = FixedOffset::east_opt(VIETNAM);
        let now = Utc::now();
        let today = vietnam.map_or(now.date_naive(), |zone| now.with_timezone(&zone).date_naive());
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&interrupted);
        // Without a handler Ctrl-C ends the process at once, which is safe:
        // nothing unfinished has its final name.
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(crate::exit::INTERRUPTED));
            }
        });
        let colours = |choice| !matches!(choice, anstream::ColorChoice::Never);
        let (out, err) = (io::stdout(), io::stderr());
        Self {
            locale: sys_locale::get_locale(),
            today,
            stdout: Stream {
                terminal: out.is_terminal(),
                colour: colours(anstream::AutoStream::choice(&out)),
            },
            stderr: Stream {
                terminal: err.is_terminal(),
                colour: colours(anstream::AutoStream::choice(&err)),
            },
            interrupted,
            passphrases: Box::new(Terminal),
        }
    }
}

struct Terminal;

impl AskPassphrase for Terminal {
    fn ask(&self, prompt: &str) -> io::Result<Zeroizing<String>> {
        rpassword::prompt_password(prompt).map(Zeroizing::new)
    }
}

struct Nobody;

impl AskPassphrase for Nobody {
    fn ask(&self, _: &str) -> io::Result<Zeroizing<String>> {
        Err(io::ErrorKind::NotConnected.into())
    }
}
