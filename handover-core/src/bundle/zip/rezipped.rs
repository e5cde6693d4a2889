//! Whether a ZIP that was refused is a bundle that somebody unpacked and zipped
//! again. Then the folder may well be sound: unzip it and verify that.
//!
//! The `zip` crate reads the names, leniently, as other tools would (code
//! pages, Info-ZIP's Unicode names). It never sees the file itself: whole
//! records of the directory are handed to it in small pieces with end records
//! of our own, so that no offset, count or comment of a stranger can make it
//! search or allocate.

use std::io::{self, Cursor as Bytes};

use super::directory::Cursor;
use super::end::end_records;
use crate::finding::Code;

/// Bytes of directory that are looked at together.
const PIECE: usize = 128 << 10;
/// Top folders that are remembered: an honest ZIP has one.
const TOPS: usize = 8;

/// Whether the finding is one that zipping again leaves behind; structural
/// attacks are not.
pub(super) fn is_trace(code: Code) -> bool {
    matches!(
        code,
        Code::ZipCompressed
            | Code::ZipOrder
            | Code::ZipFlags
            | Code::ZipFolderEntry
            | Code::ZipAttributes
            | Code::ZipExtraField
    )
}

/// Whether one folder holds `bagit.txt` and `handover/transfer.json`, or the
/// ZIP itself does; among the first `limit` entries.
pub(super) fn is_bundle(mut directory: Cursor<'_>, limit: usize) -> io::Result<bool> {
    let mut marks = Marks::default();
    let (mut piece, mut count, mut seen) = (Vec::new(), 0, 0);
    while let Some(central) = directory.next()?.filter(|_| seen < limit) {
        piece.extend(central.raw());
        (count, seen) = (count + 1, seen + 1);
        if piece.len() >= PIECE {
            marks.read(std::mem::take(&mut piece), std::mem::take(&mut count));
            if marks.met() {
                return Ok(true);
            }
        }
    }
    marks.read(piece, count);
    Ok(marks.met())
}

/// Where the two files that every bundle has were seen.
#[derive(Default)]
struct Marks {
    bags: Vec<String>,
    acts: Vec<String>,
}

impl Marks {
    fn read(&mut self, mut piece: Vec<u8>, count: u64) {
        piece.extend(end_records(count, 0, piece.len() as u64));
        let config = zip::read::Config { archive_offset: zip::read::ArchiveOffset::Known(0) };
        // A piece that it cannot read says nothing.
        let Ok(archive) = zip::ZipArchive::with_config(config, Bytes::new(piece)) else { return };
        for name in archive.file_names().filter_map(Result::ok) {
            let keep = |mark, tops: &mut Vec<String>| {
                let top = name.strip_suffix(mark).filter(|top| is_top(top));
                if let Some(top) = top.filter(|_| tops.len() < TOPS) {
                    tops.push(top.to_owned());
                }
            };
            keep("bagit.txt", &mut self.bags);
            keep("handover/transfer.json", &mut self.acts);
        }
    }

    fn met(&self) -> bool {
        self.bags.iter().any(|top| self.acts.contains(top))
    }
}

/// Nothing, or one folder.
fn is_top(text: &str) -> bool {
    text.is_empty()
        || text.strip_suffix('/').is_some_and(|top| !top.is_empty() && !top.contains('/'))
}
