//! The command under test: the same entry point as the published `handover`.

use std::process::ExitCode;

fn main() -> ExitCode {
    handover_cli::main()
}
