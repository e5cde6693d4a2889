//! An event in its place: what is signed in each line.

use serde::{Deserialize, Serialize};

use crate::custody::{Event, LedgerId};
use crate::description::Day;
use crate::digest::Digest;
use crate::signing::{KeyId, Schema, SignedText, SignedTextError, Signer};
use crate::unit::AgencyRef;

/// What the text of an event starts with.
pub const SCHEMA: Schema = Schema::new("custody-event", 1);

/// An event of a ledger, and its place there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Entry {
    schema: String,
    /// Which ledger.
    pub ledger: LedgerId,
    /// Its number there, from 1.
    pub number: u64,
    /// SHA-256 of the whole line before, without its LF; the first has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<Digest>,
    /// Whose ledger it is.
    pub agency: AgencyRef,
    /// The day of the event, UTC+7; its signer's claim.
    pub day: Day,
    /// The keys that sign it, in order: these and no others, so that nobody can
    /// take one of several signatures from the last line. Lines of early 0.1
    /// do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed_by: Vec<KeyId>,
    /// What happened.
    pub event: Event,
}

impl Entry {
    pub(super) fn new(
        (ledger, agency): (LedgerId, AgencyRef),
        (number, prev): (u64, Option<Digest>),
        day: Day,
        event: Event,
    ) -> Self {
        let (schema, signed_by) = (SCHEMA.to_string(), Vec::new());
        Entry { schema, ledger, number, prev, agency, day, signed_by, event }
    }

    /// Signs it, and names the keys that do.
    pub(super) fn sign(mut self, signers: &[&dyn Signer]) -> Result<SignedText, SignedTextError> {
        self.signed_by = signers.iter().map(|signer| signer.public_key().key_id()).collect();
        self.signed_by.sort_unstable();
        SignedText::sign(SCHEMA, self.to_text(), signers)
    }

    /// The text that is signed.
    fn to_text(&self) -> String {
        // Plain strings, numbers and lists: this serialisation cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Why a line is no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadLine {
    /// A stable word.
    pub(super) problem: &'static str,
    /// The member of the event, where one is meant.
    pub(super) member: Option<&'static str>,
}

impl BadLine {
    pub(super) const fn new(problem: &'static str) -> Self {
        BadLine { problem, member: None }
    }
}

/// Reads a line without its LF.
pub(super) fn read(line: &[u8], limit: usize) -> Result<(SignedText, Entry), BadLine> {
    let text = std::str::from_utf8(line).map_err(|_| BadLine::new("not-utf8"))?;
    let signed =
        SignedText::read(SCHEMA, text, limit).map_err(|error| BadLine::new(error.code()))?;
    let entry: Entry =
        serde_json::from_str(signed.text()).map_err(|_| BadLine::new("ledger-event"))?;
    // One spelling, so that nothing can hide in a second one.
    if entry.to_text() != signed.text() {
        return Err(BadLine::new("ledger-event"));
    }
    let named = entry.signed_by.iter().copied();
    if !entry.signed_by.is_empty() && !signed.claimed_keys().eq(named) {
        return Err(BadLine::new("ledger-signers"));
    }
    if let Some(problem) = entry.event.problem() {
        return Err(BadLine { problem: problem.code(), member: Some(problem.member()) });
    }
    Ok((signed, entry))
}
