//! `handover custody`: the ledger of who holds what.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use handover_core::custody::{Head, IncidentKind, Kind, Regime, Span};
use handover_core::digest::Digest;

use super::listed;

#[derive(Debug, Subcommand)]
pub(crate) enum CustodyCommand {
    Open(CustodyOpenArgs),
    Add(Box<CustodyAddArgs>),
    Log(CustodyLogArgs),
    Verify(CustodyVerifyArgs),
    Head(CustodyHeadArgs),
    Who(CustodyWhoArgs),
    Audit(CustodyAuditArgs),
}

/// Who writes into a ledger.
#[derive(Debug, Args)]
pub(crate) struct Writing {
    #[arg(long, value_name = "FILE", default_value = "custody.jsonl")]
    pub(crate) ledger: PathBuf,
    #[arg(long, value_name = "KEY", required = true)]
    pub(crate) key: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "PERSON")]
    pub(crate) by: Vec<String>,
    #[arg(long, value_name = "PAPER")]
    pub(crate) act: Option<String>,
    #[arg(long, value_name = "FILE", requires = "act")]
    pub(crate) act_file: Option<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// Which ledger is asked, and what it is held against.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    #[arg(long, value_name = "FILE", default_value = "custody.jsonl")]
    pub(crate) ledger: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) trust: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT", requires = "trust")]
    pub(crate) root: Option<String>,
    #[arg(long, value_name = "HEAD", value_parser = seen)]
    pub(crate) head: Vec<Seen>,
    #[arg(long, value_name = "DIR")]
    pub(crate) receipts: Option<PathBuf>,
}

/// A head that somebody has seen, and the day if it is known.
pub(crate) type Seen = (Head, Option<NaiveDate>);

/// A head as it was written down, with the day if one follows after `@`.
pub(super) fn seen(text: &str) -> Result<Seen, String> {
    let (head, day) = text.split_once('@').map_or((text, None), |(head, day)| (head, Some(day)));
    let head = head.parse().map_err(|_| "head".to_owned())?;
    let day = day.map(str::parse).transpose().map_err(|_| "day".to_owned())?;
    Ok((head, day))
}

#[derive(Debug, Args)]
pub(crate) struct CustodyOpenArgs {
    #[arg(long = "as", value_name = "UNIT")]
    pub(crate) agency: String,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[arg(long, value_name = "HEAD")]
    pub(crate) predecessor: Option<Head>,
}

#[derive(Debug, Args)]
pub(crate) struct CustodyAddArgs {
    #[arg(value_name = "KIND", value_parser = listed::<Kind>(Kind::CODES))]
    pub(crate) kind: Kind,
    #[arg(long, value_name = "FILE", conflicts_with_all = [
        "by", "act", "note", "from", "to", "fonds", "containers", "dossiers", "bundle", "receipt",
        "borrower", "until", "regime", "place", "seal", "what", "record", "answers",
        "council_minutes", "handover_minutes", "destruction_minutes", "old", "algorithm", "new",
    ])]
    pub(crate) event: Option<PathBuf>,
    #[arg(long = "as", value_name = "UNIT")]
    pub(crate) agency: Option<String>,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[arg(long, value_name = "UNIT")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "UNIT")]
    pub(crate) to: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) fonds: Option<String>,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) containers: Vec<Span>,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) dossiers: Vec<Span>,
    #[arg(long, value_name = "DIGEST")]
    pub(crate) bundle: Option<Digest>,
    #[arg(long, value_name = "DIGEST")]
    pub(crate) receipt: Option<Digest>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) borrower: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<NaiveDate>,
    #[arg(long, value_name = "KIND", value_parser = listed::<Regime>(Regime::CODES))]
    pub(crate) regime: Option<Regime>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) seal: Option<String>,
    #[arg(
        long, value_name = "KIND", requires_all = ["record", "answers"],
        value_parser = listed::<IncidentKind>(IncidentKind::CODES)
    )]
    pub(crate) what: Option<IncidentKind>,
    #[arg(long, value_name = "PAPER", requires = "what")]
    pub(crate) record: Option<String>,
    #[arg(long, value_name = "FILE", requires = "record")]
    pub(crate) record_file: Option<PathBuf>,
    #[arg(long, value_name = "PERSON", requires = "what")]
    pub(crate) answers: Option<String>,
    #[arg(long, value_name = "PAPER")]
    pub(crate) council_minutes: Option<String>,
    #[arg(long, value_name = "FILE", requires = "council_minutes")]
    pub(crate) council_minutes_file: Option<PathBuf>,
    #[arg(long, value_name = "PAPER")]
    pub(crate) handover_minutes: Option<String>,
    #[arg(long, value_name = "FILE", requires = "handover_minutes")]
    pub(crate) handover_minutes_file: Option<PathBuf>,
    #[arg(long, value_name = "PAPER")]
    pub(crate) destruction_minutes: Option<String>,
    #[arg(long, value_name = "FILE", requires = "destruction_minutes")]
    pub(crate) destruction_minutes_file: Option<PathBuf>,
    #[arg(long, value_name = "DIGEST", requires_all = ["algorithm", "new"])]
    pub(crate) old: Option<Digest>,
    #[arg(long, value_name = "TEXT", requires = "old")]
    pub(crate) algorithm: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "old")]
    pub(crate) new: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CustodyLogArgs {
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct CustodyVerifyArgs {
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CustodyHeadArgs {
    #[arg(long, value_name = "FILE", default_value = "custody.jsonl")]
    pub(crate) ledger: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CustodyWhoArgs {
    #[arg(value_name = "CODE")]
    pub(crate) dossier: String,
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<NaiveDate>,
    #[arg(long, value_name = "CODE")]
    pub(crate) fonds: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) container: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct CustodyAuditArgs {
    #[arg(long, value_name = "DIR")]
    pub(crate) inventory: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) files: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) papers: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long)]
    pub(crate) with_titles: bool,
    #[arg(long, value_name = "DIR")]
    pub(crate) temp: Option<PathBuf>,
}
