//! The name under which a file travels whose own name cannot.

use crate::digest::Digest;
use crate::path::rules::{self, check_component};

/// A portable name for `raw` (the bytes of the original name), at most
/// `units` UTF-16 units long: what can be kept of it, `~`, eight hex digits of
/// the SHA-256 of the original bytes, and the extension.
///
/// Equal names give equal aliases; different names give different ones.
pub fn alias(raw: &[u8], units: usize) -> String {
    let text = rules::nfc(&String::from_utf8_lossy(raw));
    let clean: String = text.chars().map(portable).collect();
    let (stem, extension) = split_extension(&clean);
    let mark = &Digest::sha256(raw).to_string()[..8];
    // Where an extension would not fit it is left off: the mark alone tells names apart.
    let extension = if mark.len() + 1 + extension.len() > units { "" } else { extension };
    let tail = format!("~{mark}{extension}");
    let room_bytes = rules::COMPONENT_BYTES.saturating_sub(tail.len());
    let room_units = units.saturating_sub(tail.encode_utf16().count());
    let mut kept = String::new();
    let (mut bytes, mut used) = (0, 0);
    for c in stem.trim().chars() {
        bytes += c.len_utf8();
        used += c.len_utf16();
        if bytes > room_bytes || used > room_units {
            break;
        }
        kept.push(c);
    }
    // Cutting can leave a mark without its letter; form C makes it one name again.
    let name = rules::nfc(&format!("{}{tail}", kept.trim_end()));
    if check_component(&name).is_empty() { name } else { rules::nfc(&format!("_{name}")) }
}

fn portable(c: char) -> char {
    if rules::is_unseen(c) || rules::is_forbidden(c) || matches!(c, '%' | '\u{fffd}') {
        '_'
    } else {
        c
    }
}

/// Splits a short, plain extension off; anything odd stays with the stem.
fn split_extension(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 => {
            let extension = &name[at..];
            let plain = extension[1..].chars().all(|c| c.is_ascii_alphanumeric());
            if plain && (2..=9).contains(&extension.len()) {
                (&name[..at], extension)
            } else {
                (name, "")
            }
        }
        _ => (name, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_alias_keeps_what_it_can() {
        assert_eq!(alias(b"a:b.pdf", 200), "a_b~3bd62af9.pdf");
        assert!(alias("ế".repeat(100).as_bytes(), 200).starts_with("ếế"));
        assert_eq!(alias(b"aux.pdf", 200).rsplit('.').next(), Some("pdf"));
    }

    #[test]
    fn an_extension_that_does_not_fit_is_left_off() {
        assert_eq!(alias(b"a:b.abcdefgh", 18).len(), 18);
        assert_eq!(
            alias(b"a:b.abcdefgh", 15),
            "a_b~".to_owned() + &alias(b"a:b.abcdefgh", 18)[1..9]
        );
    }

    proptest! {
        #[test]
        fn an_alias_always_travels(raw in proptest::collection::vec(any::<u8>(), 1..400)) {
            let name = alias(&raw, 120);
            prop_assert!(check_component(&name).is_empty(), "{name:?}");
            prop_assert!(name.encode_utf16().count() <= 121);
        }
    }
}
