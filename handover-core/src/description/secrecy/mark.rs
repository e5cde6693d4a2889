use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::digest::Digest;
use crate::path::nfc;

/// What the act names a cleared text by, so that the act need not repeat it:
/// the first 16 hex digits of the SHA-256 of `handover/cleared/1`, a line feed
/// and the text in Unicode form C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark([u8; 8]);

/// Text that is not 16 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 16 lower-case hex digits")]
pub struct NotAMark;

/// The mark of `text`. For a file or folder the text is its path up to and
/// including the name in question.
pub fn mark(text: &str) -> Mark {
    let digest = Digest::sha256(format!("handover/cleared/1\n{}", nfc(text)).as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest.as_bytes()[..8]);
    Mark(first)
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl FromStr for Mark {
    type Err = NotAMark;

    fn from_str(text: &str) -> Result<Self, NotAMark> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| NotAMark)?;
        bytes.try_into().map(Mark).map_err(|_| NotAMark)
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The marks that an act lists as cleared, and which of them were met.
#[derive(Debug, Default)]
pub struct Clearances(BTreeMap<Mark, AtomicBool>);

impl Clearances {
    /// Whether `mark` is cleared; it is remembered as met.
    pub fn clears(&self, mark: Mark) -> bool {
        let met = self.0.get(&mark);
        if let Some(met) = met {
            met.store(true, Ordering::Relaxed);
        }
        met.is_some()
    }

    /// The marks that fitted nothing so far, in their order.
    pub fn unused(&self) -> impl Iterator<Item = Mark> {
        self.0.iter().filter(|(_, met)| !met.load(Ordering::Relaxed)).map(|(mark, _)| *mark)
    }
}

impl FromIterator<Mark> for Clearances {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        Clearances(marks.into_iter().map(|mark| (mark, AtomicBool::new(false))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_start_of_a_tagged_digest() {
        // printf 'handover/cleared/1\nMật ong' | sha256sum | cut -c1-16
        assert_eq!(mark("Mật ong").to_string(), "b50119b602007629");
        assert_eq!(mark("Ma\u{323}\u{302}t ong"), mark("Mật ong"));
        assert_eq!(mark("x").to_string().parse(), Ok(mark("x")));
        assert!("0123456789ABCDEF".parse::<Mark>().is_err());
        assert!("0123".parse::<Mark>().is_err());
    }

    #[test]
    fn clearances_know_what_was_met() {
        let cleared: Clearances = [mark("a"), mark("b")].into_iter().collect();
        assert!(cleared.clears(mark("a")));
        assert!(!cleared.clears(mark("c")));
        assert_eq!(cleared.unused().collect::<Vec<_>>(), [mark("b")]);
    }
}
