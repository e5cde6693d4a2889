//! Codes of containers and dossiers, one by one or as ranges.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::values::Line;
use crate::path::nfc;

/// Codes that one range may stand for: a store has fewer boxes, and a whole
/// fonds is named as such.
pub const RANGE: u64 = 100_000;

/// One code, or a range of codes that are alike but for one number.
///
/// `HS.08` to `HS.11` stands for HS.08, HS.09, HS.10, HS.11 and nothing else:
/// leading zeros count. As text: `HS.08..HS.11`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Span {
    /// One code.
    One(Line),
    /// All codes from one to another.
    Range(Range),
}

/// A range; see [`Span`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Range {
    ends: Ends,
    /// What stands before the number, in bytes of `ends.from`.
    before: usize,
    /// What stands behind it, in bytes.
    after: usize,
    first: u64,
    last: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    from: Line,
    to: Line,
}

/// Text that is no [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code, nor a range of at most {RANGE} codes that differ in one number")]
pub struct NotASpan;

impl TryFrom<Ends> for Range {
    type Error = NotASpan;

    fn try_from(ends: Ends) -> Result<Self, NotASpan> {
        let (from, to) = (ends.from.as_str().as_bytes(), ends.to.as_str().as_bytes());
        let alike = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        // A number is compared whole: not 1|08 with 1|11.
        let digits = from[..alike].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let before = alike - digits;
        let (from, to) = (&from[before..], &to[before..]);
        let alike = from.iter().rev().zip(to.iter().rev()).take_while(|(a, b)| a == b).count();
        let tail = &from[from.len() - alike..];
        let digits = tail.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let after = alike - digits;
        let (first, last) = (&from[..from.len() - after], &to[..to.len() - after]);
        // Numbers of different lengths are padded with nothing.
        let padded = first.len() != last.len() && first.first() == Some(&b'0') && first.len() > 1;
        let (first, last) = (number(first)?, number(last)?);
        if padded || first >= last || last - first >= RANGE {
            return Err(NotASpan);
        }
        Ok(Range { ends, before, after, first, last })
    }
}

impl From<Range> for Ends {
    fn from(range: Range) -> Self {
        range.ends
    }
}

/// At most 18 digits, so that it fits.
fn number(digits: &[u8]) -> Result<u64, NotASpan> {
    let plain = (1..=18).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(digits).map_err(|_| NotASpan)?;
    if plain { text.parse().map_err(|_| NotASpan) } else { Err(NotASpan) }
}

impl Range {
    fn codes(&self) -> impl Iterator<Item = String> + '_ {
        let (from, to) = (self.ends.from.as_str(), self.ends.to.as_str());
        let (head, tail) = (&from[..self.before], &from[from.len() - self.after..]);
        let width = from.len() - self.before - self.after;
        let width = if from.len() == to.len() { width } else { 1 };
        (self.first..=self.last).map(move |number| format!("{head}{number:0width$}{tail}"))
    }
}

impl Span {
    /// How many codes it stands for.
    pub fn count(&self) -> u64 {
        match self {
            Span::One(_) => 1,
            Span::Range(range) => range.last - range.first + 1,
        }
    }

    /// Each code, in Unicode form C.
    pub fn codes(&self) -> Box<dyn Iterator<Item = String> + '_> {
        match self {
            Span::One(code) => Box::new(std::iter::once(nfc(code.as_str()))),
            Span::Range(range) => Box::new(range.codes().map(|code| nfc(&code))),
        }
    }

    /// Whether it stands for `code`.
    pub fn contains(&self, code: &str) -> bool {
        let code = nfc(code);
        match self {
            Span::One(one) => nfc(one.as_str()) == code,
            Span::Range(range) => {
                let from = range.ends.from.as_str();
                let (head, tail) = (&from[..range.before], &from[from.len() - range.after..]);
                let (head, tail) = (nfc(head), nfc(tail));
                let middle = code
                    .strip_prefix(head.as_str())
                    .and_then(|code| code.strip_suffix(tail.as_str()));
                let Some(middle) = middle else { return false };
                let same_width = from.len() == range.ends.to.as_str().len();
                let width = from.len() - range.before - range.after;
                let shaped = if same_width {
                    middle.len() == width
                } else {
                    middle.len() == 1 || !middle.starts_with('0')
                };
                let within = |number| (range.first..=range.last).contains(&number);
                shaped && number(middle.as_bytes()).is_ok_and(within)
            }
        }
    }
}

impl FromStr for Span {
    type Err = NotASpan;

    fn from_str(text: &str) -> Result<Self, NotASpan> {
        let line = |text: &str| text.trim().parse::<Line>().map_err(|_| NotASpan);
        match text.split_once("..") {
            Some((from, to)) => {
                Ok(Span::Range(Range::try_from(Ends { from: line(from)?, to: line(to)? })?))
            }
            None => Ok(Span::One(line(text)?)),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::One(code) => code.fmt(f),
            Span::Range(range) => write!(f, "{}..{}", range.ends.from, range.ends.to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(text: &str) -> Vec<String> {
        text.parse::<Span>().unwrap().codes().collect()
    }

    #[test]
    fn a_range_is_what_is_written_and_no_more() {
        assert_eq!(codes("HS.08..HS.11"), ["HS.08", "HS.09", "HS.10", "HS.11"]);
        assert_eq!(codes("9..11"), ["9", "10", "11"]);
        assert_eq!(codes("P14.1998.02.VP..P14.1998.03.VP"), ["P14.1998.02.VP", "P14.1998.03.VP"]);
        assert_eq!(codes("108..111").len(), 4);
        let span: Span = "HS.08..HS.11".parse().unwrap();
        for code in ["HS.8", "HS.9", "HS.010", "HS.12", "HS.1", "HS.08a", "HS.", ""] {
            assert!(!span.contains(code), "{code}");
        }
    }

    #[test]
    fn what_differs_in_more_than_a_number_is_no_range() {
        for text in
            ["", "..", "a..b", "HS.1..HT.2", "2..1", "1..1", "08..111", "1..999999999", "1.1..2.2"]
        {
            assert_eq!(text.parse::<Span>(), Err(NotASpan), "{text}");
        }
        let json = r#"{"from":"1","to":"3","step":2}"#;
        assert!(serde_json::from_str::<Span>(json).is_err());
    }

    proptest! {
        #[test]
        fn a_range_contains_its_codes_and_no_others(
            head in "[A-Z.]{0,3}", tail in "[a-z.]{0,2}", first in 0_u64..120, more in 1_u64..120,
            probe in "[A-Z.]{0,3}[0-9]{1,3}[a-z.]{0,2}",
        ) {
            let text = format!("{head}{first}{tail}..{head}{}{tail}", first + more);
            prop_assume!(!tail.starts_with('.') && !head.contains("..") && !tail.contains(".."));
            let Ok(span) = text.parse::<Span>() else { return Ok(()) };
            let all: Vec<_> = span.codes().collect();
            prop_assert_eq!(all.len() as u64, span.count());
            prop_assert!(all.iter().all(|code| span.contains(code)));
            prop_assert_eq!(all.contains(&probe), span.contains(&probe), "{}", probe);
            let json = serde_json::to_string(&span).unwrap();
            prop_assert_eq!(serde_json::from_str::<Span>(&json).unwrap(), span);
        }
    }
}
