//! A bundle that somebody unpacked and zipped again: refused with the advice
//! to unzip it, and the folder then passes.

use std::io::{Cursor, Write};

use handover_core::bundle::Bundle;
use handover_core::limits::Limits;
use handover_core::verify::{self, Verdict, verify};

use crate::forge::{Forge, blocks};
use crate::support::trust;

#[track_caller]
fn refused(bytes: Vec<u8>, codes: &str) {
    let bundle = Bundle::from_reader(Cursor::new(bytes), "goi.zip", &Limits::default()).unwrap();
    let found = verify(&bundle, &trust(), &verify::Options::default(), &()).unwrap();
    assert_eq!((blocks(&found).as_str(), found.verdict), (codes, Verdict::NotValid));
}

#[test]
fn by_another_tool_with_its_own_dates() {
    let forge = Forge::small();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for path in forge.paths() {
        zip.start_file(format!("goi/{path}"), stored).unwrap();
        zip.write_all(&forge.read(&path)).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let bundle = Bundle::from_reader(Cursor::new(bytes), "goi.zip", &Limits::default()).unwrap();
    let found = verify(&bundle, &trust(), &verify::Options::default(), &()).unwrap();
    assert_eq!(found.verdict, Verdict::NotValid);
    let codes = blocks(&found);
    assert!(codes.contains("zip.rezipped") && codes.starts_with("zip."), "{codes}");
    forge.is_valid();
}

#[test]
fn compressed() {
    let forge = Forge::small();
    let entries: Vec<_> = forge.paths().into_iter().map(|p| (p.clone(), forge.read(&p))).collect();
    refused(deflated("goi/", &entries), "zip.compressed zip.rezipped");
    // The files themselves, without a folder around them.
    refused(deflated("", &entries), "zip.compressed zip.rezipped zip.top-folder");
    let turned: Vec<_> = entries.into_iter().rev().collect();
    refused(deflated("goi/", &turned), "zip.compressed zip.order zip.rezipped");
}

/// A ZIP in which every file is deflated, in stored blocks of RFC 1951.
pub(super) fn deflated(top: &str, entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for (path, content) in entries {
        let length = u16::try_from(content.len()).unwrap();
        let mut data = vec![1];
        data.extend(length.to_le_bytes());
        data.extend((!length).to_le_bytes());
        data.extend(content);
        let name = format!("{top}{path}");
        let offset = u32::try_from(zip.len()).unwrap();
        // Version, flags, method, time, 2025-06-30, CRC, sizes, name length, no extra.
        let mut common = vec![20, 0, 0, 8, 8, 0, 0, 0, 0xde, 0x5a];
        common.extend(crc32(content).to_le_bytes());
        common.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        common.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        zip.extend(b"PK\x03\x04");
        zip.extend(&common);
        zip.extend(name.as_bytes());
        zip.extend(data);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&common);
        directory.extend([0; 6]);
        directory.extend(0x81a4_0000_u32.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let (size, start) = (directory.len(), zip.len());
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend([count, count].concat());
    zip.extend(u32::try_from(size).unwrap().to_le_bytes());
    zip.extend(u32::try_from(start).unwrap().to_le_bytes());
    zip.extend([0, 0]);
    zip
}

fn crc32(content: &[u8]) -> u32 {
    use handover_core::digest::{Algorithms, Hasher};
    let mut hasher = Hasher::new(Algorithms::BLAKE3.and_crc32());
    hasher.update(content);
    hasher.finish().crc32.unwrap()
}
