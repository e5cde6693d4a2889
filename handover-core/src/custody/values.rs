//! The values that events are made of, each checked when it is read.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

use crate::description::Day;
use crate::digest::Digest;

/// Most Unicode scalars of a [`Line`].
const LINE: usize = 500;

/// A text of one line: 1 to 500 Unicode scalars, no control characters, no
/// white space at either end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

/// Text that is no [`Line`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a line of 1 to {LINE} characters without control characters")]
pub struct NotALine;

impl Line {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Line {
    type Error = NotALine;

    fn try_from(text: String) -> Result<Self, NotALine> {
        let sound = !text.is_empty()
            && text.trim() == text
            && text.chars().count() <= LINE
            && !text.contains(char::is_control);
        if sound { Ok(Line(text)) } else { Err(NotALine) }
    }
}

impl FromStr for Line {
    type Err = NotALine;

    fn from_str(text: &str) -> Result<Self, NotALine> {
        Line::try_from(text.to_owned())
    }
}

impl From<Line> for String {
    fn from(line: Line) -> Self {
        line.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The identity of a ledger: 16 random bytes, written as 32 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LedgerId([u8; 16]);

/// Text that is no [`LedgerId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 32 lower-case hex digits")]
pub struct NotALedgerId;

impl LedgerId {
    /// A new one.
    pub fn random<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        LedgerId(bytes)
    }
}

impl FromStr for LedgerId {
    type Err = NotALedgerId;

    fn from_str(text: &str) -> Result<Self, NotALedgerId> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| NotALedgerId)?;
        bytes.try_into().map(LedgerId).map_err(|_| NotALedgerId)
    }
}

impl TryFrom<String> for LedgerId {
    type Error = NotALedgerId;

    fn try_from(text: String) -> Result<Self, NotALedgerId> {
        text.parse()
    }
}

impl From<LedgerId> for String {
    fn from(id: LedgerId) -> Self {
        id.to_string()
    }
}

impl fmt::Display for LedgerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for LedgerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LedgerId({self})")
    }
}

/// Where a ledger stands: all that somebody else need write down to notice
/// later that it was changed up to there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Which ledger.
    pub ledger: LedgerId,
    /// How many events it has.
    pub count: u64,
    /// SHA-256 of the whole last line, without its LF.
    pub digest: Digest,
}

/// `LEDGER:COUNT:DIGEST`, as it is written down and typed in again.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.ledger, self.count, self.digest)
    }
}

/// Text that is no [`Head`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not LEDGER:COUNT:DIGEST")]
pub struct NotAHead;

impl FromStr for Head {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let mut parts = text.split(':');
        let mut part = || parts.next().ok_or(NotAHead);
        let ledger = part()?.parse().map_err(|_| NotAHead)?;
        let count = part()?;
        let plain = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        let count = count.parse().ok().filter(|_| plain).ok_or(NotAHead)?;
        let digest = part()?.parse().map_err(|_| NotAHead)?;
        if parts.next().is_some() { Err(NotAHead) } else { Ok(Head { ledger, count, digest }) }
    }
}

/// What a receipt, an act or another agency says of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// The head that was seen.
    pub head: Head,
    /// The day on which it was seen, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// SHA-256 of the text of the receipt, which the very next event must
    /// name; absent where the head alone was seen (an act states its giver's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Digest>,
}

/// A person, and the title in which the person acts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Name in full.
    pub name: Line,
    /// Title or office.
    pub title: Line,
}

/// A paper, by what stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Its number and sign.
    pub number: Line,
    /// Its day.
    pub day: Day,
    /// SHA-256 of the file that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert!("12/QĐ-UBND".parse::<Line>().is_ok());
        for text in ["", " a", "a\n", "a\u{7}b", &"x".repeat(501)] {
            assert!(text.parse::<Line>().is_err(), "{text:?}");
            let json = serde_json::to_string(text).unwrap();
            assert!(serde_json::from_str::<Line>(&json).is_err());
        }
    }

    #[test]
    fn a_head_is_typed_in_as_it_was_written_down() {
        let ledger = "00112233445566778899aabbccddeeff".parse().unwrap();
        let head = Head { ledger, count: 12, digest: Digest::sha256(b"x") };
        assert_eq!(head.to_string().parse(), Ok(head));
        for text in ["", "a:1:b", &format!("{head}:"), &head.to_string().replace(":12:", ":+12:")] {
            assert_eq!(text.parse::<Head>(), Err(NotAHead));
        }
    }

    #[test]
    fn an_id_has_one_spelling() {
        let id = "00112233445566778899aabbccddeeff";
        assert_eq!(id.parse::<LedgerId>().unwrap().to_string(), id);
        for text in ["", "0011", &id.to_uppercase(), &format!("{id}00")] {
            assert_eq!(text.parse::<LedgerId>(), Err(NotALedgerId));
        }
    }
}
