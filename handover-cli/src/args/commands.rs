//! One struct a subcommand. Flags that are fixed by the interface keep their
//! names; help texts are messages, see [`super::localised`].

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::bundle::{DiffArgs, MergeArgs, PackArgs, ShowArgs, SurveyArgs, UnpackArgs, VerifyArgs};
use super::custody::CustodyCommand;
use super::inventory::InventoryCommand;
use super::key::KeyCommand;
use super::papers::{MinutesArgs, ReportArgs, TransferCommand};
use super::plan::PlanArgs;
use super::receive::ReceiveArgs;
use super::release::ReleaseArgs;
use super::trust::{TrustCommand, WitnessArgs};
use super::unit::UnitArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Unit(UnitArgs),
    Plan(PlanArgs),
    #[command(subcommand)]
    Transfer(TransferCommand),
    #[command(subcommand)]
    Key(KeyCommand),
    #[command(subcommand)]
    Trust(TrustCommand),
    #[command(subcommand)]
    Inventory(InventoryCommand),
    Survey(SurveyArgs),
    Pack(PackArgs),
    Verify(VerifyArgs),
    Witness(WitnessArgs),
    Receive(Box<ReceiveArgs>),
    Release(ReleaseArgs),
    Unpack(UnpackArgs),
    Show(ShowArgs),
    Merge(MergeArgs),
    Minutes(MinutesArgs),
    Report(ReportArgs),
    Diff(DiffArgs),
    #[command(subcommand)]
    Custody(CustodyCommand),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}
