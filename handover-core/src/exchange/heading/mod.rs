//! Headings: which column of a sheet holds what, however it is headed.

mod aliases;
mod find;
mod fold;

pub(super) use find::{Found, find};
pub(super) use fold::fold;

use crate::description::code_list::code_list;
use crate::inventory::Table;

code_list! {
    /// What of a date a column holds, where it is not the whole.
    Part {
        Day = "day", "ngày";
        Month = "month", "tháng";
        Year = "year", "năm";
        Range = "range", "từ – đến";
    }
}

/// A column of our tables that a column of a sheet fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Target {
    pub(super) table: Table,
    pub(super) column: &'static str,
    pub(super) part: Option<Part>,
}
