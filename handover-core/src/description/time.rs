//! Days of acts and moments of machines; dates of documents are partial and
//! live in [`crate::date`].

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar day in UTC+7, written `2025-07-01` and no other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub NaiveDate);

/// Text that is not `YYYY-MM-DD`, or no day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day: wanted YYYY-MM-DD")]
pub struct NotADay;

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        // The shape first: chrono alone would take `2025-7-1` and blanks.
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(NotADay);
        }
        text.parse().map(Day).map_err(|_| NotADay)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A moment in whole seconds, written as RFC 3339 in UTC: `2025-06-30T10:00:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<Utc>);

/// Text that is no RFC 3339 time of the years 0 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 time")]
pub struct NotATimestamp;

impl Timestamp {
    /// A moment from the seconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// Where RFC 3339 has no words for it: the years 0 to 9999 are all it knows.
    pub fn from_unix(seconds: i64) -> Result<Self, NotATimestamp> {
        // 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
        if !(-62_167_219_200..=253_402_300_799).contains(&seconds) {
            return Err(NotATimestamp);
        }
        DateTime::from_timestamp(seconds, 0).map(Timestamp).ok_or(NotATimestamp)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }
}

impl FromStr for Timestamp {
    type Err = NotATimestamp;

    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| NotATimestamp)?;
        Timestamp::from_unix(time.timestamp())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_form() {
        assert_eq!("2025-07-01".parse::<Day>().unwrap().to_string(), "2025-07-01");
        for text in ["2025-7-1", "2025-02-30", "01/07/2025", "", " 2025-07-01", "+025-07-01"] {
            assert_eq!(text.parse::<Day>(), Err(NotADay), "{text}");
        }
    }

    #[test]
    fn moments_are_written_in_utc() {
        let there: Timestamp = "2025-06-30T17:00:00.9+07:00".parse().unwrap();
        assert_eq!(there.to_string(), "2025-06-30T10:00:00Z");
        assert_eq!(Timestamp::from_unix(0).unwrap().to_string(), "1970-01-01T00:00:00Z");
        for edge in [-62_167_219_200, 253_402_300_799] {
            let time = Timestamp::from_unix(edge).unwrap();
            assert_eq!(time.to_string().parse(), Ok(time));
        }
        assert!(Timestamp::from_unix(i64::MAX).is_err());
        assert!("2025-06-30".parse::<Timestamp>().is_err());
    }
}
