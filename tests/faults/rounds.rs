//! Rounds with a seed each, and what is kept of them.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::draw::Draw;

/// Where the raw counts are written.
pub(crate) fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/faults")
}

/// How often each kind of bad luck strikes.
pub(crate) fn count() -> u64 {
    number("HANDOVER_FAULT_ROUNDS").unwrap_or(4)
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().expect(variable))
}

/// Prints how a failed round is repeated.
struct Repeat(&'static str, u64);

impl Drop for Repeat {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Repeat(kind, seed) = self;
            eprintln!("{kind}: repeat with HANDOVER_FAULT_SEED={seed} HANDOVER_FAULT_ROUNDS=1");
        }
    }
}

/// Plays all rounds of a kind. `play` draws its bad luck and returns how it
/// ended: in one word, and anything worth keeping.
pub(crate) fn play(kind: &'static str, mut play: impl FnMut(&mut Draw) -> (&'static str, Value)) {
    fs::create_dir_all(home()).unwrap();
    let mut file = File::create(home().join(format!("{kind}.jsonl"))).unwrap();
    let first = number("HANDOVER_FAULT_SEED").unwrap_or(1);
    for seed in first..first + count() {
        let _repeat = Repeat(kind, seed);
        let (ended, details) = play(&mut Draw::new(seed));
        let line = json!({ "kind": kind, "seed": seed, "ended": ended, "details": details });
        writeln!(file, "{line}").unwrap();
    }
}
