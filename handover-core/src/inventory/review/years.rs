//! The years that a fonds says it covers, in words.

/// First and last year; the last is open in "1976 đến nay".
pub(super) type Years = (i32, Option<i32>);

/// The years in `text`, from the least to the greatest that it names; `None`
/// where it names none, or only a limit ("trước 1975").
pub(super) fn years(text: &str) -> Option<Years> {
    let text = crate::path::nfc(text).to_lowercase();
    let words = || text.split(|c: char| !c.is_alphanumeric());
    if words().any(|word| matches!(word, "trước" | "sau" | "khoảng")) {
        return None;
    }
    let named = || {
        let plain = words().filter(|word| word.len() == 4);
        let digits = plain.filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        digits.filter_map(|word| word.parse::<i32>().ok()).filter(|year| *year >= 1000)
    };
    let (first, last) = (named().min()?, named().max()?);
    Some((first, (!words().any(|word| word == "nay")).then_some(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_words() {
        assert_eq!(years("1976-2025"), Some((1976, Some(2025))));
        assert_eq!(years("Từ năm 1976 đến 30/06/2025"), Some((1976, Some(2025))));
        assert_eq!(years("1976 – nay"), Some((1976, None)));
        assert_eq!(years("2001"), Some((2001, Some(2001))));
        for text in ["", "nhiều năm", "trước 1975", "khoảng 1975-1980", "12345", "0001"] {
            assert_eq!(years(text), None, "{text}");
        }
    }
}
