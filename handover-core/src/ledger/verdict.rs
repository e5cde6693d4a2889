//! What was found out about a ledger.

use serde::Serialize;

use crate::custody::Head;
use crate::description::Day;
use crate::finding::Report;
use crate::unit::AgencyRef;

/// The answer of [`verify`](super::verify()).
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Verdict {
    /// Whose ledger it is, as its first event says.
    pub agency: Option<AgencyRef>,
    /// Where it stands; `None` if not a single event could be read.
    pub head: Option<Head>,
    /// The day of its first event, and the latest of any.
    pub days: Option<(Day, Day)>,
    /// Lines, readable or not, without a torn one.
    pub events: u64,
    /// How many of the last of them nobody else has seen: a cut there would
    /// not be noticed.
    pub unwitnessed: u64,
    /// Bytes of a half-written last line.
    pub torn_bytes: u64,
    /// Whether signatures were judged: not where nobody was trusted.
    pub signers_judged: bool,
    /// What is wrong with it; as JSON only how much, since each finding is told
    /// by itself.
    #[serde(rename = "counts", serialize_with = "counts")]
    pub report: Report,
}

fn counts<S: serde::Serializer>(report: &Report, serializer: S) -> Result<S::Ok, S::Error> {
    report.counts.serialize(serializer)
}
