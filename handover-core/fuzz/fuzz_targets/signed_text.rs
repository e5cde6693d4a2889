//! Signed lines: what is read is written again, and no other text is signed.
#![no_main]

use handover_core::signing::{SignedText, Signer};
use handover_fuzz::{RECEIPT, RECEIPT_TEXT, key};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &str| {
    let Ok(read) = SignedText::read(RECEIPT, line, 64 << 10) else { return };
    let again = read.to_line().expect("text in memory");
    assert_eq!(SignedText::read(RECEIPT, &again, usize::MAX).ok().as_ref(), Some(&read));
    assert!(read.text().starts_with(&RECEIPT.prefix()));
    assert!(read.claimed_keys().is_sorted());
    if !read.verify_with(&[key().public_key()]).is_empty() {
        assert_eq!(read.text(), RECEIPT_TEXT, "nobody signed this");
    }
});
