//! Data of strangers on its way to a reader: a terminal, a page, a document.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every control, bidirectional and invisible formatting
/// character written as `\u{…}`, so that a name cannot pretend to be another
/// one, move the cursor or end a line.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) {
            // Writing to a string does not fail.
            let _ = write!(safe, "{}", c.escape_unicode());
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Whether a terminal, or a reader's eye, could be led astray by `c`.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}'..='\u{ffff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// A whole number in groups of three digits: `1.234` with `.`.
pub fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        let told = [0, 999, 1000, 94_000_000].map(|number| grouped(number, '.'));
        assert_eq!(told, ["0", "999", "1.000", "94.000.000"]);
    }

    #[test]
    fn what_moves_a_cursor_is_spelled_out() {
        assert_eq!(escaped("Quyết định số 1.pdf"), "Quyết định số 1.pdf");
        assert_eq!(escaped("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\\u{a}");
        assert_eq!(escaped("fdp.\u{202e}exe"), "fdp.\\u{202e}exe");
    }
}
