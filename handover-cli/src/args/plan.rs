//! `handover plan`: routes, the state of the work, the work to come.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) register: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: PlanCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    Routes(PlanRoutesArgs),
    State(PlanStateArgs),
    Digitise(PlanDigitiseArgs),
    Progress(PlanProgressArgs),
    Transfers(PlanTransfersArgs),
}

/// The inventories that a plan is about.
#[derive(Debug, Args)]
pub(crate) struct Inventories {
    #[arg(long, required = true, num_args = 1.., value_name = "DIR")]
    pub(crate) inventory: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) scans: Option<PathBuf>,
    #[arg(long, value_name = "OUT")]
    pub(crate) figures: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) temp: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PlanStateArgs {
    #[command(flatten)]
    pub(crate) of: Inventories,
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PlanDigitiseArgs {
    #[command(flatten)]
    pub(crate) of: Inventories,
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct PlanProgressArgs {
    #[arg(long, value_name = "DIR")]
    pub(crate) plan: PathBuf,
    #[command(flatten)]
    pub(crate) of: Inventories,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long)]
    pub(crate) look_only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PlanTransfersArgs {
    #[arg(long, value_name = "FILE")]
    pub(crate) routes: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) receipts: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) trust: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", requires = "trust")]
    pub(crate) root: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct PlanRoutesArgs {
    #[arg(long, value_name = "UNIT", required_unless_present = "unit", conflicts_with = "unit")]
    pub(crate) province: Option<String>,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<NaiveDate>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
