//! Before anything moves: which transfers a reorganisation demands.
//!
//! [`routes`] says for a closing unit, or for all of a province's, which records go to whom:
//! by Circular 06/2025/TT-BNV articles 39 and 40 and dispatch 414/BNV-VTLTNN, each line with
//! its article. What those texts leave open, or are not known to say, is a line too: "decide
//! this", with the reason. A province's own decisions come in as [`Rules`]; only they know days.
//!
//! [`mod@state`] says how far arranging and scanning have come, [`mod@digitise`] plans the rest
//! by teams and days, and [`mod@progress`] holds what was done against it (`docs/plan.md`).
//!
//! [`mod@transfers`] holds the routes against the receipts that have come in.
//!
//! [`RouteWriter`] and [`RouteReader`] keep the lines as a table (`docs/routes.md`).

mod answer;
pub mod digitise;
mod law;
pub mod progress;
mod records;
mod route;
mod routes;
mod rules;
mod rules_file;
pub mod state;
mod table;
pub mod transfers;

pub use answer::{Answer, Article, Ground, Reason};
pub use records::{Records, Term};
pub use route::{Route, Status};
pub use routes::{Closing, Options, Plan, PlanError, routes};
pub use rules::{Rule, RuleReceiver, Rules};
pub use table::{COLUMNS, RouteReader, RouteWriter, write_table};
