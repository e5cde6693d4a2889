use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Severity};

/// What a rule weighs; `off` keeps it silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Weight {
    /// The rule is not asked for.
    Off,
    /// Good to know.
    Info,
    /// Somebody should look at it.
    Warn,
    /// The answer is no.
    Block,
}

impl Weight {
    /// The severity of what the rule tells; `None` if it tells nothing.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Weight::Off => None,
            Weight::Info => Some(Severity::Info),
            Weight::Warn => Some(Severity::Warn),
            Weight::Block => Some(Severity::Block),
        }
    }
}

/// What an archive asks of an inventory.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profile {
    /// A short name, as `--profile` and reports have it.
    pub name: String,
    /// What it stands for, in words.
    pub title: String,
    /// What rules weigh, by code; the others keep their own severity.
    pub severity: BTreeMap<Code, Weight>,
    /// What problems of cells weigh, by the stable word of the problem; the
    /// others weigh as `table.cell`.
    pub cells: BTreeMap<String, Weight>,
    /// Lengths other than those of the tables.
    pub lengths: Vec<Length>,
    /// Columns that are plain text here, as table and column.
    pub text: Vec<(String, String)>,
    /// Fields that must not be empty.
    pub wanted: Vec<Wanted>,
    /// Values that a field may have.
    pub allowed: Vec<Allowed>,
}

/// How long the cells of a column may be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Length {
    /// The table, without `.csv`.
    pub table: String,
    /// The column.
    pub column: String,
    /// Unicode scalars in form C.
    pub max: usize,
}

/// A field that must not be empty where all conditions hold.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wanted {
    /// The table, without `.csv`.
    pub table: String,
    /// The column.
    pub column: String,
    /// The conditions; none: always.
    pub when: Vec<When>,
    /// What it weighs; `None`: as the profile weighs `wanted`.
    pub weight: Option<Weight>,
}

/// The values that a field may have where all conditions hold; an empty field
/// passes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Allowed {
    /// The table, without `.csv`.
    pub table: String,
    /// The column.
    pub column: String,
    /// The values.
    pub values: Vec<String>,
    /// The conditions; none: always.
    pub when: Vec<When>,
    /// What it weighs; `None`: as the profile weighs `not-allowed`.
    pub weight: Option<Weight>,
}

/// A condition: another field of the row has one of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct When {
    /// The column.
    pub column: String,
    /// The values, of which it has one.
    pub values: Vec<String>,
}
