//! What a name must be to travel (format 1.0, §3).

use unicode_normalization::UnicodeNormalization;

use crate::finding::Code;

/// Bytes that one component may have: what ext4 and most others hold.
pub const COMPONENT_BYTES: usize = 255;
/// UTF-16 units that a path from the bag's root may have, `data/` included:
/// the 260 of Windows less a drive and a folder.
pub const PATH_UNITS: usize = 240;
/// UTF-16 units from which on a path deserves a warning.
pub const PATH_UNITS_WARN: usize = 180;

/// Why a name does not travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Problem {
    /// Empty, `.` or `..`.
    NotAName,
    /// Not UTF-8.
    NotUtf8,
    /// A control, separator or bidirectional character, or U+FEFF.
    Control,
    /// One of `< > : " | ? * \` or `/`.
    Forbidden,
    /// A percent sign.
    Percent,
    /// A device name of Windows.
    Reserved,
    /// White space at an end.
    WhiteSpace,
    /// A dot at the end.
    TrailingDot,
    /// More than [`COMPONENT_BYTES`].
    TooLong,
    /// More than [`PATH_UNITS`].
    PathTooLong,
    /// Equal to another name of the folder under NFC(casefold(NFC)).
    Collision,
}

impl Problem {
    /// The finding that tells of it.
    pub const fn code(self) -> Code {
        match self {
            Problem::NotAName | Problem::Forbidden => Code::NameForbidden,
            Problem::NotUtf8 => Code::NameNotUtf8,
            Problem::Control => Code::NameControl,
            Problem::Percent => Code::NamePercent,
            Problem::Reserved => Code::NameReserved,
            Problem::WhiteSpace => Code::NameWhiteSpace,
            Problem::TrailingDot => Code::NameTrailingDot,
            Problem::TooLong => Code::NameTooLong,
            Problem::PathTooLong => Code::NamePathTooLong,
            Problem::Collision => Code::NameCollision,
        }
    }
}

/// The name in Unicode form C.
pub fn nfc(name: &str) -> String {
    if is_nfc(name) { name.to_owned() } else { name.nfc().collect() }
}

/// Whether the name is in Unicode form C already.
pub fn is_nfc(name: &str) -> bool {
    name.is_ascii() || unicode_normalization::is_nfc(name)
}

/// What two names of one folder must not share: NFC(casefold(NFC(name))).
pub fn collision_key(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    caseless::default_case_fold_str(&nfc(name)).nfc().collect()
}

/// Characters that no name may hold because they cannot be seen, or change
/// how the rest is seen.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Bytes that need no second look, of which most names consist.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'.' | b'_')
}

/// Characters that Windows cannot hold in a name.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '/')
}

/// Whether Windows keeps the name for a device, with or without extension.
pub(super) fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    // Nearly every name is longer or shorter than a device's.
    if stem.is_ascii() && !(3..=7).contains(&stem.len()) {
        return false;
    }
    let stem = stem.to_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let mut digits = number.unwrap_or("").chars();
    matches!(
        (digits.next(), digits.next()),
        (Some('1'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None)
    )
}

/// The problems of one component in Unicode form C, without its neighbours.
pub fn check_component(name: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if matches!(name, "" | "." | "..") {
        return vec![Problem::NotAName];
    }
    let mut add = |holds: bool, problem| {
        if holds {
            problems.push(problem);
        }
    };
    if !name.bytes().all(is_plain) {
        add(name.chars().any(is_unseen), Problem::Control);
        add(name.chars().any(is_forbidden), Problem::Forbidden);
        add(name.contains('%'), Problem::Percent);
    }
    add(is_reserved(name), Problem::Reserved);
    add(name.trim() != name, Problem::WhiteSpace);
    add(name.ends_with('.'), Problem::TrailingDot);
    add(name.len() > COMPONENT_BYTES, Problem::TooLong);
    problems
}

/// The length of a path from the bag's root in UTF-16 units, and whether that
/// is more than a path may have.
pub fn check_length(path: &str) -> (usize, Option<Problem>) {
    let units = path.encode_utf16().count();
    (units, (units > PATH_UNITS).then_some(Problem::PathTooLong))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_the_format_says() {
        let one = |name: &str| check_component(name).first().copied();
        assert_eq!(one("Quyết định số 1.pdf"), None);
        assert_eq!(one("aux.pdf"), Some(Problem::Reserved));
        assert_eq!(one("COM\u{b9}"), Some(Problem::Reserved));
        assert_eq!(one("lpt0"), None);
        assert_eq!(one("common"), None);
        assert_eq!(one("conin$.txt"), Some(Problem::Reserved));
        assert_eq!(one("a:b"), Some(Problem::Forbidden));
        assert_eq!(one("ends."), Some(Problem::TrailingDot));
        assert_eq!(one(" a"), Some(Problem::WhiteSpace));
        assert_eq!(one("a\u{a0}"), Some(Problem::WhiteSpace));
        assert_eq!(one("50%"), Some(Problem::Percent));
        assert_eq!(one("a\u{202e}fdp.exe"), Some(Problem::Control));
        assert_eq!(one(".."), Some(Problem::NotAName));
        assert_eq!(one(&"ế".repeat(85)), None);
        assert_eq!(one(&"ế".repeat(100)), Some(Problem::TooLong));
    }

    #[test]
    fn quick_looks_see_what_long_ones_see() {
        for byte in 0..128_u8 {
            let c = char::from(byte);
            let odd = is_unseen(c) || is_forbidden(c) || c == '%';
            assert!(!(is_plain(byte) && odd), "{c:?}");
            let folded: String = caseless::default_case_fold_str(&nfc(&c.to_string()));
            assert_eq!(collision_key(&c.to_string()), folded);
        }
        for device in ["con", "COM1", "conin$", "CONOUT$ .txt", "lpt\u{b9}", "con\u{131}n$"] {
            assert!(is_reserved(device), "{device}");
        }
    }

    #[test]
    fn three_spellings_are_one_name() {
        let composed = "Quyết";
        let decomposed = "Quye\u{302}\u{301}t";
        let half = "Quyê\u{301}t";
        assert_eq!(nfc(decomposed), composed);
        assert_eq!(nfc(half), composed);
        assert_eq!(collision_key("QUYẾT"), collision_key(decomposed));
    }

    #[test]
    fn a_path_is_measured_in_utf16_units() {
        assert_eq!(check_length(&"ế".repeat(240)), (240, None));
        assert_eq!(check_length(&"a".repeat(241)), (241, Some(Problem::PathTooLong)));
    }
}
