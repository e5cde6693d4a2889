//! What commands printed with `--json`, or anything else that a page is to be
//! made of: a page is made of it as a whole, the same twice, or nothing is.
#![no_main]

use std::fs;

use handover_core::exchange::{ReportOptions, ReportSources, report};
use handover_core::unit::Register;
use handover_fuzz::scratch;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let folder = scratch();
    let told = folder.path().join("x.json");
    fs::write(&told, bytes).expect("written");
    let told = [told];
    let sources = ReportSources {
        plan: None,
        inventories: &[],
        routes: None,
        receipts: None,
        told: &told,
        on: "2026-01-01".parse().expect("a day"),
        register: Register::vietnam(),
    };
    let made = |name: &str| {
        let out = folder.path().join(name);
        let made = report(&sources, &out, &ReportOptions::default(), &());
        (made, fs::read_to_string(out).ok())
    };
    let (made_of, page) = made("a.html");
    match made_of {
        Ok(made_of) => {
            let page = page.expect("a page is there, and is text");
            assert!(made_of.told > 0 && page.ends_with("</html>\n"), "{:?}", page.len());
            assert_eq!(made("b.html").1.as_ref(), Some(&page), "equal bytes, equal page");
        }
        Err(error) => {
            assert!(["malformed", "limit", "read"].iter().any(|kind| error.code().contains(kind)));
            assert!(page.is_none(), "nothing is left behind");
        }
    }
});
