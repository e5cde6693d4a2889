//! Bytes, counts and times as people read them.

use crate::locale::{Arguments, Lang, Locale, grouped};
use handover_core::observe::Work;

const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];

/// A size in decimal units, with one decimal below 100: `1,5 GB`.
pub(crate) fn bytes(bytes: u64, lang: Lang) -> String {
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    // In tenths of the next lower unit, so that integers are enough.
    let (mut tenths, mut unit) = (bytes / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    let whole = grouped(tenths / 10, lang);
    if tenths >= 1000 {
        return format!("{whole} {}", UNITS[unit]);
    }
    let point = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    format!("{whole}{point}{} {}", tenths % 10, UNITS[unit])
}

/// A decimal number with the point of the language.
pub(crate) fn decimal(number: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => number.replace('.', ","),
        Lang::En => number.to_owned(),
    }
}

/// Files and bytes together: `1.234 tệp, 1,5 GB`.
pub(crate) fn amount(work: Work, locale: &Locale) -> String {
    let arguments = Arguments::new()
        .number("files", work.entries)
        .text("bytes", bytes(work.bytes, locale.lang()));
    locale.with("amount", &arguments)
}

/// A time that is still to go or has gone, in its two largest units.
pub(crate) fn duration(seconds: u64, locale: &Locale) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let (key, large, small) = match (hours, minutes) {
        (0, 0) => ("duration-seconds", 0, seconds),
        (0, _) => ("duration-minutes", minutes, seconds % 60),
        _ => ("duration-hours", hours, minutes),
    };
    locale.with(key, &Arguments::new().number("large", large).number("small", small))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_in_decimal_units() {
        let cases = [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1,0 kB"),
            (1550, "1,5 kB"),
            (99_999, "99,9 kB"),
            (100_000, "100 kB"),
            (999_999, "999 kB"),
            (1_000_000, "1,0 MB"),
            (1_500_000_000, "1,5 GB"),
            (u64::MAX, "18.446 PB"),
        ];
        for (size, text) in cases {
            assert_eq!(bytes(size, Lang::Vi), text);
        }
        assert_eq!(bytes(1_500_000, Lang::En), "1.5 MB");
    }

    #[test]
    fn times_in_two_units() {
        let locale = Locale::new(Lang::En);
        assert_eq!(duration(59, &locale), "59 s");
        assert_eq!(duration(61, &locale), "1 min 1 s");
        assert_eq!(duration(3 * 3600 + 125, &locale), "3 h 2 min");
    }
}
