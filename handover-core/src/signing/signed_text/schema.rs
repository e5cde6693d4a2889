//! The first member of every signed text: what it is.

use std::fmt;

use super::error::SignedTextError;

const START: &str = "{\"schema\":\"handover/";

/// A kind of signed text and its major version, as in
/// `{"schema":"handover/receipt/1",`.
///
/// The kind is inside what is signed, so that a signature made for one kind
/// never serves another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Schema {
    kind: &'static str,
    major: u32,
}

impl Schema {
    /// Names a kind: lower-case letters, digits and hyphens.
    pub const fn new(kind: &'static str, major: u32) -> Self {
        Self { kind, major }
    }

    /// The kind, such as `receipt`.
    pub const fn kind(&self) -> &'static str {
        self.kind
    }

    /// The major version.
    pub const fn major(&self) -> u32 {
        self.major
    }

    /// How a text of this kind must start.
    pub fn prefix(&self) -> String {
        format!("{START}{}/{}\",", self.kind, self.major)
    }

    /// The kind and major version that a signed line claims to be of, from its
    /// first bytes alone; `None` if it does not start as one.
    pub fn of_line(line: &str) -> Option<(&str, u32)> {
        let rest = line.strip_prefix("{\"signed\":\"{\\\"schema\\\":\\\"handover/")?;
        known(rest.split_once("\\\",")?.0)
    }

    pub(super) fn check(&self, text: &str) -> Result<(), SignedTextError> {
        if text.starts_with(&self.prefix()) {
            return Ok(());
        }
        let (found, major) = read(text).ok_or(SignedTextError::Schema)?;
        if found != self.kind {
            let wanted = self.kind.to_owned();
            return Err(SignedTextError::OtherKind { wanted, found: found.to_owned() });
        }
        let kind = found.to_owned();
        Err(SignedTextError::UnknownVersion { kind, found: major, known: self.major })
    }
}

impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "handover/{}/{}", self.kind, self.major)
    }
}

/// Kind and major version of a text; the kind only if an error may show it.
fn read(text: &str) -> Option<(&str, u32)> {
    known(text.strip_prefix(START)?.split_once("\",")?.0)
}

/// `kind/major` in its one spelling.
fn known(name: &str) -> Option<(&str, u32)> {
    let (kind, digits) = name.split_once('/')?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let named = (1..=40).contains(&kind.len()) && kind.bytes().all(plain);
    let major: u32 = digits.parse().ok()?;
    // One spelling of a number: neither `+1` nor `01`.
    (named && major.to_string() == digits).then_some((kind, major))
}
