//! The day of sealing as MS-DOS keeps it (APPNOTE §4.4.6).

use chrono::{Datelike, NaiveDate};

/// A day that a ZIP can hold: 1980-01-01 to 2107-12-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DosDay(u16);

/// A day before 1980 or after 2107.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a ZIP holds days from 1980 to 2107 only")]
pub(crate) struct NotADosDay;

impl DosDay {
    /// The day as a ZIP writes it.
    pub(crate) fn new(day: NaiveDate) -> Result<Self, NotADosDay> {
        let year = day.year().checked_sub(1980).and_then(|year| u16::try_from(year).ok());
        let year = year.filter(|year| *year < 128).ok_or(NotADosDay)?;
        let month = u16::try_from(day.month()).map_err(|_| NotADosDay)?;
        let day = u16::try_from(day.day()).map_err(|_| NotADosDay)?;
        Ok(DosDay(year << 9 | month << 5 | day))
    }

    /// The bits that stand in a header.
    pub(super) fn bits(self) -> u16 {
        self.0
    }
}

/// The day that `bits` of a header stand for, if there is such a day.
pub(super) fn from_bits(bits: u16) -> Option<NaiveDate> {
    let (year, month, day) = (bits >> 9, bits >> 5 & 15, bits & 31);
    NaiveDate::from_ymd_opt(1980 + i32::from(year), month.into(), day.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_back_and_impossible_ones_do_not() {
        for text in ["1980-01-01", "2025-07-01", "2024-02-29", "2107-12-31"] {
            let day: NaiveDate = text.parse().unwrap();
            assert_eq!(from_bits(DosDay::new(day).unwrap().bits()), Some(day));
        }
        for text in ["1979-12-31", "2108-01-01", "-0001-01-01"] {
            assert_eq!(DosDay::new(text.parse().unwrap()), Err(NotADosDay), "{text}");
        }
        assert_eq!(from_bits(0), None);
        assert_eq!(from_bits(0b10_11110), None);
    }
}
