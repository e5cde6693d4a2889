//! Dates as archives write them: often only a year, never completed by us.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A year, a month of a year, or a day; what is not known stays unknown.
///
/// Text forms read: `2001`, `03/2001`, `15/03/2001` (TT 05/2025 Annex III) and
/// `2001-03`, `2001-03-15` (ISO 8601). Written as the former.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

/// Text that is no date, not even a partial one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date: wanted YYYY, MM/YYYY or DD/MM/YYYY")]
pub struct NotADate;

impl PartialDate {
    /// A year.
    pub fn year(year: i32) -> Result<Self, NotADate> {
        Self::build(year, None, None)
    }

    /// The first day that it can mean.
    pub fn earliest(self) -> NaiveDate {
        // Built dates always exist.
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or_default()
    }

    /// The last day that it can mean.
    pub fn latest(self) -> NaiveDate {
        if self.day.is_some() {
            return self.earliest();
        }
        let (year, month) = match self.month {
            Some(month) if month < 12 => (self.year, month + 1),
            _ => (self.year + 1, 1),
        };
        let next = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        next.pred_opt().unwrap_or_default()
    }

    fn build(year: i32, month: Option<u32>, day: Option<u32>) -> Result<Self, NotADate> {
        let exists = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).is_some();
        if exists && (1000..=9999).contains(&year) {
            Ok(PartialDate { year, month, day })
        } else {
            Err(NotADate)
        }
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let number = |part: &str, digits: usize| -> Result<u32, NotADate> {
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse().map_err(|_| NotADate) } else { Err(NotADate) }
        };
        let year = |part: &str| number(part, 4)?.try_into().map_err(|_| NotADate);
        let local: Vec<_> = text.split('/').collect();
        let iso: Vec<_> = text.split('-').collect();
        match (local.as_slice(), iso.as_slice()) {
            ([day, month, y], _) | (_, [y, month, day]) => {
                Self::build(year(y)?, Some(number(month, 2)?), Some(number(day, 2)?))
            }
            ([month, y], _) | (_, [y, month]) => {
                Self::build(year(y)?, Some(number(month, 2)?), None)
            }
            ([y], _) => Self::build(year(y)?, None, None),
            _ => Err(NotADate),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day:02}/")?;
        }
        if let Some(month) = self.month {
            write!(f, "{month:02}/")?;
        }
        write!(f, "{:04}", self.year)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_stay_partial() {
        for text in ["2001", "03/2001", "15/03/2001"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        assert_eq!("2001-03".parse::<PartialDate>().unwrap().to_string(), "03/2001");
        for text in ["", "01", "13/2001", "29/02/2001", "1/3/2001", "2001/03", "+200", "２００１"]
        {
            assert_eq!(text.parse::<PartialDate>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_partial_date_spans_days() {
        let date: PartialDate = "02/2024".parse().unwrap();
        assert_eq!(date.earliest().to_string(), "2024-02-01");
        assert_eq!(date.latest().to_string(), "2024-02-29");
        assert_eq!("1975".parse::<PartialDate>().unwrap().latest().to_string(), "1975-12-31");
    }
}
