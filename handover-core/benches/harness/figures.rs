//! Medians and ratios of raw numbers.

use serde_json::Value;

use super::raw::{Line, Run};
use super::rows::OURS;

/// What one call of the benchmark measured.
#[derive(Debug)]
struct Batch {
    machine: Value,
    lines: Vec<Line>,
}

/// All raw numbers.
#[derive(Debug)]
pub(crate) struct Figures(Vec<Batch>);

/// The numbers of one row, from the last batch that has it.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) machine: &'a Value,
    runs: Vec<&'a Run>,
    pub(crate) failed: Vec<(&'a str, &'a str)>,
    pub(crate) missing: Vec<(&'a str, &'a str)>,
}

/// The least, the median and the most of pairwise ratios.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ratio {
    pub(crate) least: f64,
    pub(crate) median: f64,
    pub(crate) most: f64,
}

impl Figures {
    pub(crate) fn of(lines: &[Line]) -> Self {
        let mut batches: Vec<Batch> = Vec::new();
        for line in lines {
            match (line, batches.last_mut()) {
                (Line::Machine(machine), _) => {
                    batches.push(Batch { machine: machine.clone(), lines: Vec::new() });
                }
                (line, Some(batch)) => batch.lines.push(line.clone()),
                // Numbers without a machine say nothing.
                (_, None) => {}
            }
        }
        Figures(batches)
    }

    pub(crate) fn row(&self, name: &str) -> Option<Row<'_>> {
        self.0.iter().rev().find_map(|batch| {
            let mut row = Row {
                machine: &batch.machine,
                runs: Vec::new(),
                failed: Vec::new(),
                missing: Vec::new(),
            };
            for line in &batch.lines {
                match line {
                    Line::Run(run) if run.row == name => row.runs.push(run),
                    Line::Failed { row: of, tool, why } if of == name => {
                        row.failed.push((tool, why));
                    }
                    Line::Missing { row: of, tool, needs } if of == name => {
                        row.missing.push((tool, needs));
                    }
                    _ => {}
                }
            }
            let told = row.runs.len() + row.failed.len() + row.missing.len();
            (told > 0).then_some(row)
        })
    }
}

impl<'a> Row<'a> {
    fn of(&self, tool: &str) -> impl Iterator<Item = &'a Run> {
        self.runs.iter().copied().filter(move |run| run.tool == tool)
    }

    pub(crate) fn rounds(&self, tool: &str) -> usize {
        self.of(tool).count()
    }

    /// Median of the seconds.
    pub(crate) fn seconds(&self, tool: &str) -> Option<f64> {
        median(self.of(tool).map(|run| run.measured.seconds))
    }

    /// The most memory of all runs, in bytes.
    pub(crate) fn memory(&self, tool: &str) -> Option<u64> {
        self.of(tool).map(|run| run.measured.memory).max()
    }

    /// Our time as a multiple of the tool's, round by round.
    pub(crate) fn ratio(&self, tool: &str) -> Option<Ratio> {
        let mut ratios: Vec<_> = self
            .of(OURS)
            .filter_map(|ours| {
                let theirs = self.of(tool).find(|run| run.round == ours.round)?;
                Some(ours.measured.seconds / theirs.measured.seconds)
            })
            .collect();
        ratios.sort_by(f64::total_cmp);
        let (least, most) = (*ratios.first()?, *ratios.last()?);
        Some(Ratio { least, median: median(ratios.into_iter())?, most })
    }

    /// Our runs with so many entries, as a row of their own.
    pub(crate) fn step(&self, entries: u64) -> Row<'a> {
        let runs = self.runs.iter().copied().filter(|run| run.entries == entries).collect();
        Row { machine: self.machine, runs, failed: Vec::new(), missing: Vec::new() }
    }

    /// The numbers of entries that were measured, ascending.
    pub(crate) fn entries(&self) -> Vec<u64> {
        let mut all: Vec<_> = self.runs.iter().map(|run| run.entries).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// One of our runs, for what it read and left.
    pub(crate) fn any(&self) -> Option<&'a Run> {
        self.of(OURS).last()
    }
}

fn median(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let mut all: Vec<_> = numbers.collect();
    all.sort_by(f64::total_cmp);
    let middle = all.len() / 2;
    match all.len() {
        0 => None,
        length if length % 2 == 1 => Some(all[middle]),
        _ => Some(f64::midpoint(all[middle - 1], all[middle])),
    }
}

// A benchmark is compiled with `cfg(test)` and without its tests: what they
// need stands inside.
#[cfg(test)]
mod tests {
    #[test]
    fn ratios_are_taken_round_by_round_and_from_the_last_batch() {
        use super::super::measure::Measured;
        use super::*;

        let machine = || Line::Machine(Value::Null);
        let run = |tool: &str, round, seconds| {
            let measured = Measured { seconds, memory: 7, ..Measured::default() };
            let (row, tool) = ("r".to_owned(), tool.to_owned());
            Line::Run(Run { row, tool, round, entries: 1, bytes: 1, measured })
        };
        let lines = [
            machine(),
            run(OURS, 0, 99.0),
            machine(),
            run(OURS, 0, 2.0),
            run("cat", 0, 1.0),
            run(OURS, 1, 30.0),
            run("cat", 1, 10.0),
            run(OURS, 2, 8.0),
            run("cat", 2, 2.0),
            run(OURS, 3, 1.0),
            machine(),
        ];
        let figures = Figures::of(&lines);
        let row = figures.row("r").unwrap();
        assert_eq!(row.ratio("cat"), Some(Ratio { least: 2.0, median: 3.0, most: 4.0 }));
        assert_eq!((row.seconds("cat"), row.rounds(OURS)), (Some(2.0), 4));
        assert_eq!(row.seconds(OURS), Some(5.0));
        assert!(figures.row("s").is_none() && row.ratio("tar").is_none());
    }
}
