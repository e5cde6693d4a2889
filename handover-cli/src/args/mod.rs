//! The command line. The structs carry no text for users: help is set from the
//! messages of the language, by the key of each command and argument.

mod cli;
mod commands;
mod custody;
mod duration;
mod help;
mod listed;
mod receive;
mod release;
mod rewrite;
mod usage;

pub(crate) use cli::{Cli, Colour, Global};
pub(crate) use commands::{Command, CompletionsArgs, KeyCommand, KeyNewArgs, KeyShowArgs, ManArgs};
pub(crate) use commands::{
    DiffArgs, Exclude, ExportForm, Inventories, InventoryCheckArgs, InventoryCommand,
    InventoryExportArgs, InventoryImportArgs, InventoryScansArgs, InventoryTotalsArgs, KnownSigner,
    MergeArgs, MinutesArgs, MinutesPaper, PackArgs, PlanArgs, PlanCommand, PlanDigitiseArgs,
    PlanProgressArgs, PlanRoutesArgs, PlanStateArgs, PlanTransfersArgs, ReportArgs, RoleName,
    ShowArgs, SurveyArgs, TransferCommand, TransferNewArgs, TrustAddArgs, TrustCommand,
    TrustListArgs, TrustRevokeArgs, TrustSignArgs, UnitArgs, UnitCommand, UnitFindArgs,
    UnitHistoryArgs, UnitLineageArgs, UnitShowArgs, UnpackArgs, VerifyArgs, WitnessArgs,
};
pub(crate) use custody::{
    CustodyAddArgs, CustodyAuditArgs, CustodyCommand, CustodyHeadArgs, CustodyLogArgs,
    CustodyOpenArgs, CustodyVerifyArgs, CustodyWhoArgs, Reading, Seen, Writing,
};
pub(crate) use help::localised;
use listed::listed;
pub(crate) use receive::ReceiveArgs;
pub(crate) use release::ReleaseArgs;
pub(crate) use rewrite::rewrite;
pub(crate) use usage::explain;
