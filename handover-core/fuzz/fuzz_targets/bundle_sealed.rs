//! A dishonest giver: an honest bundle, one file of it edited, listed and
//! sealed anew with the right key.
#![no_main]

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use handover_core::unpack::unpack;
use handover_core::verify::{Trust, Verdict, verify};
use handover_core::{bundle::Bundle, limits::Limits, signing::Signer};
use handover_fuzz::{Edit, Honest, edited, key, options, scratch, tolerable};
use libfuzzer_sys::fuzz_target;

static HONEST: LazyLock<Honest> = LazyLock::new(Honest::pack);

#[derive(Arbitrary, Debug)]
struct Forgery {
    file: u8,
    edits: Vec<Edit>,
}

fuzz_target!(|forgery: Forgery| {
    let honest = &*HONEST;
    let (path, before) = honest.file(forgery.file);
    let after = edited(before, &forgery.edits);
    honest.write(path, &after);
    honest.reseal(path, &after);

    let trust = Trust::Key(key().public_key());
    let bundle = Bundle::open(&honest.root(), &Limits::default()).expect("a folder");
    match verify(&bundle, &trust, &options(), &()) {
        Ok(found) if found.verdict == Verdict::Valid => {
            let fixed = path.starts_with("data/") || Honest::is_payload_list(path);
            assert!(!fixed || after == before, "valid for another payload: {path}");
            assert_eq!(found.payload, honest.tally(), "valid for another payload");
            if after != before {
                let folder = scratch();
                let to = folder.path().join("out");
                unpack(&bundle, &to, &options(), &()).expect("a valid bundle is unpacked");
                assert_eq!(handover_fuzz::contents(&to), honest.contents(), "another payload");
            }
        }
        Ok(_) => assert_ne!(after, before, "the honest bundle is valid"),
        Err(error) => tolerable(&error),
    }
    honest.write(path, before);
});
