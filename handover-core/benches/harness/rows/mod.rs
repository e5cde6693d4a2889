//! What is measured: every row of the targets, as command lines.
//!
//! A line is run by `bash -euc` in `$OUT`, which is empty and synced into the
//! clock. `$KEEP` holds what a row makes once, `$NEAR` lies on the disk of the
//! corpora and is empty before every run; corpora go by their names.

mod check;
mod grow;
mod list;
mod look;
mod make;
mod routes;
mod start;
mod take;
mod work;

use super::corpora::Corpus;
use super::peers::Peer;

/// The name of our side in the raw numbers.
pub(crate) const OURS: &str = "handover";

/// A command line that is timed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [Peer],
    /// Done before every run, outside the clock.
    pub(crate) reset: &'static str,
    pub(crate) line: &'static str,
}

/// What our time must be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target {
    /// At most so many times that of the tool.
    AtMost(f64),
    /// The tool takes at least so many times ours.
    Faster(f64),
    /// For the reader's eye.
    None,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Against {
    pub(crate) tool: Tool,
    pub(crate) target: Target,
}

/// Ours against others on the same files.
#[derive(Debug)]
pub(crate) struct Race {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) corpora: &'static [Corpus],
    /// Done once, outside the clock.
    pub(crate) before: &'static str,
    /// Files are dropped from the page cache before every run.
    pub(crate) cold: bool,
    pub(crate) ours: Tool,
    pub(crate) against: &'static [Against],
    /// Seconds that ours may take, by the median.
    pub(crate) seconds: Option<f64>,
    /// Fewer rounds than usual.
    pub(crate) rounds: Option<u32>,
}

/// Ours on ever more entries.
#[derive(Debug)]
pub(crate) struct Ladder {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) steps: &'static [Corpus],
    pub(crate) before: &'static str,
    pub(crate) line: &'static str,
}

pub(crate) const RACES: &[Race] = &[
    make::SCANS,
    make::TINY,
    make::LARGE,
    make::COLD,
    make::IN_PLACE,
    check::WARM,
    check::COLD,
    check::FOLDER,
    check::FULL,
    look::AGAIN_TINY,
    look::AGAIN_SCANS,
    look::DIFF,
    list::BOOK,
    take::MERGE,
    routes::HANOI,
    routes::HO_CHI_MINH_CITY,
    start::VERSION,
    start::TEN_FILES,
    start::BUILD,
];

pub(crate) const LADDERS: &[Ladder] = &[
    grow::PACK,
    grow::VERIFY,
    grow::SURVEY,
    grow::BUNDLES,
    grow::DIFF,
    list::IMPORT,
    list::CHECK,
    list::TOTALS,
    work::DIGITISE,
    work::PROGRESS,
    work::REPORT,
];

/// A race with nothing but a name and ours: the others are spread over it.
const fn race(name: &'static str, about: &'static str, line: &'static str) -> Race {
    Race {
        name,
        about,
        corpora: &[],
        before: "true",
        cold: false,
        ours: tool(OURS, &[], line),
        against: &[],
        seconds: None,
        rounds: None,
    }
}

const fn tool(name: &'static str, needs: &'static [Peer], line: &'static str) -> Tool {
    Tool { name, needs, reset: "true", line }
}

const fn at_most(times: f64, tool: Tool) -> Against {
    Against { tool, target: Target::AtMost(times) }
}

const fn faster(times: f64, tool: Tool) -> Against {
    Against { tool, target: Target::Faster(times) }
}

const fn beside(tool: Tool) -> Against {
    Against { tool, target: Target::None }
}
