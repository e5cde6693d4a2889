//! Any bytes as a ZIP: opened, verified, and now and then unpacked.
#![no_main]

use std::io::Cursor;

use handover_core::bundle::Bundle;
use handover_core::limits::Limits;
use handover_core::unpack::unpack;
use handover_core::verify::{Trust, Verdict, verify};
use handover_fuzz::{options, scratch, tolerable};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let limits = Limits::default();
    let bundle = match Bundle::from_reader(Cursor::new(data.to_vec()), "x.zip", &limits) {
        Ok(bundle) => bundle,
        Err(error) => return tolerable(&error),
    };
    let intact = match verify(&bundle, &Trust::Nobody, &options(), &()) {
        Ok(found) => {
            assert_ne!(found.verdict, Verdict::Valid, "nobody is trusted");
            found.verdict == Verdict::IntactSignerUnknown
        }
        Err(error) => {
            tolerable(&error);
            false
        }
    };
    if intact || data.len() % 64 == 7 {
        let folder = scratch();
        let to = folder.path().join("out");
        let written = unpack(&bundle, &to, &options(), &()).is_ok();
        assert_eq!(written, to.exists(), "all of it or nothing");
        assert!(written || !intact, "an intact bundle is unpacked");
        let left = std::fs::read_dir(folder.path()).map(Iterator::count).unwrap_or_default();
        assert_eq!(left, usize::from(written), "nothing beside the target");
    }
});
