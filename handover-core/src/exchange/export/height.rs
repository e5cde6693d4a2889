//! How high a row of wrapped text is. Excel finds it out by itself when it
//! opens a file; others print lines over each other unless the file says it.

/// Points of a line of Times New Roman 12.
const LINE: f64 = 15.75;
/// The highest row of the format, in points.
const HIGHEST: f64 = 409.0;
/// Pixels of a unit of a column's width.
const UNIT: f64 = 7.0;

/// Points that a row needs for its cells in columns of these widths.
pub(super) fn height<'a>(cells: impl Iterator<Item = (&'a str, f64)>) -> f64 {
    let lines = cells.map(|(text, width)| lines(text, width * UNIT)).max().unwrap_or(1);
    (f64::from(lines) * LINE).min(HIGHEST)
}

/// Lines of a text that is broken between words, and within those that are
/// longer than a line.
fn lines(text: &str, room: f64) -> u16 {
    let mut lines = 0_u16;
    for paragraph in text.split('\n') {
        lines = lines.saturating_add(1);
        let mut used = 0.0;
        for word in paragraph.split(' ') {
            let wide: f64 = word.chars().map(pixels).sum();
            let blank = if used > 0.0 { pixels(' ') } else { 0.0 };
            if used + blank + wide <= room {
                used += blank + wide;
                continue;
            }
            if used > 0.0 {
                lines = lines.saturating_add(1);
            }
            used = 0.0;
            for c in word.chars() {
                if used + pixels(c) > room {
                    lines = lines.saturating_add(1);
                    used = 0.0;
                }
                used += pixels(c);
            }
        }
    }
    lines
}

/// About how wide a letter is, at 12 points and 96 dots an inch.
fn pixels(c: char) -> f64 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '/' | 'i' | 'l' | 't' => 4.5,
        c if c.is_uppercase() => 11.5,
        c if c.is_numeric() => 8.0,
        // Marks stand over their letter.
        '\u{300}'..='\u{36f}' => 0.0,
        c if c.is_alphabetic() && (c as u32) >= 0x2e80 => 16.0,
        _ => 7.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_cell() {
        let of = |cells: &[(&str, f64)]| height(cells.iter().copied());
        let about = |points: f64, lines: f64| (points - lines * LINE).abs() < 0.01;
        assert!(about(of(&[("1", 5.0), ("", 36.0)]), 1.0));
        assert!(about(of(&[("a\nb\nc", 36.0), ("1", 5.0)]), 3.0));
        assert!(about(of(&[("P14Q10.1976.01.TP", 14.0)]), 2.0), "a code without blanks");
        assert!(of(&[(&"một hai ba ".repeat(20), 36.0)]) > 5.0 * LINE);
        assert!(about(of(&[(&"x".repeat(90_000), 5.0)]), HIGHEST / LINE));
    }
}
