//! Texts as they are held equal when somebody typed them again.

use crate::path::bare_letters;

/// A name without what is lost between two typings: marks, case, and which
/// sign stands between words. Signs at the ends fall away.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut gap = false;
    for c in bare_letters(name) {
        if is_sign(c) {
            gap = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            folded.push('-');
        }
        folded.push(c);
    }
    folded
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '_' | '-' | '\u{2013}' | '\u{2014}')
}

/// A path whose names are folded, its separators `/`, without a drive, a
/// leading separator or `.`.
pub(super) fn fold_path(path: &str) -> String {
    names(path).map(fold).collect::<Vec<_>>().join("/")
}

/// The names of a path as any system writes it.
pub(super) fn names(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    let path = match path.as_bytes() {
        [letter, b':', ..] if letter.is_ascii_alphabetic() => &path[2..],
        _ => path,
    };
    path.split(['/', '\\']).map(str::trim).filter(|name| !matches!(*name, "" | "."))
}

/// Whether a path starts at a root, as only the computer that wrote it knows.
pub(super) fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '\\']) || matches!(path.as_bytes(), [_, b':', ..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_lost_between_two_typings() {
        for text in ["Hồ sơ_01", "ho so 01", "HỒ  SƠ-01 ", "Ho\u{302}\u{300} so\u{31b} 01"] {
            assert_eq!(fold(text), "ho-so-01", "{text}");
        }
        assert_eq!(fold("Đường"), "duong");
        assert_ne!(fold("Hồ sơ 01.pdf"), fold("Hồ sơ 02.pdf"));
        assert_eq!(fold_path("\\2001\\Hồ sơ 1\\A.PDF"), "2001/ho-so-1/a.pdf");
        assert_eq!(fold_path("D:\\2001/./Hồ sơ 1"), "2001/ho-so-1");
        assert!(is_absolute("D:\\x") && is_absolute("\\x") && !is_absolute("x\\y"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
