//! `handover trust` and `witness`: whose key it is, and since when.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum TrustCommand {
    Add(TrustAddArgs),
    Revoke(TrustRevokeArgs),
    List(TrustListArgs),
    Sign(TrustSignArgs),
}

#[derive(Debug, Args)]
pub(crate) struct TrustAddArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "KEY")]
    pub(crate) key: PathBuf,
    #[arg(long, value_name = "UNIT")]
    pub(crate) agency: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) person: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    #[arg(long, value_name = "ROLE", value_enum, required = true)]
    pub(crate) role: Vec<RoleName>,
    #[arg(long, value_name = "DATE")]
    pub(crate) from: NaiveDate,
    #[arg(long, value_name = "DATE")]
    pub(crate) until: NaiveDate,
    #[arg(long, value_name = "N")]
    pub(crate) threshold: Option<std::num::NonZeroU32>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
}

/// What a key may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleName {
    Seal,
    Receive,
    Witness,
    Ledger,
}

#[derive(Debug, Args)]
pub(crate) struct TrustRevokeArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "KEY")]
    pub(crate) key: String,
    #[arg(long, value_name = "DATE", required_unless_present = "compromised")]
    pub(crate) ceased: Option<NaiveDate>,
    #[arg(long, value_name = "DATE", conflicts_with = "ceased")]
    pub(crate) compromised: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct TrustListArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub(crate) root: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct TrustSignArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "KEY")]
    pub(crate) key: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,
    #[arg(long, value_name = "KEY")]
    pub(crate) next_root: Vec<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct WitnessArgs {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    #[arg(long, value_name = "KEY")]
    pub(crate) key: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long = "as", value_name = "UNIT")]
    pub(crate) agency: String,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

/// Who may have signed, and where that was learned.
#[derive(Debug, Args)]
pub(crate) struct KnownSigner {
    #[arg(long, value_name = "FILE", conflicts_with = "fingerprint")]
    pub(crate) trust: Option<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) fingerprint: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "trust")]
    pub(crate) root: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
}

impl KnownSigner {
    /// Whether nobody is.
    pub(crate) const fn is_nobody(&self) -> bool {
        self.trust.is_none() && self.fingerprint.is_none()
    }
}
