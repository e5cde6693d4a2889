//! The command line. The structs carry no text for users: help is set from the
//! messages of the language, by the key of each command and argument.

mod at_once;
mod bundle;
mod cli;
mod commands;
mod custody;
mod duration;
mod help;
mod inventory;
mod key;
mod listed;
mod papers;
mod plan;
mod receive;
mod release;
mod rewrite;
mod trust;
mod unit;
mod usage;

pub(crate) use bundle::{
    DiffArgs, Exclude, MergeArgs, PackArgs, ShowArgs, SurveyArgs, UnpackArgs, VerifyArgs,
};
pub(crate) use cli::{Cli, Colour, Global};
pub(crate) use commands::{Command, CompletionsArgs, ManArgs};
pub(crate) use custody::{
    CustodyAddArgs, CustodyAuditArgs, CustodyCommand, CustodyHeadArgs, CustodyLogArgs,
    CustodyOpenArgs, CustodyVerifyArgs, CustodyWhoArgs, Reading, Seen, Writing,
};
pub(crate) use help::localised;
pub(crate) use inventory::{
    ExportForm, InventoryCheckArgs, InventoryCommand, InventoryExportArgs, InventoryImportArgs,
    InventoryScansArgs, InventoryTotalsArgs,
};
pub(crate) use key::{KeyCommand, KeyNewArgs, KeyShowArgs};
use listed::listed;
pub(crate) use papers::{MinutesArgs, MinutesPaper, ReportArgs, TransferCommand, TransferNewArgs};
pub(crate) use plan::{
    Inventories, PlanArgs, PlanCommand, PlanDigitiseArgs, PlanProgressArgs, PlanRoutesArgs,
    PlanStateArgs, PlanTransfersArgs,
};
pub(crate) use receive::ReceiveArgs;
pub(crate) use release::ReleaseArgs;
pub(crate) use rewrite::rewrite;
pub(crate) use trust::{
    KnownSigner, RoleName, TrustAddArgs, TrustCommand, TrustListArgs, TrustRevokeArgs,
    TrustSignArgs, WitnessArgs,
};
pub(crate) use unit::{
    UnitArgs, UnitCommand, UnitFindArgs, UnitHistoryArgs, UnitLineageArgs, UnitShowArgs,
};
pub(crate) use usage::explain;
