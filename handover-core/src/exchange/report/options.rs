use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::exchange::Titles;
use crate::finding::{Code, Location, Report, Value};
use crate::plan::state::{self, Inventory};
use crate::transfer::Language;
use crate::unit::{AgencyRef, Register};

/// What a page is made of; whatever is there gets its part.
#[derive(Clone, Copy)]
pub struct ReportSources<'a> {
    /// Folder of a plan of arranging and scanning (`docs/plan.md`).
    pub plan: Option<&'a Path>,
    /// Inventories as they are on the day.
    pub inventories: &'a [Inventory],
    /// Table of the transfers that a reorganisation demands (`docs/routes.md`).
    pub routes: Option<&'a Path>,
    /// Folder with receipts, of any names and in any folders below it.
    pub receipts: Option<&'a Path>,
    /// What `verify`, `diff`, `custody audit`, `inventory check` printed with `--json`.
    pub told: &'a [PathBuf],
    /// The day that the page is about.
    pub on: NaiveDate,
    /// Names of units, and what lies in what.
    pub register: &'a Register,
}

/// How a page is made.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ReportOptions<'a> {
    /// Language of the page.
    pub language: Language,
    /// Whether titles of dossiers stand there.
    pub titles: Titles,
    /// Says codes in words; the codes themselves if nothing is said.
    pub words: Option<&'a dyn Wording>,
    /// Limits, folder for temporary files; estimates where no plan has its own.
    pub reading: state::Options,
    /// The same figures for spreadsheets: a new `.xlsx`, else a new folder of CSV.
    pub figures: Option<PathBuf>,
}

/// Stable codes in the words of the page's language.
pub trait Wording: Sync {
    /// What a finding says, with its values.
    fn finding(&self, code: Code, details: &BTreeMap<String, Value>) -> String;

    /// What to do about it.
    fn remedy(&self, code: Code) -> String;

    /// Where it stands.
    fn place(&self, place: &Location) -> String;

    /// The word for `code` of a closed list such as `pace` or `verdict`.
    fn word(&self, list: &str, code: &str) -> String;

    /// An agency's name, or its reference.
    fn agency(&self, agency: &AgencyRef) -> String;
}

/// The codes as they are.
pub(super) struct Codes;

impl Wording for Codes {
    fn finding(&self, code: Code, _: &BTreeMap<String, Value>) -> String {
        code.as_str().to_owned()
    }

    fn remedy(&self, _: Code) -> String {
        String::new()
    }

    fn place(&self, place: &Location) -> String {
        place.to_string()
    }

    fn word(&self, _: &str, code: &str) -> String {
        code.to_owned()
    }

    fn agency(&self, agency: &AgencyRef) -> String {
        agency.to_string()
    }
}

/// What was made.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Reported {
    /// Inventories that were read.
    pub inventories: u64,
    /// Units on the page.
    pub units: u64,
    /// Transfers on the page.
    pub transfers: u64,
    /// Receipts on the page.
    pub receipts: u64,
    /// Checks, comparisons and audits on the page.
    pub told: u64,
    /// What was found while the inventories were read.
    pub report: Report,
}
