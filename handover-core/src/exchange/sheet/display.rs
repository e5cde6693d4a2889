//! Numbers and dates as a spreadsheet displays them.

use chrono::{Datelike, Days, NaiveDate};

/// How the numbers of a cell are displayed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// As they are.
    #[default]
    General,
    /// With leading zeros to so many digits.
    Padded(usize),
    /// As a date, of which this much is displayed.
    Date(DateParts),
}

/// What of a date is displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateParts {
    Year,
    Month,
    Day,
    /// A time without any day.
    Time,
}

impl Format {
    /// The built-in formats of ECMA-376 part 1, 18.8.30.
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            14..=16 | 22 | 27..=31 | 36 | 50..=58 => Format::Date(DateParts::Day),
            17 => Format::Date(DateParts::Month),
            18..=21 | 32..=35 | 45..=47 => Format::Date(DateParts::Time),
            _ => Format::General,
        }
    }

    /// What a format's code says: `dd/mm/yyyy`, `yyyy`, `000`.
    pub(super) fn of_code(code: &str) -> Self {
        // The part for positive numbers; what stands in quotes and brackets,
        // and after a backslash, is no sign of a format.
        let mut plain = String::new();
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                ';' => break,
                '"' => drop(chars.by_ref().find(|c| *c == '"')),
                '[' => drop(chars.by_ref().find(|c| *c == ']')),
                '\\' | '_' | '*' => drop(chars.next()),
                c => plain.push(c.to_ascii_lowercase()),
            }
        }
        if !plain.is_empty() && plain.bytes().all(|byte| byte == b'0') {
            return if plain.len() > 1 { Format::Padded(plain.len()) } else { Format::General };
        }
        if plain.contains("general") || plain.contains(['#', '0', '@']) {
            return Format::General;
        }
        let has = |sign: char| plain.contains(sign);
        match (has('y'), has('m'), has('d'), has('h') || has('s')) {
            // A month alone is no date that we have a form for.
            (_, _, true, _) | (true, _, _, true) | (false, true, false, false) => {
                Format::Date(DateParts::Day)
            }
            (true, true, false, false) => Format::Date(DateParts::Month),
            (true, false, false, false) => Format::Date(DateParts::Year),
            (false, _, false, true) => Format::Date(DateParts::Time),
            (false, false, false, false) => Format::General,
        }
    }

    /// The text of a number, which is stored as `stored`.
    pub(super) fn show(self, stored: &str, since_1904: bool) -> String {
        let Ok(number) = stored.parse::<f64>() else { return stored.to_owned() };
        match self {
            Format::Padded(digits) if number >= 0.0 && number.fract() == 0.0 => {
                format!("{:0>digits$}", plain(number, stored))
            }
            Format::General | Format::Padded(_) => plain(number, stored),
            Format::Date(parts) => {
                date(number, parts, since_1904).unwrap_or_else(|| plain(number, stored))
            }
        }
    }
}

/// Without an exponent, and without the noise of binary fractions beyond the
/// 15 digits that a spreadsheet has.
fn plain(number: f64, stored: &str) -> String {
    if !number.is_finite() {
        return stored.to_owned();
    }
    // A code of 16 and more digits that was typed as a number: as it is stored.
    if number.abs() >= 1e15 && stored.bytes().all(|byte| byte.is_ascii_digit()) {
        return stored.to_owned();
    }
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    format!("{rounded}")
}

/// A serial number as its day; nothing where there is no such day.
fn date(serial: f64, parts: DateParts, since_1904: bool) -> Option<String> {
    // Year 9999; below 1 there is a time and no day.
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    if parts == DateParts::Time || (serial < 1.0 && !since_1904) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // bounded above
        let seconds = (serial.fract() * 86_400.0).round() as u64;
        let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
        return Some(format!("{hours:02}:{minutes:02}"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // bounded above
    let days = serial.floor() as u64;
    let (epoch, days) = match (since_1904, days) {
        (true, days) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        // The program counts a 29 February 1900, which never was.
        (false, 60) => return None,
        (false, days @ 61..) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
        (false, days) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
    };
    let day = epoch.checked_add_days(Days::new(days))?;
    Some(match parts {
        DateParts::Year => format!("{:04}", day.year()),
        DateParts::Month => format!("{:02}/{:04}", day.month(), day.year()),
        _ => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_they_are_displayed() {
        let show = |code: &str, stored: &str| Format::of_code(code).show(stored, false);
        assert_eq!(show("dd/mm/yyyy", "36965"), "15/03/2001");
        assert_eq!(show("[$-42A]dd mmmm yyyy;@", "36965.75"), "15/03/2001");
        assert_eq!(show("mm/yyyy", "36965"), "03/2001");
        assert_eq!(show("yyyy", "36965"), "2001");
        assert_eq!(show("h:mm", "0.5"), "12:00");
        assert_eq!(show("dd/mm/yyyy", "60"), "60");
        assert_eq!(show("dd/mm/yyyy", "59"), "28/02/1900");
        assert_eq!(show("dd/mm/yyyy", "61"), "01/03/1900");
        assert_eq!(show("dd/mm/yyyy", "-1"), "-1");
        assert_eq!(show("dd/mm/yyyy", "1e300"), format!("{}", 1e300));
        assert_eq!(Format::Date(DateParts::Day).show("35503", true), "15/03/2001");
    }

    #[test]
    fn numbers_as_they_are_displayed() {
        let show = |code: &str, stored: &str| Format::of_code(code).show(stored, false);
        assert_eq!(show("000", "7"), "007");
        assert_eq!(show("0", "7"), "7");
        assert_eq!(show("General", "0.30000000000000004"), "0.3");
        assert_eq!(show("#,##0", "1200"), "1200");
        assert_eq!(show("General", "1.0"), "1");
        assert_eq!(show("General", "12345678901234567890"), "12345678901234567890");
        assert_eq!(show("General", "abc"), "abc");
        assert_eq!(show("\"Hộp \"00", "7"), "07");
    }
}
