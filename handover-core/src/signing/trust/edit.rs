//! Changes of a draft that leave every other line, and every comment, alone.

use std::path::Path;

use serde::Serialize;
use toml::de::{DeTable, DeValue};

use super::draft::{DraftError, SCHEMA, TrustDraft};
use super::error::TrustError;
use super::key::{Revocation, TrustedKey};
use super::list::{Threshold, check};
use crate::error::Error;
use crate::signing::{KeyId, PublicKey};

impl TrustDraft {
    /// The first line of a draft that has nothing in it yet.
    pub fn heading() -> String {
        format!("schema = \"{SCHEMA}\"\n")
    }

    /// The draft `text` with one more key, and the threshold of its agency
    /// where one is given.
    ///
    /// # Errors
    /// As [`TrustDraft::read_toml`], of the draft and of what would become of
    /// it; [`TrustError::Threshold`] if another one stands there already.
    pub fn with_key(
        text: &str,
        path: &Path,
        key: &TrustedKey,
        threshold: Option<Threshold>,
    ) -> Result<String, DraftError> {
        #[derive(Serialize)]
        struct Added<'a> {
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            threshold: &'a [Threshold],
            key: &'a [TrustedKey],
        }
        let before = Self::parse(text, path)?;
        let stands = before.thresholds.iter().find(|stands| stands.agency == key.agency);
        let threshold = match (threshold, stands) {
            (Some(new), Some(old)) if new.persons != old.persons => {
                return Err(TrustError::Threshold { agency: key.agency }.into());
            }
            (Some(new), None) => Some(new),
            _ => None,
        };
        let threshold = threshold.as_slice();
        let added = Added { threshold, key: std::slice::from_ref(key) };
        let added = toml::to_string(&added)
            .map_err(|_| Error::malformed(path, None, "trust-draft.syntax", "cannot be written"))?;
        let gap = if text.is_empty() || text.ends_with('\n') { "\n" } else { "\n\n" };
        let after = format!("{text}{gap}{added}");
        let mut wanted = before;
        wanted.thresholds.extend(threshold);
        wanted.keys.push(key.clone());
        check(&wanted.keys, &wanted.thresholds)?;
        unless_other(after, &wanted, path)
    }

    /// The draft `text` in which `key` is revoked; `None` if it does not stand
    /// there. A day that stood there before is replaced.
    ///
    /// # Errors
    /// As [`TrustDraft::read_toml`]; `Malformed` if the draft is written in a
    /// way that only a person should change.
    pub fn with_revocation(
        text: &str,
        path: &Path,
        key: KeyId,
        how: Revocation,
    ) -> Result<Option<String>, DraftError> {
        let mut wanted = Self::read_toml(text, path)?;
        let Some(at) = wanted.keys.iter().position(|line| line.key_id() == key) else {
            return Ok(None);
        };
        wanted.keys[at].revoke(how);
        let (name, day) = match how {
            Revocation::Ceased(day) => ("ceased", day),
            Revocation::Compromised(day) => ("compromised", day),
        };
        let new = format!("{name} = \"{day}\"");
        let after = match place(text, &wanted.keys[at].key, name) {
            Some((start, end, true)) => format!("{}{new}{}", &text[..start], &text[end..]),
            Some((_, end, false)) => format!("{}\n{new}{}", &text[..end], &text[end..]),
            None => text.to_owned(),
        };
        unless_other(after, &wanted, path).map(Some)
    }
}

/// The text if it says exactly what is wanted; a draft may be written in ways
/// that a change of lines does not understand.
fn unless_other(text: String, wanted: &TrustDraft, path: &Path) -> Result<String, DraftError> {
    match TrustDraft::parse(&text, path) {
        Ok(draft) if draft == *wanted => Ok(text),
        _ => {
            let problem = "written in a way that only a person should change";
            Err(Error::malformed(path, None, "trust-draft.by-hand", problem).into())
        }
    }
}

/// Where the line of the member `name` stands beside `key`, and `true`; else
/// where the line of the key itself does. The end is before its line end.
fn place(text: &str, key: &PublicKey, name: &str) -> Option<(usize, usize, bool)> {
    let draft = DeTable::parse(text).ok()?;
    let DeValue::Array(lines) = draft.get_ref().get("key")?.get_ref() else { return None };
    lines.iter().find_map(|line| {
        let DeValue::Table(members) = line.get_ref() else { return None };
        let member = |wanted: &str| members.iter().find(|(name, _)| name.get_ref() == wanted);
        let (stated, value) = member("key")?;
        let DeValue::String(base64) = value.get_ref() else { return None };
        if serde_json::to_value(key).ok()?.as_str() != Some(base64) {
            return None;
        }
        if let Some((stated, value)) = member(name) {
            return Some((stated.span().start, value.span().end, true));
        }
        let end = text[value.span().end..].find(['\r', '\n']);
        let end = end.map_or(text.len(), |more| value.span().end + more);
        Some((stated.span().start, end, false))
    })
}

#[cfg(test)]
mod tests;
