//! In what two paths differ that are held equal.

use super::fold::{fold, fold_path, names};
use crate::path::{bare_letters, nfc};

/// Stable words for each way in which the row's path misses the file's.
pub(super) fn difference(row: &str, file: &str) -> Vec<&'static str> {
    let mut words = Vec::new();
    let (row, file) = (nfc(row), nfc(file));
    if names(&row).collect::<Vec<_>>().join("/") != row {
        words.push("separators");
    }
    // Names that are held equal are compared, from the last on; others are
    // other folders.
    let pairs: Vec<_> = names(&row).rev().zip(names(&file).rev()).collect();
    let alike = pairs.iter().take_while(|(row, file)| fold(row) == fold(file)).count();
    let moved = [&row, &file].iter().any(|path| names(path).count() > alike);
    let (row, file): (Vec<_>, Vec<_>) = pairs[..alike].iter().rev().copied().unzip();
    let (mut row, mut file) = (row.join("/"), file.join("/"));
    // Each step takes one kind of difference away; where it helped, it was there.
    let mut step = |word, change: fn(&str) -> String| {
        let (next_row, next_file) = (change(&row), change(&file));
        if distance(&next_row, &next_file) < distance(&row, &file) {
            words.push(word);
        }
        (row, file) = (next_row, next_file);
    };
    step("extension-case", |path| match path.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{}", extension.to_lowercase()),
        None => path.to_owned(),
    });
    step("case", str::to_lowercase);
    step("diacritics", |path| bare_letters(path).collect());
    step("spaces", fold_path);
    if moved {
        words.push("folder");
    }
    words
}

/// How many characters differ, place by place: enough to see that a step helped.
fn distance(a: &str, b: &str) -> usize {
    let differing = a.chars().zip(b.chars()).filter(|(a, b)| a != b).count();
    differing + a.chars().count().abs_diff(b.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_word() {
        let cases = [
            ("\\2001\\a.pdf", "2001/a.pdf", "separators"),
            ("a.PDF", "a.pdf", "extension-case"),
            ("Hồ sơ/a.pdf", "HỒ SƠ/a.pdf", "case"),
            ("Ho so/a.pdf", "Hồ sơ/a.pdf", "diacritics"),
            ("Duong.pdf", "Đường.pdf", "diacritics"),
            ("Hồ_sơ 1.pdf", "Hồ sơ-1.pdf", "spaces"),
            (
                "D:\\quet\\ho so\\a.pdf",
                "Hồ-sơ/a.pdf",
                "separators, case, diacritics, spaces, folder",
            ),
            ("ho_so\\A.PDF", "Hồ sơ/a.pdf", "separators, extension-case, case, diacritics, spaces"),
            ("e\u{301}.pdf", "é.pdf", ""),
        ];
        for (row, file, wanted) in cases {
            assert_eq!(difference(row, file).join(", "), wanted, "{row} {file}");
        }
    }
}
