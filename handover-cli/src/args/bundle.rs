//! Bundles: made, verified, opened, compared, merged.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use handover_core::pack::VolumeSize;

use super::at_once::AtOnce;
use super::custody::{Seen, seen};
use super::duration;
use super::trust::KnownSigner;

#[derive(Debug, Args)]
pub(crate) struct SurveyArgs {
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
    #[arg(long, value_name = "FILE")]
    pub(crate) since: Option<PathBuf>,
    #[arg(long, requires = "since")]
    pub(crate) rehash: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    #[arg(long, value_name = "FILE")]
    pub(crate) transfer: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) inventory: Option<PathBuf>,
    #[arg(long, requires = "files", conflicts_with_all = ["out", "volume_size", "also_to"])]
    pub(crate) in_place: bool,
    #[arg(long, value_name = "KEY", required = true)]
    pub(crate) key: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "OUT", required_unless_present = "in_place")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "SIZE")]
    pub(crate) volume_size: Option<VolumeSize>,
    #[arg(long, value_name = "DIR")]
    pub(crate) also_to: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) temp: Option<PathBuf>,
    #[arg(long, conflicts_with = "in_place")]
    pub(crate) portable_names: bool,
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) exclude: Vec<Exclude>,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
}

/// What `pack` may leave out, which the act then says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Exclude {
    SpecialFiles,
    OsJunk,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[arg(required = true, value_name = "BUNDLE")]
    pub(crate) bundle: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) known: KnownSigner,
    #[arg(long, value_name = "FILE", requires = "trust")]
    pub(crate) witness: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) volumes: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) full: bool,
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    // Without a journal the next run would begin anew, and never end.
    #[arg(long, value_name = "TIME", requires = "journal", value_parser = duration::parse)]
    pub(crate) max_duration: Option<Duration>,
    #[arg(long, value_name = "DIR")]
    pub(crate) temp: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
}

#[derive(Debug, Args)]
pub(crate) struct UnpackArgs {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) volumes: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) volumes: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) with_titles: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    #[arg(required = true, value_name = "BUNDLE")]
    pub(crate) bundle: Vec<PathBuf>,
    #[arg(long, value_name = "UNIT")]
    pub(crate) into: String,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "FILE")]
    pub(crate) trust: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT", requires = "trust")]
    pub(crate) root: Option<String>,
    #[arg(long, value_name = "FILE", requires = "trust")]
    pub(crate) witness: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) fingerprint: Vec<String>,
    #[arg(long, value_name = "FILE", requires_all = ["key", "by"])]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long, value_name = "KEY", requires = "ledger")]
    pub(crate) key: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "ledger")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "PERSON", requires = "ledger")]
    pub(crate) by: Vec<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) volumes: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) temp: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    #[arg(value_name = "A")]
    pub(crate) a: PathBuf,
    #[arg(value_name = "B")]
    pub(crate) b: PathBuf,
    #[arg(long, value_name = "FILE", requires = "inventory")]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long, value_name = "DIR", requires = "ledger")]
    pub(crate) inventory: Option<PathBuf>,
    #[arg(long, value_name = "DATE", requires = "ledger")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "FILE", requires = "ledger")]
    pub(crate) trust: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT", requires = "trust")]
    pub(crate) root: Option<String>,
    #[arg(long, value_name = "HEAD", requires = "ledger", value_parser = seen)]
    pub(crate) head: Vec<Seen>,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
    #[arg(long, value_name = "DIR")]
    pub(crate) temp: Option<PathBuf>,
}
