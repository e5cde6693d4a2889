//! One tiny hostile archive for every rule, each found under its own name only.

use super::end::end_records;
use super::fixture::{Part, assemble, codes, entries, parts};
use crate::finding::Code;

/// The honest archive with its second entry patched.
fn patched(patch: impl FnOnce(&mut Part)) -> Vec<Code> {
    let mut parts = parts();
    patch(&mut parts[1]);
    codes(&assemble(&parts))
}

/// The honest archive with `count` bytes at `at`, from the end, replaced.
fn tail_patched(from_end: usize, value: &[u8]) -> Vec<Code> {
    let mut bytes = assemble(&parts());
    let at = bytes.len() - from_end;
    bytes[at..at + value.len()].copy_from_slice(value);
    codes(&bytes)
}

#[test]
fn the_honest_archive_has_no_finding() {
    assert_eq!(codes(&assemble(&parts())), []);
}

#[test]
fn what_is_cut_off_is_truncated() {
    let bytes = assemble(&parts());
    assert_eq!(codes(&bytes[..bytes.len() - 1]), [Code::ZipTruncated]);
    assert_eq!(codes(&bytes[..40]), [Code::ZipTruncated]);
    assert_eq!(codes(b""), [Code::ZipTruncated]);
}

#[test]
fn a_zip_inside_a_cut_zip_is_not_taken_for_it() {
    let inner = assemble(&parts());
    let mut outer = assemble(&[Part::new("gói/a.zip", &inner), Part::new("gói/b", &[0; 90])]);
    outer.truncate(outer.len() - 100);
    assert_eq!(codes(&outer), [Code::ZipTruncated]);
}

#[test]
fn bytes_before_the_first_entry() {
    let mut shifted = b"MZ".to_vec();
    shifted.extend(assemble(&parts()));
    assert_eq!(codes(&shifted), [Code::ZipLeadingBytes]);

    // The same with offsets that take the junk into account, as `zip -A` mends them.
    let (body, directory) = entries(&parts(), 2);
    let mut mended = b"MZ".to_vec();
    mended.extend(body);
    let offset = mended.len() as u64;
    mended.extend(&directory);
    mended.extend(end_records(4, offset, directory.len() as u64));
    assert_eq!(codes(&mended), [Code::ZipLeadingBytes]);
}

#[test]
fn bytes_after_the_end_record() {
    for junk in [b"x".to_vec(), vec![0; 5000], vec![b'P'; 22]] {
        let mut bytes = assemble(&parts());
        bytes.extend(junk);
        assert_eq!(codes(&bytes), [Code::ZipTrailingBytes]);
    }
}

#[test]
fn comments_on_the_file() {
    for comment in [b"x".to_vec(), b"PK\x05\x06".to_vec(), vec![b'c'; 65_535]] {
        let mut bytes = assemble(&parts());
        let len = u16::try_from(comment.len()).unwrap().to_le_bytes();
        let at = bytes.len() - 2;
        bytes[at..].copy_from_slice(&len);
        bytes.extend(comment);
        assert_eq!(codes(&bytes), [Code::ZipComment]);
    }
}

#[test]
fn a_second_archive_in_the_comment_does_not_win() {
    let mut bytes = assemble(&parts());
    let (_, directory) = entries(&parts()[..1], 0);
    let mut comment = directory.clone();
    let offset = bytes.len() as u64;
    comment.extend(end_records(1, offset, directory.len() as u64));
    let at = bytes.len() - 2;
    bytes[at..].copy_from_slice(&u16::try_from(comment.len()).unwrap().to_le_bytes());
    bytes.extend(comment);
    assert_eq!(codes(&bytes), [Code::ZipGap]);
}

#[test]
fn a_comment_on_an_entry() {
    let patch = |part: &mut Part| {
        part.central(32, &[1, 0]);
        part.central.push(b'c');
    };
    assert_eq!(patched(patch), [Code::ZipComment]);
}

#[test]
fn bytes_that_no_entry_owns() {
    assert_eq!(patched(|part| part.data.push(0)), [Code::ZipGap]);
    let mut parts = parts();
    parts[3].data.push(0);
    assert_eq!(codes(&assemble(&parts)), [Code::ZipGap], "before the directory");

    let (mut bytes, directory) = entries(&parts[..3], 0);
    let offset = bytes.len() as u64;
    bytes.extend(&directory);
    bytes.push(0);
    bytes.extend(end_records(3, offset, directory.len() as u64));
    assert_eq!(codes(&bytes), [Code::ZipGap], "after the directory");
}

#[test]
fn an_entry_inside_another() {
    // The first file's bytes are a whole second entry, which the directory names too.
    let inner = Part::new("gói/b", b"quoted");
    let quoted = [inner.local.as_slice(), &inner.data].concat();
    let outer = Part::new("gói/a", &quoted);
    let start = u32::try_from(outer.local.len()).unwrap();
    let mut inner = Part { local: Vec::new(), data: Vec::new(), ..inner };
    inner.central(42, &start.to_le_bytes());
    assert_eq!(codes(&assemble(&[outer, inner])), [Code::ZipOverlap]);
}

#[test]
fn a_size_beyond_the_file_is_refused_before_it_is_believed() {
    let mut parts = parts();
    let size = 0xFFFF_FFFE_u32.to_le_bytes();
    parts[3].both(12, &size);
    parts[3].both(16, &size);
    assert_eq!(codes(&assemble(&parts)), [Code::ZipOverlap]);
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
fn counts_that_are_not_the_entries() {
    assert_eq!(tail_patched(14, &[5, 0, 5, 0]), [Code::ZipCount]);
    assert_eq!(tail_patched(14, &[3, 0, 3, 0]), [Code::ZipCount]);
}

#[test]
fn end_records_that_contradict_themselves_or_the_file() {
    let end = [Code::ZipEndRecord];
    assert_eq!(tail_patched(18, &[1]), end, "this disk");
    assert_eq!(tail_patched(16, &[1]), end, "disk of the directory");
    assert_eq!(tail_patched(14, &[5]), end, "on this disk, not in all");
    assert_eq!(tail_patched(9, &[9]), end, "directory larger than the file");
    assert_eq!(tail_patched(6, &[0; 4]), end, "directory elsewhere");
    assert_eq!(tail_patched(2, &[7]), end, "a comment that is not there");

    let (mut bytes, directory) = entries(&parts(), 0);
    let (offset, size) = (bytes.len() as u64, directory.len() as u64);
    bytes.extend(directory);
    let wide = &end_records(70_000, offset, size)[..76];
    bytes.extend(wide);
    bytes.extend(end_records(4, offset, size));
    assert_eq!(codes(&bytes), [Code::ZipCount, Code::ZipEndRecord], "needless ZIP64");
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
