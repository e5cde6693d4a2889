//! A page that people look at: how far the work is, who is late, what was
//! found, and what checks said.
//!
//! [`report`] reads a plan, inventories, routes, and what commands printed
//! with `--json`, and makes one page of HTML of it that fetches nothing, with
//! charts as SVG, each with its table. The same figures go to spreadsheets.
//! The page says codes rather than titles, and nothing under suspicion of
//! secrecy.

mod burn_down;
mod figures;
mod findings;
mod html;
mod options;
mod page;
mod plan;
mod receipts;
mod run;
mod state;
mod summary;
mod told;
mod transfers;
mod tree_map;
mod units;
mod words;

#[cfg(all(test, feature = "register"))]
mod tests;

pub use options::{ReportOptions, ReportSources, Reported, Wording};
pub use run::report;
