//! A city that never was, written into a folder by hand.
//!
//! ```text
//! cargo run --release -p handover-core --example synthetic_city -- FOLDER UNITS DOSSIERS [DONE]
//! ```
//!
//! Of a hundred dossiers DONE are in order and scanned, 20 if absent.

#[path = "../harness/city.rs"]
mod city;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, units, dossiers, rest @ ..] = arguments.as_slice() else {
        return Err("synthetic_city FOLDER UNITS DOSSIERS [DONE]".into());
    };
    let done = rest.first().map_or(Ok(20), |done| done.parse())?;
    city::write(Path::new(folder), units.parse()?, dossiers.parse()?, done)
}
