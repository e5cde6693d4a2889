//! How a value is known.

use serde::{Deserialize, Serialize};

/// A value with its provenance: what a table says, what follows from what it says, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence<T> {
    /// The table says it.
    Stated(T),
    /// It follows from the tables by a rule that is named where the value is documented.
    Inferred(T),
    /// The tables do not say it, and it is never guessed.
    #[default]
    Unknown,
}

impl<T: Copy> Evidence<T> {
    /// The value, however it is known.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Stated(value) | Self::Inferred(value) => Some(value),
            Self::Unknown => None,
        }
    }

    /// `stated`, `inferred` or `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated(_) => "stated",
            Self::Inferred(_) => "inferred",
            Self::Unknown => "unknown",
        }
    }
}
