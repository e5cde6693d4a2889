//! The receiver's side: verify against the key from the paper, then unpack.
//!
//!     cargo run --example receiver -- target/goi-p14.zip target/goi-p14.pem target/out

use std::error::Error;
use std::path::PathBuf;

use handover_core::bundle::Bundle;
use handover_core::limits::Limits;
use handover_core::signing::PublicKey;
use handover_core::unpack::unpack;
use handover_core::verify::{Checked, Options, Trust, verify};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(path), Some(key), Some(to)) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("wanted: BUNDLE KEY.pem OUT".into());
    };
    let trust = Trust::Key(PublicKey::from_pem(&std::fs::read_to_string(key)?)?);
    let bundle = Bundle::open(&path, &Limits::default())?;

    // A receiver checks both digests: a dishonest giver could list one file's
    // SHA-256 and another file's BLAKE3.
    let mut options = Options::default();
    options.checked = Checked::Full;
    let found = verify(&bundle, &trust, &options, &())?;
    for finding in &found.report.findings {
        println!("{:?} {} {}", finding.severity, finding.code, finding.location);
    }
    println!("verdict: {}", found.verdict.as_str());

    // Only a verify can make the proof that later steps ask for.
    let verified = found.into_verified().map_err(|found| found.verdict.as_str())?;
    println!("from {} to {}", verified.act().giver, verified.act().receiver);
    let unpacked = unpack(&bundle, &to, &options, &())?;
    println!("{} files in {}", unpacked.tally.files, unpacked.path.display());
    Ok(())
}
