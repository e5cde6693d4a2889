//! One struct a subcommand. Flags that are fixed by the interface keep their
//! names; help texts are messages, see [`super::localised`].

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use handover_core::concurrency::Concurrency;
use handover_core::pack::VolumeSize;

use super::custody::{CustodyCommand, Seen, seen};
use super::duration;
use super::receive::ReceiveArgs;
use super::release::ReleaseArgs;

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

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    New(KeyNewArgs),
    Show(KeyShowArgs),
}

#[derive(Debug, Args)]
pub(crate) struct KeyNewArgs {
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: String,
    #[arg(long, value_name = "STEM")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "FILE", conflicts_with = "no_passphrase")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long)]
    pub(crate) no_passphrase: bool,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct KeyShowArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

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

#[derive(Debug, Subcommand)]
pub(crate) enum InventoryCommand {
    // In the order of the work.
    Import(InventoryImportArgs),
    Check(InventoryCheckArgs),
    Scans(InventoryScansArgs),
    Totals(InventoryTotalsArgs),
    Export(InventoryExportArgs),
}

#[derive(Debug, Args)]
pub(crate) struct InventoryScansArgs {
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) criteria: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(crate) struct InventoryCheckArgs {
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) files: Option<PathBuf>,
    // The name of a compiled-in profile, or a file of one's own.
    #[arg(long, value_name = "PROFILE", default_value = "tt05")]
    pub(crate) profile: PathBuf,
    #[arg(long, value_name = "DIR", requires = "files")]
    pub(crate) fix_paths: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InventoryTotalsArgs {
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) files: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InventoryImportArgs {
    #[arg(value_name = "FILE", required_unless_present = "from_files")]
    pub(crate) file: Option<PathBuf>,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "map"])]
    pub(crate) from_files: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub(crate) fonds: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InventoryExportArgs {
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) form: ExportForm,
    #[arg(long, value_name = "OUT")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub(crate) superior: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) year: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) compiler: Option<String>,
}

/// What an inventory is exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportForm {
    Nd30,
    Tt05,
    Csv,
}

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

/// How many files at once, for every command that reads many.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct AtOnce {
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[arg(long, value_name = "N")]
    readers: Option<NonZeroUsize>,
}

impl AtOnce {
    /// What was asked for, and the core's own numbers for the rest.
    pub(crate) fn concurrency(self) -> Concurrency {
        let usual = Concurrency::default();
        Concurrency::new(
            self.threads.unwrap_or(usual.threads),
            self.readers.unwrap_or(usual.readers),
        )
    }
}
