//! `cargo bench --bench transfer -- [ROW…]`: our commands and other people's
//! programs on the same files, in one run. See `docs/benchmarks.md`.

#[cfg(unix)]
mod harness;

use std::process::ExitCode;

#[cfg(unix)]
fn main() -> ExitCode {
    match harness::run(std::env::args_os()) {
        Ok(harness::Outcome { failed: 0, .. }) => ExitCode::SUCCESS,
        Ok(harness::Outcome { failed, .. }) => {
            eprintln!(
                "{failed} could not be measured; the reasons stand above and in the raw file"
            );
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}

#[cfg(not(unix))]
fn main() -> ExitCode {
    eprintln!("the programs that are compared with run on Linux");
    ExitCode::from(3)
}
