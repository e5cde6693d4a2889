//! ZIPs that somebody damaged, forged or zipped again: the second reader and we
//! refuse them alike.

use std::fs;

use tempfile::TempDir;

use crate::reader::{judge, reader, texts};
use crate::support::{Key, approved, files_below, pack_folder, seven_zip, we_say};

/// Offsets in a ZIP of ours: the end record, and the first central record.
fn ends(zip: &[u8]) -> (usize, usize) {
    let end = zip.len() - 22;
    let start = u32::from_le_bytes(zip[end + 16..end + 20].try_into().unwrap());
    (end, start as usize)
}

/// Name of the damage, the code that it must have, and the damage.
type ZipDamage = (&'static str, &'static str, fn(&mut Vec<u8>));

const ZIP_DAMAGES: &[ZipDamage] = &[
    ("cut off", "zip.truncated", |z| z.truncate(z.len() / 2)),
    ("bytes behind", "zip.trailing-bytes", |z| z.push(0)),
    ("bytes before", "zip.leading-bytes", |z| {
        let (end, start) = ends(z);
        shift_offsets(z, start, end, 0, 4);
        z.splice(0..0, *b"MZ\0\0");
    }),
    ("bytes before the directory", "zip.gap", |z| {
        let (end, start) = ends(z);
        let moved = u32::try_from(start + 3).unwrap().to_le_bytes();
        z[end + 16..end + 20].copy_from_slice(&moved);
        z.splice(start..start, [0; 3]);
    }),
    ("a comment", "zip.comment", |z| {
        let end = ends(z).0;
        z[end + 20] = 3;
        z.extend(b"abc");
    }),
    ("one entry more in the end record", "zip.count", |z| {
        let end = ends(z).0;
        z[end + 8] += 1;
        z[end + 10] += 1;
    }),
    ("another disk in the end record", "zip.end-record", |z| {
        let end = ends(z).0;
        z[end + 4] = 1;
    }),
    ("another time in a local header", "zip.local-differs", |z| z[10] = 1),
    ("another name in a local header", "zip.local-differs", |z| z[31] ^= 1),
    ("another system in a central record", "zip.attributes", |z| {
        let start = ends(z).1;
        z[start + 5] = 0;
    }),
    ("an executable file", "zip.attributes", |z| {
        let start = ends(z).1;
        z[start + 40] = 0xED;
    }),
    ("another time in both", "zip.attributes", |z| {
        let start = ends(z).1;
        (z[10], z[start + 12]) = (1, 1);
    }),
    ("encrypted in both", "zip.encrypted", |z| {
        let start = ends(z).1;
        (z[6], z[start + 8]) = (1, 1);
    }),
    ("without UTF-8 in both", "zip.flags", |z| {
        let start = ends(z).1;
        (z[7], z[start + 9]) = (0, 0);
    }),
    ("deflated in both", "zip.compressed", |z| {
        let start = ends(z).1;
        (z[8], z[start + 10]) = (8, 8);
    }),
    ("another CRC of a payload file in both", "zip.crc", |z| {
        let places: Vec<_> = z.windows(8).enumerate().filter(|(_, w)| w == b"goi/data").collect();
        let (local, central) = (places[0].0 - 30, places[2].0 - 46);
        z[local + 14] ^= 1;
        z[central + 16] ^= 1;
    }),
    ("a bit of the bytes of a tag file", "tag.changed", |z| {
        let n = usize::from(u16::from_le_bytes([z[26], z[27]]));
        z[30 + n] ^= 1;
    }),
    ("a bit of the bytes of a payload file", "payload.digest", |z| {
        let text = "Kính gửi".as_bytes();
        let at = z.windows(text.len()).position(|window| window == text).unwrap();
        z[at] ^= 1;
    }),
    ("the second entry at the place of the first", "zip.overlap", |z| {
        let start = ends(z).1;
        let n = usize::from(u16::from_le_bytes([z[start + 28], z[start + 29]]));
        let next = start + 46 + n;
        z[next + 42..next + 46].copy_from_slice(&[0; 4]);
    }),
    ("a name upwards in both", "zip.name", |z| {
        let start = ends(z).1;
        let top = z[30..].iter().position(|b| *b == b'/').unwrap() + 1;
        z[30 + top..30 + top + 2].copy_from_slice(b"a:");
        z[start + 46 + top..start + 46 + top + 2].copy_from_slice(b"a:");
    }),
    ("another top folder in both", "zip.top-folder", |z| {
        let start = ends(z).1;
        (z[30], z[start + 46]) = (b'a', b'a');
    }),
    ("a central record with an extra field", "zip.extra-field", |z| {
        let (end, start) = ends(z);
        let n = usize::from(u16::from_le_bytes([z[start + 28], z[start + 29]]));
        z[start + 30] = 4;
        let size = u32::try_from(end - start + 4).unwrap().to_le_bytes();
        z[end + 12..end + 16].copy_from_slice(&size);
        z.splice(start + 46 + n..start + 46 + n, [0xFE, 0xCA, 0, 0]);
    }),
];

