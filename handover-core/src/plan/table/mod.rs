//! `routes.csv`: the lines of a plan as a table (`docs/routes.md`).

mod reader;
#[cfg(all(test, feature = "register"))]
mod tests;
mod writer;

pub use reader::RouteReader;
pub use writer::{RouteWriter, write_table};

/// The columns, in the order in which they are written. All of them are needed, in any order.
/// `giverUnit` and `receiverUnit` are names for people and are not read.
pub const COLUMNS: [&str; 15] = [
    "unit",
    "giver",
    "giverUnit",
    "receiver",
    "receiverUnit",
    "level",
    "block",
    "work",
    "term",
    "carrier",
    "effectiveOn",
    "dueOn",
    "status",
    "rule",
    "candidates",
];
