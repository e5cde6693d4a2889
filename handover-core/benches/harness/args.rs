use std::path::PathBuf;

use clap::Parser;

/// Our commands and other people's programs on the same files, in one run.
#[derive(Debug, Parser)]
#[allow(clippy::struct_excessive_bools, reason = "switches of a command line")]
#[command(name = "cargo bench --bench transfer --")]
pub(crate) struct Args {
    /// Rows to measure; all if none is named
    #[arg(value_name = "ROW")]
    pub(crate) rows: Vec<String>,
    /// Corpora, keys and what is kept between runs lie here: 15 GB for all rows
    #[arg(long, value_name = "DIR", default_value = "target/bench")]
    pub(crate) out: PathBuf,
    /// Timed output lies here, on a tmpfs for instance; OUT/runs if not given
    #[arg(long, value_name = "DIR")]
    pub(crate) outputs: Option<PathBuf>,
    /// Rounds of a race: every tool runs once a round
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) pairs: u32,
    /// Corpora of a twentieth: a trial, not a measurement
    #[arg(long)]
    pub(crate) quick: bool,
    /// Corpora of the N-th part
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "quick")]
    pub(crate) scale: u64,
    /// Only our own commands
    #[arg(long)]
    pub(crate) no_peers: bool,
    /// Leaves corpora and kept bundles for the next run
    #[arg(long)]
    pub(crate) keep: bool,
    /// Raw numbers are added here; OUT/raw.jsonl if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) raw: Option<PathBuf>,
    /// Measures nothing: renders documents from the raw numbers
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) render: Vec<PathBuf>,
    /// Names the rows, their tools and command lines
    #[arg(long)]
    pub(crate) list: bool,
    /// The command to measure
    #[arg(long, value_name = "FILE", default_value = env!("CARGO_BIN_EXE_handover-under-test"))]
    pub(crate) handover: PathBuf,
    // Cargo says so to every benchmark.
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}

impl Args {
    /// The part of each corpus that is made.
    pub(crate) fn part(&self) -> u64 {
        if self.quick { 20 } else { self.scale.max(1) }
    }
}
