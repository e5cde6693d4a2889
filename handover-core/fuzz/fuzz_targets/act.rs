//! The act: JSON in its one spelling, and TOML as people write it.
#![no_main]

use std::path::Path;

use handover_core::transfer::{Act, Draft, Editions, check, read_toml, unused_clearances};
use handover_core::unit::Register;
use libfuzzer_sys::fuzz_target;

fn judge(act: &Act) {
    let cleared = act.clearances();
    let found = check(act, Some(Register::vietnam()), Editions::MayBeNewer, &cleared);
    let unused = unused_clearances(act, &cleared);
    std::hint::black_box((found.len(), unused.len(), act.texts().len()));
}

fuzz_target!(|text: &str| {
    if let Ok(act) = Act::from_json(text) {
        assert_eq!(act.to_json(), text, "one spelling");
        judge(&act);
    }
    if let Ok(Draft::Complete(act)) = read_toml(text, Path::new("transfer.toml")) {
        let act = act.identified();
        assert_eq!(Act::from_json(&act.to_json()).as_ref(), Ok(&act), "what people write is read");
        judge(&act);
    }
});
