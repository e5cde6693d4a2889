//! Whatever is cut or flipped outside the files' bytes is found, without a panic.

use proptest::prelude::*;

use super::fixture::{Memory, assemble, codes, parts, read};

#[test]
fn a_cut_at_any_byte_is_found() {
    let bytes = assemble(&parts());
    for len in 0..bytes.len() {
        assert_ne!(codes(&bytes[..len]), [], "{len}");
        assert_ne!(codes(&bytes[len + 1..]), [], "the first {len}");
    }
}

#[test]
fn a_flip_of_any_bit_is_found() {
    let bytes = assemble(&parts());
    let honest = read(&Memory(bytes.clone())).entries;
    let content = |at: usize| {
        let inside = |start: u64, end: u64| (start..end).contains(&(at as u64));
        honest.iter().any(|entry| inside(entry.data_offset, entry.end().unwrap()))
    };
    for at in (0..bytes.len()).filter(|at| !content(*at)) {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert_ne!(codes(&flipped), [], "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn a_byte_more_or_less_anywhere_is_found() {
    let bytes = assemble(&parts());
    for at in 0..bytes.len() {
        let less = [&bytes[..at], &bytes[at + 1..]].concat();
        let more = [&bytes[..at], b"P", &bytes[at..]].concat();
        assert_ne!(codes(&less), [], "without byte {at}");
        assert_ne!(codes(&more), [], "one more at {at}");
    }
}

proptest! {
    #[test]
    fn no_patch_makes_the_reader_panic(
        patches in prop::collection::vec((any::<prop::sample::Index>(), any::<u64>(), 1..9_usize), 1..6),
    ) {
        let mut bytes = assemble(&parts());
        for (at, value, len) in patches {
            let at = at.index(bytes.len());
            let len = len.min(bytes.len() - at);
            bytes[at..at + len].copy_from_slice(&value.to_le_bytes()[..len]);
        }
        for entry in read(&Memory(bytes.clone())).entries {
            prop_assert!(entry.end().unwrap() <= bytes.len() as u64);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_ne!(codes(&bytes), []);
    }
}
