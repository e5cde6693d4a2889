//! `handover release`: what the receiver has confirmed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct ReleaseArgs {
    #[arg(required = true, value_name = "BUNDLE")]
    pub(crate) bundle: Vec<PathBuf>,
    #[arg(long, required = true, value_name = "FILE")]
    pub(crate) receipt: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) trust: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub(crate) root: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "DIR")]
    pub(crate) volumes: Vec<PathBuf>,
}
