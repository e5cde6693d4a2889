//! `handover unit`: who succeeds whom.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct UnitArgs {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) register: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: UnitCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UnitCommand {
    Find(UnitFindArgs),
    Show(UnitShowArgs),
    Successors(UnitLineageArgs),
    Predecessors(UnitLineageArgs),
    History(UnitHistoryArgs),
}

#[derive(Debug, Args)]
pub(crate) struct UnitFindArgs {
    // Several words, so that a name needs no quotes.
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct UnitShowArgs {
    #[arg(required = true, value_name = "UNIT")]
    pub(crate) unit: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct UnitLineageArgs {
    #[arg(required = true, value_name = "UNIT")]
    pub(crate) unit: Vec<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct UnitHistoryArgs {
    #[arg(required = true, value_name = "UNIT")]
    pub(crate) unit: Vec<String>,
}
