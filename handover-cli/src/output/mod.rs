//! How results look: for people, and as JSON for programs.

mod day;
mod escape;
mod finding;
mod json;
mod paint;
mod quantity;
mod report;
mod table;
mod verdict;

pub(crate) use day::day;
pub(crate) use escape::{escaped, is_unsafe};
#[allow(unused_imports, reason = "the commands that use these follow")]
pub(crate) use finding::{location, remedy, sentence, severity_word};
pub(crate) use json::json_line;
pub(crate) use paint::{Paint, Role};
pub(crate) use quantity::{amount, bytes, duration};
#[allow(unused_imports, reason = "the commands that use these follow")]
pub(crate) use report::{remedies, summary, tally};
pub(crate) use table::facts;
#[allow(unused_imports, reason = "the commands that use these follow")]
pub(crate) use table::table;
#[allow(unused_imports, reason = "verify is to use it")]
pub(crate) use verdict::verdict;
