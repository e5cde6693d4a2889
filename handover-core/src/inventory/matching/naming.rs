//! The file-name rule of TT 05/2025 art. 8: `{mã hồ sơ}.{số thứ tự}`, and the
//! code of the dossier alone where it was scanned as a whole.

use super::fold::fold;

/// What people add behind the name of a signed copy.
const SIGNED: [&str; 2] = ["_signed", "-signed"];

/// The name of a file without its extension and the mark of a signed copy.
pub(super) fn stem(name: &str) -> &str {
    let stem = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && is_extension(extension) => stem,
        _ => name,
    };
    let length = stem.len();
    let signed = SIGNED.iter().find(|signed| {
        let tail = length.checked_sub(signed.len()).and_then(|at| stem.get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(signed))
    });
    signed.map_or(stem, |signed| &stem[..length - signed.len()])
}

/// `pdf`, `tiff`, `mp4`, and not the `160` of a code.
fn is_extension(text: &str) -> bool {
    (1..=5).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// `{mã hồ sơ}.{số thứ tự}` as folded code and number.
pub(super) fn code_and_ordinal(stem: &str) -> Option<(String, u32)> {
    let (code, ordinal) = stem.rsplit_once('.')?;
    let ordinal = number(ordinal)?;
    (!code.is_empty()).then(|| (fold(code), ordinal))
}

/// The last number in a name: `VB 03 (bản chính)` has 3.
pub(super) fn last_number(stem: &str) -> Option<u32> {
    let end = stem.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = stem[..end].rfind(|c: char| !c.is_ascii_digit());
    let start = start.map_or(0, |at| at + stem[at..].chars().next().map_or(0, char::len_utf8));
    number(&stem[start..end])
}

/// Digits alone; leading zeros mean nothing.
pub(super) fn number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_the_rule() {
        let rule = |name: &str| code_and_ordinal(stem(name));
        let of = |code: &str, ordinal| Some((code.to_owned(), ordinal));
        assert_eq!(rule("H49.64.33.2001.160.1.pdf"), of("h49.64.33.2001.160", 1));
        assert_eq!(rule("H05.2008.01.HC.0000001_signed.pdf"), of("h05.2008.01.hc", 1));
        assert_eq!(rule("H49.2001.160.001"), of("h49.2001.160", 1));
        assert_eq!(rule("Quyết định.pdf"), None);
        assert_eq!(stem("H49.2001.160.pdf"), "H49.2001.160");
        assert_eq!(stem(".pdf"), ".pdf");
        assert_eq!(stem("ế_SIGNED.PDF"), "ế");
    }

    #[test]
    fn the_last_number_of_a_name() {
        assert_eq!(last_number("VB 03 (bản chính)"), Some(3));
        assert_eq!(last_number("ế12ế"), Some(12));
        assert_eq!(last_number("10"), Some(10));
        assert_eq!(last_number("Biên bản"), None);
        assert_eq!(last_number("99999999999"), None);
    }
}
