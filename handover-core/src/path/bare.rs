use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters of a text without marks and case, `đ` as `d`: what is left of
/// Vietnamese on any keyboard.
pub(crate) fn bare_letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    // Some programs write the Icelandic letter, which looks the same as a capital.
    letters.map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_fall_away_and_nothing_else() {
        let bare = |text: &str| bare_letters(text).collect::<String>();
        assert_eq!(bare("Đường Đỗ"), "duong do");
        assert_eq!(bare("Ðo\u{302}\u{300}"), "do");
        assert_eq!(bare("HỒ SƠ_01.PDF"), "ho so_01.pdf");
    }
}
