//! One tiny hostile archive for every rule about single entries, each found
//! under its own name only.

use super::fixture::{Part, assemble, codes, parts, patched};
use crate::finding::Code;

#[test]
fn a_comment_on_an_entry() {
    let patch = |part: &mut Part| {
        part.central(32, &[1, 0]);
        part.central.push(b'c');
    };
    assert_eq!(patched(patch), [Code::ZipComment]);
}

#[test]
fn two_entries_of_one_name() {
    let mut neighbours = parts();
    neighbours.insert(1, neighbours[0].clone());
    assert_eq!(codes(&assemble(&neighbours)), [Code::ZipDuplicate]);

    let mut apart = parts();
    apart.push(apart[1].clone());
    assert_eq!(codes(&assemble(&apart)), [Code::ZipDuplicate, Code::ZipOrder]);
}

#[test]
fn entries_out_of_order() {
    let mut parts = parts();
    parts.swap(1, 2);
    assert_eq!(codes(&assemble(&parts)), [Code::ZipOrder]);
}

#[test]
fn a_local_header_that_says_something_else() {
    let fields: [(usize, &[u8]); 8] = [
        (0, b"PK\x03\x05"),
        (4, &[45]),
        (7, &[0]),
        (8, &[8]),
        (12, &[0, 0]),
        (14, &[0; 4]),
        (22, &[1]),
        (30, b"X"),
    ];
    for (at, value) in fields {
        let patch = |part: &mut Part| part.local[at..][..value.len()].copy_from_slice(value);
        assert_eq!(patched(patch), [Code::ZipLocalDiffers], "{at}");
    }
}

#[test]
fn compressed_or_encrypted_entries() {
    assert_eq!(patched(|part| part.both(2, &[8])), [Code::ZipCompressed]);
    for bit in [1_u16, 1 << 6, 1 << 13] {
        let flags = (0x0800 | bit).to_le_bytes();
        assert_eq!(patched(|part| part.both(0, &flags)), [Code::ZipEncrypted], "{bit}");
    }
    assert_eq!(patched(|part| part.both(2, &[99])), [Code::ZipEncrypted], "AES");
}

#[test]
fn flags_other_than_utf8() {
    for flags in [0x0000_u16, 0x0808, 0x0802, 0x8800] {
        let codes = patched(|part| part.both(0, &flags.to_le_bytes()));
        assert_eq!(codes, [Code::ZipFlags], "{flags:#x}");
    }
}

#[test]
fn attributes_other_than_the_format_s() {
    let attributes = [Code::ZipAttributes];
    let fields: [(usize, &[u8]); 6] =
        [(4, &[20, 0]), (5, &[0]), (34, &[1]), (36, &[1]), (38, &[0; 4]), (41, &[0o55])];
    for (at, value) in fields {
        assert_eq!(patched(|part| part.central(at, value)), attributes, "{at}");
    }
    assert_eq!(patched(|part| part.both(4, &[1, 0])), attributes, "time");
    assert_eq!(patched(|part| part.both(6, &[0xE2, 0x5A])), attributes, "another day");
    assert_eq!(
        patched(|part| {
            part.local[4] = 45;
            part.central[6] = 45;
        }),
        attributes,
        "version"
    );

    let mut parts = parts();
    for part in &mut parts {
        part.both(6, &[0, 0]);
    }
    assert_eq!(codes(&assemble(&parts)), attributes, "no such day");
}

#[test]
fn extra_fields_that_no_value_needs() {
    let stamp = [b'U', b'T', 1, 0, 3];
    let wide = [1, 0, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8];
    assert_eq!(patched(|part| part.central_extra(&stamp)), [Code::ZipExtraField]);
    assert_eq!(patched(|part| part.local_extra(&stamp)), [Code::ZipExtraField]);
    assert_eq!(patched(|part| part.central_extra(&wide)), [Code::ZipExtraField]);
    assert_eq!(patched(|part| part.central_extra(&[1, 0, 0xFF])), [Code::ZipExtraField]);
    // The value says "see ZIP64", and there is none.
    let codes = patched(|part| part.central(24, &[0xFF; 4]));
    assert!(codes.contains(&Code::ZipExtraField), "{codes:?}");
}

#[test]
fn folders_as_entries() {
    let mut parts = parts();
    parts.insert(1, Part::new("gói/data/", b""));
    assert_eq!(codes(&assemble(&parts)), [Code::ZipFolderEntry]);
}

#[test]
fn names_that_no_bundle_may_hold() {
    let names: [&[u8]; 8] = [
        b"../c",
        b"/etc/passwd",
        "gói/data/../../c".as_bytes(),
        "gói/data/a\\b".as_bytes(),
        "gói/c:".as_bytes(),
        "gói/data/aux.txt".as_bytes(),
        "gói/data/e\u{301}".as_bytes(),
        b"g\xf3i/data/a",
    ];
    for name in names {
        let mut part = Part::new("x", b"x");
        part.rename(name);
        let name = String::from_utf8_lossy(name);
        assert_eq!(codes(&assemble(&[part])), [Code::ZipName], "{name}");
    }
}

#[test]
fn anything_but_one_top_folder() {
    let top = [Code::ZipTopFolder];
    let with = |name| {
        let mut parts = parts();
        parts.push(Part::new(name, b""));
        codes(&assemble(&parts))
    };
    assert_eq!(with("loose.txt"), top);
    assert_eq!(with("khác/a.txt"), top);
    assert_eq!(with("gói2/a.txt"), top);
    assert_eq!(codes(&assemble(&[Part::new("other/bagit.txt", b"")])), top);
}

#[test]
fn a_bundle_that_was_zipped_again() {
    let bundle = |patch: fn(&mut Part)| {
        let names = ["bagit.txt", "data/a", "handover/transfer.json"];
        let part = |name| Part::new(&format!("gói/{name}"), b"");
        let mut parts: Vec<_> = names.map(part).into();
        parts.iter_mut().for_each(patch);
        codes(&assemble(&parts))
    };
    assert_eq!(bundle(|part| part.both(2, &[8])), [Code::ZipCompressed, Code::ZipRezipped]);
    assert_eq!(bundle(|part| part.both(4, &[1])), [Code::ZipAttributes, Code::ZipRezipped]);
    // An attack on the structure is not excused by the names in it.
    assert_eq!(bundle(|part| part.data.push(0)), [Code::ZipGap]);
}
