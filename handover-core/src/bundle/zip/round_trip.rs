//! What the writer writes, the strict reader and the `zip` crate read back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::time::Instant;

use proptest::prelude::*;

use super::archive::Archive;
use super::end::end_records;
use super::fixture::{Memory, date, day, read};
use super::header::{central_record, local_header};
use super::layout::Layout;
use crate::finding::Finding;
use crate::limits::Limits;
use crate::path::sort_key;
use crate::read_at::ReadAt;

type Files = BTreeMap<Vec<u8>, (String, Vec<u8>)>;

/// Files by their place in the order.
fn files(list: Vec<(String, Vec<u8>)>) -> Files {
    let key = |name: &str| sort_key(&format!("gói/{name}"));
    list.into_iter().map(|(name, data)| (key(&name), (format!("gói/{name}"), data))).collect()
}

/// Writes as `pack` does: places first, then every part at its place.
pub(super) fn write(files: &Files) -> Vec<u8> {
    let mut layout = Layout::new();
    let places: Vec<_> =
        files.values().map(|(name, data)| layout.place(name, data.len() as u64).unwrap()).collect();
    let mut bytes = vec![0; usize::try_from(layout.end()).unwrap()];
    let mut directory = Vec::new();
    for (place, (_, data)) in places.iter().zip(files.values()) {
        let crc = crc32fast::hash(data);
        let header = local_header(place, crc, day());
        let start = usize::try_from(place.header_offset).unwrap();
        let data_start = usize::try_from(place.data_offset).unwrap();
        bytes[start..data_start].copy_from_slice(&header);
        bytes[data_start..data_start + data.len()].copy_from_slice(data);
        directory.extend(central_record(place, crc, day()));
    }
    assert_eq!(directory.len() as u64, layout.directory_size());
    bytes.extend(&directory);
    bytes.extend(end_records(layout.count(), layout.end(), layout.directory_size()));
    assert_eq!(bytes.len() as u64, layout.file_size());
    bytes
}

fn check(files: &Files) {
    let bytes = write(files);
    let result = read(&Memory(bytes.clone()));
    assert_eq!(result.findings, []);
    assert_eq!(result.entries, result.listed);
    assert_eq!(result.entries.len(), files.len());
    assert_eq!(result.day, (!files.is_empty()).then(date));
    let mut other = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    assert_eq!((other.len(), other.has_duplicate_names()), (files.len(), false));
    for (index, ((name, data), entry)) in files.values().zip(&result.entries).enumerate() {
        assert_eq!(format!("gói/{}", entry.name), *name);
        let start = usize::try_from(entry.data_offset).unwrap();
        assert_eq!(bytes[start..][..data.len()], *data);
        assert_eq!((entry.size, entry.crc), (data.len() as u64, crc32fast::hash(data)));
        let mut file = other.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert_eq!((file.name().unwrap().as_ref(), &content), (name.as_str(), data));
        assert_eq!(file.unix_mode(), Some(0o100_644));
    }
}

#[test]
fn an_archive_without_entries_is_22_bytes() {
    check(&files(Vec::new()));
    assert_eq!(write(&Files::new()).len(), 22);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read(
        list in prop::collection::vec(
            ("(data|[a-zêđ]{1,9})(/[a-zA-Z0-9ễựđ_~-]{1,12}){0,3}", prop::collection::vec(any::<u8>(), 0..300)),
            0..20,
        ),
    ) {
        let unlike_devices = list.into_iter().filter(|(name, _)| crate::path::BundlePath::new(name.clone()).is_ok());
        check(&files(unlike_devices.collect()));
    }
}

/// Walks an honest archive both ways.
fn pass_over(source: &dyn ReadAt, wanted: u64) {
    let mut find = |finding: Finding| panic!("{finding:?}");
    let archive = Archive::open(source, Some("gói"), &Limits::default(), &mut find);
    let archive = archive.unwrap().unwrap();
    assert_eq!(archive.declared(), Some(wanted));
    let start = Instant::now();
    let (mut listing, mut count) = (archive.list(), 0);
    while listing.next().unwrap().is_some() {
        count += 1;
    }
    let listed = start.elapsed();
    let start = Instant::now();
    let (mut pass, mut checked) = (archive.entries(), 0);
    while pass.next(&mut find).unwrap().is_some() {
        checked += 1;
    }
    assert_eq!((count, checked, pass.findings()), (wanted, wanted, 0));
    println!("{wanted} entries: list {listed:?}, pass {:?}", start.elapsed());
}

fn many(count: usize, size: usize) -> Files {
    let name = |n| format!("data/hồ sơ {:04}/{n:06}.pdf", n / 50);
    files((0..count).map(|n| (name(n), vec![7; size])).collect())
}

#[test]
fn more_entries_than_16_bits_count() {
    check(&many(3_000, 50));
    pass_over(&Memory(write(&many(70_000, 1))), 70_000);
}

/// A measurement, not a verdict: run it with `--ignored --nocapture`.
#[test]
#[ignore = "writes 400 MB and prints times"]
fn two_hundred_thousand_entries() {
    for (count, size) in [(200_000, 2_000), (20_000, 20_000), (4_000, 100_000)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gói.zip");
        std::fs::write(&path, write(&many(count, size))).unwrap();
        for _ in 0..3 {
            pass_over(&std::fs::File::open(&path).unwrap(), count as u64);
        }
    }
}
