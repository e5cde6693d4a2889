//! Folders of holdings: a marker as it comes, or tables and an index under a
//! marker that fits them, read and held against themselves.
#![no_main]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use handover_core::diff::{Options, Side, diff};
use handover_core::digest::Digest;
use handover_core::holdings::{Holdings, INVENTORY, MARKER, Marker, TableSum};
use handover_core::inventory::Table;
use handover_core::limits::Limits;
use handover_fuzz::scratch;
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = scratch();
    fs::create_dir(folder.path().join(INVENTORY)).expect("a folder");
    folder
});

/// The files that the rest of the input is cut into, at bytes of zero.
const TABLES: [Table; 3] = [Table::Fonds, Table::Dossiers, Table::Files];
const LISTS: [&str; 3] = ["bundles.csv", "volumes.csv", "cleared.csv"];

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let folder = FOLDER.path();
    if choice % 4 == 0 {
        fs::write(folder.join(MARKER), rest).expect("written");
        if let Ok(marker) = Marker::read(folder, 1 << 20) {
            fs::remove_file(folder.join(MARKER)).expect("removed");
            marker.write(folder).expect("written");
            assert_eq!(Marker::read(folder, 1 << 20).ok().as_ref(), Some(&marker));
        }
    } else {
        fill(folder, rest);
    }
    let limits = Limits::default();
    let Ok(holdings) = Holdings::open(folder, &limits) else { return };
    for sum in holdings.tables() {
        let Ok(Some(mut rows)) = holdings.table(sum.table, &limits) else { continue };
        while let Ok(Some((bundle, _))) = rows.read() {
            std::hint::black_box(holdings.bundle(&bundle));
        }
    }
    let mut options = Options::default();
    options.temporary = Some(folder.to_path_buf());
    let sides = [Side::open(folder, &limits), Side::open(folder, &limits)];
    let [Ok(left), Ok(right)] = sides else { return };
    if let Ok(summary) = diff(&left, &right, |_| Ok(()), &options, &()) {
        assert!(summary.is_same(), "{summary:?}");
    }
});

fn fill(folder: &Path, rest: &[u8]) {
    let mut parts = rest.split(|byte| *byte == 0);
    for list in LISTS {
        fs::write(folder.join(list), parts.next().unwrap_or_default()).expect("written");
    }
    let mut sums = Vec::new();
    for table in TABLES {
        let bytes = parts.next().unwrap_or_default();
        fs::write(folder.join(INVENTORY).join(table.file_name()), bytes).expect("written");
        sums.push(TableSum::new(table, 0, Digest::sha256(bytes)));
    }
    let marker = folder.join(MARKER);
    if marker.exists() {
        fs::remove_file(&marker).expect("removed");
    }
    let custodian = "vn:27163@2025/ubnd".parse().expect("an agency");
    Marker::new(custodian, sums).write(folder).expect("written");
}
