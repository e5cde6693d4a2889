//! Receipts and what people write beside them: whatever the bytes, a receipt
//! that is read was signed by every key that it names, and is spelt in one way.
#![no_main]

use std::path::Path;

use handover_core::limits::Limits;
use handover_core::receive::{Exceptions, FilledForm};
use handover_core::signing::{SignedReceipt, Signer};
use handover_fuzz::key;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits::default();
    let path = Path::new("x");
    // A list is read or refused; each of its rows names one thing.
    let _ = Exceptions::read(bytes, path, &limits);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = FilledForm::from_toml(text, path);
    if let Ok(read) = SignedReceipt::read(text, &limits) {
        assert!(read.receipt().problem().is_none());
        let line = read.to_line().expect("text in memory");
        let again = SignedReceipt::read(&line, &limits).expect("what was read");
        assert_eq!(again, read);
    }
    // The same members, signed: whatever is read then is what was signed.
    if let Ok(receipt) = serde_json::from_slice(bytes) {
        if let Ok(signed) = SignedReceipt::sign(receipt, &[&key() as &dyn Signer]) {
            let line = signed.to_line().expect("text in memory");
            assert_eq!(SignedReceipt::read(&line, &limits).expect("just signed"), signed);
        }
    }
});
