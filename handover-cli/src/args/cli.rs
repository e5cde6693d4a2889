//! The command and its global flags.

use clap::{ArgAction, Parser, ValueEnum};

use super::Command;
use crate::locale::Lang;

// Help, version and the `help` command are ours, so that they speak the language.
#[derive(Debug, Parser)]
#[command(
    name = "handover",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Global {
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub(crate) lang: Option<Lang>,
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value = "auto")]
    pub(crate) color: Colour,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    pub(crate) help: Option<bool>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    pub(crate) version: Option<bool>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}
