//! A document system that takes bundles in: it streams a bundle from its own
//! store, shows progress its own way, and can be stopped.
//!
//!     cargo run --example embed_verify -- target/goi-p14.zip

use std::error::Error;
use std::io::Cursor;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use handover_core::bundle::Bundle;
use handover_core::finding::{Finding, Severity};
use handover_core::limits::Limits;
use handover_core::observe::{Observer, Phase, Work};
use handover_core::verify::{Options, Trust, verify};

/// What the embedding program wants to know while it waits.
#[derive(Default)]
struct Intake {
    bytes: AtomicU64,
    blocks: AtomicU64,
    stop: AtomicBool,
}

impl Observer for Intake {
    fn advance(&self, _: Phase, done: Work) {
        self.bytes.fetch_add(done.bytes, Ordering::Relaxed);
    }

    fn finding(&self, finding: &Finding) {
        if finding.severity == Severity::Block {
            self.blocks.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("wanted: BUNDLE.zip")?;
    // Any `Read + Seek` will do: here bytes in memory stand for a store.
    let stored = Cursor::new(std::fs::read(path)?);
    let bundle = Bundle::from_reader(stored, "intake/0001", &Limits::default())?;
    let intake = Intake::default();
    let found = verify(&bundle, &Trust::Nobody, &Options::default(), &intake)?;
    println!("verdict: {}", found.verdict.as_str());
    println!("read {} bytes", intake.bytes.into_inner());
    println!("findings that stop: {}", intake.blocks.into_inner());
    Ok(())
}
