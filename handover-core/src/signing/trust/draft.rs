//! `trust.toml`: the list as people write it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::de::DeTable;

use super::error::TrustError;
use super::key::TrustedKey;
use super::list::{Threshold, check};
use crate::error::Error;

/// Which form of draft it is.
pub(super) const SCHEMA: &str = "handover/trust-draft/1";

/// A trust list before it is signed: readable, and mended by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TrustDraft {
    #[serde(default)]
    schema: Option<String>,
    /// How many persons must sign for an agency, where one is too few.
    #[serde(default, rename = "threshold")]
    pub thresholds: Vec<Threshold>,
    /// The keys.
    #[serde(default, rename = "key")]
    pub keys: Vec<TrustedKey>,
}

/// A draft that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// It is not written as a draft is.
    #[error(transparent)]
    Syntax(#[from] Error),
    /// No list may say what it says.
    #[error(transparent)]
    Rule(#[from] TrustError),
}

impl TrustDraft {
    /// A draft of these lines.
    pub fn new(thresholds: Vec<Threshold>, keys: Vec<TrustedKey>) -> Self {
        TrustDraft { schema: None, thresholds, keys }
    }

    /// Reads the text of a `trust.toml`; `path` is for messages only.
    ///
    /// # Errors
    /// `Malformed` with the line, and never a value of the file; or the rule
    /// that the draft breaks.
    pub fn read_toml(text: &str, path: &Path) -> Result<Self, DraftError> {
        let draft = Self::parse(text, path)?;
        check(&draft.keys, &draft.thresholds)?;
        Ok(draft)
    }

    pub(super) fn parse(text: &str, path: &Path) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let failed = |error: &toml::de::Error| {
            let line = error.span().map(|span| line_of(text, span.start));
            Error::malformed(path, line, "trust-draft.syntax", without_values(error.message()))
        };
        DeTable::parse(text).map_err(|error| failed(&error))?;
        let draft: TrustDraft = toml::from_str(text).map_err(|error| failed(&error))?;
        if draft.schema.as_deref().is_some_and(|schema| schema != SCHEMA) {
            return Err(Error::malformed(path, None, "trust-draft.schema", "another form"));
        }
        Ok(draft)
    }
}

/// What the parser says, if it speaks of members alone: a value may be a name.
fn without_values(message: &str) -> &str {
    let of_members = ["missing field `", "unknown field `", "duplicate key"];
    let plain = of_members.iter().any(|start| message.starts_with(start));
    if plain { message } else { "not written as a draft is, or a value that does not fit" }
}

fn line_of(text: &str, offset: usize) -> u64 {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count() as u64
}
