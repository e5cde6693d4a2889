use crate::path::bare_letters;

/// A heading without marks, case and punctuation: "Số, ký hiệu hồ sơ" and "SO
/// KY HIEU HO SO" are one.
pub(in crate::exchange) fn fold(heading: &str) -> String {
    let mut folded = String::new();
    for c in bare_letters(heading) {
        match c {
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether two folded headings differ by a slip of typing.
pub(super) fn is_near(typed: &str, known: &str) -> bool {
    let allowed = match known.len() {
        0..8 => return false,
        8..16 => 1,
        _ => 2,
    };
    if typed.len().abs_diff(known.len()) > allowed {
        return false;
    }
    let (typed, known) = (typed.as_bytes(), known.as_bytes());
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (i, a) in typed.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in known.iter().enumerate() {
            let change = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[known.len()] <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_and_punctuation_do_not_count() {
        assert_eq!(fold("Số, ký hiệu hồ sơ"), "so ky hieu ho so");
        assert_eq!(fold("  TIÊU ĐỀ\nHỒ SƠ "), "tieu de ho so");
        assert_eq!(fold("So\u{302}\u{301} to\u{31b}\u{300} / số trang"), "so to so trang");
        assert_eq!(fold("(1)"), "1");
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn slips_of_typing() {
        assert!(
            is_near("tieu de ho ssơ", "tieu de ho so")
                || is_near("tieu dde ho so", "tieu de ho so")
        );
        assert!(is_near("thoi han bao qan", "thoi han bao quan"));
        assert!(!is_near("so to", "so tu"));
        assert!(!is_near("ngay bat dau", "nam bat dau"));
    }
}
