//! What a message fills its gaps with.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};
use handover_core::finding::Value;

use crate::output::escaped;

/// The values of a message, by name. Text of the data is escaped on its way
/// in, so that no message can be made to move a cursor or turn a line round.
#[derive(Debug, Default)]
pub(crate) struct Arguments(FluentArgs<'static>);

impl Arguments {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Text of the data: a path, a name, a value of a cell.
    pub(crate) fn data(
        mut self,
        name: impl Into<Cow<'static, str>>,
        text: impl AsRef<str>,
    ) -> Self {
        self.0.set(name, FluentValue::from(escaped(text.as_ref()).into_owned()));
        self
    }

    /// A path of this computer.
    pub(crate) fn path(self, name: &'static str, path: &std::path::Path) -> Self {
        self.data(name, path.to_string_lossy())
    }

    /// Our own text, escaped where it was made.
    pub(crate) fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.0.set(name, FluentValue::from(text.into()));
        self
    }

    /// A count, which is printed in groups of three digits.
    pub(crate) fn number(mut self, name: impl Into<Cow<'static, str>>, number: u64) -> Self {
        self.0.set(name, FluentValue::from(number));
        self
    }

    /// The values of a finding.
    pub(crate) fn of<'d>(details: impl Iterator<Item = (&'d str, &'d Value)>) -> Self {
        details.fold(Self::new(), |arguments, (name, value)| match value {
            Value::Number(number) => arguments.number(name.to_owned(), *number),
            Value::Text(text) => arguments.data(name.to_owned(), text),
        })
    }

    pub(super) fn as_fluent(&self) -> &FluentArgs<'static> {
        &self.0
    }
}
