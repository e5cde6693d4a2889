//! The looser lists of bags that other tools made.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use handover_core::verify::{Trust, Verdict, verify};
use handover_core::{bundle::Bundle, limits::Limits};
use handover_fuzz::{FOREIGN, foreign, options, tolerable};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static BAG: LazyLock<TempDir> = LazyLock::new(foreign);

fuzz_target!(|data: &[u8]| {
    let Some((form, list)) = data.split_first() else { return };
    let name = if form % 2 == 0 { "manifest-sha256.txt" } else { "manifest-sha512.txt" };
    let tags = BAG.path().join("tagmanifest-sha256.txt");
    let list_place = BAG.path().join(name);
    fs::write(&list_place, list).expect("written");
    if form & 2 != 0 {
        fs::write(&tags, list).expect("written");
    }
    let bundle = Bundle::open(BAG.path(), &Limits::default()).expect("a folder");
    match verify(&bundle, &Trust::Nobody, &options(), &()) {
        Ok(found) => {
            assert_ne!(found.verdict, Verdict::Valid, "never of another tool");
            if found.verdict == Verdict::IntactSignerUnknown {
                let list = String::from_utf8_lossy(list).to_lowercase();
                for (_, sha256, sha512) in FOREIGN.iter() {
                    let digest = if form % 2 == 0 { sha256 } else { sha512 };
                    assert!(list.contains(digest.as_str()), "a file that nobody listed");
                }
            }
        }
        Err(error) => tolerable(&error),
    }
    fs::remove_file(&list_place).expect("removed");
    if form & 2 != 0 {
        fs::remove_file(&tags).expect("removed");
    }
});
