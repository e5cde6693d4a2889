//! Sizes, offsets and counts that need ZIP64, without gigabytes of disk.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::process::Command;

use super::end::{end_len, end_records};
use super::fixture::{day, read};
use super::header::{central_len, central_record, local_header};
use super::layout::{Layout, Place};
use super::wire::u16_at;
use crate::finding::Code;

const GIB: u64 = 1 << 30;

/// Writes headers only; the files are holes.
fn sparse(sizes: &[u64]) -> (File, tempfile::TempDir, Vec<Place>) {
    let folder = tempfile::tempdir().unwrap();
    let mut file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(folder.path().join("gói.zip"))
        .unwrap();
    let mut layout = Layout::new();
    let named = sizes.iter().enumerate();
    let places: Vec<_> =
        named.map(|(n, size)| layout.place(&format!("gói/data/tệp {n}"), *size).unwrap()).collect();
    let mut directory = Vec::new();
    for place in &places {
        file.seek(SeekFrom::Start(place.header_offset)).unwrap();
        file.write_all(&local_header(place, 0, day())).unwrap();
        directory.extend(central_record(place, 0, day()));
    }
    file.seek(SeekFrom::Start(layout.end())).unwrap();
    file.write_all(&directory).unwrap();
    file.write_all(&end_records(layout.count(), layout.end(), layout.directory_size())).unwrap();
    assert_eq!(file.metadata().unwrap().len(), layout.file_size());
    (file, folder, places)
}

/// What Python makes of names, sizes and offsets.
fn python_says(folder: &tempfile::TempDir) -> String {
    let script = "import sys, zipfile\n\
        z = zipfile.ZipFile(sys.argv[1])\n\
        for i in z.infolist():\n\
        \x20   z.open(i).close()\n\
        \x20   print(i.filename, i.file_size, i.compress_size, i.header_offset)\n";
    let output = Command::new("python3")
        .args(["-X", "utf8", "-c", script])
        .arg(folder.path().join("gói.zip"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn large_files_and_offsets_are_read_alike_by_us_and_by_python() {
    let edge = 0xFFFF_FFFF;
    for sizes in [
        vec![5 * GIB, 1, 2],
        vec![edge - 1, 3],
        vec![edge, 3],
        vec![3 * GIB, 3 * GIB, 7, 5 * GIB, 0],
    ] {
        let (file, folder, places) = sparse(&sizes);
        let result = read(&file);
        assert_eq!(result.findings, [], "{sizes:?}");
        let offsets: Vec<_> = result.entries.iter().map(|entry| entry.data_offset).collect();
        assert_eq!(offsets, places.iter().map(|place| place.data_offset).collect::<Vec<_>>());
        let line = |at: &Place| format!("{} {} {} {}", at.name, at.size, at.size, at.header_offset);
        let says: Vec<_> = places.iter().map(line).collect();
        let mut other = zip::ZipArchive::new(&file).unwrap();
        assert_eq!(other.by_index(0).unwrap().size(), sizes[0]);
        assert_eq!(python_says(&folder).lines().collect::<Vec<_>>(), says);
    }
}

#[test]
fn zip64_stands_only_where_a_value_needs_it() {
    let place =
        |size, header_offset| Place { name: "a".into(), size, header_offset, data_offset: 0 };
    let edge = 0xFFFF_FFFF;
    let cases = [
        (0, 0, 20, 20, 0, 0),
        (edge - 1, edge - 1, 20, 20, 0, 0),
        (edge, 0, 45, 45, 20, 20),
        (0, edge, 20, 45, 0, 12),
        (edge, edge, 45, 45, 20, 28),
    ];
    for (size, offset, local_version, central_version, local_extra, central_extra) in cases {
        let local = local_header(&place(size, offset), 0, day());
        let central = central_record(&place(size, offset), 0, day());
        assert_eq!((u16_at(&local, 4), u16_at(&local, 28)), (local_version, local_extra));
        assert_eq!((u16_at(&central, 6), u16_at(&central, 30)), (central_version, central_extra));
        assert_eq!(central.len() as u64, central_len("a", size, offset));
    }
    for (count, offset, size, len) in
        [(65_534, edge - 1, edge - 1, 22), (65_535, 0, 0, 98), (1, edge, 0, 98), (1, 0, edge, 98)]
    {
        assert_eq!(end_records(count, offset, size).len(), len);
        assert_eq!(end_len(count, offset, size), len as u64);
    }
}

#[test]
fn every_byte_of_the_zip64_records_counts() {
    let (mut file, _folder, _) = sparse(&[5 * GIB, 1]);
    let size = file.metadata().unwrap().len();
    let directory = 2 * central_len("gói/data/tệp 0", 0, 0) + 20 + 12;
    let tail = directory + 98;
    let mut set = |at, byte: u8| {
        file.seek(SeekFrom::Start(at)).unwrap();
        file.write_all(&[byte]).unwrap();
        read(&file).findings
    };
    let bytes = {
        let mut bytes = vec![0; usize::try_from(tail).unwrap()];
        let (file, _folder, _) = sparse(&[5 * GIB, 1]);
        crate::read_at::ReadAt::read_exact_at(&file, &mut bytes, size - tail).unwrap();
        bytes
    };
    for (at, byte) in (size - tail..).zip(&bytes) {
        assert_ne!(set(at, byte ^ 1), [], "byte {at}");
        assert_eq!(set(at, *byte), []);
    }
    let locator_disks = size - 22 - 4;
    let codes: Vec<_> = set(locator_disks, 2).iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::ZipEndRecord]);
}
