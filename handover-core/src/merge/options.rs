use std::path::PathBuf;

use chrono::NaiveDate;

use crate::digest::Digest;
use crate::finding::{Report, Severities};
use crate::holdings::{HeldBundle, TableSum};
use crate::limits::Limits;
use crate::unit::{AgencyRef, Register};

/// How to merge.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options<'r> {
    /// The day of the merge (UTC+7): custody of every bundle has passed by then.
    pub on: NaiveDate,
    /// Bounds on what is read.
    pub limits: Limits,
    /// What each rule weighs.
    pub severities: Severities,
    /// Where sorts spill what does not fit into memory; beside the target if
    /// nothing is said.
    pub temporary: Option<PathBuf>,
    /// The units by which fonds are closed; without one only what an inventory
    /// says is known of that.
    pub register: Option<&'r Register>,
}

impl Options<'_> {
    /// The usual ones, on the day `on`.
    pub fn new(on: NaiveDate) -> Self {
        Options {
            on,
            limits: Limits::default(),
            severities: Severities::default(),
            temporary: None,
            register: Register::compiled_in(),
        }
    }
}

/// What a merge made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Merged {
    /// The folder.
    pub path: PathBuf,
    /// Whose holdings they are.
    pub custodian: AgencyRef,
    /// What is new in them, by day and digest.
    pub added: Vec<HeldBundle>,
    /// What was given and in them already.
    pub known: Vec<Digest>,
    /// How many bundles and sets they hold in all.
    pub bundles: u64,
    /// Their tables.
    pub tables: Vec<TableSum>,
    /// What was found in all of them.
    pub report: Report,
}
