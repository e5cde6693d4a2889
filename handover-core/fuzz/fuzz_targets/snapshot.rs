//! Snapshots: any bytes, and frames whose checksums are right.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use handover_core::path::compare;
use handover_core::snapshot::{Name, SnapshotReader};
use handover_fuzz::{frames, scratch};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FOLDER: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = scratch();
    let file = folder.path().join("x.survey");
    (folder, file)
});

fuzz_target!(|data: &[u8]| {
    let Some((form, rest)) = data.split_first() else { return };
    let framed;
    let bytes = if form % 4 == 0 {
        rest
    } else {
        framed = frames(form % 4, rest);
        framed.as_slice()
    };
    let file = &FOLDER.1;
    fs::write(file, bytes).expect("written");
    let Ok(reader) = SnapshotReader::open(file) else { return };
    assert!(SnapshotReader::is_one(file));
    let mut previous: Option<String> = None;
    for record in reader {
        let Ok(record) = record else { return };
        // A record has eight bytes and more: none is made of nothing.
        if let Name::Path(path) = record.name {
            assert!(previous.is_none_or(|previous| compare(&previous, &path).is_le()));
            previous = Some(path);
        }
    }
});
