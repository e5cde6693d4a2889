//! The bytes of holdings 1: a kept folder stays readable, and the bundle that
//! it was made of gives its very bytes.
//!
//! A difference here is a change of the format: see CONTRIBUTING.md first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use handover_core::bundle::Bundle;
use handover_core::holdings::Holdings;
use handover_core::inventory::Table;
use handover_core::limits::Limits;
use handover_core::merge::{self, Incoming, merge};
use handover_core::signing::{EncodedKey, Signer};
use handover_core::verify::{self, Checked, Trust, verify};

/// As the index says where they lay: tests run in the folder of their crate.
const BUNDLE: &str = "tests/golden/bundle-1.0.zip";
const KEPT: &str = "tests/golden/holdings-1";

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for folder in [root.to_path_buf(), root.join("inventory")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn kept_holdings_are_read() {
    let limits = Limits::default();
    let held = Holdings::open(Path::new(KEPT), &limits).unwrap();
    assert_eq!(held.custodian().to_string(), "vn:27163@2025/ubnd");
    assert_eq!((held.bundles().len(), held.bundles()[0].place.as_str()), (1, BUNDLE));
    let rows = Table::ALL.iter().map(|table| {
        let Some(mut rows) = held.table(*table, &limits).unwrap() else { return 0 };
        std::iter::from_fn(|| rows.read().unwrap().map(|_| ())).count()
    });
    assert_eq!(rows.collect::<Vec<_>>(), [0, 0, 1, 1, 3, 0, 0, 1]);
}

#[test]
fn the_bundle_gives_their_very_bytes() {
    let key = EncodedKey::parse(include_str!("golden/key.pem")).unwrap().unlock(None).unwrap();
    let mut checking = verify::Options::default();
    checking.checked = Checked::Full;
    let bundle = Bundle::open(Path::new(BUNDLE), &Limits::default()).unwrap();
    let found = verify(&bundle, &Trust::Key(key.public_key()), &checking, &()).unwrap();
    let incoming = [Incoming::bundle(BUNDLE, found.into_verified().unwrap())];
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("holdings");
    let into = "vn:27163@2025/ubnd".parse().unwrap();
    let options = merge::Options::new("2025-07-15".parse().unwrap());
    merge(into, &incoming, &out, &options, &()).unwrap();
    assert_eq!(files(&out), files(Path::new(KEPT)));
    // What was kept is built upon, too, and the same bundle changes nothing.
    let copy = dir.path().join("copy");
    fs::create_dir_all(copy.join("inventory")).unwrap();
    for (name, bytes) in files(Path::new(KEPT)) {
        fs::write(copy.join(name), bytes).unwrap();
    }
    let again = merge(into, &incoming, &copy, &options, &()).unwrap();
    assert_eq!((again.added.len(), again.known.len()), (0, 1));
    assert_eq!(files(&copy), files(Path::new(KEPT)));
}
