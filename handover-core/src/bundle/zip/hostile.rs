//! One tiny hostile archive for every rule about structure (ends, gaps,
//! overlaps), each found under its own name only.

use super::end::end_records;
use super::fixture::{Part, assemble, codes, entries, parts, patched};
use crate::finding::Code;

/// The honest archive with the bytes replaced that stand so far from its end.
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
