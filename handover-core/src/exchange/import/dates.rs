//! Dates that a list spreads over columns, or puts into one.

use crate::date::PartialDate;

/// Day, month and year of three columns as one date. What is not known stays
/// unknown; what is no date stays as it stands.
pub(super) fn joined([day, month, year]: [&str; 3]) -> String {
    let number = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let two = |text: &str| format!("{text:0>2}");
    match (day, month, year) {
        ("", "", year) => year.to_owned(),
        ("", month, year) if number(month) && !year.is_empty() => format!("{}/{year}", two(month)),
        (day, month, year)
            if number(day) && number(month) && !day.is_empty() && !month.is_empty() =>
        {
            format!("{}/{}/{year}", two(day), two(month))
        }
        // Whoever reads it sees which part is missing.
        (day, month, year) => format!("{day}/{month}/{year}"),
    }
}

/// The first and the last date of a text such as `01/2001 - 12/2003`. A text
/// that is not two dates is the first.
pub(super) fn range(text: &str) -> (&str, &str) {
    let separators = ["-", "–", "—", "đến", "÷", "~"];
    for separator in separators {
        let trimmed = text.trim().trim_start_matches("từ ").trim_start_matches("Từ ");
        for (at, _) in trimmed.match_indices(separator) {
            let (first, last) = (trimmed[..at].trim(), trimmed[at + separator.len()..].trim());
            let is_open_end = first.is_empty() && is_date(last);
            if is_open_end || (is_date(first) && is_date(last)) {
                return (first, last);
            }
        }
    }
    (text, "")
}

fn is_date(text: &str) -> bool {
    let lenient = || {
        let parts: Vec<_> = text.split(['/', '.', '-']).collect();
        let digits =
            |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let year = parts.last().is_some_and(|year| year.len() == 4);
        year && parts.len() <= 3
            && parts.iter().all(digits)
            && parts[..parts.len() - 1].iter().all(|part| part.len() <= 2)
    };
    text.parse::<PartialDate>().is_ok() || lenient()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_columns_are_one_date_and_nothing_is_completed() {
        assert_eq!(joined(["5", "3", "2001"]), "05/03/2001");
        assert_eq!(joined(["", "3", "2001"]), "03/2001");
        assert_eq!(joined(["", "", "2001"]), "2001");
        assert_eq!(joined(["", "", ""]), "");
        assert_eq!(joined(["5", "", "2001"]), "5//2001");
        assert_eq!(joined(["?", "3", "2001"]), "?/3/2001");
    }

    #[test]
    fn ranges_of_one_column() {
        assert_eq!(range("2001-2003"), ("2001", "2003"));
        assert_eq!(range("05/01/2001 - 30/12/2001"), ("05/01/2001", "30/12/2001"));
        assert_eq!(range("Từ 5.1.2001 đến 3.2002"), ("5.1.2001", "3.2002"));
        assert_eq!(range("2001"), ("2001", ""));
        assert_eq!(range("- 2001"), ("", "2001"));
        assert_eq!(range("khoảng 1975 - 1976 gì đó"), ("khoảng 1975 - 1976 gì đó", ""));
        assert_eq!(range("15-03-2001"), ("15-03-2001", ""));
    }
}
