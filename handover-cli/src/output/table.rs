//! Columns that line up. Widths are counted in characters, which is right for
//! Vietnamese in Unicode form C.

use std::fmt::Write as _;

/// Lines of `label: value`, indented, the values under each other. Lines of a
/// value after its first stand under the first.
pub(crate) fn facts<'a>(facts: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let facts: Vec<(&str, String)> = facts.into_iter().collect();
    let width = facts.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0) + 1;
    let mut text = String::new();
    for (label, value) in &facts {
        let mut lines = value.lines();
        let first = lines.next().unwrap_or_default();
        let label = format!("{label}:");
        text.push_str(format!("  {label:<width$}  {first}").trim_end());
        text.push('\n');
        for line in lines {
            text.push_str(format!("  {:width$}  {line}", "").trim_end());
            text.push('\n');
        }
    }
    text
}

/// Rows under a heading, each column as wide as its widest cell; the columns
/// of `right` (counted from 0) stand to the right, as numbers do.
pub(crate) fn table(heading: &[String], rows: &[Vec<String>], right: &[usize]) -> String {
    let all = || std::iter::once(heading).chain(rows.iter().map(Vec::as_slice));
    let width = |column: usize| {
        let cells = all().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heading.len()).map(width).collect();
    let mut text = String::new();
    for row in all() {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let gap = if column == 0 { "  " } else { "   " };
            line.push_str(gap);
            let width = *width;
            // Writing to a string does not fail.
            let _ = if right.contains(&column) {
                write!(line, "{cell:>width$}")
            } else {
                write!(line, "{cell:<width$}")
            };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_line_up() {
        let text = facts([("Mã", "1\n2".to_owned()), ("Tên gọi", "x".to_owned())]);
        assert_eq!(text, "  Mã:       1\n            2\n  Tên gọi:  x\n");
    }

    #[test]
    fn numbers_stand_to_the_right() {
        let heading = ["Mã".to_owned(), "Số".to_owned()];
        let rows = [vec!["a".to_owned(), "10".to_owned()], vec!["bcd".to_owned(), "7".to_owned()]];
        assert_eq!(table(&heading, &rows, &[1]), "  Mã    Số\n  a     10\n  bcd    7\n");
    }
}
