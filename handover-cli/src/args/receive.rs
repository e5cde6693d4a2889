//! `handover receive`: the receiver's answer to a bundle.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::at_once::AtOnce;
use super::trust::KnownSigner;

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("answer"))]
pub(crate) struct ReceiveArgs {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    // Named here and not by the group, whose usage is wider than a window.
    #[arg(
        long, group = "answer",
        required_unless_present_any = ["accept_with", "refuse", "draft"]
    )]
    pub(crate) accept: bool,
    #[arg(long, value_name = "FILE", group = "answer")]
    pub(crate) accept_with: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", group = "answer")]
    pub(crate) refuse: Option<String>,
    #[arg(long, group = "answer")]
    pub(crate) draft: bool,
    #[arg(long, value_name = "KEY", required_unless_present = "draft")]
    pub(crate) key: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long = "as", value_name = "UNIT", required_unless_present = "draft")]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub(crate) by: Vec<String>,
    #[command(flatten)]
    pub(crate) known: KnownSigner,
    #[arg(long, value_name = "FILE", requires = "trust")]
    pub(crate) witness: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "draft")]
    pub(crate) form: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "draft")]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long, value_name = "DIR", conflicts_with = "draft")]
    pub(crate) receipts: Option<PathBuf>,
    #[arg(long, value_name = "UNIT", requires = "accept_with")]
    pub(crate) held_by: Option<String>,
    #[arg(long, value_name = "PAPER", conflicts_with_all = ["draft", "refuse"])]
    pub(crate) late: Option<String>,
    #[arg(long, value_name = "FILE", requires = "late")]
    pub(crate) late_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) volumes: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) temp: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
}
