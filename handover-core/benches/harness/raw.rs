//! The raw numbers: JSON lines, only ever added to. A line of the machine
//! begins a batch; a row is rendered from the last batch that has it.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::measure::Measured;
use super::{Outcome, Result};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Line {
    /// What the lines that follow were measured on.
    Machine(Value),
    /// One run of one tool.
    Run(Run),
    /// A tool that could not be run to its end.
    Failed { row: String, tool: String, why: String },
    /// A tool that is not on this machine.
    Missing { row: String, tool: String, needs: String },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) row: String,
    pub(crate) tool: String,
    pub(crate) round: u32,
    /// Entries that went in.
    pub(crate) entries: u64,
    /// Bytes that went in.
    pub(crate) bytes: u64,
    #[serde(flatten)]
    pub(crate) measured: Measured,
}

/// The file that is written.
#[derive(Debug)]
pub(crate) struct Raw {
    file: File,
    pub(crate) outcome: Outcome,
}

impl Raw {
    pub(crate) fn append(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Raw { file, outcome: Outcome::default() })
    }

    /// Writes the line at once: a run that is cut off keeps its numbers.
    pub(crate) fn push(&mut self, line: &Line) -> Result<()> {
        match line {
            Line::Run(run) => {
                self.outcome.measured += 1;
                let mib = run.measured.memory >> 20;
                eprintln!("{}  {}  {:.3} s  {mib} MiB", run.row, run.tool, run.measured.seconds);
            }
            Line::Failed { row, tool, why } => {
                self.outcome.failed += 1;
                eprintln!("{row}  {tool}  failed: {why}");
            }
            Line::Missing { row, tool, needs } => eprintln!("{row}  {tool}  missing: {needs}"),
            Line::Machine(_) => {}
        }
        writeln!(self.file, "{}", serde_json::to_string(line)?)?;
        Ok(())
    }
}

pub(crate) fn read(path: &Path) -> Result<Vec<Line>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.lines().map(|line| serde_json::from_str(line).map_err(Into::into)).collect()
}
