//! How results look: for people, and as JSON for programs.

mod bundle;
mod day;
mod finding;
mod fingerprint;
mod holdings;
mod json;
mod paint;
mod quantity;
mod report;
mod table;
mod verdict;

pub(crate) use handover_core::legible::{escaped, is_unsafe};

pub(crate) use bundle::{ActFacts, CountFacts, FactRow, act_rows, count_rows, files_and_bytes};
pub(crate) use day::day;
pub(crate) use finding::{location, remedy, sentence, sentence_of, severity_word};
pub(crate) use fingerprint::in_four_lines;
pub(crate) use holdings::{held_line, held_tables, short};
pub(crate) use json::json_line;
pub(crate) use paint::{Paint, Role};
pub(crate) use quantity::{amount, bytes, decimal, duration};
pub(crate) use report::{closing, remedies, summary, tally};
pub(crate) use table::facts;
pub(crate) use table::table;
pub(crate) use verdict::verdict;
