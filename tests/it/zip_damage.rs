//! The damage matrix of a ZIP: every part of it, and a flipped bit in every
//! byte of a small one.

use std::io::Cursor;
use std::ops::Range;

use handover_core::bundle::Bundle;
use handover_core::limits::Limits;
use handover_core::verify::{self, Checked, Verdict, Verification, verify};

use crate::forge::{blocks, write_tree};
use crate::support::{pack_folder, trust};

/// A small ZIP bundle, and where its parts are.
struct Zip {
    bytes: Vec<u8>,
    /// Local header and content of each entry, by name.
    entries: Vec<(String, Range<usize>, Range<usize>)>,
    directory: Range<usize>,
}

impl Zip {
    fn small() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let files = dir.path().join("files");
        write_tree(&files, &[("a/1.txt", "one"), ("b.txt", "two two")]);
        let out = dir.path().join("goi.zip");
        pack_folder(&files, &out).unwrap();
        let bytes = std::fs::read(out).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let entries = (0..archive.len()).map(|index| {
            let entry = archive.by_index(index).unwrap();
            let place = |offset: u64| usize::try_from(offset).unwrap();
            let content = place(entry.data_start().unwrap());
            let name = entry.name().unwrap().into_owned();
            let header = place(entry.header_start())..content;
            (name, header, content..content + place(entry.size()))
        });
        let entries = entries.collect();
        let directory = usize::try_from(archive.central_directory_start()).unwrap();
        let directory = directory..bytes.len() - 22;
        Zip { bytes, entries, directory }
    }

    fn entry(&self, path: &str) -> &(String, Range<usize>, Range<usize>) {
        let name = format!("goi/{path}");
        self.entries.iter().find(|entry| entry.0 == name).unwrap()
    }

    /// Where the central record of the entry starts.
    fn central(&self, path: &str) -> usize {
        let before = self.entries.iter().take_while(|entry| entry.0 != format!("goi/{path}"));
        self.directory.start + before.map(|entry| 46 + entry.0.len()).sum::<usize>()
    }

    fn flipped(&self, at: usize, bit: u8) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        bytes[at] ^= bit;
        bytes
    }
}

fn check(bytes: Vec<u8>) -> Verification {
    let bundle = Bundle::from_reader(Cursor::new(bytes), "goi.zip", &Limits::default()).unwrap();
    let mut options = verify::Options::default();
    options.checked = Checked::Full;
    options.concurrency = handover_core::concurrency::Concurrency::ONE;
    verify(&bundle, &trust(), &options, &()).unwrap()
}

fn found(bytes: Vec<u8>, what: &str, wanted: &str) -> Option<String> {
    let found = check(bytes);
    let seen = (blocks(&found), found.verdict);
    (seen != (wanted.to_owned(), Verdict::NotValid))
        .then(|| format!("{what}: {} ({:?}), not {wanted}", seen.0, seen.1))
}

/// Fields of a local header, with what a change in them is found as.
const LOCAL: [(&str, usize, &str); 12] = [
    ("signature", 0, "zip.local-differs"),
    ("version", 4, "zip.local-differs"),
    ("flags", 6, "zip.local-differs"),
    ("method", 8, "zip.local-differs"),
    ("time", 10, "zip.local-differs"),
    ("date", 12, "zip.local-differs"),
    ("crc", 14, "zip.local-differs"),
    ("compressed size", 18, "zip.local-differs"),
    ("size", 22, "zip.local-differs"),
    ("name length", 26, "zip.local-differs"),
    ("extra length", 28, "zip.extra-field"),
    ("name", 34, "zip.local-differs"),
];

