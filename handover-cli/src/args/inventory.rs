//! `handover inventory`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
