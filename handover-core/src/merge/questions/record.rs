//! The records of the sort.

use crate::digest::Digest;
use crate::error::Result;
use crate::merge::cells::damaged;

/// Texts and digests, each with its length in front, so that none runs into
/// the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(Vec<u8>);

impl Key {
    /// The key of a question.
    pub(super) fn of(question: Question) -> Self {
        Key(vec![question as u8])
    }

    pub(super) fn and(mut self, part: &[u8]) -> Self {
        self.0.extend_from_slice(&(part.len() as u64).to_be_bytes());
        self.0.extend_from_slice(part);
        self
    }

    pub(super) fn and_digest(self, digest: &Digest) -> Self {
        self.and(digest.as_bytes())
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// What a record is there to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Question {
    Fonds,
    Dossier,
    File,
    Closing,
    Number,
}

impl Question {
    const ALL: [Question; 5] =
        [Question::Fonds, Question::Dossier, Question::File, Question::Closing, Question::Number];
}

/// A record that came back: its question and the parts of its key.
pub(super) fn read(key: &[u8]) -> Result<(Question, Vec<&[u8]>)> {
    let (question, mut rest) = key.split_first().ok_or_else(damaged)?;
    let question = Question::ALL.get(usize::from(*question)).ok_or_else(damaged)?;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
        let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| damaged())?;
        let (part, after) = after.split_at_checked(length).ok_or_else(damaged)?;
        parts.push(part);
        rest = after;
    }
    Ok((*question, parts))
}

/// The number of a row at the start of a value, and what follows.
pub(super) fn row(value: &[u8]) -> Result<(u64, &[u8])> {
    let (row, rest) = value.split_first_chunk::<8>().ok_or_else(damaged)?;
    Ok((u64::from_be_bytes(*row), rest))
}
