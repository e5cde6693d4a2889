use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Code, Group, Location, Severity};

/// A value that a message about a finding may show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A count, a size in bytes, a line.
    Number(u64),
    /// Text of the data or a stable word.
    Text(String),
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Value::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

/// Something wrong, or worth knowing, about the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule, stable for good.
    pub code: Code,
    /// How much it weighs under the profile in force.
    pub severity: Severity,
    /// Where it stands.
    pub location: Location,
    /// Values for the message, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<&'static str, Value>,
}

impl Finding {
    /// A finding with the severity that the rule has by default.
    pub fn new(code: Code, location: Location) -> Self {
        Finding { code, severity: code.severity(), location, details: BTreeMap::new() }
    }

    /// The same with one more value for its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.details.insert(name, value.into());
        self
    }
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Findings that stop.
    pub block: u64,
    /// Findings that somebody should look at.
    pub warn: u64,
    /// Findings that are good to know.
    pub info: u64,
}

/// What a check found: exact counts for each code, and a bounded number of the
/// findings themselves. The observer was given every one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The first findings in path order, as many as the limit allows.
    pub findings: Vec<Finding>,
    /// How often each rule was broken.
    pub by_code: BTreeMap<Code, u64>,
    /// How many of each severity.
    pub counts: Counts,
    #[serde(skip)]
    blocks_by_group: BTreeMap<Group, u64>,
}

impl Report {
    /// Counts the finding, and keeps it while fewer than `kept` are held.
    pub fn add(&mut self, finding: Finding, kept: usize) {
        *self.by_code.entry(finding.code).or_default() += 1;
        match finding.severity {
            Severity::Block => self.counts.block += 1,
            Severity::Warn => self.counts.warn += 1,
            Severity::Info => self.counts.info += 1,
        }
        *self.blocks_by_group.entry(finding.code.group()).or_default() +=
            u64::from(finding.severity == Severity::Block);
        if self.findings.len() < kept {
            self.findings.push(finding);
        }
    }

    /// Findings of severity `block` in the given group.
    pub fn blocks_in(&self, group: Group) -> u64 {
        self.blocks_by_group.get(&group).copied().unwrap_or(0)
    }

    /// How often `code` was found.
    pub fn count(&self, code: Code) -> u64 {
        self.by_code.get(&code).copied().unwrap_or(0)
    }

    /// Whether nothing of severity `block` was found.
    pub fn passes(&self) -> bool {
        self.counts.block == 0
    }
}
