//! One struct a subcommand. Flags that are fixed by the interface keep their
//! names; help texts are messages, see [`super::localised`].

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(subcommand)]
    Unit(UnitCommand),
    #[command(subcommand)]
    Transfer(TransferCommand),
    #[command(subcommand)]
    Key(KeyCommand),
    #[command(subcommand)]
    Inventory(InventoryCommand),
    Survey(SurveyArgs),
    Pack(PackArgs),
    Verify(VerifyArgs),
    Unpack(UnpackArgs),
    Show(ShowArgs),
    Diff(DiffArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum UnitCommand {
    Find(UnitFindArgs),
    Show(UnitShowArgs),
}

#[derive(Debug, Args)]
pub(crate) struct UnitFindArgs {
    // Several words, so that a name needs no quotes.
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct UnitShowArgs {
    #[arg(required = true, value_name = "UNIT")]
    pub(crate) unit: Vec<String>,
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
}

#[derive(Debug, Args)]
pub(crate) struct KeyShowArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum InventoryCommand {
    Import(InventoryImportArgs),
    Export(InventoryExportArgs),
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
}

#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    #[arg(long, value_name = "FILE")]
    pub(crate) transfer: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) files: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) inventory: Option<PathBuf>,
    #[arg(long, value_name = "KEY", required = true)]
    pub(crate) key: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "OUT")]
    pub(crate) out: PathBuf,
    #[arg(long)]
    pub(crate) portable_names: bool,
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) exclude: Vec<Exclude>,
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
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
    #[arg(long, value_name = "FILE", conflicts_with = "fingerprint")]
    pub(crate) trust: Option<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) fingerprint: Option<String>,
    #[arg(long)]
    pub(crate) full: bool,
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(crate) struct UnpackArgs {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    #[arg(long)]
    pub(crate) with_titles: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    #[arg(value_name = "A")]
    pub(crate) a: PathBuf,
    #[arg(value_name = "B")]
    pub(crate) b: PathBuf,
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
