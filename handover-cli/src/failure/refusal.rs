use std::io;

use handover_core::error::Error;

use super::core_error;
use crate::exit;
use crate::locale::{Arguments, Locale};

/// Why a command did not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The core could not, or would not.
    Core(Error),
    /// The command line itself says no.
    Refused(Box<Refusal>),
    /// The results could not be written; a closed pipe is no failure at all.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Core(error)
    }
}

impl From<handover_core::error::ErrorKind> for Failure {
    fn from(kind: handover_core::error::ErrorKind) -> Self {
        Failure::Core(kind.into())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(Box::new(refusal))
    }
}

/// A refusal of the command line: a message with a `.remedy`, by its key.
#[derive(Debug)]
pub(crate) struct Refusal {
    key: String,
    arguments: Arguments,
    exit: u8,
}

impl Refusal {
    /// The message `key`, and the exit code that goes with it.
    pub(crate) fn new(key: impl Into<String>, exit: u8) -> Self {
        Self { key: key.into(), arguments: Arguments::new(), exit }
    }

    /// The same with the values of its message.
    #[must_use]
    pub(crate) fn with(mut self, arguments: Arguments) -> Self {
        self.arguments = arguments;
        self
    }
}

/// A failure in words.
pub(crate) struct Told {
    /// The stable code, or the key of the message.
    pub(crate) code: String,
    /// What is wrong.
    pub(crate) wrong: String,
    /// What to do next.
    pub(crate) remedy: String,
}

impl Failure {
    /// The exit code of the process.
    pub(crate) fn exit(&self) -> u8 {
        match self {
            Failure::Core(error) => core_error::exit_of(error),
            Failure::Refused(refusal) => refusal.exit,
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => exit::DONE,
            Failure::Output(_) => exit::UNFINISHED,
        }
    }

    /// What to say; nothing where whoever read the results has left.
    pub(crate) fn told(&self, locale: &Locale) -> Option<Told> {
        let (code, key, arguments) = match self {
            Failure::Core(error) => return Some(core_error::told(error, locale)),
            Failure::Refused(refusal) => (refusal.key.clone(), &refusal.key, &refusal.arguments),
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return None,
            Failure::Output(error) => {
                let arguments = Arguments::new().text("cause", core_error::io_cause(error, locale));
                return Some(Told {
                    code: "output".to_owned(),
                    wrong: locale.with("output-failed", &arguments),
                    remedy: locale.text("output-failed.remedy"),
                });
            }
        };
        Some(Told {
            code,
            wrong: locale.with(key, arguments),
            remedy: locale.with(&format!("{key}.remedy"), arguments),
        })
    }
}
