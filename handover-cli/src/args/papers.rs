//! The papers: the act, the minutes, the report.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::trust::KnownSigner;

#[derive(Debug, Subcommand)]
pub(crate) enum TransferCommand {
    New(TransferNewArgs),
}

#[derive(Debug, Args)]
pub(crate) struct TransferNewArgs {
    #[arg(long, value_name = "UNIT")]
    pub(crate) from: String,
    #[arg(long, value_name = "UNIT")]
    pub(crate) to: String,
    #[arg(long, value_name = "DIR")]
    pub(crate) files: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) inventory: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct MinutesArgs {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) form: Option<MinutesPaper>,
    // Each side keeps one; words for more than a handful are nobody's need.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=20))]
    pub(crate) copies: Option<u8>,
    #[arg(long, value_name = "DIR")]
    pub(crate) volumes: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) superior: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) place: Option<String>,
    #[arg(long)]
    pub(crate) with_titles: bool,
    #[command(flatten)]
    pub(crate) known: KnownSigner,
}

/// Which minutes are drawn up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MinutesPaper {
    Nd30,
    Archive,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[arg(value_name = "FILE")]
    pub(crate) results: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) plan: Option<PathBuf>,
    #[arg(long, num_args = 1.., value_name = "DIR")]
    pub(crate) inventory: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "inventory")]
    pub(crate) scans: Option<PathBuf>,
    // A plan has its own.
    #[arg(long, value_name = "FILE", requires = "inventory", conflicts_with = "plan")]
    pub(crate) rules: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) routes: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) receipts: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "OUT")]
    pub(crate) figures: Option<PathBuf>,
    #[arg(long)]
    pub(crate) with_titles: bool,
    #[arg(long, value_name = "DIR")]
    pub(crate) register: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) temp: Option<PathBuf>,
}