/// Fields of the central record of `data/a/1.txt`.
const CENTRAL: [(&str, usize, &str); 18] = [
    ("signature", 0, "seal.missing tag.missing zip.end-record"),
    ("made by", 4, "zip.attributes zip.rezipped"),
    ("version", 6, "zip.attributes zip.rezipped"),
    ("flags", 8, "bag.oxum payload.missing zip.encrypted zip.local-differs"),
    ("method", 10, "bag.oxum payload.missing zip.compressed zip.local-differs zip.rezipped"),
    ("time", 12, "zip.attributes zip.local-differs zip.rezipped"),
    ("date", 14, "zip.attributes zip.local-differs zip.rezipped"),
    ("crc", 16, "zip.crc zip.local-differs"),
    (
        "compressed size",
        20,
        "bag.oxum payload.missing zip.compressed zip.gap zip.local-differs zip.rezipped",
    ),
    ("size", 24, "bag.oxum payload.missing zip.compressed zip.local-differs zip.rezipped"),
    ("name length", 28, "seal.missing tag.missing zip.end-record zip.local-differs"),
    ("extra length", 30, "seal.missing tag.missing zip.end-record zip.extra-field"),
    ("comment length", 32, "seal.missing tag.missing zip.comment zip.end-record"),
    ("disk", 34, "zip.attributes zip.rezipped"),
    ("internal attributes", 36, "zip.attributes zip.rezipped"),
    ("external attributes", 38, "zip.attributes zip.rezipped"),
    ("offset", 42, "payload.digest zip.gap zip.local-differs zip.overlap"),
    ("name", 50, "bag.oxum payload.missing tag.unlisted zip.local-differs zip.order zip.rezipped"),
];

/// Fields of the end record.
const END: [(&str, usize, &str); 8] = [
    ("signature", 0, "zip.truncated"),
    ("disk", 4, "zip.end-record"),
    ("disk of the directory", 6, "zip.end-record"),
    ("entries here", 8, "zip.end-record"),
    ("entries", 10, "zip.end-record"),
    ("size", 12, "zip.end-record"),
    ("offset", 16, "zip.end-record"),
    ("comment length", 20, "zip.end-record"),
];

#[test]
fn every_field_of_every_header_is_looked_at() {
    let zip = Zip::small();
    let payload = "data/a/1.txt";
    let local = zip.entry(payload).1.start;
    let end = zip.directory.end;
    let places = [("local", local, &LOCAL[..]), ("central", zip.central(payload), &CENTRAL)];
    let wrong: Vec<_> = places
        .into_iter()
        .chain([("end", end, &END[..])])
        .flat_map(|(part, start, fields)| {
            fields.iter().map(move |(field, at, wanted)| (part, field, start + at, wanted))
        })
        .filter_map(|(part, field, at, wanted)| {
            found(zip.flipped(at, 1), &format!("{part} {field}"), wanted)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn content_ends_and_additions() {
    let zip = Zip::small();
    let len = zip.bytes.len();
    let cut = |len: usize| zip.bytes[..len].to_vec();
    let with = |at: usize, more: &[u8]| [&zip.bytes[..at], more, &zip.bytes[at..]].concat();
    let tag = zip.entry("handover/transfer.json");
    let mut gap = with(zip.directory.start, b"x");
    let offset = u32::try_from(zip.directory.start + 1).unwrap().to_le_bytes();
    gap[zip.directory.end + 17..][..4].copy_from_slice(&offset);
    let cells = [
        ("payload bytes", zip.flipped(zip.entry("data/b.txt").2.start, 1), "payload.digest"),
        ("tag bytes", zip.flipped(tag.2.start, 1), "tag.changed"),
        ("without the last byte", cut(len - 1), "zip.truncated"),
        ("half of it", cut(len / 2), "zip.truncated"),
        ("ten bytes", cut(10), "zip.truncated"),
        ("nothing", Vec::new(), "zip.truncated"),
        ("a byte behind", with(len, b"x"), "zip.trailing-bytes"),
        // Its end record points at the directory of the first.
        ("itself again behind", with(len, &zip.bytes), "zip.gap"),
        ("a byte before", with(0, b"x"), "zip.leading-bytes"),
        // Then the directory is not where the end record says.
        ("a byte between entries", with(tag.1.start, b"x"), "zip.end-record"),
        ("a byte before the directory", with(zip.directory.start, b"x"), "zip.end-record"),
        ("a byte in a gap of its own", gap, "zip.gap"),
        ("a byte before the end record", with(zip.directory.end, b"x"), "zip.gap"),
    ];
    let wrong: Vec<_> =
        cells.into_iter().filter_map(|(what, bytes, wanted)| found(bytes, what, wanted)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_flipped_bit_goes_unnoticed() {
    let zip = Zip::small();
    assert_eq!(check(zip.bytes.clone()).verdict, Verdict::Valid);
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let zip = &zip;
            scope.spawn(move || {
                for at in (worker..zip.bytes.len()).step_by(workers) {
                    let found = check(zip.flipped(at, 1 << (at % 8)));
                    assert_eq!(found.verdict, Verdict::NotValid, "byte {at}");
                }
            });
        }
    });
}
