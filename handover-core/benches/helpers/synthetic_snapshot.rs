//! Two surveys of an archive that nobody has: as many entries as wanted, the
//! second with some changes, and the same as sorted text for other tools.
//!
//! ```text
//! cargo run --release -p handover-core --example synthetic_snapshot -- FOLDER ENTRIES
//! ```
//!
//! Writes `old.survey` and `new.survey`, and `old.txt` and `new.txt` with lines
//! of path and BLAKE3 in the order of bytes, which is path order here.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use handover_core::digest::{Algorithms, Digest, Hasher};
use handover_core::snapshot::{Content, Name, Record, SnapshotWriter};
use handover_core::walk::{Moment, Stamp};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(folder), Some(entries)) = (arguments.next(), arguments.next()) else {
        return Err("synthetic_snapshot FOLDER ENTRIES".into());
    };
    let entries = entries.to_str().ok_or("a number of entries")?.parse()?;
    for (name, edited) in [("old", false), ("new", true)] {
        write(Path::new(&folder), name, entries, edited)?;
    }
    Ok(())
}

/// Of each 10,000 entries, the edited survey has ten with other bytes, lacks
/// five and has five more.
fn write(folder: &Path, name: &str, entries: u64, edited: bool) -> Result<(), Box<dyn Error>> {
    let mut survey = SnapshotWriter::create(&folder.join(name).with_extension("survey"))?;
    let text = File::create_new(folder.join(name).with_extension("txt"))?;
    let mut text = BufWriter::with_capacity(1 << 20, text);
    let mut add = |path: String, number: u64, version: u64| -> Result<(), Box<dyn Error>> {
        let record = record(path, number, version);
        let path = record.name.location();
        if let Some(content) = record.file {
            writeln!(text, "{path}  {}", content.blake3)?;
        }
        Ok(survey.push(&record)?)
    };
    for number in 0..entries {
        let (fonds, series) = (number / 1_000_000, number / 50_000 % 20);
        let (dossier, page) = (number / 100, number % 100);
        let path = format!("phong{fonds:04}/muc{series:03}/ho so {dossier:08}/trang{page:05}.pdf");
        match number % 10_000 {
            100..105 if edited => {}
            500..510 if edited => add(path, number, 1)?,
            900..905 if edited => {
                add(path.clone(), number, 0)?;
                add(path + ".them", number, 2)?;
            }
            _ => add(path, number, 0)?,
        }
    }
    text.flush()?;
    survey.finish()?;
    Ok(())
}

fn record(path: String, number: u64, version: u64) -> Record {
    let (sha256, blake3) = (digest(number, version), digest(number, version + 16));
    let content = Content { size: 40_000 + number % 300_000, sha256, blake3 };
    let modified = 1_560_000_000 + i64::try_from(number % 100_000_000).unwrap_or(0);
    let changed = Moment { seconds: modified, nanos: 5 };
    let stamp = Some(Stamp { nanos: 5, changed, index: number });
    Record { name: Name::Path(path), file: Some(content), modified, stamp, taken_over: false }
}

/// Bytes that look like a digest, and are the same on every machine.
fn digest(number: u64, version: u64) -> Digest {
    let mut hasher = Hasher::new(Algorithms::BLAKE3);
    hasher.update(&number.to_le_bytes());
    hasher.update(&version.to_le_bytes());
    hasher.finish().blake3.unwrap_or(Digest::new([0; 32]))
}
