//! Ledgers: whatever the bytes, only what was signed, in its order and from its
//! beginning, holds.
#![no_main]

use std::path::Path;

use handover_core::custody::DossierRef;
use handover_core::ledger::{Options, Standing, TrustedKeys, verify};
use handover_core::signing::Signer;
use handover_fuzz::{key, ledger};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let trust = TrustedKeys::new([key().public_key()]);
    let dossier = DossierRef { code: "HS.02".into(), ..DossierRef::default() };
    let on = "2025-12-31".parse().expect("a day");
    let mut standing = Standing::default();
    let take = |checked| {
        standing.take(&checked, &dossier, on);
        Ok(())
    };
    let path = Path::new("custody.jsonl");
    let found = verify(bytes, path, Some(&trust), &[], take, &Options::default(), &());
    let verdict = found.expect("bytes in memory can be read");
    if verdict.report.passes() {
        let whole = bytes.len() - usize::try_from(verdict.torn_bytes).expect("in memory");
        assert!(ledger().starts_with(&bytes[..whole]), "nobody signed this");
    }
});