/// Adds `by` to the offset of every central record from the `from`th, and to
/// that of the directory.
fn shift_offsets(zip: &mut [u8], start: usize, end: usize, from: usize, by: u32) {
    let add = |field: &mut [u8]| {
        let value = u32::from_le_bytes(field.try_into().unwrap()) + by;
        field.copy_from_slice(&value.to_le_bytes());
    };
    let (mut at, mut number) = (start, 0);
    while at < end {
        let n = usize::from(u16::from_le_bytes([zip[at + 28], zip[at + 29]]));
        if number >= from {
            add(&mut zip[at + 42..at + 46]);
        }
        (at, number) = (at + 46 + n, number + 1);
    }
    add(&mut zip[end + 16..end + 20]);
}

/// A small bundle of two files as ZIP `goi.zip`.
fn small_zip(key: &Key) -> (TempDir, Vec<u8>) {
    let place = tempfile::tempdir().unwrap();
    let files = place.path().join("files/Hồ sơ số 01");
    fs::create_dir_all(&files).unwrap();
    fs::write(files.join("Tờ trình.txt"), "Kính gửi").unwrap();
    fs::write(files.join("Quyết định.txt"), "Điều 1").unwrap();
    let zip = place.path().join("goi.zip");
    pack_folder(&place.path().join("files"), key, &zip);
    let bytes = fs::read(&zip).unwrap();
    (place, bytes)
}

#[test]
fn the_reader_and_we_agree_on_damaged_zips() {
    let key = Key::new();
    let judged = texts(&reader(&["--codes"]));
    let (place, sound) = small_zip(&key);
    let zip = place.path().join("goi.zip");
    let mut differences = Vec::new();
    for (name, code, damage) in ZIP_DAMAGES {
        let mut bytes = sound.clone();
        damage(&mut bytes);
        fs::write(&zip, bytes).unwrap();
        differences.extend(judge(name, code, &zip, &key, &judged));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn a_wrong_crc_of_a_tag_file_is_refused_by_both() {
    let key = Key::new();
    let judged = texts(&reader(&["--codes"]));
    let (place, mut bytes) = small_zip(&key);
    let zip = place.path().join("goi.zip");
    let start = ends(&bytes).1;
    bytes[14] ^= 1;
    bytes[start + 16] ^= 1;
    fs::write(&zip, bytes).unwrap();
    assert_eq!(judge("another CRC of a tag file", "zip.crc", &zip, &key, &judged), None);
}

/// No byte outside the files' own bytes is free.
#[test]
fn a_changed_byte_of_any_header_is_refused_by_both() {
    let key = Key::new();
    let judged = texts(&reader(&["--codes"]));
    let (place, sound) = small_zip(&key);
    let zip = place.path().join("goi.zip");
    let (end, start) = ends(&sound);
    let local = 0..30;
    let first = start..start + 46;
    let last = end..end + 22;
    for at in local.chain(first).chain(last) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x20;
        fs::write(&zip, bytes).unwrap();
        let said = reader(&[zip.to_str().unwrap(), "--trust", key.pem().to_str().unwrap()]);
        assert_eq!(said["verdict"], "not-valid", "reader, byte {at}");
        assert_eq!(we_say(&zip, &key.trust()).verdict, "not-valid", "we, byte {at}");
        let codes = texts(&said["codes"]);
        assert!(codes.iter().all(|code| code.starts_with("zip.") && judged.contains(code)));
    }
}

#[test]
fn what_others_zip_again_is_named_so_by_both() {
    let key = Key::new();
    let judged = texts(&reader(&["--codes"]));
    let (place, _) = small_zip(&key);
    let here = place.path();
    approved("unzip", &["-q", "goi.zip"], here);
    approved("python3", &["-m", "zipfile", "-c", "py.zip", "goi"], here);
    approved("bsdtar", &["-a", "-cf", "bsd.zip", "goi"], here);
    let seven = seven_zip();
    approved(seven, &["a", "seven.zip", "goi"], here);
    approved(seven, &["a", "-mx0", "stored.zip", "goi"], here);
    let differences: Vec<_> = ["py.zip", "bsd.zip", "seven.zip", "stored.zip"]
        .iter()
        .filter_map(|name| {
            let damage = format!("zipped again: {name}");
            judge(&damage, "zip.rezipped", &here.join(name), &key, &judged)
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
    assert!(!files_below(&here.join("goi")).is_empty());
}
